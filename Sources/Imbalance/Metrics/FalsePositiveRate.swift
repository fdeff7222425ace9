/// The share of negative rows that are called positive.
public enum FalsePositiveRate: CountsMetric {
  public static let name = "fpr"
  public static let title = "False-positive rate"
  public static let summary = "Of the negative rows, the share that raises a false alarm."
  public static let definition = "FP / (TN + FP)"
  public static let direction = MetricDirection.lowerIsBetter
  public static let isProportion = true

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    .ratio(counts.fp, counts.negatives, "no row is negative")
  }

  public static func fraction(_ counts: BinaryCounts) -> Fraction? {
    Fraction(counts.fp, counts.negatives)
  }
}
