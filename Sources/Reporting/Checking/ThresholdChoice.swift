package import Imbalance
internal import Literate

/// The `threshold` option of `train`: a number, or a rule with the rows it is tuned on.
enum ThresholdChoice: Sendable {
  /// A fixed number.
  case fixed(Double)
  /// A rule on out-of-fold predictions of the training rows.
  case outOfFold(any ThresholdRule, folds: Int)
  /// A rule on the predictions of a validation set.
  case validation(any ThresholdRule, Binding<ValidationSet>)

  /// The same as a part of a strategy. A validation set is not there inside a fold, so a rule that
  /// was tuned on one is tuned out of fold where the strategy is replayed.
  var tuning: Strategy.Tuning {
    switch self {
    case .fixed(let value): .fixed(value)
    case .outOfFold(let rule, let folds): .outOfFold(rule, folds: folds)
    case .validation(let rule, _): .outOfFold(rule, folds: 5)
    }
  }

  static let parameter = Parameter(
    "threshold",
    .either([.number(0...1), .text, .mapping(.anything)]), default: .number(0.5),
    "The probability from which a row counts as positive: a number, or a rule (\(ThresholdRules.forms.joined(separator: ", "))) tuned on out-of-fold training predictions; {rule: …, on: NAME.validation} tunes on a validation set, {rule: recall, at_least: $params.x} takes its number from elsewhere."
  )

  static let cost = Parameter(
    "cost", .mapping(.number(0...Double.infinity)),
    "What a miss and a false alarm cost: {fn: 500, fp: 8}; also tp and tn.")

  static func read(
    _ directive: CheckedDirective, in scope: inout Scope
  ) -> ThresholdChoice? {
    switch directive.values["threshold"] {
    case .some(.mapping(let pairs)):
      var given: [String: ParameterValue] = [:]
      for pair in pairs { given[pair.key == "tune" ? "rule" : pair.key] = pair.value }
      do {
        let values = try ParameterValues(given, for: ThresholdOptions.all)
        var text = values.text("rule")
        for (option, sign) in [("at_least", ">="), ("at_most", "<=")] {
          if let number = values[option]?.asNumber { text += " \(sign) \(number.shortText)" }
        }
        let rule = try ThresholdRules.parse(text, cost: try costMatrix(directive.values))
        guard let on = values["on"]?.asText else {
          return .outOfFold(rule, folds: values.integer("folds"))
        }
        let span = directive.span(of: "threshold", path: ["on"])
        if scope.resolvedQuietly(on)?.kind == .testSet {
          scope.report(
            "threshold-on-test",
            "a threshold is tuned on training or validation rows; '\(on)' is a test set, and a threshold chosen there would flatter every score",
            at: span, hint: "leave 'on' out to tune on out-of-fold training predictions")
          return nil
        }
        guard let rows = scope.use(on, as: ValidationSet.self, at: span) else { return nil }
        return .validation(rule, rows)
      } catch {
        let span =
          error.parameter == "cost"
          ? directive.span(of: "cost", path: error.path)
          : directive.span(
            of: "threshold",
            path: [error.parameter.flatMap { $0 == "threshold" ? nil : $0 } ?? "rule"])
        scope.report(
          error.code, error.message, at: span, hint: error.hint,
          meant: (given["rule"]?.asText).flatMap { ThresholdRules.meant(by: $0) })
        return nil
      }
    case .some(.text(let text)):
      do {
        return .outOfFold(
          try ThresholdRules.parse(text, cost: try costMatrix(directive.values)), folds: 5)
      } catch {
        scope.report(
          error.code, error.message, at: directive.span(of: error.parameter ?? "threshold"),
          hint: error.hint, meant: ThresholdRules.meant(by: text))
        return nil
      }
    case .some(let value): return .fixed(value.asNumber ?? 0.5)
    case nil: return .fixed(0.5)
    }
  }

  /// The costs that an author gave, by the letters of the confusion matrix.
  static func costMatrix(_ values: ParameterValues) throws(ParameterError) -> CostMatrix? {
    guard case .mapping(let pairs)? = values["cost"] else { return nil }
    var costs: [String: Double] = [:]
    for pair in pairs {
      guard ["fn", "fp", "tp", "tn"].contains(pair.key) else {
        throw ParameterError(
          "unknown-option", parameter: "cost", path: [pair.key],
          "'cost' takes fn, fp, tp and tn, not '\(pair.key)'",
          hint: "fn is a miss, fp a false alarm")
      }
      costs[pair.key] = pair.value.asNumber
    }
    guard let miss = costs["fn"], let alarm = costs["fp"] else {
      throw ParameterError(
        "missing-option", parameter: "cost",
        "'cost' says what a miss (fn) and what a false alarm (fp) costs",
        hint: "for example: cost: {fn: 500, fp: 8}")
    }
    return CostMatrix(
      falseNegative: miss, falsePositive: alarm, truePositive: costs["tp"] ?? 0,
      trueNegative: costs["tn"] ?? 0)
  }
}

/// The options of a threshold rule that is written as a mapping.
package enum ThresholdOptions {
  /// In the order of documentation.
  package static let all: [Parameter] = [
    Parameter(
      "rule", .text, required: true, "The rule, or its first word with one of the next two."),
    Parameter(
      "at_least", .number(0...1),
      "The number of a rule such as recall >= x by itself, so that $params.x may give it."),
    Parameter(
      "at_most", .number(0...Double.infinity),
      "The same of alerts <= x: a share of the rows, or a whole number of them."),
    Parameter("on", .reference(["validation set"]), "A validation set."),
    Parameter(
      "folds", .integer(2...50), default: .integer(5), "The folds of out-of-fold predictions."),
  ]
}
