/// Chooses the score from which a row is called positive, on rows that no result is reported on.
public protocol ThresholdRule: Capability {
  /// The threshold that serves the rule's aim best on the given rows.
  ///
  /// - Throws: `ModellingError` when the rows have one class (`single-class`), the scores do not
  ///   differ (`constant-scores`), or the aim cannot be reached (`threshold-unreachable`).
  func choose(_ predictions: Predictions<ValidationRole>) throws(ModellingError) -> ChosenThreshold
}

/// A threshold and what it was chosen for.
public struct ChosenThreshold: Sendable, Hashable {
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
    F1Threshold.self,
    MCCThreshold.self,
    BalancedAccuracyThreshold.self,
    CostThreshold.self,
    RecallThreshold.self,
    PrecisionThreshold.self,
  ]

  /// The rule that an author wrote, such as `youden` or `recall >= 90%`.
  ///
  /// - Throws: `ParameterError` for an unknown rule, a missing or impossible number, or no costs.
  public static func parse(
    _ text: String, cost: CostMatrix?
  ) throws(ParameterError) -> any ThresholdRule {
    let compact = text.filter { !$0.isWhitespace }
    if let sign = compact.firstRange(of: ">=") {
      let name = String(compact[..<sign.lowerBound])
      let share = try share(compact[sign.upperBound...], in: text)
      switch name {
      case RecallThreshold.name: return RecallThreshold(atLeast: share)
      case PrecisionThreshold.name: return PrecisionThreshold(atLeast: share)
      default: throw unknown(text)
      }
    }
    switch compact {
    case CostThreshold.name:
      guard let cost else {
        throw ParameterError(
          "missing-cost", parameter: "threshold",
          "the rule 'cost' needs to know what each mistake costs",
          hint: "add cost: {fn: 100, fp: 1}")
      }
      return try CostThreshold(cost: cost)
    case RecallThreshold.name, PrecisionThreshold.name:
      throw ParameterError(
        "threshold-rule", parameter: "threshold",
        "the rule '\(compact)' needs the least value to reach",
        hint: "write \(compact) >= 90%")
    default:
      guard let rule = all.first(where: { $0.name == compact }) else { throw unknown(text) }
      return try rule.withDefaults()
    }
  }

  private static func share(
    _ digits: Substring, in text: String
  ) throws(ParameterError) -> Double {
    let isPercent = digits.hasSuffix("%")
    if let number = Metrics.plainNumber(isPercent ? digits.dropLast() : digits) {
      let share = isPercent ? number / 100 : number
      if share > 0, share <= 1 { return share }
    }
    throw ParameterError(
      "threshold-rule", parameter: "threshold",
      "the value in '\(text)' is a share above 0 and at most 1, such as 0.9 or 90%")
  }

  private static func unknown(_ text: String) -> ParameterError {
    let simple = all.map { $0.name }.filter { $0 != "recall" && $0 != "precision" }
    return ParameterError(
      "threshold-rule", parameter: "threshold", "there is no threshold rule '\(text)'",
      hint: "rules: " + simple.joined(separator: ", ") + ", recall >= 90%, precision >= 50%")
  }
}
