internal import Literate
internal import Reporting

extension Analysis {
  /// What the checker found, as the protocol tells it.
  func diagnosticMessages(uri: String) -> JSON {
    .array(diagnostics.map { message($0, uri: uri) })
  }

  /// One finding. What stands in another file, such as a theme or an included text, is told where the
  /// template names it.
  func message(_ diagnostic: Diagnostic, uri: String) -> JSON {
    let isHere = diagnostic.path == document.template.path
    // What is wrong in an included text is told at the directive that includes it.
    let includer = diagnostic.notes.last { $0.path == document.template.path }?.span
    let elsewhere = includer ?? document.frontMatter?["theme"]?.span
    let span = isHere ? diagnostic.span : elsewhere
    let start = SourcePosition(line: 1, column: 1)
    var lines = [diagnostic.summary]
    if !isHere, let place = diagnostic.span?.start {
      lines[0] = "\(diagnostic.path):\(place.line):\(place.column): \(lines[0])"
    }
    lines += diagnostic.notes.filter { ($0.span == nil || !isHere) && $0.path == nil }.map(
      \.summary)
    if let hint = diagnostic.hint { lines.append("hint: \(hint)") }
    lines += Catalogue.entries(named: diagnostic.code).prefix(1).map(\.entry.summary)
    let related = diagnostic.notes.compactMap { note -> JSON? in
      guard isHere, note.path == nil, let span = note.span else { return nil }
      return .object([
        "location": .object(["uri": .string(uri), "range": range(span)]),
        "message": .string(note.summary),
      ])
    }
    return .members([
      ("range", range(span ?? SourceSpan(start: start, end: start))),
      ("severity", .int(diagnostic.severity.protocolNumber)),
      ("code", .string(diagnostic.code)), ("source", .string("imbalreport")),
      ("message", .string(lines.joined(separator: "\n"))),
      ("relatedInformation", related.isEmpty ? nil : .array(related)),
      // Shown faded: nothing reads it.
      ("tags", diagnostic.code == "unused" ? .array([.int(1)]) : nil),
    ])
  }
}

extension Diagnostic.Severity {
  fileprivate var protocolNumber: Int {
    switch self {
    case .error: 1
    case .warning: 2
    case .note: 3
    }
  }
}
