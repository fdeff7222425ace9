extension ThresholdRules {
  /// How the rules are written, in the order of documentation.
  public static let forms = [
    "youden", "closest_top_left", "g_mean", "balanced_accuracy", "f1", "f2", "f_beta(b)", "mcc",
    "kappa", "cost", "bayes", "prevalence", "recall >= x", "precision >= x", "specificity >= x",
    "npv >= x", "alerts <= x", "top k",
  ]

  /// The rule that an author wrote, such as `youden`, `recall >= 90%` or `alerts <= 200`.
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
      case SpecificityThreshold.name: return SpecificityThreshold(atLeast: share)
      case NegativePredictiveValueThreshold.name:
        return NegativePredictiveValueThreshold(atLeast: share)
      default: throw unknown(text)
      }
    }
    if let sign = compact.firstRange(of: "<=") {
      guard compact[..<sign.lowerBound] == AlertBudgetThreshold.name else { throw unknown(text) }
      return AlertBudgetThreshold(try budget(compact[sign.upperBound...], in: text))
    }
    if compact.hasPrefix("top"), let next = compact.dropFirst(3).first, next.isNumber {
      return AlertBudgetThreshold(try budget(compact.dropFirst(3), in: text))
    }
    if compact.hasPrefix("f_beta("), compact.hasSuffix(")") {
      guard let beta = Metrics.plainNumber(compact.dropFirst(7).dropLast()), beta > 0 else {
        throw ParameterError(
          "threshold-rule", parameter: "threshold", "the b in '\(text)' is a number above 0",
          hint: "write f_beta(0.5)")
      }
      return FBetaThreshold(beta: beta, rule: "f_beta(\(beta.shortText))")
    }
    switch compact {
    case "f2": return FBetaThreshold(beta: 2, rule: "f2")
    case CostThreshold.name, BayesThreshold.name:
      guard let cost else {
        throw ParameterError(
          "missing-cost", parameter: "threshold",
          "the rule '\(compact)' needs to know what each mistake costs",
          hint: "add cost: {fn: 100, fp: 1}")
      }
      return compact == CostThreshold.name
        ? try CostThreshold(cost: cost) : try BayesThreshold(cost: cost)
    case FBetaThreshold.name:
      throw ParameterError(
        "threshold-rule", parameter: "threshold", "the rule 'f_beta' needs its b",
        hint: "write f_beta(0.5)")
    case AlertBudgetThreshold.name, "top":
      throw ParameterError(
        "threshold-rule", parameter: "threshold",
        "the rule '\(compact)' needs the number or the share of alarms that can be looked at",
        hint: "write alerts <= 1%, alerts <= 200 or top 200")
    case RecallThreshold.name, PrecisionThreshold.name, SpecificityThreshold.name,
      NegativePredictiveValueThreshold.name:
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
    if let share = MetricArgument.number(digits), share > 0, share <= 1 { return share }
    throw ParameterError(
      "threshold-rule", parameter: "threshold",
      "the value in '\(text)' is a share above 0 and at most 1, such as 0.9 or 90%")
  }

  /// A share of the rows, or above 1 a whole number of them.
  private static func budget(
    _ digits: Substring, in text: String
  ) throws(ParameterError) -> AlertBudgetThreshold.Budget {
    if let number = MetricArgument.number(digits), number > 0 {
      if digits.hasSuffix("%") || digits.contains(".") {
        if number <= 1 { return .share(number) }
      } else if number < 1e15 {
        return .rows(Int(number))
      }
    }
    throw ParameterError(
      "threshold-rule", parameter: "threshold",
      "the budget in '\(text)' is a share of the rows above 0 and at most 1, or a whole number of them",
      hint: "write alerts <= 1%, alerts <= 200 or top 200")
  }

  /// The form that an author may have had in mind; `recall > 80%` and `recal >= 80%` mean
  /// `recall >= x`.
  private static func form(near text: String) -> String? {
    let compact = text.filter { !$0.isWhitespace }
    let name = String(compact.prefix { $0.isLetter || $0 == "_" })
    let known = closestNames(
      to: name,
      among: forms.map { String($0.prefix { $0.isLetter || $0.isNumber || $0 == "_" }) }
    ).first
    return known.flatMap { known in forms.first { $0.hasPrefix(known) } }
  }

  /// The rule that an author who wrote no rule may have meant, its number taken over.
  ///
  /// `nil` for what is a rule, and where a number is missing.
  package static func meant(by text: String) -> String? {
    guard (try? parse(text, cost: CostMatrix(falseNegative: 1, falsePositive: 1))) == nil,
      let form = form(near: text)
    else { return nil }
    guard let last = form.last, last == "x" || last == "k" || last == ")" else { return form }
    let digits = text.filter { $0.isNumber || $0 == "." || $0 == "%" }
    let whole =
      last == ")"
      ? form.prefix { $0 != "(" } + "(\(digits))" : form.dropLast() + digits
    let rule = String(whole)
    return (try? parse(rule, cost: nil)) == nil ? nil : rule
  }

  private static func unknown(_ text: String) -> ParameterError {
    let form = form(near: text)
    return ParameterError(
      "threshold-rule", parameter: "threshold", "there is no threshold rule '\(text)'",
      hint: (form.map { "did you mean '\($0)'? " } ?? "") + "rules: "
        + forms.joined(separator: ", "))
  }
}
