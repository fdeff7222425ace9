/// How gradients and hessians are written as whole numbers in one pass over the rows.
///
/// Scales are powers of two, chosen so that the sums over all rows just fit: gradients below
/// 2^50; hessians in what the number of rows leaves of their word. Values that are whole multiples
/// of a unit, such as those of a first round on balanced classes, stay exact.
struct GradientUnits: Sendable {
  /// Units in a gradient, and in a hessian, of one.
  let gradientScale: Double
  let hessianScale: Double
  /// The place of the number of rows above the hessian.
  let countShift: Int64

  init(gradientSum: Double, hessianSum: Double, rows: Int) {
    let countBits = Int.bitWidth - rows.leadingZeroBitCount
    countShift = Int64(63 - countBits)
    gradientScale = Self.scale(gradientSum, bits: 50)
    hessianScale = Self.scale(hessianSum, bits: min(50, 62 - countBits))
  }

  private static func scale(_ sum: Double, bits: Int) -> Double {
    guard sum > 0, sum.isFinite else { return 1 }
    // Beyond these a scale is no normal number; such sums come from weights without meaning.
    let exponent = max(-1_000, min(1_000, bits - 1 - Int(sum.exponent)))
    return Double(sign: .plus, exponent: exponent, significand: 1)
  }

  @inline(__always)
  func count(_ pair: SIMD2<Int64>) -> Int { Int(pair.y &>> countShift) }

  @inline(__always)
  func hessian(_ pair: SIMD2<Int64>) -> Double { Double(pair.y & (1 &<< countShift &- 1)) }

  /// Turns gradients and hessians into units in place, each with a count of one; their sum.
  ///
  /// The memory holds the bits of (gradient, hessian) as doubles before, whole numbers after.
  func convert(_ values: UnsafeMutablePointer<SIMD2<Int64>>, count: Int) -> SIMD2<Int64> {
    // Adding 1.5 * 2^52 rounds to a whole number, which is then in the low bits.
    let magic = SIMD2<Double>(repeating: 0x1.8p52)
    let scale = SIMD2(gradientScale, hessianScale)
    let offset = unsafeBitCast(magic, to: SIMD2<Int64>.self) &- SIMD2(0, 1 &<< countShift)
    var sum = SIMD2<Int64>()
    for row in 0..<count {
      let value = unsafeBitCast(values[row], to: SIMD2<Double>.self)
      let whole = unsafeBitCast(value * scale + magic, to: SIMD2<Int64>.self) &- offset
      values[row] = whole
      sum = sum &+ whole
    }
    return sum
  }
}
