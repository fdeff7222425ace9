/// Tests of paired differences that assume little.
package enum PairedTests {
  /// The outcome of a test.
  package struct Outcome: Sendable, Hashable {
    /// The statistic.
    package let statistic: Double
    /// The two-sided p value.
    package let pValue: Double
    /// Whether the p value is exact.
    package let isExact: Bool
  }

  /// The sign test: how many differences are above zero, zeros left out.
  package static func sign(_ differences: [Double]) -> Outcome {
    let above = differences.count { $0 > 0 }
    let below = differences.count { $0 < 0 }
    return Outcome(
      statistic: Double(above), pValue: ExactTests.mcNemar(first: above, second: below),
      isExact: true)
  }

  /// Wilcoxon's signed-rank test, zeros left out; the statistic is the smaller sum of ranks.
  ///
  /// Up to 50 differences the p value is exact, with ties too (Streitberg and Röhmel 1986: midranks
  /// are doubled to whole numbers and all signs counted); above that normal with the correction for
  /// ties. scipy's `wilcoxon` is normal wherever there are ties.
  package static func wilcoxon(_ differences: [Double]) -> Outcome {
    let kept = differences.filter { $0 != 0 }
    guard !kept.isEmpty else { return Outcome(statistic: 0, pValue: 1, isExact: true) }
    let ranks = Ranks.ascending(kept.map { abs($0) })
    var above = 0.0
    var all = 0.0
    for (rank, difference) in zip(ranks, kept) {
      all += rank
      if difference > 0 { above += rank }
    }
    let smaller = min(above, all - above)
    let n = Double(kept.count)
    if kept.count <= 50 {
      let tail = signedRankTail(ranks.map { Int(2 * $0) }, atMost: Int(2 * smaller))
      return Outcome(statistic: smaller, pValue: min(1, 2 * tail), isExact: true)
    }
    var squares = 0.0
    for rank in ranks { squares += rank * rank }
    let z = (smaller - n * (n + 1) / 4) / (squares / 4).squareRoot()
    return Outcome(
      statistic: smaller, pValue: NormalDistribution.twoSided(z), isExact: false)
  }

  /// The share of all sign patterns whose positive ranks add up to at most a limit.
  private static func signedRankTail(_ ranks: [Int], atMost limit: Int) -> Double {
    let total = ranks.reduce(0, +)
    var shares = [Double](repeating: 0, count: total + 1)
    shares[0] = 1
    var reached = 0
    for rank in ranks {
      for sum in stride(from: reached, through: 0, by: -1) {
        let half = shares[sum] * 0.5
        shares[sum] = half
        shares[sum + rank] += half
      }
      reached += rank
    }
    var tail = 0.0
    for sum in 0...limit { tail += shares[sum] }
    return tail
  }
}

/// Ranks with ties shared.
package enum Ranks {
  /// For each value its rank from 1, the smallest first; equal values share the mean of their ranks.
  package static func ascending(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }
}

/// Several tests at once.
package enum Multiplicity {
  /// Holm's step-down adjustment (1979): in the order given, each at least the one before it.
  package static func holm(_ pValues: [Double]) -> [Double] {
    let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    var adjusted = pValues
    var largest = 0.0
    for (place, index) in order.enumerated() {
      largest = max(largest, min(1, Double(pValues.count - place) * pValues[index]))
      adjusted[index] = largest
    }
    return adjusted
  }

  /// Bonferroni's adjustment.
  package static func bonferroni(_ pValues: [Double]) -> [Double] {
    pValues.map { min(1, Double(pValues.count) * $0) }
  }
}
