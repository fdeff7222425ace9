/// The text of one paragraph, heading or cell without its containers' marks, and where it stands.
struct BlockText {
  private(set) var bytes: [UInt8] = []
  private var pieces: [Piece] = []
  private var isASCII = true
  /// The number of scalars before every 64th byte, when that is not the byte's own number.
  private var checkpoints: [Int] = []
  private var scalars = 0

  private struct Piece {
    let offset: Int
    let scalars: Int
    let line: Int
    let column: Int
  }

  /// Adds text that stands at a place of the file.
  mutating func append(_ slice: ArraySlice<UInt8>, at position: SourcePosition) {
    pieces.append(
      Piece(offset: bytes.count, scalars: scalars, line: position.line, column: position.column))
    for byte in slice {
      if bytes.count & 63 == 0 { checkpoints.append(scalars) }
      if byte & 0xC0 != 0x80 { scalars += 1 } else { isASCII = false }
      bytes.append(byte)
    }
  }

  /// Adds a line end.
  mutating func appendNewline(at position: SourcePosition) { append([10], at: position) }

  /// The place of a byte; after the last one for the end.
  func position(_ offset: Int) -> SourcePosition {
    var low = 0
    var high = pieces.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].offset <= offset { low = middle } else { high = middle }
    }
    guard low < pieces.count else { return SourcePosition(line: 1, column: 1) }
    let piece = pieces[low]
    return SourcePosition(
      line: piece.line, column: piece.column + max(0, scalarCount(before: offset) - piece.scalars))
  }

  /// The place of a stretch: its end lies behind its last byte, not at the head of the next line.
  func span(_ range: Range<Int>) -> SourceSpan {
    guard !range.isEmpty else {
      return SourceSpan(start: position(range.lowerBound), end: position(range.lowerBound))
    }
    var last = range.upperBound - 1
    while last > range.lowerBound, bytes[last] & 0xC0 == 0x80 || bytes[last] == 10 { last -= 1 }
    return SourceSpan(start: position(range.lowerBound), end: position(last).advanced(by: 1))
  }

  /// A part with its places.
  func slice(_ range: Range<Int>) -> BlockText {
    var result = BlockText()
    guard !range.isEmpty else { return result }
    var start = range.lowerBound
    for piece in pieces where piece.offset > range.lowerBound && piece.offset < range.upperBound {
      result.append(bytes[start..<piece.offset], at: position(start))
      start = piece.offset
    }
    result.append(bytes[start..<range.upperBound], at: position(start))
    return result
  }

  /// A stretch as scalars with places; line ends become spaces.
  func placed(_ range: Range<Int>) -> PlacedText {
    var result = PlacedText(at: position(range.lowerBound))
    var offset = range.lowerBound
    for scalar in String(decoding: bytes[range], as: UTF8.self).unicodeScalars {
      result.append(scalar == "\n" ? " " : scalar, position(offset))
      offset += UTF8.width(scalar)
    }
    return result
  }

  /// The lines, each with its places.
  func lineRanges() -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    for index in bytes.indices where bytes[index] == 10 {
      result.append(start..<index)
      start = index + 1
    }
    result.append(start..<bytes.count)
    return result
  }

  private func scalarCount(before offset: Int) -> Int {
    let offset = min(max(0, offset), bytes.count)
    if isASCII || offset == bytes.count { return isASCII ? offset : scalars }
    let block = offset >> 6
    var count = checkpoints[block]
    for index in (block << 6)..<offset where bytes[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
