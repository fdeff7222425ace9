/// The share of negative rows that are called negative.
public enum Specificity: CountsMetric {
  public static let name = "specificity"
  public static let title = "Specificity"
  public static let summary = "Of the negative rows, the share that is left alone."
  public static let definition = "TN / (TN + FP)"
  public static let isProportion = true

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    .ratio(counts.tn, counts.negatives, "no row is negative")
  }

  public static func fraction(_ counts: BinaryCounts) -> Fraction? {
    Fraction(counts.tn, counts.negatives)
  }
}
