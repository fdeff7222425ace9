/// Reads formulas by recursive descent; at most 64 levels deep and 4,096 scalars long.
struct ExpressionParser {
  private let source: PlacedText
  private let path: String
  private var tokens: ExpressionTokens
  private var token: ExpressionToken
  private var previousEnd = 0
  private var depth = 0
  private var operators = 0
  private(set) var diagnostics: [Diagnostic] = []

  private static let maximumLength = 4096
  private static let maximumDepth = 64
  private static let maximumOperators = 256

  /// Thrown after the diagnostic is recorded.
  private struct Failure: Error {}

  init(_ source: PlacedText, path: String) {
    self.source = source
    self.path = path
    if source.count > Self.maximumLength {
      tokens = ExpressionTokens(PlacedText(at: source.place(0)))
      token = ExpressionToken(kind: .end, range: 0..<0)
      diagnostics.append(
        Diagnostic(
          "expression-too-long", "a formula has at most \(Self.maximumLength) characters",
          span: source.span(0..<1), path: path))
      return
    }
    tokens = ExpressionTokens(source)
    token = tokens.next(afterDot: false)
  }

  /// A formula and nothing after it.
  mutating func whole() -> Expression? {
    guard diagnostics.isEmpty else { return nil }
    do throws(Failure) {
      let expression = try disjunction()
      if token.kind == .symbol("|") {
        try fail("a filter stands only in an inline value", hint: "remove what follows '|'")
      }
      try end()
      return expression
    } catch {
      return nil
    }
  }

  /// A formula, its filters and nothing after them.
  mutating func wholeWithFilters() -> (expression: Expression, filters: [Filter])? {
    guard diagnostics.isEmpty else { return nil }
    do throws(Failure) {
      let expression = try disjunction()
      var filters: [Filter] = []
      while take("|") {
        if filters.count == 16 { try fail("a value has at most 16 filters") }
        filters.append(try filter())
      }
      try end()
      return (expression, filters)
    } catch {
      return nil
    }
  }

  // MARK: Grammar, loosest first

  private mutating func disjunction() throws(Failure) -> Expression {
    var left = try conjunction()
    while takeWord("or") { left = binary(.or, left, try conjunction()) }
    return left
  }

  private mutating func conjunction() throws(Failure) -> Expression {
    var left = try negation()
    while takeWord("and") { left = binary(.and, left, try negation()) }
    return left
  }

  private mutating func negation() throws(Failure) -> Expression {
    let start = token.range.lowerBound
    guard takeWord("not") else { return try comparison() }
    try enter()
    let operand = try negation()
    depth -= 1
    return .unary(.not, operand, span: span(from: start))
  }

  private mutating func comparison() throws(Failure) -> Expression {
    let left = try sum()
    guard let operation = try comparator() else { return left }
    let right = try sum()
    let mark = token.range
    if try comparator() != nil {
      try fail(
        "a comparison has two sides", at: mark, hint: "join two comparisons with 'and'")
    }
    return binary(operation, left, right)
  }

  private mutating func sum() throws(Failure) -> Expression {
    var left = try product()
    while true {
      try count()
      if take("+") {
        left = binary(.add, left, try product())
      } else if take("-") {
        left = binary(.subtract, left, try product())
      } else {
        return left
      }
    }
  }

  private mutating func product() throws(Failure) -> Expression {
    var left = try sign()
    while true {
      try count()
      if take("*") {
        left = binary(.multiply, left, try sign())
      } else if take("/") {
        left = binary(.divide, left, try sign())
      } else {
        return left
      }
    }
  }

  private mutating func sign() throws(Failure) -> Expression {
    let start = token.range.lowerBound
    guard take("-") else { return try primary() }
    try enter()
    let operand = try sign()
    depth -= 1
    return .unary(.minus, operand, span: span(from: start))
  }

  private mutating func primary() throws(Failure) -> Expression {
    let range = token.range
    switch token.kind {
    case .number(let value, _, _):
      advance()
      return .number(value, span: source.span(range))
    case .text(let text):
      advance()
      return .text(text, span: source.span(range))
    case .word("true"), .word("false"):
      let value = token.kind == .word("true")
      advance()
      return .boolean(value, span: source.span(range))
    case .word("and"), .word("or"), .word("not"): try fail("a value has to stand here")
    case .word: return try dottedPath()
    case .symbol("("):
      advance()
      try enter()
      let inner = try disjunction()
      depth -= 1
      guard take(")") else { try fail("a parenthesis that opens has to close", at: range) }
      return inner.spanning(span(from: range.lowerBound))
    case .symbol("["): return try dottedPath()
    default: try fail("a value has to stand here")
    }
  }

