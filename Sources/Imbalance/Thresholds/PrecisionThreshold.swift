/// Finds as many positive rows as possible while a given share of the alarms is right.
public struct PrecisionThreshold: ThresholdRule {
  public static let name = "precision"
  public static let summary = "The smallest threshold whose precision is at least a given share."
  public static let parameters = [
    Parameter(
      "at_least", .number(0...1, excludingLower: true), required: true,
      "The share of alarms to be right.")
  ]

  private let share: Double

  public init(_ values: ParameterValues) throws(ParameterError) {
    share = values.number("at_least")
  }

  package init(atLeast share: Double) { self.share = share }

  public func choose(
    _ predictions: Predictions<ValidationRole>
  ) throws(ModellingError) -> ChosenThreshold {
    let rule = "precision >= \(share.shortText)"
    var best = 0.0
    for point in try ThresholdSearch(predictions).candidates.reversed() {
      guard let precision = Precision.value(point.counts, MetricSettings()).number else { continue }
      if precision >= share {
        return ChosenThreshold(
          threshold: point.threshold, objective: precision, rule: rule,
          note:
            "recall \(((Double(point.tp) / Double(point.tp + point.fn) * 1000).rounded() / 1000).shortText)"
        )
      }
      best = max(best, precision)
    }
    throw ModellingError(
      "threshold-unreachable",
      "'\(rule)' cannot be reached: the largest precision at any threshold is \(((best * 1000).rounded(.down) / 1000).shortText)",
      hint: "ask for less, or choose by f1 or cost")
  }
}
