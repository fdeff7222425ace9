/// What is wrong with a template, and where: a value that is collected, sorted and printed later.
///
/// The summary states the rule and what was found; the hint says what to do. Codes are stable and
/// kebab-case; tools and tests may rely on them.
public struct Diagnostic: Error, Sendable, Hashable {
  /// How much it matters.
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// Nothing runs.
    case error
    /// The report is made; `--strict` refuses it.
    case warning
    /// Worth knowing.
    case note
  }

  /// A further place that explains the first, such as an earlier definition.
  public struct Note: Sendable, Hashable {
    /// What is to be seen there.
    public let summary: String
    /// The place, if it has one.
    public let span: SourceSpan?
    /// The file of the place; `nil` for the diagnostic's own.
    public let path: String?

    /// A note at a place.
    public init(_ summary: String, span: SourceSpan? = nil, path: String? = nil) {
      self.summary = summary
      self.span = span
      self.path = path
    }
  }

  /// A stable, kebab-case code.
  public let code: String
  /// How much it matters.
  public let severity: Severity
  /// The rule and what was found, in one sentence.
  public let summary: String
  /// The place; `nil` when the whole file is meant.
  public let span: SourceSpan?
  /// The template's path as the author wrote it.
  public let path: String
  /// Further places.
  public let notes: [Note]
  /// What to do about it.
  public let hint: String?
  /// What was probably meant, and the place that it belongs in.
  public private(set) var replacement: Replacement?

  /// A stretch of the template and what was probably meant to stand there.
  public struct Replacement: Sendable, Hashable {
    /// The words as they should be, without quotes.
    public let text: String
    /// What they stand for.
    public let span: SourceSpan
  }

  /// Describes what is wrong.
  ///
  /// Where `meant` is given, it becomes the hint "did you mean …?" and the replacement for
  /// `replacing`, or else for the diagnostic's own place.
  public init(
    _ code: String, severity: Severity = .error, _ summary: String, span: SourceSpan?,
    path: String, notes: [Note] = [], hint: String? = nil, meant: String? = nil,
    replacing: SourceSpan? = nil
  ) {
    self.code = code
    self.severity = severity
    self.summary = summary
    self.span = span
    self.path = path
    self.notes = notes
    self.hint = meant.map { "did you mean '\($0)'?" } ?? hint
    replacement = meant.flatMap { text in
      (replacing ?? span).map { Replacement(text: text, span: $0) }
    }
  }

  /// The same with a further note at the end; where that tells the place to change, what was meant
  /// belongs there.
  public func adding(_ note: Note, isPlaceToChange: Bool = false) -> Diagnostic {
    var result = Diagnostic(
      code, severity: severity, summary, span: span, path: path, notes: notes + [note], hint: hint)
    result.replacement = replacement
    if isPlaceToChange, let replacement, replacement.span == span, let place = note.span {
      result.replacement = Replacement(text: replacement.text, span: place)
    }
    return result
  }

  /// The same about another place.
  func moved(
    to span: SourceSpan?, of path: String, notes: [Note], replacing: SourceSpan?
  ) -> Diagnostic {
    var moved = Diagnostic(
      code, severity: severity, summary, span: span, path: path, notes: notes, hint: hint)
    moved.replacement = replacement.flatMap { old in
      replacing.map { Replacement(text: old.text, span: $0) }
    }
    return moved
  }

  /// The diagnostics by path, place, severity, code and words; those without a place come first.
  public static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      if a.path != b.path {
        return a.path.unicodeScalars.lexicographicallyPrecedes(b.path.unicodeScalars)
      }
      let (x, y) = (a.span?.start ?? Self.origin, b.span?.start ?? Self.origin)
      if x != y { return x < y }
      if a.severity != b.severity { return a.severity.rank < b.severity.rank }
      if a.code != b.code { return a.code < b.code }
      return left.offset < right.offset
    }.map(\.element)
  }

  private static let origin = SourcePosition(line: 0, column: 0)
}

extension Diagnostic.Severity {
  fileprivate var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .note: 2
    }
  }
}
