/// Minimises the total cost of all outcomes.
public struct CostThreshold: ThresholdRule {
  public static let name = "cost"
  public static let summary = "The threshold with the smallest total cost."
  public static let parameters: [Parameter] = [
    Parameter(
      "fn", .number(0...Double.greatestFiniteMagnitude), required: true,
      "The cost of a positive row called negative."),
    Parameter(
      "fp", .number(0...Double.greatestFiniteMagnitude), required: true,
      "The cost of a negative row called positive."),
  ]

  private let cost: CostMatrix

  public init(_ values: ParameterValues) throws(ParameterError) {
    try self.init(
      cost: CostMatrix(falseNegative: values.number("fn"), falsePositive: values.number("fp")))
  }

  /// Minimises the given costs.
  ///
  /// - Throws: `ParameterError` when a mistake costs no more than being right: then one call is
  ///   best for all rows, and there is nothing to choose.
  public init(cost: CostMatrix) throws(ParameterError) {
    guard cost.falseNegative > cost.truePositive, cost.falsePositive > cost.trueNegative else {
      throw ParameterError(
        "cost-order", parameter: "cost",
        "a false negative costs more than a true positive, a false positive more than a true "
          + "negative",
        hint: "name the costs of mistakes, as in cost: {fn: 100, fp: 1}")
    }
    self.cost = cost
  }

  public func choose(
    _ predictions: Predictions<ValidationRole>
  ) throws(ModellingError) -> ChosenThreshold {
    let best = try ThresholdSearch(predictions).best(Self.name) { -cost.total($0) }
    // Zero less the value, so that no cost is 0 and not -0.
    return ChosenThreshold(
      threshold: best.threshold, objective: 0 - best.objective, rule: Self.name)
  }
}
