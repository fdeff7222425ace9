internal import Imbalance
internal import Literate

/// Works out expressions over the things that a report has made.
struct Evaluator: Sendable {
  let things: [String: Thing]
  let parameters: ReportParameters
  let language: Language

  /// Why a value that the check let pass is not there after all.
  struct Missing: Error {
    let message: String
    let span: SourceSpan
    let hint: String?
  }

  func value(of expression: Expression) throws(Missing) -> Value {
    switch expression {
    case .number(let number, _): return .number(number)
    case .text(let text, _): return .text(text)
    case .boolean(let flag, _): return .boolean(flag)
    case .path(let segments, let span): return try value(at: segments, span)
    case .unary(let sign, let operand, _):
      let value = try value(of: operand)
      switch (sign, value) {
      case (.minus, .quantity(let quantity)): return .number(-quantity.number)
      case (.not, .boolean(let flag)): return .boolean(!flag)
      default: return value
      }
    case .binary(let sign, let left, let right, _):
      return Self.combine(sign, try value(of: left), try value(of: right))
    }
  }

  /// What an inline value comes to: formatted text, or the reason why there is none.
  func resolve(_ inline: InlineValue) throws(Missing) -> ResolvedValue {
    var value = try value(of: inline.expression)
    let number: Double? = if case .quantity(let quantity) = value { quantity.number } else { nil }
    for filter in inline.filters {
      guard let definition = Filters.named(filter.name.value) else { continue }
      if case .undefined = value, !definition.handlesUndefined { continue }
      value = definition.apply(value, filter.arguments.map(\.plain), language)
    }
    switch value {
    case .quantity(let quantity):
      return ResolvedValue(text: language.plain(quantity.number), number: quantity.number)
    case .text(let text):
      return ResolvedValue(
        text: isWord(inline.expression) ? language.term(text) : text, number: number)
    case .boolean(let flag):
      return ResolvedValue(text: flag ? language.say("true") : language.say("false"))
    case .undefined(let reason):
      return ResolvedValue(text: language.say("n/a"), undefined: language.term(reason))
    case .record:
      throw Missing(
        message: "only a single value can be printed", span: inline.expression.span, hint: nil)
    }
  }

  /// Whether a text is a word of the report, and no name or label of the author's.
  private func isWord(_ expression: Expression) -> Bool {
    guard case .path(let segments, _) = expression, segments.last?.value == "grade",
      case .description? = segments.first.flatMap({ things[$0.value] })
    else { return false }
    return true
  }

  private func value(
    at segments: [Located<String>], _ span: SourceSpan
  ) throws(Missing) -> Value {
    let names = segments.map(\.value)
    if names[0] == "params", names.count == 2,
      let parameter = parameters[names[1], at: segments[1].span.start]
    {
      switch parameter {
      case .boolean(let flag): return .boolean(flag)
      case .text(let text): return .text(text)
      case .list: return .text(parameter.inProse ?? "")
      default: return .number(parameter.asNumber ?? .nan)
      }
    }
    if let value = things[names[0]]?.value(at: Array(names.dropFirst())) { return value }
    throw Missing(
      message: "'\(names.joined(separator: "."))' has no value",
      span: segments.last?.span ?? span,
      hint: names.contains("classes") ? "class labels are written as they stand in the file" : nil)
  }

  private static func finite(_ number: Double) -> Value {
    number.isFinite ? .number(number) : .undefined("the result is too large for a number")
  }

  private static func combine(
    _ sign: Expression.BinaryOperator, _ left: Value, _ right: Value
  ) -> Value {
    switch (left, right) {
    case (.undefined, _) where sign != .or && sign != .and: return left
    case (_, .undefined) where sign != .or && sign != .and: return right
    case (.quantity(let a), .quantity(let b)):
      switch sign {
      case .add: return finite(a.number + b.number)
      case .subtract: return finite(a.number - b.number)
      case .multiply: return finite(a.number * b.number)
      case .divide:
        return b.number == 0 ? .undefined("a division by zero") : finite(a.number / b.number)
      case .equal: return .boolean(a.number == b.number)
      case .notEqual: return .boolean(a.number != b.number)
      case .less: return .boolean(a.number < b.number)
      case .lessOrEqual: return .boolean(a.number <= b.number)
      case .greater: return .boolean(a.number > b.number)
      case .greaterOrEqual: return .boolean(a.number >= b.number)
      case .and, .or: return .undefined("numbers are not true or false")
      }
    case (.text(let a), .text(let b)):
      // Compared scalar by scalar: "é" written in two ways is two labels.
      let isEqual = a.unicodeScalars.elementsEqual(b.unicodeScalars)
      return .boolean(sign == .equal ? isEqual : !isEqual)
    case (.boolean(let a), .boolean(let b)):
      switch sign {
      case .and: return .boolean(a && b)
      case .or: return .boolean(a || b)
      case .equal: return .boolean(a == b)
      default: return .boolean(a != b)
      }
    // One side decides alone where the other has no answer.
    case (.boolean(false), _) where sign == .and, (_, .boolean(false)) where sign == .and:
      return .boolean(false)
    case (.boolean(true), _) where sign == .or, (_, .boolean(true)) where sign == .or:
      return .boolean(true)
    case (.undefined, _): return left
    default: return right
    }
  }
}
