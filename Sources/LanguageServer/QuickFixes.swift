internal import Literate
internal import Reporting

/// `textDocument/codeAction`: puts in what a diagnostic says was probably meant.
enum QuickFixes: Feature {
  static let method = "textDocument/codeAction"
  static var ability: (String, JSON)? {
    ("codeActionProvider", .object(["codeActionKinds": .array([.string("quickfix")])]))
  }

  static func answer(_ request: FeatureRequest) throws(Refusal) -> JSON {
    guard let (start, end) = request.params["range"]?.asPlaces else {
      throw Refusal(Refusal.invalidParams, "the request needs a range")
    }
    if let only = request.params["context"]?["only"]?.elements.compactMap(\.asText), !only.isEmpty,
      !only.contains(where: { $0.isEmpty || "quickfix".hasPrefix($0) })
    {
      return .array([])
    }
    let analysis = request.analysis
    return .array(
      analysis.diagnostics.compactMap { diagnostic -> JSON? in
        guard let span = diagnostic.span, diagnostic.path == analysis.document.template.path,
          analysis.buffer.place(of: span.start) <= end,
          analysis.buffer.place(of: span.end) >= start,
          let (text, place) = edit(diagnostic, analysis)
        else { return nil }
        return .object([
          "title": .string("Change to '\(diagnostic.replacement?.text ?? text)'"),
          "kind": .string("quickfix"), "isPreferred": .bool(true),
          "diagnostics": .array([analysis.message(diagnostic, uri: request.uri)]),
          "edit": .object([
            "changes": .object([
              request.uri: .array([
                .object(["range": analysis.range(place), "newText": .string(text)])
              ])
            ])
          ]),
        ])
      })
  }

  /// What a diagnostic's replacement writes, quotes kept; `nil` where the text there is not the
  /// word that was wrong.
  private static func edit(
    _ diagnostic: Diagnostic, _ analysis: Analysis
  ) -> (String, SourceSpan)? {
    guard let replacement = diagnostic.replacement else { return nil }
    let text = analysis.document.template.text(in: replacement.span)
    guard let first = text.first, replacement.span.start.line == replacement.span.end.line else {
      return nil
    }
    // A parameter's value is wrong, not the place that reads it.
    if first == "$", !replacement.text.hasPrefix("$") { return nil }
    if first == "\"" || first == "'", text.last == first {
      return (YamlText.quoted(replacement.text, first), replacement.span)
    }
    guard !text.contains(where: { "[]{}".contains($0) }) else { return nil }
    let isValue = diagnostic.code == "unknown-column"
    return (isValue ? YamlText.scalar(replacement.text) : replacement.text, replacement.span)
  }
}
