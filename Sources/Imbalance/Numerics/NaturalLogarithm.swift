/// A natural logarithm with the same bits for every C library.
enum NaturalLogarithm {
  /// The logarithm of a positive, finite number, to about one unit in the last place.
  static func log(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? -.infinity : .nan }
    var significand = x.significand
    var exponent = Double(x.exponent)
    if significand > 1.4142135623730951 {
      significand /= 2
      exponent += 1
    }
    // log m = 2 atanh((m - 1) / (m + 1)), |s| <= 0.1716.
    let s = (significand - 1) / (significand + 1)
    let square = s * s
    var sum = 0.0
    for term in stride(from: 23, through: 3, by: -2) { sum = (sum + 1 / Double(term)) * square }
    return exponent * 0x1.62e42fefa0000p-1
      + (2 * s + (2 * s * sum + exponent * 0x1.cf79abc9e3b3ap-40))
  }

  /// The logarithm of 1 + x for x from 0 to 1, right to its last digits where x is tiny.
  @inline(__always)
  static func log1p(_ x: Double) -> Double {
    let sum = 1 + x
    // What rounding took from the sum is given back (Kahan).
    return sum == 1 ? x : log(sum) * (x / (sum - 1))
  }
}
