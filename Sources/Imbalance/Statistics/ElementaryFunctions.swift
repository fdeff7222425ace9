/// Logarithm and exponential from IEEE arithmetic alone, so that every bit is the same everywhere.
///
/// The C library picks other variants on other processors, whose last bits differ; those would
/// reach the results file. Errors here are within two units in the last place.
package enum ElementaryFunctions {
  private static let ln2High = 0x1.62e42fee00000p-1
  private static let ln2Low = 0x1.a39ef35793c76p-33

  /// The natural logarithm of a positive, finite, normal number.
  package static func log(_ x: Double) -> Double {
    precondition(x >= .leastNormalMagnitude && x < .infinity, "log of a positive normal number")
    var exponent = Double(x.exponent)
    var mantissa = x.significand
    if mantissa > 1.4142135623730951 {
      mantissa *= 0.5
      exponent += 1
    }
    let s = (mantissa - 1) / (mantissa + 1)
    let q = s * s
    // 2 atanh(s) as its series: |s| is below 0.172, so twelve terms are beyond double precision.
    var series = 0.0
    var odd = 25.0
    while odd >= 3 {
      series = series * q + 1 / odd
      odd -= 2
    }
    let tail = 2 * s * q * series
    return exponent * ln2High + (2 * s + (tail + exponent * ln2Low))
  }

  /// e to the power of x; 0 below -708, infinite above 709.
  package static func exp(_ x: Double) -> Double {
    if x < -708 { return 0 }
    if x > 709 { return .infinity }
    let k = (x * 1.4426950408889634).rounded()
    let r = (x - k * ln2High) - k * ln2Low
    var sum = 1.0
    var term = 16.0
    while term >= 1 {
      sum = 1 + sum * r / term
      term -= 1
    }
    return sum * Double(sign: .plus, exponent: Int(k), significand: 1)
  }
}
