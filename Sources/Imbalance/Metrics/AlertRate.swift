/// The share of all rows that are called positive.
public enum AlertRate: CountsMetric {
  public static let name = "alert_rate"
  public static let title = "Alert rate"
  public static let summary =
    "The share of all rows that is called positive: the work that follows."
  public static let definition = "(TP + FP) / all rows"
  public static let direction = MetricDirection.neutral
  public static let isProportion = true
  public static let hasAverages = false

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    .ratio(counts.tp + counts.fp, counts.total, "there are no rows")
  }

  public static func fraction(_ counts: BinaryCounts) -> Fraction? {
    Fraction(counts.tp + counts.fp, counts.total)
  }
}
