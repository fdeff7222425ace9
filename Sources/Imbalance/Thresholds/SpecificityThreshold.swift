/// Finds as many positive rows as possible while a given share of the negative rows is left alone.
public struct SpecificityThreshold: ThresholdRule {
  public static let name = "specificity"
  public static let summary = "The smallest threshold whose specificity is at least a given share."
  public static let parameters = [
    Parameter(
      "at_least", .number(0...1, excludingLower: true), required: true,
      "The share of negative rows to leave alone.")
  ]

  private let share: Double

  public init(_ values: ParameterValues) throws(ParameterError) {
    share = values.number("at_least")
  }

  package init(atLeast share: Double) { self.share = share }

  public func choose(
    _ predictions: Predictions<ValidationRole>
  ) throws(ModellingError) -> ChosenThreshold {
    let rule = "specificity >= \(share.shortText)"
    // The highest candidate calls no row, so that the aim is always reached.
    for point in try ThresholdSearch(predictions).candidates.reversed() {
      guard let value = Specificity.value(point.counts, MetricSettings()).number, value >= share
      else { continue }
      return ChosenThreshold(
        threshold: point.threshold, objective: value, rule: rule,
        note: point.tp == 0
          ? "no threshold that finds a positive row leaves so many negative ones alone" : nil)
    }
    throw ModellingError("threshold-unreachable", "'\(rule)' cannot be reached")
  }
}
