/// The harmonic mean of precision and recall, recall weighing twice as much.
public enum F2: CountsMetric {
  public static let name = "f2"
  public static let title = "F2"
  public static let summary = "Precision and recall in one number, recall weighing twice as much."
  public static let definition = "5 TP / (5 TP + 4 FN + FP)"

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    FBeta.value(counts, beta: 2)
  }
}
