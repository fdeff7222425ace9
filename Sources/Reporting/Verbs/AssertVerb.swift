package import Imbalance
package import Literate

/// A quality gate: a condition that a report must meet.
package enum AssertVerb: Verb {
  package static let name = "assert"
  package static let summary =
    "A quality gate: a condition on computed values, judged with its interval in view."
  package static let defines = "a gate, listed in the results file; a failed one makes exit code 3"
  package static let example = """
    ```yaml {assert} gate-recall
    that: scores.weighted.recall >= params.min_recall
    message: "Recall `{= scores.weighted.recall | pct}` is below what was agreed."
    ```
    """
  package static let parameters: [Parameter] = [
    Parameter("that", .anything, required: true, "The condition."),
    Parameter(
      "message", .text, "What is said when the condition is not met; inline values are allowed."),
    Parameter(
      "severity", .choice(["error", "warn"]), default: .text("error"),
      "Whether an unmet condition fails the report or is only shown."),
  ]

  package static func declaration(
    _ node: DirectiveNode, _ settings: [String: Setting], in document: Document
  ) -> (kind: Kind, shape: Shape, members: [(name: String, kind: Kind)])? {
    (.gate, .record([]), [])
  }

  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> (any Step)? {
    guard let setting = directive.node["that"] else { return nil }
    let (expression, problems) = Expression.parse(setting, in: scope.template)
    scope.report(problems)
    var message = InterpolatedText(parts: [])
    if let setting = directive.node["message"] {
      let (text, problems) = InterpolatedText.parse(setting, in: scope.template)
      scope.report(problems)
      message = text
    }
    for part in message.parts {
      if case .value(let value) = part { scope.check(value) }
    }
    guard let expression, let shape = scope.shape(of: expression) else { return nil }
    guard shape.isBoolean else {
      scope.report(
        "expression-type", "a gate's condition is true or false, not \(shape.description)",
        at: setting.span, hint: "compare it with something: scores.model.recall >= 0.8")
      return nil
    }
    let valuePaths = message.parts.flatMap { part -> [[Located<String>]] in
      if case .value(let value) = part { value.expression.paths } else { [] }
    }
    return AssertStep(
      directive: directive, expression: expression, message: message,
      condition: scope.template.text(in: expression.span),
      reads: (expression.paths + valuePaths).compactMap { $0.first?.value }
        .filter { $0 != "params" })
  }
}

private struct AssertStep: Step {
  let directive: CheckedDirective
  let expression: Expression
  let message: InterpolatedText
  let condition: String
  let reads: [String]
  var doing: String { "judging \(directive.name)" }

  func run(_ context: RunContext) throws(ModellingError) -> Outcome {
    let evaluator = Evaluator(
      things: context.things, parameters: context.parameters, language: context.language)
    do {
      let value = try evaluator.value(of: expression)
      var clauses: [Gate.Clause] = []
      for comparison in Self.comparisons(of: expression) {
        clauses.append(try clause(comparison, evaluator, context))
      }
      var undefined: String?
      var isMet = false
      switch value {
      case .boolean(let flag): isMet = flag
      case .undefined(let reason): undefined = reason
      default: break
      }
      let outcome: Gate.Outcome =
        isMet ? .pass : directive.text("severity") == "warn" ? .warn : .fail
      var parts: [ContentPart] = []
      for part in message.parts {
        switch part {
        case .literal(let text): parts.append(.text(text))
        case .value(let value):
          let resolved = try evaluator.resolve(value)
          parts.append(.value(resolved.text, undefined: resolved.undefined))
        }
      }
      let gate = Gate(
        name: directive.name, outcome: outcome, condition: condition,
        measured: clauses.count == 1 ? clauses[0].measured : value, clauses: clauses,
        message: parts, undefined: undefined)
      return Outcome(.gate(gate), content: [.gate(gate)])
    } catch {
      throw ModellingError("unknown-value", error.message, hint: error.hint)
    }
  }

