/// Writes diagnostics for people (source line and carets), for programs (JSON) and for code scanning (SARIF).
public struct DiagnosticPrinter: Sendable {
  private let templates: [String: Template]
  private let color: Bool

  /// A printer that can quote these templates; with colour it writes ANSI escapes of its own.
  public init(templates: [Template], color: Bool = false) {
    self.templates = Dictionary(templates.map { ($0.path, $0) }) { first, _ in first }
    self.color = color
  }

  /// A printer that can quote these texts, by path.
  public init(texts: [String: String], color: Bool = false) {
    self.init(
      templates: texts.keys.sorted().map { Template(path: $0, text: texts[$0] ?? "") },
      color: color)
  }

  /// One diagnostic as `path:line:column: error[code]: rule`, the source line with carets, notes, hint.
  ///
  /// Ends with a newline. Control characters of a hostile template are shown as U+FFFD; a long line
  /// is cut around the carets to about 100 columns.
  public func text(_ diagnostic: Diagnostic) -> String {
    var result = paint(place(diagnostic.path, diagnostic.span) + ": ", "1")
    result += paint(
      "\(diagnostic.severity.rawValue)[\(TerminalText.plain(diagnostic.code))]",
      tint(diagnostic.severity))
    result += ": " + paint(TerminalText.plain(diagnostic.summary), "1") + "\n"
    result += excerpt(diagnostic.path, diagnostic.span, tint: tint(diagnostic.severity))
    for note in diagnostic.notes {
      let path = note.path ?? diagnostic.path
      let lead = note.span == nil ? "  " : place(path, note.span) + ": "
      result += lead + paint("note", "36") + ": " + TerminalText.plain(note.summary) + "\n"
      result += excerpt(path, note.span, tint: "36")
    }
    if let hint = diagnostic.hint {
      result += "  " + paint("hint", "32") + ": " + TerminalText.plain(hint) + "\n"
    }
    return result
  }

  /// All of them, in the order given.
  public func text(_ diagnostics: [Diagnostic]) -> String { diagnostics.map { text($0) }.joined() }

  /// A JSON array with a newline at its end; columns count Unicode scalars, ends are exclusive.
  public func json(_ diagnostics: [Diagnostic]) -> String {
    JSONText.array(diagnostics.map(Self.object)).text + "\n"
  }

  /// A SARIF 2.1.0 log with one run, for GitHub code scanning and editors.
  public func sarif(_ diagnostics: [Diagnostic], toolVersion: String) -> String {
    SARIFLog(diagnostics, toolVersion: toolVersion).json.text + "\n"
  }

  private func place(_ path: String, _ span: SourceSpan?) -> String {
    let path = TerminalText.plain(path)
    guard let start = span?.start else { return path }
    return "\(path):\(start.line):\(start.column)"
  }

  private func excerpt(_ path: String, _ span: SourceSpan?, tint: String) -> String {
    guard let span, let template = templates[path], span.start.line >= 1,
      span.start.line <= template.lineCount
    else { return "" }
    let line = template.line(span.start.line)
    let end =
      span.end.line == span.start.line
      ? span.end.column : template.length(ofLine: span.start.line) + 1
    let excerpt = Excerpt(line: line, from: span.start.column, to: end)
    let number = String(span.start.line)
    let margin = String(repeating: " ", count: number.count)
    return paint(" \(number) | ", "2") + excerpt.text + "\n"
      + paint(" \(margin) | ", "2") + paint(excerpt.carets, tint) + "\n"
  }

  private func tint(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "1;31"
    case .warning: "1;33"
    case .note: "1;36"
    }
  }

  private func paint(_ text: String, _ code: String) -> String {
    color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  private static func object(_ diagnostic: Diagnostic) -> JSONText {
    var members: [(String, JSONText)] = [
      ("path", .string(diagnostic.path)), ("code", .string(diagnostic.code)),
      ("severity", .string(diagnostic.severity.rawValue)),
      ("summary", .string(diagnostic.summary)),
    ]
    if let span = diagnostic.span { members += place(span) }
    if !diagnostic.notes.isEmpty {
      members.append(
        (
          "notes",
          .array(
            diagnostic.notes.map { note in
              .object(
                [("summary", .string(note.summary))]
                  + (note.path.map { [("path", .string($0))] } ?? [])
                  + (note.span.map(place) ?? []))
            })
        ))
    }
    if let hint = diagnostic.hint { members.append(("hint", .string(hint))) }
    return .object(members)
  }

  private static func place(_ span: SourceSpan) -> [(String, JSONText)] {
    [
      ("line", .integer(span.start.line)), ("column", .integer(span.start.column)),
      ("end_line", .integer(span.end.line)), ("end_column", .integer(span.end.column)),
    ]
  }
}
