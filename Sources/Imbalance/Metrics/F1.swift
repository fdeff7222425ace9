/// The harmonic mean of precision and recall.
public enum F1: CountsMetric {
  public static let name = "f1"
  public static let title = "F1"
  public static let summary = "The harmonic mean of precision and recall."
  public static let definition = "2 TP / (2 TP + FP + FN)"

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    FBeta.value(counts, beta: 1)
  }
}
