internal import Imbalance
internal import Literate
internal import Reporting

/// `textDocument/prepareRename`: whether something under the cursor can be renamed.
enum PrepareRename: Feature {
  static let method = "textDocument/prepareRename"
  static var ability: (String, JSON)? { nil }

  static func answer(_ request: FeatureRequest) throws(Refusal) -> JSON {
    let position = request.analysis.buffer.position(of: try request.place())
    let occurrences = Occurrences(request.analysis)
    guard let found = occurrences.at(position),
      occurrences.of(found.symbol).contains(where: \.isDefinition)
    else { return .null }
    return .object([
      "range": request.analysis.range(found.span), "placeholder": .string(found.symbol.name),
    ])
  }
}

/// `textDocument/rename`: a name changed wherever it is written.
///
/// The template is checked as it would be afterwards; a change that makes a new error is refused.
enum Rename: Feature {
  static let method = "textDocument/rename"
  static var ability: (String, JSON)? {
    ("renameProvider", .object(["prepareProvider": .bool(true)]))
  }

  static func answer(_ request: FeatureRequest) throws(Refusal) -> JSON {
    guard let name = request.params["newName"]?.asText else {
      throw Refusal(Refusal.invalidParams, "the request needs a newName")
    }
    let analysis = request.analysis
    let position = analysis.buffer.position(of: try request.place())
    let occurrences = Occurrences(analysis)
    guard let found = occurrences.at(position) else {
      throw Refusal(Refusal.requestFailed, "there is no name here")
    }
    let places = occurrences.of(found.symbol)
    guard places.contains(where: \.isDefinition) else {
      throw Refusal(
        Refusal.requestFailed, "nothing in this template defines '\(found.symbol.name)'")
    }
    try check(name, for: found.symbol, places, analysis)
    // The same place may be told twice; each is changed once.
    var spans: [SourceSpan] = []
    for place in places where spans.last != place.span { spans.append(place.span) }
    try verify(name, spans, request)
    return .object([
      "changes": .object([
        request.uri: .array(
          spans.map { .object(["range": analysis.range($0), "newText": .string(name)]) })
      ])
    ])
  }

  private static func check(
    _ name: String, for symbol: Symbol, _ places: [Occurrence], _ analysis: Analysis
  ) throws(Refusal) {
    guard Name.isValid(Array(name.utf8)[...]) else {
      throw Refusal(
        Refusal.invalidParams,
        "a name is a letter or '_' followed by letters, digits, '_' and '-', at most 100; found '\(name)'"
      )
    }
    if name == symbol.name { return }
    let names = Names(analysis: analysis)
    let isTaken =
      switch symbol {
      case .parameter: analysis.checked.parameters.names.contains(name)
      case .thing, .heading:
        name == "params" || names[name] != nil
          || analysis.document.blocks.flatMap(\.headings).contains {
            $0.hasExplicitID && $0.id == name
          }
      }
    if isTaken {
      throw Refusal(
        Refusal.requestFailed, "'\(name)' is taken; every name stands for one thing")
    }
    for lead in ["fig-", "tbl-", "sec-"]
    where places.contains(where: \.isReference) && symbol.name.hasPrefix(lead)
      && !name.hasPrefix(lead)
    {
      throw Refusal(
        Refusal.requestFailed,
        "'@\(symbol.name)' refers to it, so its name begins with '\(lead)'")
    }
  }

  /// Refuses a change after which the checker finds an error that it does not find now.
  private static func verify(
    _ name: String, _ spans: [SourceSpan], _ request: FeatureRequest
  ) throws(Refusal) {
    let analysis = request.analysis
    var buffer = analysis.buffer
    for span in spans.reversed() {
      buffer.replace(
        analysis.buffer.place(of: span.start), analysis.buffer.place(of: span.end), with: name)
    }
    let after = Checker(
      files: analysis.files, parameters: request.settings.parameters,
      theme: request.settings.theme
    ).check(Template(path: analysis.document.template.path, bytes: buffer.bytes))
    var before = analysis.diagnostics.map(\.code)
    for diagnostic in after.diagnostics {
      if let known = before.firstIndex(of: diagnostic.code) {
        before.remove(at: known)
      } else {
        let place = diagnostic.span.map { "\(diagnostic.path):\($0.start.line): " } ?? ""
        throw Refusal(
          Refusal.requestFailed,
          "after the change there is an error: \(place)\(diagnostic.summary)")
      }
    }
  }
}
