/// The words of a formula.
struct ExpressionToken {
  enum Kind: Equatable {
    case number(Double, isPercent: Bool, isInteger: Bool)
    case text(String)
    case word(String)
    case symbol(String)
    case end
    /// Something that cannot stand in a formula, and what to do about it.
    case bad(String, hint: String?)
  }

  let kind: Kind
  /// Scalar offsets in the formula.
  let range: Range<Int>
}

/// Cuts a formula into words.
struct ExpressionTokens {
  private let source: PlacedText
  private var index = 0
  /// Whether a dot would go on with a path rather than begin a number.
  private var isInPath = false

  init(_ source: PlacedText) { self.source = source }

  /// The next word. After a dot a word may begin with a digit: labels such as `classes.1` do.
  mutating func next(afterDot: Bool) -> ExpressionToken {
    while index < source.count, source.scalars[index].properties.isWhitespace { index += 1 }
    let start = index
    guard index < source.count else {
      return ExpressionToken(kind: .end, range: index..<index)
    }
    let scalar = source.scalars[index]
    let kind: ExpressionToken.Kind
    if isWordStart(scalar) || afterDot && isDigit(scalar) {
      while index < source.count,
        isWordStart(source.scalars[index]) || isDigit(source.scalars[index])
      {
        index += 1
      }
      kind = .word(source.text(start..<index))
    } else if isDigit(scalar) || scalar == "." && !isInPath && isDigit(peek(1)) {
      kind = number()
    } else if scalar == "'" || scalar == "\"" {
      kind = quoted(scalar)
    } else {
      kind = symbol(scalar)
    }
    if case .word = kind { isInPath = true } else { isInPath = kind == .symbol("]") }
    return ExpressionToken(kind: kind, range: start..<index)
  }

  private func peek(_ distance: Int) -> Unicode.Scalar {
    index + distance < source.count ? source.scalars[index + distance] : " "
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

  private func isWordStart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic
      || scalar.properties.generalCategory == .nonspacingMark
  }

  private mutating func number() -> ExpressionToken.Kind {
    let start = index
    while isDigit(peek(0)) { index += 1 }
    var isInteger = true
    if peek(0) == ".", isDigit(peek(1)) {
      isInteger = false
      index += 1
      while isDigit(peek(0)) { index += 1 }
    }
    if peek(0) == "e" || peek(0) == "E" {
      let signed = peek(1) == "-" || peek(1) == "+"
      if isDigit(peek(signed ? 2 : 1)) {
        isInteger = false
        index += signed ? 2 : 1
        while isDigit(peek(0)) { index += 1 }
      }
    }
    let digits = source.text(start..<index)
    if isWordStart(peek(0)) {
      while isWordStart(peek(0)) || isDigit(peek(0)) { index += 1 }
      return .bad(
        "a name begins with a letter", hint: "write names that begin with a digit as [\"…\"]")
    }
    let isPercent = peek(0) == "%"
    if isPercent { index += 1 }
    let bytes = Array((digits + (isPercent ? "%" : "")).utf8)
    let value = isPercent ? PlainScalar.percentage(bytes) : PlainScalar.number(bytes[...])
    guard let value, value.isFinite else { return .bad("a number is finite", hint: nil) }
    return .number(value, isPercent: isPercent, isInteger: isInteger && !isPercent)
  }

  private mutating func quoted(_ quote: Unicode.Scalar) -> ExpressionToken.Kind {
    var view = String.UnicodeScalarView()
    index += 1
    while index < source.count, source.scalars[index] != quote {
      if source.scalars[index] == "\\", peek(1) == quote || peek(1) == "\\" { index += 1 }
      view.append(source.scalars[index])
      index += 1
    }
    guard index < source.count else {
      return .bad("a text ends with the quote it began with", hint: nil)
    }
    index += 1
    return .text(String(view))
  }

  private mutating func symbol(_ scalar: Unicode.Scalar) -> ExpressionToken.Kind {
    let pair = String(scalar) + String(peek(1))
    if ["==", "!=", "<=", ">="].contains(pair) {
      index += 2
      return .symbol(pair)
    }
    if let word = ["&&": "and", "||": "or"][pair] {
      index += 2
      return .bad("'\(pair)' is no operator", hint: "write '\(word)'")
    }
    index += 1
    switch scalar {
    case "+", "-", "*", "/", "<", ">", "(", ")", "[", "]", ".", ",", "|":
      return .symbol(String(scalar))
    case "=": return .bad("'=' is no operator", hint: "write '==' to compare")
    case "!": return .bad("'!' is no operator", hint: "write 'not'")
    case "≤": return .bad("'≤' is no operator", hint: "write '<='")
    case "≥": return .bad("'≥' is no operator", hint: "write '>='")
    case "≠": return .bad("'≠' is no operator", hint: "write '!='")
    case "−": return .bad("'−' is no operator", hint: "write the hyphen '-'")
    default:
      return .bad("'\(TerminalText.plain(String(scalar)))' cannot stand in a formula", hint: nil)
    }
  }
}
