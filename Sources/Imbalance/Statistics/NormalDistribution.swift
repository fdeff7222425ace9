/// The standard normal distribution.
package enum NormalDistribution {
  /// The probability of a value above z.
  ///
  /// A series near the middle, Laplace's continued fraction in the tail; relative error below 1e-12.
  package static func upperTail(_ z: Double) -> Double {
    if z < 0 { return 1 - upperTail(-z) }
    let density = ElementaryFunctions.exp(-0.5 * z * z) * 0.3989422804014327
    if z < 2.5 {
      // Phi(z) - 1/2 = density * (z + z^3/3 + z^5/(3*5) + ...)
      var term = z
      var sum = z
      var odd = 3.0
      while term > sum * 1e-17, odd < 200 {
        term *= z * z / odd
        sum += term
        odd += 2
      }
      return 0.5 - density * sum
    }
    var fraction = z
    var k = 120.0
    while k >= 1 {
      fraction = z + k / fraction
      k -= 1
    }
    return density / fraction
  }

  /// The value that a share p of the distribution lies below; p within 0 and 1, both excluded.
  ///
  /// Bisection on the upper tail and Newton's steps: slow, and used a few times per evaluation.
  package static func quantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "a share within 0 and 1")
    if p < 0.5 { return -quantile(1 - p) }
    let tail = 1 - p
    var low = 0.0
    var high = 38.0
    for _ in 0..<40 {
      let middle = 0.5 * (low + high)
      if upperTail(middle) > tail { low = middle } else { high = middle }
    }
    var z = 0.5 * (low + high)
    for _ in 0..<3 {
      let density = ElementaryFunctions.exp(-0.5 * z * z) * 0.3989422804014327
      if density > 0 { z += (upperTail(z) - tail) / density }
    }
    return z
  }

  /// How many standard errors an interval of this confidence reaches to each side.
  package static func criticalValue(confidence: Double) -> Double {
    quantile(0.5 + 0.5 * confidence)
  }

  /// The two-sided p value of a standardised difference.
  package static func twoSided(_ z: Double) -> Double { min(1, 2 * upperTail(abs(z))) }
}
