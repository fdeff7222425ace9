/// Clears as many rows as possible while a given share of the cleared rows is rightly so.
public struct NegativePredictiveValueThreshold: ThresholdRule {
  public static let name = "npv"
  public static let summary =
    "The largest threshold below which at least a given share of the rows is negative."
  public static let parameters = [
    Parameter(
      "at_least", .number(0...1, excludingLower: true), required: true,
      "The share of cleared rows to be negative.")
  ]

  private let share: Double

  public init(_ values: ParameterValues) throws(ParameterError) {
    share = values.number("at_least")
  }

  package init(atLeast share: Double) { self.share = share }

  public func choose(
    _ predictions: Predictions<ValidationRole>
  ) throws(ModellingError) -> ChosenThreshold {
    let rule = "npv >= \(share.shortText)"
    var best = 0.0
    for point in try ThresholdSearch(predictions).candidates {
      guard let value = NegativePredictiveValue.value(point.counts, MetricSettings()).number else {
        continue
      }
      if value >= share {
        return ChosenThreshold(threshold: point.threshold, objective: value, rule: rule)
      }
      best = max(best, value)
    }
    throw ModellingError(
      "threshold-unreachable",
      "'\(rule)' cannot be reached: the largest negative predictive value at any threshold is "
        + best.shortText, hint: "ask for less, or choose by recall or cost")
  }
}
