/// The share of positive rows that are called negative.
public enum FalseNegativeRate: CountsMetric {
  public static let name = "fnr"
  public static let title = "False-negative rate"
  public static let summary = "Of the positive rows, the share that is missed."
  public static let definition = "FN / (TP + FN)"
  public static let direction = MetricDirection.lowerIsBetter
  public static let isProportion = true

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    .ratio(counts.fn, counts.positives, "no row is positive")
  }

  public static func fraction(_ counts: BinaryCounts) -> Fraction? {
    Fraction(counts.fn, counts.positives)
  }
}
