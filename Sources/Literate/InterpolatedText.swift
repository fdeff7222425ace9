/// A text with computed values in it, such as a gate's message.
public struct InterpolatedText: Sendable, Hashable {
  /// A piece of the text.
  public enum Part: Sendable, Hashable {
    /// As written.
    case literal(String)
    /// Computed.
    case value(InlineValue)
  }

  /// The pieces in order; no two literal ones next to each other.
  public let parts: [Part]

  /// A text of given pieces.
  public init(parts: [Part]) { self.parts = parts }

  /// Whether nothing has to be computed.
  public var isLiteral: Bool {
    parts.allSatisfy { if case .literal = $0 { true } else { false } }
  }

  /// Cuts an option's text at `{= … }`; single backticks around a value are dropped, doubled ones
  /// show the syntax itself. A value with an error is kept as it was written.
  public static func parse(
    _ setting: Setting, in template: Template
  ) -> (text: InterpolatedText, diagnostics: [Diagnostic]) {
    parse(PlacedText(setting, in: template), path: template.path)
  }

  static func parse(
    _ source: PlacedText, path: String
  ) -> (text: InterpolatedText, diagnostics: [Diagnostic]) {
    var parts: [Part] = []
    var literal = String.UnicodeScalarView()
    var diagnostics: [Diagnostic] = []
    func flush() {
      if !literal.isEmpty { parts.append(.literal(String(literal))) }
      literal = String.UnicodeScalarView()
    }
    var index = 0
    while index < source.count {
      let ticks = source.run(of: "`", at: index)
      if ticks >= 2, let close = source.find(run: ticks, of: "`", from: index + ticks) {
        literal.append(contentsOf: source.text(index + ticks..<close).trimmed.unicodeScalars)
        index = close + ticks
        continue
      }
      let start = index + (ticks == 1 ? 1 : 0)
      guard source.starts("{=", at: start), ticks <= 1 else {
        literal.append(source.scalars[index])
        index += 1
        continue
      }
      let parsed = InlineValue.parse(
        source.slice(start..<min(source.count, start + 5000)), path: path)
      diagnostics += parsed.diagnostics
      var end = start + parsed.end
      if let value = parsed.value {
        flush()
        parts.append(.value(value))
      } else {
        literal.append(contentsOf: source.text(start..<end).unicodeScalars)
      }
      if ticks == 1, end < source.count, source.scalars[end] == "`" { end += 1 }
      index = end
    }
    flush()
    return (InterpolatedText(parts: parts), diagnostics)
  }
}

extension PlacedText {
  /// How often a scalar stands here in a row.
  func run(of scalar: Unicode.Scalar, at index: Int) -> Int {
    var end = index
    while end < count, scalars[end] == scalar { end += 1 }
    return end - index
  }

  /// Where a run of exactly this length begins.
  func find(run length: Int, of scalar: Unicode.Scalar, from start: Int) -> Int? {
    var index = start
    while index < count {
      let found = run(of: scalar, at: index)
      if found == length { return index }
      index += max(1, found)
    }
    return nil
  }

  func starts(_ text: String, at index: Int) -> Bool {
    var at = index
    for scalar in text.unicodeScalars {
      guard at < count, scalars[at] == scalar else { return false }
      at += 1
    }
    return true
  }
}
