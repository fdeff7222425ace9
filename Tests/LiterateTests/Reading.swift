import Literate
import TestSupport

/// A marked template read, with what tests ask of it.
struct Reading {
  let marks: MarkedTemplate
  let document: Document
  let diagnostics: [Diagnostic]

  init(_ marked: String) {
    marks = MarkedTemplate(marked)
    (document, diagnostics) = Document.read(Template(path: "t.md", text: marks.text))
  }

  func position(_ number: Int) -> SourcePosition {
    SourcePosition(line: marks[number].line, column: marks[number].column)
  }

  func span(_ first: Int, _ last: Int) -> SourceSpan {
    SourceSpan(start: position(first), end: position(last))
  }

  var codes: [String] { diagnostics.map(\.code) }

  /// All values of the prose, in document order.
  var values: [InlineValue] {
    Self.inlines(document).compactMap { if case .value(let value) = $0 { value } else { nil } }
  }

  /// Every inline, parents before children.
  static func inlines(_ document: Document) -> [Inline] {
    var result: [Inline] = []
    for block in document.blocks { collect(block, &result) }
    for footnote in document.footnotes { for block in footnote.blocks { collect(block, &result) } }
    return result
  }

  private static func collect(_ block: Block, _ result: inout [Inline]) {
    switch block {
    case .heading(let heading): collect(heading.inlines, &result)
    case .paragraph(let inlines, _): collect(inlines, &result)
    case .list(let list): for item in list.items { for block in item { collect(block, &result) } }
    case .quote(let blocks, _): for block in blocks { collect(block, &result) }
    case .callout(_, let title, let blocks, _):
      collect(title ?? [], &result)
      for block in blocks { collect(block, &result) }
    case .table(let table, _):
      for cell in table.header { collect(cell, &result) }
      for row in table.rows { for cell in row { collect(cell, &result) } }
    case .code, .rule, .directive: break
    }
  }

  static func collect(_ inlines: [Inline], _ result: inout [Inline]) {
    for inline in inlines {
      result.append(inline)
      switch inline {
      case .emphasis(let content), .strong(let content), .link(_, _, let content, _),
        .image(_, _, let content, _):
        collect(content, &result)
      default: break
      }
    }
  }
}
