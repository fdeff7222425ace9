/// Finds at least a given share of the positive rows, with as few alarms as possible.
public struct RecallThreshold: ThresholdRule {
  public static let name = "recall"
  public static let summary = "The largest threshold whose recall is at least a given share."
  public static let parameters = [
    Parameter(
      "at_least", .number(0...1, excludingLower: true), required: true,
      "The share of positive rows to find.")
  ]

  private let share: Double

  public init(_ values: ParameterValues) throws(ParameterError) {
    share = values.number("at_least")
  }

  package init(atLeast share: Double) { self.share = share }

  public func choose(
    _ predictions: Predictions<ValidationRole>
  ) throws(ModellingError) -> ChosenThreshold {
    let rule = "recall >= \(share.shortText)"
    var best = 0.0
    for point in try ThresholdSearch(predictions).candidates {
      guard let recall = Recall.value(point.counts, MetricSettings()).number else { continue }
      if recall >= share {
        return ChosenThreshold(threshold: point.threshold, objective: recall, rule: rule)
      }
      best = max(best, recall)
    }
    throw ModellingError(
      "threshold-unreachable",
      "'\(rule)' cannot be reached: the largest recall is \(best.shortText)")
  }
}
