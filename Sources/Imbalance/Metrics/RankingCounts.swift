/// How many rows of each class rank at or above each distinct score.
///
/// All that a ranking metric needs. In a bootstrap replicate the counts are weighted, and a score
/// may add no row.
public struct RankingCounts: Sendable, Hashable {
  /// For each distinct score, descending, the positive rows that score at least as much.
  public let truePositives: [Int]
  /// For each distinct score, the negative rows that score at least as much.
  public let falsePositives: [Int]

  /// All positive rows.
  public var positives: Int { truePositives.last ?? 0 }
  /// All negative rows.
  public var negatives: Int { falsePositives.last ?? 0 }
  /// All rows.
  public var count: Int { positives + negatives }

  /// Counts that grow from the first score to the last.
  public init(truePositives: [Int], falsePositives: [Int]) {
    precondition(truePositives.count == falsePositives.count, "two counts for each score")
    self.truePositives = truePositives
    self.falsePositives = falsePositives
  }

  /// The counts of ranked rows.
  package init(_ rows: RankedRows) {
    self.init(
      truePositives: rows.truePositives.map { Int($0) },
      falsePositives: rows.falsePositives.map { Int($0) })
  }

  /// The positive rows to expect among the first `rows`, equal scores in any order alike.
  func expectedPositives(among rows: Int) -> Double {
    var low = 0
    var high = truePositives.count
    // The first score at or above which there are at least so many rows.
    while low < high {
      let middle = (low + high) / 2
      if truePositives[middle] + falsePositives[middle] >= rows {
        high = middle
      } else {
        low = middle + 1
      }
    }
    guard low < truePositives.count else { return Double(positives) }
    let tp = low == 0 ? 0 : truePositives[low - 1]
    let before = low == 0 ? 0 : tp + falsePositives[low - 1]
    let group = truePositives[low] + falsePositives[low] - before
    guard group > 0 else { return Double(tp) }
    return Double(tp)
      + Double(truePositives[low] - tp) * (Double(rows - before) / Double(group))
  }

  /// How many rows a part of them is: a share up to 1 is rounded up to a row, above 1 it is a count.
  func rows(of part: Double) -> Int {
    if part > 1 { return Int(min(part, Double(count))) }
    // A share such as 0.07 of 100 rows comes out a little above the 7 that it means.
    return max(1, min(count, Int((part * Double(count) * (1 - 1e-12)).rounded(.up))))
  }
}

/// A metric of the ranking of one class's rows among the others, computed when asked for.
public protocol CurveMetric: Metric {
  /// The value, or why there is none; both classes have rows.
  static func value(_ ranking: RankingCounts, _ settings: MetricSettings) -> MetricValue
  /// The proportion of which the value is a multiple, where it stands at an end that no redrawing of
  /// rows leaves: none or all of `total` rows. Wilson's interval then says how far that can be trusted.
  static func proportionAtItsEnd(
    _ ranking: RankingCounts, _ settings: MetricSettings
  ) -> (hits: Int, total: Int, scale: Double)?
}

extension CurveMetric {
  /// The ranking.
  public static var family: MetricFamily { .ranking }
  /// Its interval costs replicates of its own.
  public static var isOnDemand: Bool { true }
  /// Most metrics of a ranking are no proportions.
  public static func proportionAtItsEnd(
    _ ranking: RankingCounts, _ settings: MetricSettings
  ) -> (hits: Int, total: Int, scale: Double)? { nil }
}
