import Literate
import Testing

@Suite struct ExpressionTests {
  /// A formula with every operator's operands in parentheses.
  static func shape(_ expression: Expression) -> String {
    switch expression {
    case .number(let value, _): "\(value)"
    case .text(let text, _): "'\(text)'"
    case .boolean(let value, _): "\(value)"
    case .path(let segments, _): segments.map(\.value).joined(separator: ".")
    case .unary(let operation, let operand, _): "(\(operation.rawValue) \(shape(operand)))"
    case .binary(let operation, let left, let right, _):
      "(\(shape(left)) \(operation.rawValue) \(shape(right)))"
    }
  }

  static func parse(_ text: String) -> (expression: Expression?, diagnostics: [Diagnostic]) {
    Expression.parse(text, at: SourcePosition(line: 1, column: 1), path: "t.md")
  }

  @Test(arguments: [
    ("1 + 2 * 3", "(1.0 + (2.0 * 3.0))"), ("1 - 2 - 3", "((1.0 - 2.0) - 3.0)"),
    ("(1 - 2) / -x", "((1.0 - 2.0) / (- x))"), ("a.b >= 25%", "(a.b >= 0.25)"),
    ("not a == b and c or d", "(((not (a == b)) and c) or d)"),
    ("a or b and c", "(a or (b and c))"), ("1e-3", "0.001"), (".5", "0.5"),
    ("a[\"label with space\"].b", "a.label with space.b"), ("x.classes.1", "x.classes.1"),
    ("'it\\'s' != \"x\"", "('it's' != 'x')"), ("true and not false", "(true and (not false))"),
    ("größe.wert", "größe.wert"), ("a-b", "(a - b)"), ("--1", "(- (- 1.0))"),
    ("[\"my-model\"].recall", "my-model.recall"), ("a.low<b.high", "(a.low < b.high)"),
  ])
  func aFormulaHasItsUsualPrecedence(_ text: String, _ shape: String) {
    let parsed = Self.parse(text)
    #expect(parsed.diagnostics.isEmpty)
    #expect(parsed.expression.map(Self.shape) == shape)
  }

  @Test(arguments: [
    "", "1 +", "a.", "a b", "(1", "1)", "a == b == c", "a = b", "a && b", "!a", "f(x)", "a | pct",
    "'open", "1x", "a[0]", "$params.x", "a..b", "1e999", "and", "a ≤ b",
  ])
  func whatIsNoFormulaIsOneError(_ text: String) {
    let parsed = Self.parse(text)
    #expect(parsed.expression == nil)
    #expect(parsed.diagnostics.map(\.code) == ["expression-syntax"])
  }

  @Test func aFormulaIsNeitherTooDeepNorTooLong() {
    func code(_ text: String) -> [String] { Self.parse(text).diagnostics.map(\.code) }
    let open = String(repeating: "(", count: 64)
    let close = String(repeating: ")", count: 64)
    #expect(code(open + "1" + close) == [])
    #expect(code("(" + open + "1" + close + ")") == ["expression-too-deep"])
    #expect(code(String(repeating: "-", count: 2000) + "1") == ["expression-too-deep"])
    #expect(code(String(repeating: "not ", count: 500) + "a") == ["expression-too-deep"])
    #expect(code("1" + String(repeating: "+1", count: 2000)) == ["expression-too-deep"])
    #expect(code(String(repeating: " ", count: 4096) + "1") == ["expression-too-long"])
  }

  @Test func everyPartOfAnOptionsFormulaKnowsItsPlace() {
    let reading = Reading("```{assert} g\nthat: \"①scores.②smote③.recall④ >= ⑤params.x⑥\"\n```")
    guard let setting = reading.document.directives.first?["that"] else {
      Issue.record("no option")
      return
    }
    let parsed = Expression.parse(setting, in: reading.document.template)
    guard case .binary(.greaterOrEqual, let left, let right, let span) = parsed.expression,
      case .path(let segments, _) = left
    else {
      Issue.record("\(parsed.diagnostics)")
      return
    }
    #expect(left.span == reading.span(1, 4))
    #expect(segments.map(\.value) == ["scores", "smote", "recall"])
    #expect(segments[1].span == reading.span(2, 3))
    #expect(right.span == reading.span(5, 6))
    #expect(span == reading.span(1, 6))
  }

  @Test func aNumberAsAnOptionIsAFormulaToo() {
    let reading = Reading("```{assert} g\nthat: 25%\n```")
    guard let setting = reading.document.directives.first?["that"] else {
      Issue.record("no option")
      return
    }
    let parsed = Expression.parse(setting, in: reading.document.template)
    #expect(parsed.expression.map(Self.shape) == "0.25")
  }

  @Test func filtersTakeLiteralArguments() {
    let parsed = Expression.parseWithFilters(
      "a | pct(1) | default('n/a', -2.5, 10%, true) | int", at: SourcePosition(line: 1, column: 1),
      path: "t.md")
    #expect(parsed.diagnostics.isEmpty)
    #expect(parsed.filters.map(\.name.value) == ["pct", "default", "int"])
    #expect(
      parsed.filters[1].arguments.map(\.value) == [
        .text("n/a", quoted: true), .number(-2.5, isPercent: false), .number(0.1, isPercent: true),
        .boolean(true),
      ])
  }
}