  private mutating func dottedPath() throws(Failure) -> Expression {
    let start = token.range.lowerBound
    var segments: [Located<String>] = []
    if case .word(let word) = token.kind {
      segments.append(Located(word, span: source.span(token.range)))
      advance()
    }
    while true {
      if segments.count > 32 { try fail("a path has at most 32 parts") }
      if token.kind == .symbol("."), !segments.isEmpty {
        advance(afterDot: true)
        guard case .word(let word) = token.kind else { try fail("a name follows the dot") }
        segments.append(Located(word, span: source.span(token.range)))
        advance()
      } else if token.kind == .symbol("[") {
        advance()
        guard case .text(let label) = token.kind else {
          try fail("a label in quotes stands in brackets", hint: "write [\"label\"]")
        }
        segments.append(Located(label, span: source.span(token.range)))
        advance()
        guard take("]") else { try fail("a bracket that opens has to close") }
      } else if token.kind == .symbol("(") {
        try fail(
          "a formula calls nothing",
          hint: "write a name that holds parentheses as [\"…\"]; filters follow '|'")
      } else {
        return .path(segments, span: span(from: start))
      }
    }
  }

  private mutating func filter() throws(Failure) -> Filter {
    guard case .word(let word) = token.kind else { try fail("a filter's name follows '|'") }
    let name = Located(word, span: source.span(token.range))
    advance()
    var arguments: [Setting] = []
    if take("("), !take(")") {
      repeat {
        if arguments.count == 16 { try fail("a filter takes at most 16 arguments") }
        arguments.append(try literal())
      } while take(",")
      guard take(")") else { try fail("a parenthesis that opens has to close") }
    }
    return Filter(name: name, arguments: arguments)
  }

  private mutating func literal() throws(Failure) -> Setting {
    let start = token.range.lowerBound
    let negative = take("-")
    let value: SettingValue
    switch token.kind {
    case .number(let number, let isPercent, let isInteger):
      let signed = negative ? -number : number
      if isInteger, let whole = Int(exactly: signed) {
        value = .integer(whole)
      } else {
        value = .number(signed, isPercent: isPercent)
      }
    case .text(let text) where !negative: value = .text(text, quoted: true)
    case .word("true") where !negative: value = .boolean(true)
    case .word("false") where !negative: value = .boolean(false)
    default: try fail("a filter's argument is a number, a text in quotes, true or false")
    }
    advance()
    return Setting(value, span: span(from: start))
  }

  // MARK: Steps

  private mutating func advance(afterDot: Bool = false) {
    previousEnd = token.range.upperBound
    token = tokens.next(afterDot: afterDot)
  }

  private mutating func take(_ symbol: String) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    advance()
    return true
  }

  private mutating func takeWord(_ word: String) -> Bool {
    guard token.kind == .word(word) else { return false }
    operators += 1
    advance()
    return true
  }

  private mutating func comparator() throws(Failure) -> Expression.BinaryOperator? {
    guard case .symbol(let symbol) = token.kind,
      ["==", "!=", "<", "<=", ">", ">="].contains(symbol)
    else { return nil }
    advance()
    return Expression.BinaryOperator(rawValue: symbol)
  }

  private func binary(
    _ operation: Expression.BinaryOperator, _ left: Expression, _ right: Expression
  ) -> Expression {
    .binary(
      operation, left, right, span: SourceSpan(start: left.span.start, end: right.span.end))
  }

  private func span(from start: Int) -> SourceSpan {
    source.span(start..<max(start, previousEnd))
  }

  private mutating func enter() throws(Failure) {
    depth += 1
    if depth > Self.maximumDepth { try tooDeep() }
  }

  /// A long chain makes a tree that is deep on its left side.
  private mutating func count() throws(Failure) {
    if case .symbol(let symbol) = token.kind, ["+", "-", "*", "/"].contains(symbol) {
      operators += 1
    }
    if operators > Self.maximumOperators { try tooDeep() }
  }

  private mutating func tooDeep() throws(Failure) -> Never {
    diagnostics.append(
      Diagnostic(
        "expression-too-deep",
        "a formula is at most \(Self.maximumDepth) levels deep and has at most \(Self.maximumOperators) operators",
        span: source.span(token.range), path: path))
    throw Failure()
  }

  private mutating func end() throws(Failure) {
    if token.kind != .end {
      try fail("the formula ends here; an operator has to join what follows")
    }
  }

  private mutating func fail(
    _ rule: String, at range: Range<Int>? = nil, hint: String? = nil
  ) throws(Failure) -> Never {
    var (rule, hint) = (rule, hint)
    if range == nil, case .bad(let words, let advice) = token.kind {
      (rule, hint) = (words, advice)
    }
    if range == nil, token.kind == .end { rule += "; the formula stops here" }
    diagnostics.append(
      Diagnostic(
        "expression-syntax", rule, span: source.span(range ?? token.range), path: path,
        hint: hint))
    throw Failure()
  }
}
