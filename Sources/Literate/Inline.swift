/// A piece of prose.
public indirect enum Inline: Sendable, Hashable {
  /// Text, unescaped.
  case text(String)
  /// A line end inside a paragraph.
  case softBreak
  /// A forced line end.
  case lineBreak
  /// A code span.
  case code(String)
  /// Emphasis.
  case emphasis([Inline])
  /// Strong emphasis.
  case strong([Inline])
  /// A link; its destination is `http`, `https`, `mailto`, `#…` or relative.
  case link(destination: String, title: String, [Inline], span: SourceSpan)
  /// An image beside the template; never a remote one.
  case image(source: String, title: String, alt: [Inline], span: SourceSpan)
  /// A computed value.
  case value(InlineValue)
  /// A numbered reference `@fig-x`, `@tbl-x`, `@sec-x`; the name is without the `@`.
  case reference(name: String, span: SourceSpan)
  /// A mark for a footnote; its number counts first references from 1.
  case footnote(label: String, number: Int, span: SourceSpan)
}

/// An inline value `{= expression | filter(arguments) }`.
public struct InlineValue: Sendable, Hashable {
  /// The text between `{=` and `}`, without the space around it.
  public let source: String
  /// What is computed.
  public let expression: Expression
  /// How the result is shown, in the order applied.
  public let filters: [Filter]
  /// From `{=` to `}`.
  public let span: SourceSpan
}

/// One step of how a value is shown, such as `pct(1)`.
public struct Filter: Sendable, Hashable {
  /// The filter's name.
  public let name: Located<String>
  /// Numbers, texts and booleans.
  public let arguments: [Setting]
}

extension Inline {
  /// The plain text of a stretch of prose: no markup, computed values left out.
  public static func plainText(_ inlines: [Inline]) -> String {
    var result = ""
    for inline in inlines {
      switch inline {
      case .text(let text), .code(let text): result += text
      case .softBreak, .lineBreak: result += " "
      case .emphasis(let content), .strong(let content), .link(_, _, let content, _),
        .image(_, _, let content, _):
        result += plainText(content)
      case .value, .footnote: break
      case .reference(let name, _): result += "@" + name
      }
    }
    return result
  }
}
