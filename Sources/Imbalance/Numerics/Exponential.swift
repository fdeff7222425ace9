/// Exponentials of our own: eight at once, and the same bits with every C library.
///
/// Reduction by two-part ln 2, a Taylor polynomial of degree 13 on |r| <= ln 2 / 2: at most one
/// unit in the last place off.
enum Exponential {
  /// e to the power of each lane, for lanes from -700 to 700.
  @inline(__always)
  static func exp(_ x: SIMD8<Double>) -> SIMD8<Double> {
    let magic = SIMD8<Double>(repeating: 0x1.8p52)
    let shifted = x * 1.4426950408889634 + magic
    let whole = shifted - magic
    let rest = (x - whole * 0x1.62e42fefa0000p-1) - whole * 0x1.cf79abc9e3b3ap-40
    var sum = SIMD8<Double>(repeating: 1.0 / 6_227_020_800)
    sum = sum * rest + 1.0 / 479_001_600
    sum = sum * rest + 1.0 / 39_916_800
    sum = sum * rest + 1.0 / 3_628_800
    sum = sum * rest + 1.0 / 362_880
    sum = sum * rest + 1.0 / 40_320
    sum = sum * rest + 1.0 / 5_040
    sum = sum * rest + 1.0 / 720
    sum = sum * rest + 1.0 / 120
    sum = sum * rest + 1.0 / 24
    sum = sum * rest + 1.0 / 6
    sum = sum * rest + 0.5
    sum = sum * rest + 1
    sum = sum * rest + 1
    let power = unsafeBitCast(shifted, to: SIMD8<UInt64>.self) &<< 52
    return unsafeBitCast(
      unsafeBitCast(sum, to: SIMD8<UInt64>.self) &+ power, to: SIMD8<Double>.self)
  }

  /// 1 / (1 + exp(-z)) of each lane, without overflow.
  @inline(__always)
  static func sigmoid(_ z: SIMD8<Double>) -> SIMD8<Double> {
    let isNegative = z .< 0
    let size = z.replacing(with: -z, where: .!isNegative)
    let bounded = size.replacing(with: SIMD8(repeating: -700), where: size .< -700)
    let small = exp(bounded)
    let one = SIMD8<Double>(repeating: 1)
    return one.replacing(with: small, where: isNegative) / (one + small)
  }

  /// e to the power of `x`, the same polynomial.
  static func exp(_ x: Double) -> Double {
    exp(SIMD8<Double>(repeating: min(700, max(-700, x))))[0]
  }
}
