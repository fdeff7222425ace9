/// What the calls cost in total.
public enum Cost: CountsMetric {
  public static let name = "cost"
  public static let title = "Cost"
  public static let summary = "The total cost of all outcomes, in the unit of the given costs."
  public static let definition = "FN cost_FN + FP cost_FP + TP cost_TP + TN cost_TN"
  public static let direction = MetricDirection.lowerIsBetter
  public static let range = 0...Double.infinity
  public static let hasAverages = false
  public static let needsCosts = true

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    guard let cost = settings.cost else { return .undefined("no costs were given") }
    return .defined(cost.total(counts))
  }
}
