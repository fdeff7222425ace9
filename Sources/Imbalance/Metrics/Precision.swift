/// The share of rows called positive that are positive.
public enum Precision: CountsMetric {
  public static let name = "precision"
  public static let title = "Precision"
  public static let summary = "Of the rows called positive, the share that is positive."
  public static let definition = "TP / (TP + FP)"
  public static let isProportion = true

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    .ratio(counts.tp, counts.tp + counts.fp, "no row was predicted positive")
  }

  public static func fraction(_ counts: BinaryCounts) -> Fraction? {
    Fraction(counts.tp, counts.tp + counts.fp)
  }
}
