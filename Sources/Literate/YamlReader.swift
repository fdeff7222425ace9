import Yams

/// Reads a YAML block into settings with places in the file.
///
/// One document of plain core-schema YAML: anchors, aliases, tags, merge keys, a second document and
/// duplicate keys are errors. At most 10,000 nodes and 32 levels.
struct YamlReader {
  private let lines: [RegionLine]
  private let scalars: [[Unicode.Scalar]]
  private let path: String
  private(set) var diagnostics: [Diagnostic] = []
  private var nodeCount = 0
  /// Keys whose first scalar was replaced to get past a duplicate, by place in the block.
  private var renamed: [Place: String] = [:]

  private static let maximumBytes = 256 << 10
  private static let maximumNodes = 10_000
  private static let maximumDepth = 32

  fileprivate struct Place: Hashable {
    let line: Int
    let column: Int
  }

  /// A block's lines, each knowing where in the file it begins.
  init(_ lines: [RegionLine], path: String) {
    self.lines = lines
    self.path = path
    scalars = lines.map { Array(String(decoding: $0.bytes, as: UTF8.self).unicodeScalars) }
  }

  /// The block's value; `nil` when it holds nothing, or nothing usable (see ``diagnostics``).
  mutating func read() -> Setting? {
    guard lines.reduce(0, { $0 + $1.bytes.count }) <= Self.maximumBytes else {
      report(
        "yaml-too-large", "a YAML block has at most \(Self.maximumBytes) bytes",
        span(Place(line: 0, column: 0), length: 1))
      return nil
    }
    guard scan() else { return nil }
    guard let node = compose() else { return nil }
    return setting(node, depth: 1)
  }

  // MARK: Before composing

  private mutating func scan() -> Bool {
    let scan = YamlScan(scalars)
    for item in scan.forbidden.prefix(10) {
      report(
        "yaml-syntax", "YAML holds no control characters and no line separators but newline",
        span(Place(line: item.line, column: item.column), length: 1))
    }
    for item in scan.documents.prefix(10) {
      report(
        "yaml-documents", "a block holds one YAML document, without document marks",
        span(Place(line: item.line, column: item.column), length: 3), hint: "remove the line")
    }
    // An anchor alone is harmless and is found after composing, with certainty.
    if !scan.anchors.isEmpty, !scan.aliases.isEmpty {
      for item in (scan.anchors + scan.aliases).prefix(20) {
        anchorError(Place(line: item.line, column: item.column))
      }
    }
    return diagnostics.isEmpty
  }

  private mutating func compose() -> Node? {
    var work = scalars
    // Each round gets past one pair of equal keys, so that all of them can be reported.
    for round in 0..<50 {
      var text = String.UnicodeScalarView()
      for line in work {
        text.append(contentsOf: line)
        text.append("\n")
      }
      do throws(any Error) {
        return try Yams.compose(yaml: String(text), .basic, .default, .utf8)
      } catch let error as YamlError {
        guard case .duplicatedKeysInMapping(let keys, let context) = error, let key = keys.first,
          rename(context.mark, key: key, in: &work, round: round)
        else {
          report(error)
          return nil
        }
      } catch {
        report(
          "yaml-syntax", "this is not YAML: \(error)", span(Place(line: 0, column: 0), length: 1))
        return nil
      }
    }
    return nil
  }

  /// Replaces the key's first scalar by one for private use; `false` when there is none to replace.
  private mutating func rename(
    _ mark: Mark, key: String, in work: inout [[Unicode.Scalar]], round: Int
  ) -> Bool {
    let place = Place(line: mark.line - 1, column: mark.column - 1)
    guard !key.isEmpty, work.indices.contains(place.line),
      work[place.line].indices.contains(place.column),
      let substitute = Unicode.Scalar(UInt32(0xE900 + round)), renamed[place] == nil
    else { return false }
    var column = place.column
    if work[place.line][column] == "\"" || work[place.line][column] == "'" { column += 1 }
    guard column < work[place.line].count, work[place.line][column] != "\\",
      !"&!*?[{".unicodeScalars.contains(work[place.line][column])
    else { return false }
    work[place.line][column] = substitute
    renamed[place] = key
    return true
  }

