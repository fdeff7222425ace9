extension InlineValue {
  /// Reads `{= … }`; the text begins with `{=`.
  static func parse(
    _ source: PlacedText, path: String
  ) -> (value: InlineValue?, end: Int, diagnostics: [Diagnostic]) {
    guard let close = closing(source, from: 2) else {
      return (
        nil, source.count,
        [
          Diagnostic(
            "unclosed-value", "an inline value that begins with '{=' ends with '}'",
            span: source.span(0..<min(2, source.count)), path: path,
            hint: "double the backticks to show the syntax itself")
        ]
      )
    }
    var parser = ExpressionParser(source.slice(2..<close), path: path)
    guard let result = parser.wholeWithFilters() else {
      return (nil, close + 1, parser.diagnostics)
    }
    let value = InlineValue(
      source: source.text(2..<close).trimmed, expression: result.expression,
      filters: result.filters, span: source.span(0..<close + 1))
    return (value, close + 1, parser.diagnostics)
  }

  /// The offset of the `}` that ends a value: one inside quotes does not.
  static func closing(_ source: PlacedText, from start: Int) -> Int? {
    var quote: Unicode.Scalar?
    var index = start
    var first: Int?
    while index < source.count {
      let scalar = source.scalars[index]
      if first == nil, scalar == "}" { first = index }
      if let open = quote {
        if scalar == "\\" { index += 1 } else if scalar == open { quote = nil }
      } else if scalar == "}" {
        return index
      } else if scalar == "'" || scalar == "\"" {
        quote = scalar
      }
      index += 1
    }
    // A quote that never closes is the formula's error, not a missing brace.
    return first
  }
}

extension String {
  /// Without white space at both ends.
  var trimmed: String {
    var slice = self[...]
    while slice.first?.isWhitespace == true { slice.removeFirst() }
    while slice.last?.isWhitespace == true { slice.removeLast() }
    return String(slice)
  }
}
