/// Chooses the score from which a row is called positive, on rows that no result is reported on.
public protocol ThresholdRule: Capability {
  /// The threshold that serves the rule's aim best on the given rows.
  ///
  /// - Throws: `ModellingError` when the rows have one class (`single-class`), the scores do not
  ///   differ (`constant-scores`), or the aim cannot be reached (`threshold-unreachable`).
  func choose(_ predictions: Predictions<ValidationRole>) throws(ModellingError) -> ChosenThreshold
  /// The same for rules that need to know more of the model than its predictions.
  func choose(
    _ predictions: Predictions<ValidationRole>, in context: ThresholdContext
  ) throws(ModellingError) -> ChosenThreshold
}

extension ThresholdRule {
  /// What the predictions alone say, unless a rule asks for more.
  public func choose(
    _ predictions: Predictions<ValidationRole>, in context: ThresholdContext
  ) throws(ModellingError) -> ChosenThreshold { try choose(predictions) }
}

/// A threshold and what it was chosen for.
public struct ChosenThreshold: Sendable, Hashable, Codable {
  /// Rows that score at least this are called positive.
  public let threshold: Double
  /// The value of the rule's aim at the threshold, on the rows it was chosen on.
  public let objective: Double
  /// The rule as an author writes it.
  public let rule: String
  /// What a reader should know.
  public let note: String?

  /// Describes a choice.
  public init(threshold: Double, objective: Double, rule: String, note: String? = nil) {
    self.threshold = threshold
    self.objective = objective
    self.rule = rule
    self.note = note
  }
}

/// Every threshold rule there is, in the order of documentation.
public enum ThresholdRules {
  /// One line for each.
  public static let all: [any ThresholdRule.Type] = [
    YoudenThreshold.self,
    ClosestTopLeftThreshold.self,
    GMeanThreshold.self,
    BalancedAccuracyThreshold.self,
    F1Threshold.self,
    FBetaThreshold.self,
    MCCThreshold.self,
    KappaThreshold.self,
    CostThreshold.self,
    BayesThreshold.self,
    PrevalenceThreshold.self,
    RecallThreshold.self,
    PrecisionThreshold.self,
    SpecificityThreshold.self,
    NegativePredictiveValueThreshold.self,
    AlertBudgetThreshold.self,
  ]
}
