/// The weighted harmonic mean of precision and recall.
public enum FBeta: CountsMetric {
  public static let name = "f_beta"
  public static let title = "F-beta"
  public static let summary =
    "Precision and recall in one number, recall weighing b times as much: `f_beta(0.5)`."
  public static let definition = "(1 + b^2) TP / ((1 + b^2) TP + b^2 FN + FP)"
  public static let isOnDemand = true
  public static let argument: MetricArgument? = MetricArgument(
    "b", 0...Double.greatestFiniteMagnitude, "b =")

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    value(counts, beta: settings.beta)
  }

  static func value(_ counts: BinaryCounts, beta: Double) -> MetricValue {
    if counts.tp + counts.fn + counts.fp == 0 {
      return .undefined("no row is positive or was predicted positive")
    }
    let square = beta * beta
    let hits = (1 + square) * Double(counts.tp)
    return .defined(hits / (hits + square * Double(counts.fn) + Double(counts.fp)))
  }
}
