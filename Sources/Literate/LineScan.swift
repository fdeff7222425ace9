/// A look at a document's raw lines before cmark: footnotes and link definitions.
///
/// cmark would take `[^1]: word` for a link definition and drop it, so footnotes have to be gone.
struct LineScan {
  /// What is left for cmark; a footnote's lines are empty.
  var lines: [RegionLine]
  private(set) var footnotes: [FootnoteDefinition] = []
  private(set) var linkDefinitions: [UInt8] = []
  /// Lines with more container marks than anyone writes, and the column of the first too many.
  private(set) var tooDeep: [(line: Int, column: Int)] = []

  private var fence: (byte: UInt8, length: Int)?
  private static let maximumDefinitions = 64 << 10

  init(_ lines: [RegionLine]) { self.lines = lines }

  mutating func run() {
    var index = 0
    var previousBlank = true
    while index < lines.count {
      let line = lines[index]
      if line.bytes.count > DocumentReader.maximumDepth, let column = Self.excess(line.bytes) {
        tooDeep.append((index, column))
        index += 1
        continue
      }
      let content = Self.content(line.bytes)
      if let open = fence {
        if Self.closes(content, open) { fence = nil }
        index += 1
        continue
      }
      if let opening = Self.opening(content) {
        fence = opening
        index += 1
        continue
      }
      if let definition = Self.footnote(line) {
        index = take(definition, index)
        previousBlank = true
        continue
      }
      if previousBlank, Self.isLinkDefinition(line.bytes),
        linkDefinitions.count + line.bytes.count < Self.maximumDefinitions
      {
        linkDefinitions.append(contentsOf: line.bytes)
        linkDefinitions.append(10)
      } else {
        previousBlank = line.isBlank
      }
      index += 1
    }
  }

  /// Moves a footnote's lines out of the document; the index after them.
  private mutating func take(
    _ found: (label: Located<String>, content: RegionLine), _ start: Int
  ) -> Int {
    var body = [found.content]
    var end = start + 1
    var index = start + 1
    var mayBeLazy = !found.content.isBlank
    while index < lines.count {
      let line = lines[index]
      if line.isBlank {
        mayBeLazy = false
        index += 1
        continue
      }
      let indent = Self.fourColumns(line.bytes)
      let isLazy = mayBeLazy && Self.footnote(line) == nil && !Self.startsBlock(line.bytes)
      guard indent != nil || isLazy else { break }
      while end < index {
        body.append(RegionLine(bytes: [], line: lines[end].line, column: 1))
        end += 1
      }
      body.append(line.dropping(indent ?? 0))
      mayBeLazy = indent == nil || mayBeLazy || !Self.startsBlock(line.dropping(indent ?? 0).bytes)
      index += 1
      end = index
    }
    for taken in start..<end { lines[taken].bytes = [] }
    footnotes.append(FootnoteDefinition(label: found.label, lines: body))
    return end
  }

  // MARK: Kinds of lines

  /// `[^label]: text` with at most three spaces before it.
  private static func footnote(
    _ line: RegionLine
  ) -> (label: Located<String>, content: RegionLine)? {
    let bytes = line.bytes
    let indent = bytes.prefix { $0 == 32 }.count
    guard indent <= 3, bytes.dropFirst(indent).starts(with: [91, 94]) else { return nil }
    let label = bytes.dropFirst(indent + 2).prefix { Footnotes.isLabelByte($0) }
    let after = bytes.dropFirst(indent + 2 + label.count)
    guard !label.isEmpty, label.count <= 100, after.starts(with: [93, 58]) else { return nil }
    var offset = indent + label.count + 4
    while offset < bytes.count, bytes[bytes.startIndex + offset] == 32 { offset += 1 }
    let start = line.position(indent)
    let span = SourceSpan(start: start, end: line.position(indent + label.count + 3))
    return (Located(String(decoding: label, as: UTF8.self), span: span), line.dropping(offset))
  }

