internal import Literate
internal import Reporting

/// `textDocument/definition`: the directive, parameter or heading that a name stands for.
enum Definition: Feature {
  static let method = "textDocument/definition"
  static var ability: (String, JSON)? { ("definitionProvider", .bool(true)) }

  static func answer(_ request: FeatureRequest) throws(Refusal) -> JSON {
    let analysis = request.analysis
    let position = analysis.buffer.position(of: try request.place())
    let occurrences = Occurrences(analysis)
    guard let found = occurrences.at(position) else { return .null }
    if let made = occurrences.of(found.symbol).first(where: \.isDefinition) {
      return location(request, made.span)
    }
    // A model's name in an evaluation of predictions, a directive without a name of its own.
    // Or something in an included text.
    let span =
      Names(analysis: analysis)[found.symbol.name]?.span
      ?? analysis.checked.document.blocks.flatMap(\.headings)
      .first { $0.hasExplicitID && $0.id == found.symbol.name }?.span
    return span.map { location(request, $0) } ?? .null
  }

  static func location(_ request: FeatureRequest, _ span: SourceSpan) -> JSON {
    let whole = request.analysis.checked.document.template
    if whole.part(at: span.start) != nil {
      let own = whole.ownSpan(span)
      // An included file is not open here: its columns are those of its text, which is ASCII mostly.
      func place(_ position: SourcePosition) -> JSON {
        .object([
          "line": .int(position.line - 1), "character": .int(position.column - 1),
        ])
      }
      return .object([
        "uri": .string(FileURI.uri(request.analysis.files.folder + "/" + own.path)),
        "range": .object(["start": place(own.span.start), "end": place(own.span.end)]),
      ])
    }
    return .object(["uri": .string(request.uri), "range": request.analysis.range(span)])
  }
}

/// `textDocument/references`: everywhere that a name is written.
enum References: Feature {
  static let method = "textDocument/references"
  static var ability: (String, JSON)? { ("referencesProvider", .bool(true)) }

  static func answer(_ request: FeatureRequest) throws(Refusal) -> JSON {
    let position = request.analysis.buffer.position(of: try request.place())
    let occurrences = Occurrences(request.analysis)
    guard let found = occurrences.at(position) else { return .array([]) }
    let withDefinition = request.params["context"]?["includeDeclaration"] != .bool(false)
    return .array(
      occurrences.of(found.symbol).filter { withDefinition || !$0.isDefinition }
        .map { Definition.location(request, $0.span) })
  }
}

/// `textDocument/documentHighlight`: the same places, for the editor's marks.
enum Highlights: Feature {
  static let method = "textDocument/documentHighlight"
  static var ability: (String, JSON)? { ("documentHighlightProvider", .bool(true)) }

  static func answer(_ request: FeatureRequest) throws(Refusal) -> JSON {
    let position = request.analysis.buffer.position(of: try request.place())
    let occurrences = Occurrences(request.analysis)
    guard let found = occurrences.at(position) else { return .array([]) }
    return .array(
      occurrences.of(found.symbol).map {
        .object([
          "range": request.analysis.range($0.span), "kind": .int($0.isDefinition ? 3 : 2),
        ])
      })
  }
}
