internal import Literate

extension Scope {
  /// Reports values that stand outside a code span, where they would be printed as they are written.
  ///
  /// An author who forgets the backticks would otherwise mail a report that says `{= recall }`.
  mutating func reportBareValues(_ document: Document) {
    for block in document.blocks + document.footnotes.flatMap(\.blocks) {
      for span in block.bareValueSpans(in: document.template) {
        report(
          "bare-value",
          "an inline value stands between backticks; here it would be printed as it is",
          at: span, hint: "write `{= … }` with a backtick before and after")
      }
    }
  }
}

extension Block {
  /// Where `{=` begins outside a code span in this block's words.
  fileprivate func bareValueSpans(in template: Template) -> [SourceSpan] {
    switch self {
    case .heading(let heading): Self.spans(heading.inlines, heading.span, template)
    case .paragraph(let inlines, let span): Self.spans(inlines, span, template)
    case .table(let table, let span):
      Self.spans((table.header + table.rows.flatMap { $0 }).flatMap { $0 }, span, template)
    case .list(let list):
      list.items.flatMap { $0.flatMap { $0.bareValueSpans(in: template) } }
    case .quote(let blocks, _), .callout(_, _, let blocks, _):
      blocks.flatMap { $0.bareValueSpans(in: template) }
    case .code, .rule, .directive: []
    }
  }

  private static func spans(
    _ inlines: [Inline], _ span: SourceSpan, _ template: Template
  ) -> [SourceSpan] {
    let isBare = inlines.flattened.contains { inline in
      if case .text(let text) = inline { text.contains("{=") } else { false }
    }
    guard isBare else { return [] }
    var found: [SourceSpan] = []
    for line in span.start.line...max(span.start.line, span.end.line) {
      let scalars = Array(template.line(line).unicodeScalars)
      for column in scalars.indices.dropLast()
      where scalars[column] == "{" && scalars[column + 1] == "="
        && (column == 0 || scalars[column - 1] != "`")
      {
        found.append(SourceSpan(line: line, column: column + 1, length: 2))
      }
    }
    return found.isEmpty ? [span] : Array(found.prefix(1))
  }
}
