/// The share of positive rows that are called positive.
public enum Recall: CountsMetric {
  public static let name = "recall"
  public static let title = "Recall"
  public static let summary = "Of the positive rows, the share that is found (sensitivity)."
  public static let definition = "TP / (TP + FN)"
  public static let isProportion = true

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    .ratio(counts.tp, counts.positives, "no row is positive")
  }

  public static func fraction(_ counts: BinaryCounts) -> Fraction? {
    Fraction(counts.tp, counts.positives)
  }
}
