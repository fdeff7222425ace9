/// What acting on a model's probabilities is worth, for every threshold that someone may act at.
///
/// Vickers and Elkin, Med. Decis. Making 26 (2006). A threshold t stands for an exchange rate: who
/// acts from t on takes a case to be worth (1 - t) / t false alarms.
public struct DecisionCurve: Sendable, Hashable {
  /// The thresholds, ascending.
  public let thresholds: [Double]
  /// The net benefit of calling the rows that reach each threshold, for each row.
  public let netBenefit: [Double]
  /// The net benefit of calling every row.
  public let ofAll: [Double]

  /// The curve at given thresholds, which lie at or above 0 and below 1.
  ///
  /// - Parameters:
  ///   - ranking: The ranking by probability.
  ///   - scores: Its distinct probabilities, descending.
  ///   - thresholds: Where the net benefit is worked out.
  public init(_ ranking: RankingCounts, scores: [Double], at thresholds: [Double]) {
    self.thresholds = thresholds
    let all = BinaryCounts(tp: ranking.positives, fp: ranking.negatives, tn: 0, fn: 0)
    netBenefit = thresholds.map { threshold in
      var low = 0
      var high = scores.count
      // How many distinct scores reach the threshold.
      while low < high {
        let middle = (low + high) / 2
        if scores[middle] >= threshold { low = middle + 1 } else { high = middle }
      }
      guard low > 0 else { return 0 }
      let tp = ranking.truePositives[low - 1]
      let fp = ranking.falsePositives[low - 1]
      let counts = BinaryCounts(
        tp: tp, fp: fp, tn: ranking.negatives - fp, fn: ranking.positives - tp)
      return NetBenefit.value(counts, at: threshold).number ?? 0
    }
    ofAll = thresholds.map { NetBenefit.value(all, at: $0).number ?? 0 }
  }
}
