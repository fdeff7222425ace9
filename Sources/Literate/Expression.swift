/// A formula over named values: what `assert that:`, conditions and inline values hold.
///
/// Dotted paths, numbers, texts, booleans, arithmetic, comparisons, `and`, `or`, `not`. No calls, no
/// loops. Every node knows its place in the file.
public indirect enum Expression: Sendable, Hashable {
  /// A number; `25%` is 0.25.
  case number(Double, span: SourceSpan)
  /// A text in quotes.
  case text(String, span: SourceSpan)
  /// `true` or `false`.
  case boolean(Bool, span: SourceSpan)
  /// A dotted path such as `scores.smote.recall` or `fraud.classes["other class"]`.
  case path([Located<String>], span: SourceSpan)
  /// An operator before its operand.
  case unary(UnaryOperator, Expression, span: SourceSpan)
  /// An operator between its operands.
  case binary(BinaryOperator, Expression, Expression, span: SourceSpan)

  /// An operator with one operand.
  public enum UnaryOperator: String, Sendable, Hashable, CaseIterable {
    /// `-`
    case minus = "-"
    /// `not`
    case not
  }

  /// An operator with two operands.
  public enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
    /// `+`
    case add = "+"
    /// `-`
    case subtract = "-"
    /// `*`
    case multiply = "*"
    /// `/`
    case divide = "/"
    /// `==`
    case equal = "=="
    /// `!=`
    case notEqual = "!="
    /// `<`
    case less = "<"
    /// `<=`
    case lessOrEqual = "<="
    /// `>`
    case greater = ">"
    /// `>=`
    case greaterOrEqual = ">="
    /// `and`
    case and
    /// `or`
    case or
  }

  /// The place in the file.
  public var span: SourceSpan {
    switch self {
    case .number(_, let span), .text(_, let span), .boolean(_, let span), .path(_, let span),
      .unary(_, _, let span), .binary(_, _, _, let span):
      span
    }
  }

  /// The paths that the formula reads, in the order written.
  public var paths: [[Located<String>]] {
    switch self {
    case .number, .text, .boolean: []
    case .path(let segments, _): [segments]
    case .unary(_, let operand, _): operand.paths
    case .binary(_, let left, let right, _): left.paths + right.paths
    }
  }

  /// Reads a formula that stands on one line.
  ///
  /// The expression is `nil` exactly when there is an error.
  public static func parse(
    _ text: String, at start: SourcePosition, path: String
  ) -> (expression: Expression?, diagnostics: [Diagnostic]) {
    var parser = ExpressionParser(PlacedText(text, at: start), path: path)
    return (parser.whole(), parser.diagnostics)
  }

  /// Reads a formula from an option's value, quoted or not, on one line or several.
  public static func parse(
    _ setting: Setting, in template: Template
  ) -> (expression: Expression?, diagnostics: [Diagnostic]) {
    var parser = ExpressionParser(PlacedText(setting, in: template), path: template.path)
    return (parser.whole(), parser.diagnostics)
  }

  /// Reads a formula with filters, as between `{=` and `}`.
  public static func parseWithFilters(
    _ text: String, at start: SourcePosition, path: String
  ) -> (expression: Expression?, filters: [Filter], diagnostics: [Diagnostic]) {
    var parser = ExpressionParser(PlacedText(text, at: start), path: path)
    let result = parser.wholeWithFilters()
    return (result?.expression, result?.filters ?? [], parser.diagnostics)
  }
}

extension Expression {
  /// The same formula with the parentheses around it.
  func spanning(_ span: SourceSpan) -> Expression {
    switch self {
    case .unary(let sign, let operand, _): .unary(sign, operand, span: span)
    case .binary(let sign, let left, let right, _): .binary(sign, left, right, span: span)
    // A value in parentheses is that value: what is said of it is said where it stands.
    case .number, .text, .boolean, .path: self
    }
  }
}
