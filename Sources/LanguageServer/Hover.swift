internal import Imbalance
internal import Literate
internal import Reporting

/// `textDocument/hover`: what the word under the cursor means.
enum Hover: Feature {
  static let method = "textDocument/hover"
  static var ability: (String, JSON)? { ("hoverProvider", .bool(true)) }

  static func answer(_ request: FeatureRequest) throws(Refusal) -> JSON {
    let place = try request.place()
    let analysis = request.analysis
    let values = CurrentValues(analysis.checked, store: request.settings.store)
    guard let found = help(analysis, values, at: place) else { return .null }
    let buffer = analysis.buffer
    return .object([
      "contents": .object(["kind": .string("markdown"), "value": .string(found.text)]),
      "range": JSON(buffer.place(of: found.span.start), buffer.place(of: found.span.end)),
    ])
  }

  static func help(
    _ analysis: Analysis, _ values: CurrentValues, at place: Place
  ) -> (text: String, span: SourceSpan)? {
    let map = LineMap(analysis.buffer)
    let position = analysis.buffer.position(of: place)
    let line = position.line - 1
    let scalars = map.lines[line]
    let column = position.column - 1
    // A path is told up to the part under the cursor.
    let end = column + scalars.dropFirst(column).prefix { $0.isNameScalar }.count
    let start = column - scalars.prefix(column).reversed().prefix { $0.isNameScalar }.count
    guard start < end else { return nil }
    let span = SourceSpan(line: line + 1, column: start + 1, length: end - start)
    let word = Array(scalars[start..<end]).asText
    let spot = SpotFinder(map, line: line, column: end).spot
    return text(
      spot, word, analysis, map, values, followedByColon: scalars.dropFirst(end).first == ":"
    ).map { ($0, span) }
  }

  private static func text(
    _ spot: Spot, _ word: String, _ analysis: Analysis, _ map: LineMap, _ values: CurrentValues,
    followedByColon: Bool
  ) -> String? {
    let names = Names(analysis: analysis)
    func entry(_ kind: String, _ name: String) -> String? {
      Vocabulary.entry(kind, name).map { HelpText.entry($0, kind: kind) }
    }
    switch spot {
    case .fence, .nothing: return nil
    case .verb: return entry("verbs", word)
    case .subtype: return entry("plots", word)
    case .filter: return entry("filters", word)
    case .name, .reference, .anchor:
      if let found = names.resolve(word) {
        return HelpText.name(word, kind: found.kind, found.declaration, analysis)
      }
      return analysis.checked.document.blocks.flatMap(\.headings).first { $0.id == word }.map {
        "**@\(word)**: the section “\(Inline.plainText($0.inlines))”"
      }
    case .path(let path): return value(path + [word], names, values)
    case .setting(let fence, let cursor):
      guard let fence = fence.map({ map.fences[$0] }) else {
        let isTop = cursor.path.isEmpty
        return (isTop ? ReportSettings.parameters : ReportSettings.pageParameters)
          .first { $0.name == word && cursor.isKey }.map { HelpText.option($0) }
      }
      let verb = fence.verb ?? ""
      let methods = map.methods(of: fence)
      let options = Vocabulary.options(verb: verb, subtype: fence.subtype, methods: methods)
      let inner = Vocabulary.innerOptions(verb: verb, path: cursor.path, methods: methods)
      if cursor.isKey, followedByColon {
        guard let option = (cursor.path.isEmpty ? options : inner).first(where: { $0.name == word })
        else { return nil }
        let isTop = cursor.path.isEmpty
        let now = isTop ? current(word, of: fence, analysis, values) : nil
        return HelpText.option(option, now: now)
      }
      guard cursor.isValue else { return nil }
      // The whole dotted word up to here; a quote before it is none of it.
      let written = String(cursor.prefix.asText.drop { $0 == "\"" || $0 == "'" })
      if written.hasPrefix("$params.") { return value(["params", word], names, values) }
      let parameter =
        (cursor.path.count > 1 ? inner.first { $0.name == cursor.path.last } : nil)
        ?? options.first { $0.name == cursor.path.first }
      for source in Vocabulary.sources(verb: verb, path: cursor.path, parameter: parameter) {
        switch source {
        case .catalogue(let kind):
          if let found = entry(kind, word) { return found }
        case .names:
          if let found = names.resolve(written) {
            return HelpText.name(written, kind: found.kind, found.declaration, analysis)
          }
        case .models:
          let from = map.value(of: "from", in: fence) ?? ""
          let root = from.split(separator: ".").first.map(String.init) ?? from
          if let model = names.models(of: root).first(where: { $0.key == word })?.trainedBy,
            let found = names.resolve(model)
          {
            return HelpText.name(model, kind: found.kind, found.declaration, analysis)
          }
        case .words, .columns, .files, .texts, .labels: break
        }
      }
      return cursor.path.count == 1 ? parameter.map { HelpText.option($0) } : nil
    }
  }

  /// What an option of a directive comes to; unknown where other texts shift the lines.
  private static func current(
    _ option: String, of fence: LineMap.Fence, _ analysis: Analysis, _ values: CurrentValues
  ) -> String? {
    guard analysis.checked.document.template.parts.isEmpty else { return nil }
    return values.option(option, ofDirectiveOn: fence.line + 1)
  }

  /// What stands behind a dotted path of a formula.
  private static func value(
    _ path: [String], _ names: Names, _ values: CurrentValues
  ) -> String? {
    if path.first == "params" {
      guard path.count == 2, let value = names.analysis.checked.parameters[path[1]] else {
        return nil
      }
      return "**params.\(path[1])**: a parameter, by default \(value.inWords)"
    }
    guard let root = path.first, let declaration = names[root] else { return nil }
    if path.count == 1 {
      return HelpText.name(root, kind: declaration.kind, declaration, names.analysis)
    }
    guard let shape = names.shape(path) else { return nil }
    let written = path.joined(separator: ".")
    let now = values.text(at: path).map { "\n\nNow: \($0)" } ?? ""
    if let last = path.last, !shape.isGroup,
      let metric = Vocabulary.entry("metrics", last)
    {
      return HelpText.entry(metric, kind: "metrics")
        + "\n\nHere `\(written)`, from \(names.analysis.words(for: declaration.span))." + now
    }
    return "**\(written)**: \(shape.description), from `\(declaration.verb)` on "
      + names.analysis.words(for: declaration.span) + now
  }
}
