/// Student's t distribution.
package enum StudentT {
  /// The probability of a value above t.
  package static func upperTail(_ t: Double, degrees: Double) -> Double {
    if t.isInfinite { return t > 0 ? 0 : 1 }
    let square = t * t
    let half =
      0.5
      * GammaFunctions.incompleteBeta(
        degrees / (degrees + square), complement: square / (degrees + square), degrees / 2, 0.5)
    return t >= 0 ? half : 1 - half
  }

  /// The probability of a value at most t.
  package static func lowerTail(_ t: Double, degrees: Double) -> Double {
    upperTail(-t, degrees: degrees)
  }

  /// The two-sided p value of a t statistic.
  package static func twoSided(_ t: Double, degrees: Double) -> Double {
    min(1, 2 * upperTail(abs(t), degrees: degrees))
  }

  /// The value that a share p of the distribution lies below; p within 0 and 1, both excluded.
  package static func quantile(_ p: Double, degrees: Double) -> Double {
    precondition(p > 0 && p < 1, "a share within 0 and 1")
    if p < 0.5 { return -quantile(1 - p, degrees: degrees) }
    let tail = 1 - p
    return bisected { upperTail($0, degrees: degrees) > tail }
  }

  /// How many standard errors an interval of this confidence reaches to each side.
  package static func criticalValue(confidence: Double, degrees: Double) -> Double {
    quantile(0.5 + 0.5 * confidence, degrees: degrees)
  }
}

/// The F distribution.
package enum FDistribution {
  /// The probability of a value above f.
  package static func upperTail(_ f: Double, _ first: Double, _ second: Double) -> Double {
    if f <= 0 { return 1 }
    if f.isInfinite { return 0 }
    let below = first * f + second
    return GammaFunctions.incompleteBeta(
      second / below, complement: first * f / below, second / 2, first / 2)
  }
}

/// The chi-squared distribution.
package enum ChiSquared {
  /// The probability of a value above x.
  package static func upperTail(_ x: Double, degrees: Double) -> Double {
    x <= 0 ? 1 : GammaFunctions.incompleteGamma(degrees / 2, x / 2).upper
  }
}

/// The distribution of the range of k standard normal values.
package enum StudentizedRange {
  /// The probability of a range of at most q.
  ///
  /// k times the integral of the density at the smallest value and the chance that the other k - 1
  /// lie within q above it; Simpson's rule over a range beyond which the density is below 1e-25.
  package static func lowerTail(_ q: Double, count: Int) -> Double {
    guard q > 0, count > 1 else { return 0 }
    let steps = 800
    let low = -11.0
    let width = 22.0 / Double(steps)
    var sum = 0.0
    for step in 0...steps {
      let z = low + Double(step) * width
      let density = ElementaryFunctions.exp(-0.5 * z * z) * 0.3989422804014327
      let within = NormalDistribution.upperTail(z) - NormalDistribution.upperTail(z + q)
      var power = 1.0
      for _ in 1..<count { power *= within }
      sum += (step == 0 || step == steps ? 1 : step % 2 == 1 ? 4 : 2) * density * power
    }
    return min(1, Double(count) * sum * width / 3)
  }

  /// The range that is exceeded with probability alpha.
  package static func criticalValue(alpha: Double, count: Int) -> Double {
    bisected { lowerTail($0, count: count) < 1 - alpha }
  }
}

/// The number above 0 at which a falling condition stops to hold.
private func bisected(_ holds: (Double) -> Bool) -> Double {
  var high = 1.0
  while holds(high), high < 1e300 { high *= 2 }
  var low = 0.0
  while true {
    let middle = low / 2 + high / 2
    if middle <= low || middle >= high { return middle }
    if holds(middle) { low = middle } else { high = middle }
  }
}
