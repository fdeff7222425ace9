/// The gamma function's logarithm and the incomplete gamma and beta functions.
///
/// Stirling's series, power series and Lentz's continued fractions (Abramowitz and Stegun 6.1.40,
/// 6.5.29, 6.5.31, 26.5.8), on the house's own exponential and logarithm.
package enum GammaFunctions {
  /// log(Gamma(x)) for x above 0.
  package static func logGamma(_ x: Double) -> Double {
    precondition(x > 0, "the gamma function of a positive number")
    // Raised until Stirling's series is exact to the last bits.
    var shifted = x
    var product = 1.0
    while shifted < 15 {
      product *= shifted
      shifted += 1
    }
    let inverse = 1 / shifted
    let square = inverse * inverse
    let series =
      inverse
      * (1.0 / 12 - square
        * (1.0 / 360 - square
          * (1.0 / 1260 - square * (1.0 / 1680 - square * (1.0 / 1188 - square * 691.0 / 360360)))))
    return (shifted - 0.5) * ElementaryFunctions.log(shifted) - shifted + 0.9189385332046728
      + series - ElementaryFunctions.log(product)
  }

  /// The lower and upper regularised incomplete gamma functions P(a, x) and Q(a, x).
  package static func incompleteGamma(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
    guard x > 0 else { return (0, 1) }
    guard x < .infinity else { return (1, 0) }
    let front = ElementaryFunctions.exp(a * ElementaryFunctions.log(x) - x - logGamma(a))
    if x < a + 1 {
      var term = 1 / a
      var sum = term
      var n = a
      while abs(term) > abs(sum) * 1e-17, n < a + 100_000 {
        n += 1
        term *= x / n
        sum += term
      }
      let lower = min(1, front * sum)
      return (lower, 1 - lower)
    }
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var fraction = d
    for i in 1...100_000 {
      let an = -Double(i) * (Double(i) - a)
      b += 2
      d = 1 / away(an * d + b)
      c = away(b + an / c)
      let step = c * d
      fraction *= step
      if abs(step - 1) < 1e-16 { break }
    }
    let upper = min(1, front * fraction)
    return (1 - upper, upper)
  }

  /// The regularised incomplete beta function I_x(a, b); `complement` is 1 - x, given apart so that
  /// nothing is lost near 1.
  package static func incompleteBeta(
    _ x: Double, complement y: Double, _ a: Double, _ b: Double
  ) -> Double {
    if x <= 0 { return 0 }
    if y <= 0 { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(y, complement: x, b, a) }
    let front = ElementaryFunctions.exp(
      logGamma(a + b) - logGamma(a) - logGamma(b) + a * logOrLeast(x) + b * logOrLeast(y))
    var c = 1.0
    var d = 1 / away(1 - (a + b) * x / (a + 1))
    var fraction = d
    for i in 1...100_000 {
      let m = Double(i)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / away(1 + even * d)
      c = away(1 + even / c)
      fraction *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / away(1 + odd * d)
      c = away(1 + odd / c)
      let step = d * c
      fraction *= step
      if abs(step - 1) < 1e-16 { break }
    }
    return min(1, front * fraction / a)
  }

  private static let tiny = 1e-300

  private static func away(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }

  private static func logOrLeast(_ x: Double) -> Double {
    ElementaryFunctions.log(max(x, .leastNormalMagnitude))
  }
}
