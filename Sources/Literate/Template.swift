/// A template's text as it was read, cut into lines.
///
/// Lines end with LF, CRLF or CR, which are not part of the line. A byte-order mark is dropped, NUL
/// and every byte that is not UTF-8 become U+FFFD; what was wrong is in ``diagnostics``.
public struct Template: Sendable, Hashable {
  /// The path as the author wrote it; it is printed and never opened here.
  public let path: String
  /// The text after the repairs above.
  public let text: String
  /// What was wrong with the bytes: `invalid-utf8`, `template-too-large`.
  public let diagnostics: [Diagnostic]
  package private(set) var bytes: [UInt8]
  /// The file's bytes as they lie on disk, for its hash.
  package let sourceBytes: [UInt8]
  package private(set) var lineRanges: [Range<Int>]
  /// The texts that it includes; their lines follow its own, so that every place has one number.
  public private(set) var parts: [IncludedText] = []
  /// How many lines are its own.
  public let ownLineCount: Int

  /// The largest template that is read, in bytes: 4 MB.
  public static let maximumBytes = 4 << 20

  /// Takes a file's bytes; never fails, see ``diagnostics``.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    sourceBytes = bytes
    var source = bytes[...]
    if source.starts(with: [0xEF, 0xBB, 0xBF]) { source = source.dropFirst(3) }
    var found: [Diagnostic] = []
    if source.count > Self.maximumBytes {
      found.append(
        Diagnostic(
          "template-too-large",
          "a template has at most \(Self.maximumBytes) bytes; this one has \(source.count)",
          span: SourceSpan(line: 1, column: 1, length: 0), path: path,
          hint: "move data into a file of its own and name it in a `load` directive"))
      source = []
    }
    let repaired = UTF8Repair(source)
    self.bytes = repaired.bytes
    lineRanges = Self.lines(of: repaired.bytes)
    ownLineCount = lineRanges.count
    text = String(decoding: repaired.bytes, as: UTF8.self)
    for offset in repaired.invalidOffsets.prefix(10) {
      let start = Self.position(ofByte: offset, in: repaired.bytes, lineRanges)
      found.append(
        Diagnostic(
          "invalid-utf8", "a template is UTF-8 text; this byte is not",
          span: SourceSpan(start: start, end: start.advanced(by: 1)), path: path,
          hint: "save the file with the encoding UTF-8"))
    }
    diagnostics = found
  }

  /// Takes text.
  public init(path: String, text: String) { self.init(path: path, bytes: Array(text.utf8)) }

  /// Adds the lines of an included text behind all others.
  ///
  /// - Returns: What was wrong with its bytes.
  mutating func include(
    _ path: String, bytes included: [UInt8], at directive: SourceSpan, in parent: Int?
  ) -> [Diagnostic] {
    let own = Template(path: path, bytes: included)
    let shift = bytes.count + 1
    let first = lineRanges.count + 1
    bytes.append(10)
    bytes += own.bytes
    lineRanges += own.lineRanges.map { $0.lowerBound + shift..<$0.upperBound + shift }
    parts.append(
      IncludedText(
        template: own, lines: first...lineRanges.count, directive: directive, parent: parent))
    return own.diagnostics
  }

  /// The number of lines, those of included texts among them; an empty file has one.
  public var lineCount: Int { lineRanges.count }

  /// A line's text without its end; empty for a number outside the file.
  public func line(_ number: Int) -> String {
    String(decoding: lineBytes(number), as: UTF8.self)
  }

  /// The place after the last scalar.
  public var end: SourcePosition {
    SourcePosition(line: lineCount, column: length(ofLine: lineCount) + 1)
  }

  /// A line's length in Unicode scalars.
  public func length(ofLine number: Int) -> Int { scalarCount(lineBytes(number)) }

  /// Whether a stretch lies inside the text.
  public func contains(_ span: SourceSpan) -> Bool {
    span.start.line >= 1 && span.start.column >= 1 && span.start <= span.end
      && span.end.line <= lineCount && span.end.column <= length(ofLine: span.end.line) + 1
      && span.start.column <= length(ofLine: span.start.line) + 1
  }

  /// The text of a stretch, lines joined with LF.
  public func text(in span: SourceSpan) -> String {
    var result = String.UnicodeScalarView()
    for place in scalars(in: span) { result.append(place.scalar) }
    return String(result)
  }

  /// Where a word stands in a stretch, the last time.
  package func span(of word: String, in span: SourceSpan) -> SourceSpan? {
    let scalars = scalars(in: span)
    let wanted = Array(word.unicodeScalars)
    guard !wanted.isEmpty, scalars.count >= wanted.count else { return nil }
    for start in (0...(scalars.count - wanted.count)).reversed()
    where zip(scalars[start...], wanted).allSatisfy({ $0.scalar == $1 }) {
      let place = scalars[start].place
      return SourceSpan(start: place, end: place.advanced(by: wanted.count))
    }
    return nil
  }

  /// The scalars of a stretch with their places; lines are parted by LF.
  package func scalars(in span: SourceSpan) -> [(scalar: Unicode.Scalar, place: SourcePosition)] {
    guard contains(span) else { return [] }
    var result: [(scalar: Unicode.Scalar, place: SourcePosition)] = []
    for number in span.start.line...span.end.line {
      var column = 0
      for scalar in line(number).unicodeScalars {
        column += 1
        if number == span.start.line, column < span.start.column { continue }
        if number == span.end.line, column >= span.end.column { break }
        result.append((scalar, SourcePosition(line: number, column: column)))
      }
      if number < span.end.line {
        result.append(("\n", SourcePosition(line: number, column: column + 1)))
      }
    }
    return result
  }

  package func lineBytes(_ number: Int) -> ArraySlice<UInt8> {
    guard lineRanges.indices.contains(number - 1) else { return [] }
    return bytes[lineRanges[number - 1]]
  }

  private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 10 || byte == 13 {
        ranges.append(start..<index)
        if byte == 13, index + 1 < bytes.count, bytes[index + 1] == 10 { index += 1 }
        start = index + 1
      }
      index += 1
    }
    ranges.append(start..<bytes.count)
    return ranges
  }

  private static func position(
    ofByte offset: Int, in bytes: [UInt8], _ ranges: [Range<Int>]
  ) -> SourcePosition {
    let index = ranges.lastIndex { $0.lowerBound <= offset } ?? 0
    let start = ranges[index].lowerBound
    return SourcePosition(
      line: index + 1, column: scalarCount(bytes[start..<max(start, offset)]) + 1)
  }
}

/// The number of Unicode scalars in UTF-8: the bytes that do not continue one.
package func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int {
  var count = 0
  for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
  return count
}
