/// How many of the cases are found among the rows that score highest.
public struct GainCurve: Sendable, Hashable {
  /// For each distinct score, descending, the share of all rows that score at least as much.
  public let share: [Double]
  /// The share of the positive rows among them: the cumulative gain.
  public let recall: [Double]
  /// How many times as many cases they hold as equally many random rows.
  public let lift: [Double]

  /// The curve of a ranking in which both classes have rows.
  public init(_ ranking: RankingCounts) {
    let n = Double(ranking.count)
    let positives = Double(ranking.positives)
    share = zip(ranking.truePositives, ranking.falsePositives).map { Double($0 + $1) / n }
    recall = ranking.truePositives.map { Double($0) / positives }
    lift = zip(share, recall).map { $1 / $0 }
  }
}

extension ModelEvaluation {
  /// The counts at each of the ROC curve's thresholds, for two classes that both have rows.
  public var ranking: RankingCounts? {
    guard let roc, let counts = confusion.binary else { return nil }
    // The curve holds quotients of whole numbers, from which those are regained exactly.
    func counted(_ rates: [Double], _ total: Int) -> [Int] {
      rates.dropFirst().map { Int(($0 * Double(total)).rounded()) }
    }
    return RankingCounts(
      truePositives: counted(roc.tpr, counts.positives),
      falsePositives: counted(roc.fpr, counts.negatives))
  }
}
