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
      var measured = value
      var limit: Value?
      var relation: String?
      if case .binary(let sign, let left, let right, _) = expression, sign.isComparison {
        measured = try evaluator.value(of: left)
        limit = try evaluator.value(of: right)
        relation = sign.typeset
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
        subject: subject(context), measured: measured,
        limit: limit, relation: relation,
        isUnclear: Self.isUnclear(measured, limit), message: parts, undefined: undefined)
      return Outcome(.gate(gate), content: [.gate(gate)])
    } catch {
      throw ModellingError("unknown-value", error.message, hint: error.hint)
    }
  }

  /// What the left side of the comparison measures, where that is a model's metric.
  private func subject(_ context: RunContext) -> String? {
    guard case .binary(_, .path(let path, _), _, _) = expression, (3...4).contains(path.count),
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

  /// Whether either side's interval holds the other side's value.
  private static func isUnclear(_ measured: Value, _ limit: Value?) -> Bool {
    guard case .quantity(let a) = measured, case .quantity(let b)? = limit else { return false }
    func holds(_ one: Quantity, _ value: Double) -> Bool {
      guard let low = one.low, let high = one.high else { return false }
      return low < value && value < high
    }
    return holds(a, b.number) || holds(b, a.number)
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
