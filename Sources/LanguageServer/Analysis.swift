internal import Glibc
package import Literate
package import Reporting

/// One state of a template with all that the checker knows of it.
package struct Analysis: Sendable {
  package let buffer: TextBuffer
  package let checked: CheckedTemplate
  package let files: FileAccess
  /// What stands in the buffer itself, without the texts that it includes.
  package let document: Document

  init(buffer: TextBuffer, checked: CheckedTemplate, files: FileAccess) {
    self.buffer = buffer
    self.checked = checked
    self.files = files
    let whole = checked.document
    document =
      whole.template.parts.isEmpty
      ? whole
      : Document.read(Template(path: whole.template.path, bytes: buffer.bytes)).document
  }

  /// The same with directives closed that the next one ends before they are.
  ///
  /// The document's reader takes what follows an open fence as its body, so that of a directive that
  /// is being written above others they would all be gone.
  func closing(_ map: LineMap, _ settings: ServerSettings) -> Analysis {
    let ends = map.fences.filter { fence in
      !fence.isClosed && fence.body.upperBound < map.lines.count
        && map.part(fence.body.upperBound) != .closing
    }
    guard !ends.isEmpty else { return self }
    var closed = buffer
    for fence in ends.reversed() {
      let lead = map.lines[fence.line].prefix(fence.indent)
      let marks = map.lines[fence.line].dropFirst(fence.indent).prefix { $0 == "`" || $0 == "~" }
      // On a line of its own, the last of the body: lines keep their numbers.
      let last = fence.body.upperBound - 1
      let place = Place(line: last, character: Int.max)
      closed.replace(place, place, with: "\n" + Array(lead).asText + Array(marks).asText)
    }
    let checked = Checker(
      files: files, parameters: settings.parameters, theme: settings.theme
    ).check(Template(path: document.template.path, bytes: closed.bytes))
    return Analysis(buffer: buffer, checked: checked, files: files, document: checked.document)
  }

  package var diagnostics: [Diagnostic] { checked.diagnostics }

  private init(
    buffer: TextBuffer, checked: CheckedTemplate, files: FileAccess, document: Document
  ) {
    self.buffer = buffer
    self.checked = checked
    self.files = files
    self.document = document
  }

  /// "line 9", of an included file with its name.
  func words(for span: SourceSpan) -> String {
    let whole = checked.document.template
    let own = whole.ownSpan(span)
    return "line \(own.span.start.line)"
      + (whole.part(at: span.start) == nil ? "" : " of \(own.path)")
  }

  /// The parameters that a text to be included declares.
  func parameters(of file: String) -> [String] {
    guard let bytes = files.text(file) else { return [] }
    let text = Document.read(Template(path: file, bytes: bytes)).document
    guard case .mapping(let entries)? = text.frontMatter?["params"]?.value else { return [] }
    return entries.map(\.key.value)
  }

  /// The protocol's stretch of a checker's one.
  func range(_ span: SourceSpan) -> JSON {
    JSON(buffer.place(of: span.start), buffer.place(of: span.end))
  }
}

/// A template that a client has open.
struct OpenTemplate {
  let uri: String
  var version: Int?
  var buffer: TextBuffer { didSet { analysis = nil } }
  /// What the checker says of the buffer, once asked.
  private(set) var analysis: Analysis?
  /// Whether the client has not been told what the checker says now.
  var isUntold = true

  init(uri: String, version: Int?, buffer: TextBuffer) {
    self.uri = uri
    self.version = version
    self.buffer = buffer
  }

  /// What the checker says of the template as it is now.
  mutating func analysed(_ settings: ServerSettings) -> Analysis {
    if let analysis { return analysis }
    let files = Self.files(uri, settings)
    let name = FileURI.path(uri).map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? uri
    let checked = Checker(
      files: files, parameters: settings.parameters, theme: settings.theme
    ).check(Template(path: name, bytes: buffer.bytes)).readingSmallFiles(store: settings.store)
    let made = Analysis(buffer: buffer, checked: checked, files: files)
    analysis = made
    return made
  }

  /// Forgets what the checker said, because a file beside the template may have changed.
  mutating func forget() {
    analysis = nil
    isUntold = true
  }

  private static func files(_ uri: String, _ settings: ServerSettings) -> FileAccess {
    // Below a device there is no file: a template that is not saved yet reads none.
    let nowhere = "/dev/null/unsaved"
    let folder =
      FileURI.path(uri).flatMap { path -> String? in
        var parts = path.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast()
        return resolved(parts.joined(separator: "/") + "/")
      } ?? nowhere
    return FileAccess(root: settings.root ?? folder, folder: folder, headers: settings.headers)
  }

  private static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }
}

/// What holds for every template of a session.
package struct ServerSettings: Sendable {
  /// The folder outside which no file is read; by default each template's own.
  package let root: String?
  package let parameters: [(name: String, value: ReportParameters.Given)]
  package let theme: Template?
  let headers = HeaderCache()
  /// What renders have kept, to be read only.
  let store: StepStore

  /// - Parameter cache: The folder in which renders keep what they have computed.
  package init(
    root: String? = nil, parameters: [(name: String, value: ReportParameters.Given)] = [],
    theme: Template? = nil, cache: CacheFolder? = nil
  ) {
    store = StepStore(capacity: 32, folder: cache, computes: false)
    self.root = root
    self.parameters = parameters
    self.theme = theme
  }
}