  private static func isLinkDefinition(_ bytes: ArraySlice<UInt8>) -> Bool {
    let rest = bytes.drop { $0 == 32 }
    guard bytes.count - rest.count <= 3, rest.first == 91, rest.dropFirst().first != 94,
      let close = rest.firstIndex(of: 93), close > rest.startIndex + 1
    else { return false }
    return rest[(close + 1)...].first == 58 && rest.count > close - rest.startIndex + 3
  }

  /// A line without quote marks and list bullets before its text.
  private static func content(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes
    while let first = rest.first {
      if first == 32 || first == 9 || first == UInt8(ascii: ">") {
        rest = rest.dropFirst()
      } else if let length = bullet(rest) {
        rest = rest.dropFirst(length)
      } else {
        break
      }
    }
    return rest
  }

  private static func bullet(_ rest: ArraySlice<UInt8>) -> Int? {
    guard let first = rest.first else { return nil }
    if first == 45 || first == 42 || first == 43 {
      let next = rest.dropFirst().first
      return next == 32 || next == 9 ? 1 : nil
    }
    let digits = rest.prefix { PlainScalar.isDigit($0) }.count
    guard digits > 0, digits < 10 else { return nil }
    let mark = rest.dropFirst(digits).first
    let next = rest.dropFirst(digits + 1).first
    return (mark == 46 || mark == 41) && (next == 32 || next == 9) ? digits + 1 : nil
  }

  /// The column of the mark that goes too deep; `nil` for text, rules and bars.
  private static func excess(_ bytes: ArraySlice<UInt8>) -> Int? {
    if bytes.allSatisfy({ $0 == 45 || $0 == 32 }) || bytes.allSatisfy({ $0 == 42 || $0 == 32 }) {
      return nil
    }
    var rest = bytes
    var marks = 0
    while let first = rest.first {
      if first == 32 || first == 9 {
        rest = rest.dropFirst()
        continue
      }
      let length = first == UInt8(ascii: ">") ? 1 : bullet(rest)
      guard let length else { return nil }
      marks += 1
      if marks > DocumentReader.maximumDepth { return rest.startIndex - bytes.startIndex }
      rest = rest.dropFirst(length)
    }
    return nil
  }

  private static func opening(_ content: ArraySlice<UInt8>) -> (byte: UInt8, length: Int)? {
    guard let byte = content.first, byte == 96 || byte == 126 else { return nil }
    let length = content.prefix { $0 == byte }.count
    guard length >= 3, byte == 126 || !content.dropFirst(length).contains(96) else { return nil }
    return (byte, length)
  }

  private static func closes(_ content: ArraySlice<UInt8>, _ fence: (byte: UInt8, length: Int))
    -> Bool
  {
    let length = content.prefix { $0 == fence.byte }.count
    return length >= fence.length
      && content.dropFirst(length).allSatisfy { $0 == 32 || $0 == 9 }
  }

  /// The bytes that make four columns of space, if the line begins with them.
  private static func fourColumns(_ bytes: ArraySlice<UInt8>) -> Int? {
    var columns = 0
    for (index, byte) in bytes.enumerated() {
      if columns >= 4 { return index }
      guard byte == 32 || byte == 9 else { return nil }
      columns += byte == 9 ? 4 - columns % 4 : 1
    }
    return nil
  }

  private static func startsBlock(_ bytes: ArraySlice<UInt8>) -> Bool {
    let rest = bytes.drop { $0 == 32 }
    guard let first = rest.first else { return true }
    if first == UInt8(ascii: "#") || first == UInt8(ascii: ">") || first == UInt8(ascii: "<") {
      return true
    }
    if bullet(rest) != nil || opening(rest) != nil { return true }
    let isRule = first == 45 || first == 42 || first == 95 || first == 61
    return isRule && rest.allSatisfy { $0 == first || $0 == 32 }
  }
}