  private mutating func report(_ error: YamlError) {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _):
      let notes = context.map {
        [Diagnostic.Note($0.text, span: span(place($0.mark), length: 1))]
      }
      report(
        "yaml-syntax", "this is not YAML: \(problem)", span(place(mark), length: 1),
        notes: notes ?? [], hint: Self.hint(for: problem))
    case .composer(_, let problem, let mark, _):
      if problem.contains("alias") {
        anchorError(place(mark))
      } else {
        report("yaml-syntax", "this is not YAML: \(problem)", span(place(mark), length: 1))
      }
    case .duplicatedKeysInMapping(let keys, let context):
      report(
        "duplicate-key", "a key stands once in a mapping; '\(keys.first ?? "")' stands twice",
        span(place(context.mark), length: 1))
    default:
      report("yaml-syntax", "this is not YAML", span(Place(line: 0, column: 0), length: 1))
    }
  }

  private static func hint(for problem: String) -> String? {
    if problem.contains("mapping values") {
      return "options begin in the same column; text that holds ': ' needs quotes"
    }
    if problem.contains("cannot start any token") {
      return "indent with spaces; quote text that starts with a special character"
    }
    if problem.contains("did not find expected") || problem.contains("could not find expected") {
      return "check the indentation: the options of a directive begin in the same column"
    }
    return nil
  }

  private mutating func anchorError(_ place: Place) {
    report(
      "yaml-anchor", "anchors, aliases and merge keys are not used in templates",
      span(place, length: 1), hint: "write the value out, or quote text that starts with '&' or '*'"
    )
  }

  // MARK: After composing

  private mutating func setting(_ node: Node, depth: Int) -> Setting? {
    nodeCount += 1
    let start = place(of: node)
    if nodeCount > Self.maximumNodes || depth > Self.maximumDepth {
      if !diagnostics.contains(where: { $0.code == "yaml-too-large" }) {
        report(
          "yaml-too-large",
          "a YAML block has at most \(Self.maximumNodes) values, nested at most \(Self.maximumDepth) deep",
          span(start, length: 1))
      }
      return nil
    }
    if let first = scalar(at: start), first == "&" || first == "!" {
      if first == "&" {
        anchorError(start)
      } else {
        report(
          "yaml-tag", "tags are not used in templates: quoting alone makes a value text",
          span(start, length: 1))
      }
      return nil
    }
    switch node {
    case .scalar(let scalar): return self.scalar(scalar, start)
    case .sequence(let sequence):
      var elements: [Setting] = []
      var end = start
      for element in sequence {
        guard let value = setting(element, depth: depth + 1) else { continue }
        elements.append(value)
        end = max(end, last)
      }
      return Setting(.list(elements), span: close(start, end))
    case .mapping(let mapping): return self.mapping(mapping, start, depth)
    case .alias:
      anchorError(start)
      return nil
    }
  }

  private mutating func mapping(_ mapping: Node.Mapping, _ start: Place, _ depth: Int) -> Setting? {
    var entries: [Option] = []
    var seen: [String: SourceSpan] = [:]
    var end = start
    for (keyNode, valueNode) in mapping {
      nodeCount += 1
      let keyPlace = place(of: keyNode)
      let key = self.key(keyNode, keyPlace)
      end = max(end, last)
      let value = setting(valueNode, depth: depth + 1)
      end = max(end, last)
      if nodeCount > Self.maximumNodes { return nil }
      guard let key, let value else { continue }
      if let earlier = seen[key.value] {
        report(
          "duplicate-key", "a key stands once in a mapping; '\(key.value)' stands twice", key.span,
          notes: [Diagnostic.Note("it stands here first", span: earlier)])
        continue
      }
      seen[key.value] = key.span
      entries.append(Option(key: key, value: value))
    }
    return Setting(.mapping(entries), span: close(start, end))
  }

  private mutating func key(_ node: Node, _ place: Place) -> Located<String>? {
    guard case .scalar(let scalar) = node else {
      last = place
      report(
        "yaml-key", "a key is text", span(place, length: 1), hint: "quote it if it is meant as text"
      )
      return nil
    }
    if let first = self.scalar(at: place), first == "&" || first == "!" {
      _ = setting(node, depth: 1)
      return nil
    }
    let end = self.end(of: scalar, place)
    last = end
    let text = renamed[place] ?? scalar.string
    let located = span(place, to: end)
    if scalar.style == .plain, text == "<<" {
      anchorError(place)
      return nil
    }
    if text.isEmpty || scalar.style == .plain && ["~", "null", "Null", "NULL"].contains(text) {
      report("yaml-key", "a key is text, not empty", located)
      return nil
    }
    return Located(text, span: located)
  }

  private mutating func scalar(_ scalar: Node.Scalar, _ start: Place) -> Setting? {
    let end = end(of: scalar, start)
    last = end
    let located = span(start, to: end)
    guard scalar.style == .plain || scalar.style == .any else {
      return Setting(.text(scalar.string, quoted: true), span: located)
    }
    switch PlainScalar.read(scalar.string) {
    case .value(let value): return Setting(value, span: located, written: scalar.string)
    case .notFinite:
      report(
        "yaml-number", "a number is finite; this one is '\(scalar.string)'", located,
        hint: "quote it if it is meant as text")
    case .badParameter:
      report(
        "bad-parameter", "a parameter is written $params.NAME; found '\(scalar.string)'", located,
        hint: "quote it if it is meant as text")
    }
    return nil
  }

  // MARK: Places

  /// Where the value read last ends, in the block.
  private var last = Place(line: 0, column: 0)

  private func place(of node: Node) -> Place {
    node.mark.map(place) ?? Place(line: 0, column: 0)
  }

  private func place(_ mark: Mark) -> Place {
    Place(line: max(0, mark.line - 1), column: max(0, mark.column - 1))
  }

  private func scalar(at place: Place) -> Unicode.Scalar? {
    guard scalars.indices.contains(place.line), scalars[place.line].indices.contains(place.column)
    else { return nil }
    return scalars[place.line][place.column]
  }

  /// The place after a scalar, found in the text: libyaml tells only where it starts.
  private func end(of node: Node.Scalar, _ start: Place) -> Place {
    guard scalars.indices.contains(start.line) else { return start }
    switch node.style {
    case .singleQuoted, .doubleQuoted:
      let quote: Unicode.Scalar = node.style == .singleQuoted ? "'" : "\""
      var place = Place(line: start.line, column: start.column + 1)
      while place.line < scalars.count {
        let line = scalars[place.line]
        guard place.column < line.count else {
          place = Place(line: place.line + 1, column: 0)
          continue
        }
        let scalar = line[place.column]
        let next = place.column + 1 < line.count ? line[place.column + 1] : " "
        if scalar == "\\", quote == "\"" || scalar == quote && quote == "'" && next == "'" {
          place = Place(line: place.line, column: place.column + 2)
          continue
        }
        if scalar == quote {
          if quote == "'", next == "'" {
            place = Place(line: place.line, column: place.column + 2)
            continue
          }
          return Place(line: place.line, column: place.column + 1)
        }
        place = Place(line: place.line, column: place.column + 1)
      }
      return start
    case .literal, .folded:
      let indent = scalars[start.line].prefix { $0 == " " }.count
      var end = Place(line: start.line, column: scalars[start.line].count)
      for number in (start.line + 1)..<max(start.line + 1, scalars.count) {
        let line = scalars[number]
        let depth = line.prefix { $0 == " " }.count
        if depth == line.count { continue }
        if depth <= indent { break }
        end = Place(line: number, column: line.count)
      }
      return end
    default:
      // A plain scalar over several lines has its line ends folded into spaces.
      var place = start
      for scalar in node.string.unicodeScalars {
        if scalar == " " || scalar == "\n" {
          guard scalars.indices.contains(place.line) else { break }
          let line = scalars[place.line]
          if place.column < line.count,
            line[place.column...].contains(where: { $0 != " " && $0 != "\t" }),
            scalar == " "
          {
            place = Place(line: place.line, column: place.column + 1)
          } else {
            var number = place.line + 1
            while number < scalars.count, scalars[number].allSatisfy({ $0 == " " || $0 == "\t" }) {
              number += 1
            }
            guard number < scalars.count else { break }
            place = Place(
              line: number, column: scalars[number].prefix { $0 == " " || $0 == "\t" }.count)
          }
        } else {
          place = Place(line: place.line, column: place.column + 1)
        }
      }
      return place
    }
  }

  /// The span of a collection: a flow collection reaches to its bracket.
  private mutating func close(_ start: Place, _ end: Place) -> SourceSpan {
    var place = end
    if let open = scalar(at: start), open == "[" || open == "{" {
      let bracket: Unicode.Scalar = open == "[" ? "]" : "}"
      if place == start { place = Place(line: start.line, column: start.column + 1) }
      search: while place.line < scalars.count {
        for column in place.column..<max(place.column, scalars[place.line].count)
        where scalars[place.line][column] == bracket {
          place = Place(line: place.line, column: column + 1)
          break search
        }
        place = Place(line: place.line + 1, column: 0)
      }
      if place.line >= scalars.count { place = end }
    }
    last = place
    return span(start, to: place)
  }

  private func span(_ start: Place, length: Int) -> SourceSpan {
    span(start, to: Place(line: start.line, column: start.column + length))
  }

  private func span(_ start: Place, to end: Place) -> SourceSpan {
    SourceSpan(start: position(start), end: position(end))
  }

  private func position(_ place: Place) -> SourcePosition {
    guard !lines.isEmpty else { return SourcePosition(line: 1, column: 1) }
    let number = min(max(0, place.line), lines.count - 1)
    let column =
      place.line > number ? scalars[number].count : min(place.column, scalars[number].count)
    return SourcePosition(line: lines[number].line, column: max(1, lines[number].column + column))
  }

  private mutating func report(
    _ code: String, _ summary: String, _ span: SourceSpan, notes: [Diagnostic.Note] = [],
    hint: String? = nil
  ) {
    guard diagnostics.count < 100 else { return }
    diagnostics.append(
      Diagnostic(code, summary, span: span, path: path, notes: notes, hint: hint))
  }
}

extension YamlReader.Place: Comparable {
  static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

extension Setting {
  /// Reads a file that is one YAML mapping, such as a file of parameters.
  ///
  /// The same subset as in templates: no anchors, tags or several documents.
  public static func readMapping(
    _ template: Template
  ) -> (entries: [Option]?, diagnostics: [Diagnostic]) {
    let lines = (1...max(1, template.lineCount)).map { number in
      RegionLine(bytes: template.lineBytes(number), line: number, column: 1)
    }
    var reader = YamlReader(lines, path: template.path)
    let setting = reader.read()
    var diagnostics = template.diagnostics + reader.diagnostics
    guard let setting else { return ([], diagnostics) }
    if case .mapping(let entries) = setting.value { return (entries, diagnostics) }
    diagnostics.append(
      Diagnostic(
        "yaml-not-mapping", "the file is a mapping of names to values", span: setting.span,
        path: template.path, hint: "write 'name: value' lines"))
    return (nil, diagnostics)
  }
}
