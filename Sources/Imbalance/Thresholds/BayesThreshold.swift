/// The threshold that costs the least if the probabilities are right.
///
/// Elkan, "The foundations of cost-sensitive learning", 2001: a row is called positive from
/// (c_FP - c_TN) / (c_FP - c_TN + c_FN - c_TP) on. Nothing is tuned: the costs decide.
public struct BayesThreshold: ThresholdRule {
  public static let name = "bayes"
  public static let summary =
    "The threshold that the costs alone dictate, for probabilities that can be taken at their word."
  public static let parameters = CostThreshold.parameters

  private let cost: CostMatrix

  public init(_ values: ParameterValues) throws(ParameterError) {
    try self.init(
      cost: CostMatrix(falseNegative: values.number("fn"), falsePositive: values.number("fp")))
  }

  /// Decides by the given costs.
  ///
  /// - Throws: `ParameterError` when a mistake costs no more than being right.
  public init(cost: CostMatrix) throws(ParameterError) {
    _ = try CostThreshold(cost: cost)
    self.cost = cost
  }

  /// The probability from which calling a row positive is the cheaper choice.
  public static func threshold(_ cost: CostMatrix) -> Double {
    let alarm = cost.falsePositive - cost.trueNegative
    return alarm / (alarm + cost.falseNegative - cost.truePositive)
  }

  public func choose(
    _ predictions: Predictions<ValidationRole>
  ) throws(ModellingError) -> ChosenThreshold {
    try choose(predictions, in: ThresholdContext())
  }

  public func choose(
    _ predictions: Predictions<ValidationRole>, in context: ThresholdContext
  ) throws(ModellingError) -> ChosenThreshold {
    let best = Self.threshold(cost)
    let scaled = try context.scaled(best, predictions, rule: Self.name)
    return ChosenThreshold(
      threshold: scaled.threshold, objective: best, rule: Self.name, note: scaled.note)
  }
}
