internal import Literate
internal import Reporting

/// `textDocument/documentSymbol`: headings with the directives below them.
enum Outline: Feature {
  static let method = "textDocument/documentSymbol"
  static var ability: (String, JSON)? { ("documentSymbolProvider", .bool(true)) }

  private struct Entry {
    let name: String
    let detail: String
    let kind: Int
    let level: Int
    let span: SourceSpan
    let selection: SourceSpan
    var children: [Entry] = []
  }

  static func answer(_ request: FeatureRequest) throws(Refusal) -> JSON {
    let entries = flat(request.analysis)
    if request.client.takesNestedSymbols {
      var rest = entries[...]
      return .array(nested(&rest, below: 0).map { json($0, request.analysis) })
    }
    return .array(
      entries.map { entry in
        .object([
          "name": .string(entry.name), "kind": .int(entry.kind),
          "location": Definition.location(request, entry.span),
        ])
      })
  }

  /// All in the order of the text; a heading reaches to the next one that is not below it.
  private static func flat(_ analysis: Analysis) -> [Entry] {
    let document = analysis.document
    let headings = document.blocks.flatMap(\.headings)
    let end = document.template.end
    var entries = headings.enumerated().map { index, heading in
      let next = headings[(index + 1)...].first { $0.level <= heading.level }
      let words = Inline.plainText(heading.inlines)
      return Entry(
        name: words.isEmpty ? "#" : words, detail: heading.hasExplicitID ? "#\(heading.id)" : "",
        kind: SymbolKind.text, level: heading.level,
        span: SourceSpan(
          start: heading.span.start, end: next?.span.start ?? max(end, heading.span.end)),
        selection: heading.span)
    }
    let names = Names(analysis: analysis)
    entries += document.directives.map { node in
      let words = [node.verb.value, node.subtype?.value].compactMap { $0 }.joined(separator: " ")
      return Entry(
        name: node.name?.value ?? words, detail: words,
        kind: SymbolKind.of(node.name.flatMap { names[$0.value]?.kind }), level: 7,
        span: node.span, selection: node.name?.span ?? node.verb.span)
    }
    return entries.enumerated().sorted {
      ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset)
    }.map(\.element)
  }

  private static func nested(_ rest: inout ArraySlice<Entry>, below level: Int) -> [Entry] {
    var result: [Entry] = []
    while var entry = rest.first, entry.level > level {
      rest.removeFirst()
      if entry.level < 7 { entry.children = nested(&rest, below: entry.level) }
      result.append(entry)
    }
    return result
  }

  private static func json(_ entry: Entry, _ analysis: Analysis) -> JSON {
    .members([
      ("name", .string(entry.name)), ("detail", .string(entry.detail)), ("kind", .int(entry.kind)),
      ("range", analysis.range(entry.span)), ("selectionRange", analysis.range(entry.selection)),
      ("children", .array(entry.children.map { json($0, analysis) })),
    ])
  }
}

/// The protocol's kinds of symbols, as far as they fit.
private enum SymbolKind {
  static let text = 15

  static func of(_ kind: Kind?) -> Int {
    switch kind {
    case .dataset, .predictions, .split, .trainingSet, .validationSet, .testSet: 18
    case .model, .evaluatedModel: 5
    case .evaluation, .crossValidation, .learningCurve, .importance, .comparison, .description: 19
    case .gate: 17
    case .figure, .table, nil: 12
    }
  }
}

/// `textDocument/foldingRange`: front matter, directives, sections.
enum Folding: Feature {
  static let method = "textDocument/foldingRange"
  static var ability: (String, JSON)? { ("foldingRangeProvider", .bool(true)) }

  static func answer(_ request: FeatureRequest) throws(Refusal) -> JSON {
    let analysis = request.analysis
    let map = LineMap(analysis.buffer)
    var ranges: [(start: Int, end: Int)] = []
    if let frontMatter = map.frontMatter {
      ranges.append((0, min(frontMatter.upperBound, map.lines.count - 1)))
    }
    ranges += map.fences.map {
      ($0.line, $0.isClosed ? $0.body.upperBound : $0.body.upperBound - 1)
    }
    let headings = analysis.document.blocks.flatMap(\.headings)
    for (index, heading) in headings.enumerated() {
      let next = headings[(index + 1)...].first { $0.level <= heading.level }
      var end = next.map { $0.span.start.line - 2 } ?? map.lines.count - 1
      while end >= 0, end < map.lines.count, map.lines[end].isEmpty { end -= 1 }
      ranges.append((heading.span.start.line - 1, end))
    }
    return .array(
      ranges.filter { $0.start < $0.end }.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        .map { .object(["startLine": .int($0.start), "endLine": .int($0.end)]) })
  }
}
