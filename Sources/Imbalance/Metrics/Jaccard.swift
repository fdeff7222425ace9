/// The overlap of the positive rows and those called positive.
public enum Jaccard: CountsMetric {
  public static let name = "jaccard"
  public static let title = "Jaccard"
  public static let summary =
    "The rows rightly called positive, among all that are or were called so (critical success index)."
  public static let definition = "TP / (TP + FP + FN)"

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    .ratio(
      counts.tp, counts.tp + counts.fp + counts.fn, "no row is positive or was predicted positive")
  }
}
