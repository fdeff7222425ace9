/// What the calls are worth to someone who acts at the model's threshold.
///
/// Vickers and Elkin, "Decision curve analysis", Med. Decis. Making 26 (2006).
public enum NetBenefit: CountsMetric {
  public static let name = "net_benefit"
  public static let title = "Net benefit"
  public static let summary =
    "Cases found less false alarms at the exchange rate that the threshold implies, for each row; calling none is worth 0."
  public static let definition = "TP / n - FP / n x t / (1 - t), t the model's threshold"
  public static let range = -Double.infinity...1
  public static let hasAverages = false

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    guard let threshold = settings.threshold else {
      return .undefined("a net benefit belongs to a threshold on probabilities")
    }
    guard threshold >= 0, threshold < 1 else {
      return .undefined("a net benefit needs a threshold of at least 0 and below 1")
    }
    return value(counts, at: threshold)
  }

  static func value(_ counts: BinaryCounts, at threshold: Double) -> MetricValue {
    guard counts.total > 0 else { return .undefined("there are no rows") }
    let n = Double(counts.total)
    return .defined(
      Double(counts.tp) / n - Double(counts.fp) / n * (threshold / (1 - threshold)))
  }
}
