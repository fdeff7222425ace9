/// Several methods over several data sets: mean ranks and whether they differ (Demšar 2006).
public struct FriedmanTest: Sendable, Hashable {
  /// Each method's mean rank over the data sets, 1 for the best; ties share their ranks.
  public let meanRanks: [Double]
  /// How many data sets there are.
  public let datasets: Int
  /// Friedman's statistic, chi-squared with one degree less than there are methods.
  public let chiSquared: Double
  /// Its p value.
  public let chiSquaredPValue: Double
  /// Iman and Davenport's less conservative statistic.
  public let f: Double
  /// Its p value.
  public let fPValue: Double

  /// Ranks the methods within each data set.
  ///
  /// - Parameters:
  ///   - scores: For each data set the score of each method; at least two of both.
  ///   - higherIsBetter: Which end has rank 1.
  public init(_ scores: [[Double]], higherIsBetter: Bool) {
    let n = Double(scores.count)
    let k = Double(scores.first?.count ?? 0)
    precondition(n >= 2 && k >= 2 && scores.allSatisfy { Double($0.count) == k })
    var sums = [Double](repeating: 0, count: Int(k))
    for row in scores {
      for (method, rank) in Ranks.ascending(higherIsBetter ? row.map { -$0 } : row).enumerated() {
        sums[method] += rank
      }
    }
    meanRanks = sums.map { $0 / n }
    var squares = 0.0
    for rank in meanRanks { squares += rank * rank }
    let chi = 12 * n / (k * (k + 1)) * (squares - k * (k + 1) * (k + 1) / 4)
    datasets = scores.count
    chiSquared = chi
    chiSquaredPValue = ChiSquared.upperTail(chi, degrees: k - 1)
    let below = n * (k - 1) - chi
    f = below > 0 ? (n - 1) * chi / below : .infinity
    fPValue = FDistribution.upperTail(f, k - 1, (k - 1) * (n - 1))
  }

  /// How far two mean ranks must lie apart to differ at the level alpha (Nemenyi).
  public func criticalDifference(alpha: Double) -> Double {
    let k = Double(meanRanks.count)
    return StudentizedRange.criticalValue(alpha: alpha, count: meanRanks.count)
      / 2.0.squareRoot() * (k * (k + 1) / (6 * Double(datasets))).squareRoot()
  }

  /// The largest groups of methods, by place, whose mean ranks lie within the critical difference.
  ///
  /// Each has at least two members, best first; none lies within another.
  public func inseparable(alpha: Double) -> [[Int]] {
    let width = criticalDifference(alpha: alpha)
    let order = meanRanks.indices.sorted { (meanRanks[$0], $0) < (meanRanks[$1], $1) }
    var groups: [[Int]] = []
    var reach = 0
    for start in order.indices {
      var end = start + 1
      while end < order.count, meanRanks[order[end]] - meanRanks[order[start]] < width { end += 1 }
      if end - start > 1, end > reach {
        groups.append(Array(order[start..<end]))
        reach = end
      }
    }
    return groups
  }
}
