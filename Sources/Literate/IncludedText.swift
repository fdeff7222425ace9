/// A text that a template includes, with the place it has among all lines.
public struct IncludedText: Sendable, Hashable {
  /// The text by itself, with its path as seen from the template's folder.
  public let template: Template
  /// Its lines among those of the template that includes it.
  public let lines: ClosedRange<Int>
  /// Where it is included.
  public let directive: SourceSpan
  /// The included text that includes it, as a place among the template's; `nil` for the template.
  public let parent: Int?

  /// The folder that its own paths start from, with a slash at its end; empty for the template's.
  public var folder: String { template.path.folder }
}

/// Why a text cannot be included, in words.
public struct IncludeFailure: Error, Sendable {
  /// A stable, kebab-case code.
  public let code: String
  /// The rule and what was found.
  public let summary: String
  /// What to do about it.
  public let hint: String?

  /// Describes why.
  public init(_ code: String, _ summary: String, hint: String?) {
    self.code = code
    self.summary = summary
    self.hint = hint
  }
}

extension Template {
  /// The included text that a place lies in, as a place among ``parts``; `nil` for the template.
  public func part(at position: SourcePosition) -> Int? {
    guard position.line > ownLineCount else { return nil }
    return parts.firstIndex { $0.lines.contains(position.line) }
  }

  /// The folder that paths at a place start from, seen from the template's own.
  public func folder(at position: SourcePosition) -> String {
    part(at: position).map { parts[$0].folder } ?? ""
  }

  /// A stretch as its own file counts it.
  public func ownSpan(_ span: SourceSpan) -> (path: String, span: SourceSpan) {
    guard let place = part(at: span.start) else { return (path, span) }
    let shift = parts[place].lines.lowerBound - 1
    return (
      parts[place].template.path,
      SourceSpan(
        start: SourcePosition(line: span.start.line - shift, column: span.start.column),
        end: SourcePosition(line: span.end.line - shift, column: span.end.column))
    )
  }

  /// Where a text is included, the text that includes it, and so on up to the template.
  func includers(of part: Int?) -> [Diagnostic.Note] {
    var notes: [Diagnostic.Note] = []
    var place = part
    while let inner = place {
      let includer = ownSpan(parts[inner].directive)
      notes.append(Diagnostic.Note("included here", span: includer.span, path: includer.path))
      place = parts[inner].parent
    }
    return notes
  }

  /// A diagnostic about a place in an included text as one about that file, with notes that lead back
  /// to the template; any other as it is.
  public func located(_ diagnostic: Diagnostic) -> Diagnostic {
    guard !parts.isEmpty, diagnostic.path == path else { return diagnostic }
    let own = diagnostic.span.map { ownSpan($0) }
    let home = own?.path ?? path
    var notes = diagnostic.notes.map { note -> Diagnostic.Note in
      guard let span = note.span else { return note }
      let place = ownSpan(span)
      // One text that is included twice: the same place, so that which of the two is told.
      if let own, place == own, let earlier = part(at: span.start) {
        let includer = ownSpan(parts[earlier].directive)
        return Diagnostic.Note(
          "'\(home)' is included before", span: includer.span, path: includer.path)
      }
      return Diagnostic.Note(
        note.summary, span: place.span, path: place.path == home ? nil : place.path)
    }
    notes += includers(of: diagnostic.span.flatMap { part(at: $0.start) })
    return diagnostic.moved(
      to: own?.span, of: home, notes: notes,
      replacing: diagnostic.replacement.map { ownSpan($0.span).span })
  }
}

extension String {
  /// What stands before the last slash, that included; empty without one.
  var folder: String { lastIndex(of: "/").map { String(self[...$0]) } ?? "" }

  /// A path below a folder, its dots worked out as far as they can be.
  func path(below folder: String) -> String {
    var parts: [Substring] = []
    for part in (hasPrefix("/") ? self : folder + self).split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}

extension Template {
  /// A path as written at a place, seen from the template's own folder.
  public func path(_ written: String, at position: SourcePosition) -> String {
    let folder = folder(at: position)
    return folder.isEmpty ? written : written.path(below: folder)
  }

  /// A link as written at a place, seen from the template's own folder: a path that starts at the
  /// folder of an included text is told anew, a place in the page or an address stays.
  public func link(_ written: String, at position: SourcePosition) -> String {
    let folder = folder(at: position)
    guard !folder.isEmpty else { return written }
    let end = written.firstIndex { "?#".contains($0) } ?? written.endIndex
    let path = written[..<end]
    guard let first = path.first, first != "/", !path.prefix(while: { $0 != "/" }).contains(":")
    else { return written }
    return String(path).path(below: folder) + (path.hasSuffix("/") ? "/" : "") + written[end...]
  }
}
