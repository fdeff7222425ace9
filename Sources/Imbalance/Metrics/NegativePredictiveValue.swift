/// The share of rows called negative that are negative.
public enum NegativePredictiveValue: CountsMetric {
  public static let name = "npv"
  public static let title = "Negative predictive value"
  public static let summary = "Of the rows called negative, the share that is negative."
  public static let definition = "TN / (TN + FN)"
  public static let isProportion = true

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    .ratio(counts.tn, counts.tn + counts.fn, "no row was predicted negative")
  }

  public static func fraction(_ counts: BinaryCounts) -> Fraction? {
    Fraction(counts.tn, counts.tn + counts.fn)
  }
}