  /// Two sides and the sign between them.
  private struct Comparison {
    let sign: Expression.BinaryOperator
    let left: Expression
    let right: Expression
    let whole: Expression
  }

  /// The comparisons of a condition that asks for nothing else than that all of them hold; none for
  /// a condition of another form.
  private static func comparisons(of expression: Expression) -> [Comparison] {
    guard case .binary(let sign, let left, let right, _) = expression else { return [] }
    if sign.isComparison {
      return [Comparison(sign: sign, left: left, right: right, whole: expression)]
    }
    let (first, second) = (comparisons(of: left), comparisons(of: right))
    return sign == .and && !first.isEmpty && !second.isEmpty ? first + second : []
  }

  private func clause(
    _ comparison: Comparison, _ evaluator: Evaluator, _ context: RunContext
  ) throws(Evaluator.Missing) -> Gate.Clause {
    let isMet =
      if case .boolean(true) = try evaluator.value(of: comparison.whole) { true } else { false }
    return Gate.Clause(
      subject: subject(of: comparison.left, context),
      measured: try evaluator.value(of: comparison.left),
      limit: try evaluator.value(of: comparison.right), relation: comparison.sign.typeset,
      isMet: isMet, isBeyondReach: try isBeyondReach(comparison, evaluator),
      isSeparable: isSeparable(comparison, context))
  }

  /// Whether a metric is asked for a value outside its range: a precision above 150%.
  private func isBeyondReach(
    _ comparison: Comparison, _ evaluator: Evaluator
  ) throws(Evaluator.Missing) -> Bool {
    guard case .path(let path, _) = comparison.left, (3...4).contains(path.count),
      let metric = Metrics.named(path[2].value),
      case .quantity(let limit) = try evaluator.value(of: comparison.right)
    else { return false }
    let (low, high) = (metric.metric.range.lowerBound, metric.metric.range.upperBound)
    switch comparison.sign {
    case .greater: return limit.number >= high
    case .greaterOrEqual: return limit.number > high
    case .less: return limit.number <= low
    case .lessOrEqual: return limit.number < low
    case .equal: return limit.number > high || limit.number < low
    default: return false
    }
  }

  /// Whether two models are told apart by the metric in which a comparison sets them side by side.
  private func isSeparable(_ comparison: Comparison, _ context: RunContext) -> Bool? {
    guard case .path(let left, _) = comparison.left, case .path(let right, _) = comparison.right,
      left.count == 3, right.count == 3, left[0].value == right[0].value,
      left[1].value != right[1].value, left[2].value == right[2].value,
      case .evaluation(let evaluation)? = context.things[left[0].value],
      let first = evaluation.model(left[1].value), let second = evaluation.model(right[1].value),
      let metric = Metrics.named(left[2].value), metric.family != .count
    else { return nil }
    return evaluation.difference(first, second, metric: metric.name).isSeparable
  }

  /// What the left side of a comparison measures, where that is a model's metric.
  private func subject(of expression: Expression, _ context: RunContext) -> String? {
    guard case .path(let path, _) = expression, (3...4).contains(path.count),
      case .evaluation(let evaluation)? = context.things[path[0].value],
      let model = evaluation.model(path[1].value), let metric = Metrics.named(path[2].value)
    else { return nil }
    let title = context.language.term(metric.title)
    switch path.count == 4 ? path[3].value : "value" {
    case "value": return context.language.say("\(title) of “\(model.name)”")
    case "low":
      return context.language.say("The lower end of the interval of \(title) of “\(model.name)”")
    case "high":
      return context.language.say("The upper end of the interval of \(title) of “\(model.name)”")
    default: return nil
    }
  }

  func option(for code: String) -> String? { "that" }
}

extension Expression.BinaryOperator {
  var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    default: false
    }
  }

  /// The sign as a reader expects it.
  var typeset: String {
    switch self {
    case .lessOrEqual: "≤"
    case .greaterOrEqual: "≥"
    case .notEqual: "≠"
    case .equal: "="
    default: rawValue
    }
  }
}
