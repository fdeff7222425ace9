/// A block of a document.
public indirect enum Block: Sendable, Hashable {
  /// A heading.
  case heading(Heading)
  /// A paragraph.
  case paragraph([Inline], span: SourceSpan)
  /// A list.
  case list(List)
  /// A block quote.
  case quote([Block], span: SourceSpan)
  /// A `> [!NOTE]` box; the kind is `note`, `tip`, `important`, `warning` or `caution`.
  case callout(kind: String, title: [Inline]?, [Block], span: SourceSpan)
  /// A code block; indented ones have no language.
  case code(language: String?, text: String, span: SourceSpan)
  /// A pipe table.
  case table(PipeTable, span: SourceSpan)
  /// A thematic break.
  case rule
  /// A directive.
  case directive(DirectiveNode)
}

/// A heading with its identifier.
public struct Heading: Sendable, Hashable {
  /// 1 to 6.
  public let level: Int
  /// `{#id}` as written, else a slug as GitHub makes it; unique in the document.
  public let id: String
  /// Whether the author wrote the identifier.
  public let hasExplicitID: Bool
  /// The words.
  public let inlines: [Inline]
  /// The whole heading.
  public let span: SourceSpan
}

/// A list.
public struct List: Sendable, Hashable {
  /// Numbered or not.
  public let ordered: Bool
  /// The first number; 1 for a list without numbers.
  public let start: Int
  /// Whether its paragraphs are shown without space between.
  public let tight: Bool
  /// The items.
  public let items: [[Block]]
  /// The whole list.
  public let span: SourceSpan
}

/// A table written with pipes (GitHub Flavored Markdown, section 4.10).
public struct PipeTable: Sendable, Hashable {
  /// How a column is aligned.
  public enum Alignment: String, Sendable, Hashable {
    /// Not said.
    case none
    /// `:--`
    case left
    /// `:-:`
    case center
    /// `--:`
    case right
  }
  /// One per column.
  public let alignments: [Alignment]
  /// The header's cells, one per column.
  public let header: [[Inline]]
  /// The rows' cells, one per column each.
  public let rows: [[[Inline]]]
}

/// A directive as written, not yet understood.
public struct DirectiveNode: Sendable, Hashable {
  /// The first word in braces.
  public let verb: Located<String>
  /// The second word in braces.
  public let subtype: Located<String>?
  /// The name after the braces.
  public let name: Located<String>?
  /// The body's keys and values in the order written.
  public let options: [Option]
  /// From the opening fence to the end of the closing one.
  public let span: SourceSpan
  /// The raw lines of the fence, opening and closing one included.
  public let sourceText: String

  /// The value of an option, if it was given.
  public subscript(key: String) -> Setting? { options.first { $0.key.value == key }?.value }
}
