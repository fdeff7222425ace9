/// How far recall and specificity together exceed a coin's.
public enum YoudensJ: CountsMetric {
  public static let name = "youden_j"
  public static let title = "Youden's J"
  public static let summary = "Recall plus specificity, less one: 0 is no better than a coin."
  public static let definition = "TP / (TP + FN) + TN / (TN + FP) - 1"
  public static let range = -1.0...1.0

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    if counts.positives == 0 { return .undefined("no row is positive") }
    if counts.negatives == 0 { return .undefined("no row is negative") }
    return .defined(
      Double(counts.tp) / Double(counts.positives) + Double(counts.tn) / Double(counts.negatives)
        - 1)
  }

  public static func interval(_ counts: BinaryCounts, z: Double) -> ClosedFormInterval? {
    guard counts.positives > 0, counts.negatives > 0 else { return nil }
    let ends = ProportionIntervals.sum(
      (counts.tp, counts.positives), (counts.tn, counts.negatives), z: z)
    return ClosedFormInterval(low: ends.low - 1, high: ends.high - 1, method: .newcombe)
  }
}
