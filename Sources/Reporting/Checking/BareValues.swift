internal import Literate
internal import OrderedCollections

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
      for span in block.proseSpans { reportForeignValues(on: span, document.template) }
    }
  }

  /// Reports values written as Jinja, knitr, Quarto or a shell write them, where they begin with a name
  /// of this template; other braces are an author's own.
  private mutating func reportForeignValues(on span: SourceSpan, _ template: Template) {
    for line in span.start.line...max(span.start.line, span.end.line) {
      let text = template.line(line)
      guard ForeignValue.mayStand(in: text) else { continue }
      var told: [Range<String.Index>] = []
      for pattern in ForeignValue.patterns {
        for match in text.matches(of: pattern) where !told.contains(where: match.range.overlaps) {
          let path = String(match.output.1)
          let root = path.split(separator: ".").first.map(String.init) ?? path
          guard root == "params" || declarations[root] != nil else { continue }
          told.append(match.range)
          let start = text[..<match.range.lowerBound].unicodeScalars.count + 1
          let span = SourceSpan(
            line: line, column: start, length: text[match.range].unicodeScalars.count)
          report(
            "bare-value",
            "an inline value is written `{= … }`; this would be printed as it is",
            at: span, meant: "`{= \(path) }`", replacing: span)
        }
      }
    }
  }
}

/// How other tools write a value inside a sentence.
private enum ForeignValue {
  /// A quick look that leaves out nearly every line: patterns take their time, and an editor asks for
  /// all lines at every keystroke.
  static func mayStand(in line: String) -> Bool {
    var line = line
    return line.withUTF8 { bytes in
      for index in bytes.indices.dropLast() {
        let next = bytes[index + 1]
        switch bytes[index] {
        case UInt8(ascii: "{"):
          if next == UInt8(ascii: "{") || next == UInt8(ascii: "_") || Self.isLetter(next) {
            return true
          }
        case UInt8(ascii: "`"):
          guard index + 2 < bytes.count else { continue }
          let isWord = [UInt8(ascii: "r"), UInt8(ascii: "p"), UInt8(ascii: "=")].contains(next)
          let after = bytes[index + 2]
          if isWord, [UInt8(ascii: " "), UInt8(ascii: "y")].contains(after) { return true }
        default: break
        }
      }
      return false
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  // Read only: a Regex is not marked Sendable.
  nonisolated(unsafe) static let patterns: [Regex<(Substring, Substring)>] = [
    // {{ scores.m.recall }}
    /`?\{\{-?\s*([A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)+)[^{}]*\}\}`?/,
    // `r scores.m.recall`, `{python} scores.m.recall`, `= scores.m.recall`
    /`(?:\{(?:python|py|r|julia)\}|r|py|=)\s+([A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)+)[^`]*`/,
    // ${scores.m.recall}, {scores.m.recall}
    /\$?\{([A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)+)\}/,
  ]
}

extension Block {
  /// The stretches of this block that are words.
  fileprivate var proseSpans: [SourceSpan] {
    switch self {
    case .heading(let heading): [heading.span]
    case .paragraph(_, let span), .table(_, let span): [span]
    case .list(let list): list.items.flatMap { $0.flatMap(\.proseSpans) }
    case .quote(let blocks, _), .callout(_, _, let blocks, _): blocks.flatMap(\.proseSpans)
    case .code, .rule, .directive: []
    }
  }

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
