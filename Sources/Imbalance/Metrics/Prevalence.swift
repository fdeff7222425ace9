/// The share of all rows that are positive.
public enum Prevalence: CountsMetric {
  public static let name = "prevalence"
  public static let title = "Prevalence"
  public static let summary = "The share of all rows that is positive."
  public static let definition = "(TP + FN) / all rows"
  public static let direction = MetricDirection.neutral
  public static let isProportion = true
  public static let hasAverages = false

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    .ratio(counts.positives, counts.total, "there are no rows")
  }

  public static func fraction(_ counts: BinaryCounts) -> Fraction? {
    Fraction(counts.positives, counts.total)
  }
}
