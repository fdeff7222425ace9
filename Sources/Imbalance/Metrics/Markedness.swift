/// How far precision and negative predictive value together exceed chance.
public enum Markedness: CountsMetric {
  public static let name = "markedness"
  public static let title = "Markedness"
  public static let summary =
    "Precision plus negative predictive value, less one: how far a call can be trusted."
  public static let definition = "TP / (TP + FP) + TN / (TN + FN) - 1"
  public static let range = -1.0...1.0

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    let alarms = counts.tp + counts.fp
    let cleared = counts.tn + counts.fn
    if alarms == 0 { return .undefined("no row was predicted positive") }
    if cleared == 0 { return .undefined("no row was predicted negative") }
    return .defined(Double(counts.tp) / Double(alarms) + Double(counts.tn) / Double(cleared) - 1)
  }
}
