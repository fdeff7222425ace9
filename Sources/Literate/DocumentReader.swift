/// Reads one template; collects what is wrong on the way.
struct DocumentReader {
  var template: Template
  /// Opens texts to be included, by their path as seen from the template's folder.
  var load: ((String) -> Result<[UInt8], IncludeFailure>)?
  var includes: [Document.Include] = []
  var diagnostics: [Diagnostic] = []
  var footnotes = Footnotes()
  var ids = HeadingIDs()
  /// Lines that define links, for texts that are parsed by themselves.
  var linkDefinitions: [UInt8] = []
  /// Whether `too-deep` was reported already.
  var isTooDeep = false
  /// Headings by place, whose explicit identifiers were claimed before the slugs are made.
  var explicitIDs: [SourcePosition: String] = [:]

  static let maximumDepth = 100
  private static let maximumDiagnostics = 1000

  init(_ template: Template, linkDefinitions: [UInt8] = []) {
    self.template = template
    self.linkDefinitions = linkDefinitions
  }

  mutating func read() -> Document {
    guard let (frontMatter, blocks) = read(lines: 1...template.lineCount) else {
      return document(nil, [])
    }
    let all = withIncluded(
      blocks, in: nil, stack: [String(template.path.dropFirst(template.path.folder.count))])
    let footnotes = readFootnotes()
    let document = document(frontMatter, all, footnotes)
    reportNestedIncludes(document)
    return document
  }

  /// The front matter and the blocks of a file's lines; `nil` for front matter without an end.
  mutating func read(lines range: ClosedRange<Int>) -> (frontMatter: Setting?, blocks: [Block])? {
    var lines = range.map {
      RegionLine(bytes: template.lineBytes($0), line: $0, column: 1)
    }
    var frontMatter: Setting?
    switch FrontMatter(lines) {
    case .none: break
    case .unclosed:
      report(
        "unclosed-front-matter", "front matter that begins with '---' ends with a line '---'",
        SourceSpan(line: range.lowerBound, column: 1, length: 3),
        hint: "begin the file with an empty line if '---' is meant as a rule")
      return nil
    case .closed(let body, let end):
      frontMatter = self.frontMatter(body)
      for index in 0..<end { lines[index].bytes = [] }
    }
    var scan = LineScan(lines)
    scan.run()
    linkDefinitions += scan.linkDefinitions
    for (index, column) in scan.tooDeep {
      tooDeep(at: lines[index].position(column))
      scan.lines[index].bytes = []
    }
    take(scan.footnotes)
    return (frontMatter, blocks(Region(lines: scan.lines)))
  }

  private func document(
    _ frontMatter: Setting?, _ blocks: [Block], _ footnotes: [Document.Footnote] = []
  ) -> Document {
    Document(
      template: template, frontMatter: frontMatter, blocks: blocks, footnotes: footnotes,
      linkDefinitions: linkDefinitions, includes: includes)
  }

  private mutating func frontMatter(_ body: [RegionLine]) -> Setting? {
    let start = body.first?.position(0) ?? SourcePosition(line: 1, column: 1)
    let nothing = Setting(.mapping([]), span: SourceSpan(start: start, end: start))
    var reader = YamlReader(body, path: template.path)
    let setting = reader.read()
    for diagnostic in reader.diagnostics { add(diagnostic) }
    guard let setting else { return nothing }
    if case .mapping = setting.value { return setting }
    if case .null = setting.value { return nothing }
    report(
      "yaml-not-mapping", "front matter is a mapping of keys to values", setting.span,
      hint: "write 'key: value' lines")
    return nothing
  }

  // MARK: Diagnostics

  mutating func report(
    _ code: String, severity: Diagnostic.Severity = .error, _ summary: String, _ span: SourceSpan,
    notes: [Diagnostic.Note] = [], hint: String? = nil, meant: String? = nil,
    replacing: SourceSpan? = nil
  ) {
    add(
      Diagnostic(
        code, severity: severity, summary, span: span, path: template.path, notes: notes,
        hint: hint, meant: meant, replacing: replacing))
  }

  mutating func add(_ diagnostic: Diagnostic) {
    if diagnostics.count < Self.maximumDiagnostics { diagnostics.append(diagnostic) }
  }

  mutating func tooDeep(at position: SourcePosition) {
    guard !isTooDeep else { return }
    isTooDeep = true
    report(
      "too-deep", "quotes, lists, links and emphasis nest at most \(Self.maximumDepth) deep",
      SourceSpan(start: position, end: position))
  }
}

/// The YAML between `---` lines at the head of a file.
enum FrontMatter {
  case none
  case unclosed
  /// Its lines, and the index of the line after its closing mark.
  case closed([RegionLine], end: Int)

  init(_ lines: [RegionLine]) {
    guard let first = lines.first, Self.isMark(first) else {
      self = .none
      return
    }
    guard let close = lines.indices.dropFirst().first(where: { Self.isMark(lines[$0]) }) else {
      self = .unclosed
      return
    }
    self = .closed(Array(lines[1..<close]), end: close + 1)
  }

  private static func isMark(_ line: RegionLine) -> Bool {
    line.bytes.starts(with: [45, 45, 45])
      && line.bytes.dropFirst(3).allSatisfy { $0 == 32 || $0 == 9 }
  }
}
