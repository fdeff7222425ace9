package import Literate
internal import Reporting

/// A place as the protocol counts it: line and character from 0.
package struct Place: Sendable, Hashable, Comparable {
  package let line: Int
  package let character: Int

  package init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  package static func < (left: Place, right: Place) -> Bool {
    (left.line, left.character) < (right.line, right.character)
  }
}

/// How a place counts the characters of its line.
package enum PositionEncoding: String, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
}

/// A template's text as the client has it, and the ways to name a place in it.
///
/// Lines end with LF, CRLF or CR, as ``Template`` has it. Places outside the text are moved to the
/// nearest one inside.
package struct TextBuffer: Sendable {
  package private(set) var bytes: [UInt8]
  private var lineRanges: [Range<Int>]
  /// The lines that hold other characters than those of ASCII, one byte and one unit each.
  private var wideLines: Set<Int>
  package let encoding: PositionEncoding

  package init(_ text: String, encoding: PositionEncoding) {
    bytes = Array(text.utf8)
    (lineRanges, wideLines) = Self.lines(of: bytes)
    self.encoding = encoding
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }
  package var lineCount: Int { lineRanges.count }

  /// The place after the last character.
  package var end: Place { place(atByte: bytes.count) }

  /// Puts text in the place of a stretch.
  package mutating func replace(_ start: Place, _ end: Place, with text: String) {
    let a = byte(at: start)
    let b = byte(at: end)
    bytes.replaceSubrange(min(a, b)..<max(a, b), with: Array(text.utf8))
    (lineRanges, wideLines) = Self.lines(of: bytes)
  }

  /// The bytes of a line, from 0, without its end.
  package func line(_ number: Int) -> ArraySlice<UInt8> {
    lineRanges.indices.contains(number) ? bytes[lineRanges[number]] : []
  }

  /// The scalars of a line, from 0, without its end.
  package func scalars(_ number: Int) -> [Unicode.Scalar] {
    Array(String(decoding: line(number), as: UTF8.self).unicodeScalars)
  }

  /// The byte at a place.
  package func byte(at place: Place) -> Int {
    guard place.line >= 0 else { return 0 }
    guard place.line < lineRanges.count else { return bytes.count }
    let range = lineRanges[place.line]
    guard place.character > 0 else { return range.lowerBound }
    var left = place.character
    var index = range.lowerBound
    while index < range.upperBound {
      let (length, units) = measure(bytes[index])
      if units > left { break }
      left -= units
      index = min(index + length, range.upperBound)
    }
    return index
  }

  /// The place of a byte.
  package func place(atByte offset: Int) -> Place {
    var low = 0
    var high = lineRanges.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lineRanges[middle].lowerBound <= offset { low = middle } else { high = middle - 1 }
    }
    let range = lineRanges[low]
    var units = 0
    var index = range.lowerBound
    while index < min(offset, range.upperBound) {
      let (length, width) = measure(bytes[index])
      units += width
      index += length
    }
    return Place(line: low, character: units)
  }

  /// The protocol's place of a checker's one; a byte-order mark, which the checker drops, counts.
  package func place(of position: SourcePosition) -> Place {
    let number = position.line - 1
    guard lineRanges.indices.contains(number) else { return end }
    let range = lineRanges[number]
    var index = range.lowerBound
    var left = position.column - 1 + (number == 0 && hasMark ? 1 : 0)
    if !wideLines.contains(number) {
      return Place(line: number, character: max(0, min(left, range.count)))
    }
    var units = 0
    while index < range.upperBound, left > 0 {
      let (length, width) = measure(bytes[index])
      units += width
      index += length
      left -= 1
    }
    return Place(line: number, character: units)
  }

  /// The checker's place of a protocol's one.
  package func position(of place: Place) -> SourcePosition {
    let offset = byte(at: place)
    let line = min(max(0, place.line), lineRanges.count - 1)
    let start = lineRanges[line].lowerBound
    var count = 0
    for byte in bytes[start..<max(start, offset)] where byte & 0xC0 != 0x80 { count += 1 }
    if line == 0, hasMark, count > 0 { count -= 1 }
    return SourcePosition(line: line + 1, column: count + 1)
  }

  private var hasMark: Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

  /// A scalar's bytes and its units in the encoding, by its first byte.
  private func measure(_ byte: UInt8) -> (length: Int, units: Int) {
    let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    switch encoding {
    case .utf8: return (length, length)
    case .utf16: return (length, length == 4 ? 2 : 1)
    }
  }

  private static func lines(of bytes: [UInt8]) -> ([Range<Int>], wide: Set<Int>) {
    var ranges: [Range<Int>] = []
    var wide: Set<Int> = []
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte >= 0x80 { wide.insert(ranges.count) }
        if byte == 10 || byte == 13 {
          ranges.append(start..<index)
          if byte == 13, index + 1 < bytes.count, bytes[index + 1] == 10 { index += 1 }
          start = index + 1
        }
        index += 1
      }
      ranges.append(start..<bytes.count)
    }
    return (ranges, wide)
  }
}

extension JSON {
  /// A place of the protocol.
  init(_ place: Place) {
    self = .object(["line": .int(place.line), "character": .int(place.character)])
  }

  /// A stretch of the protocol.
  init(_ start: Place, _ end: Place) {
    self = .object(["start": JSON(start), "end": JSON(end)])
  }

  /// The place that a client names; `nil` for what is none.
  var asPlace: Place? {
    guard let line = self["line"]?.asInt, let character = self["character"]?.asInt, line >= 0,
      character >= 0
    else { return nil }
    return Place(line: line, character: character)
  }

  /// The stretch that a client names.
  var asPlaces: (start: Place, end: Place)? {
    guard let start = self["start"]?.asPlace, let end = self["end"]?.asPlace else { return nil }
    return (start, end)
  }
}
