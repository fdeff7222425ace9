/// A line that is parsed, and where in the file its first byte stands.
struct RegionLine {
  var bytes: ArraySlice<UInt8>
  /// The file's line, from 1.
  let line: Int
  /// The file's column of the first byte, from 1.
  let column: Int

  /// The line from a byte on.
  func dropping(_ count: Int) -> RegionLine {
    let count = min(max(0, count), bytes.count)
    return RegionLine(
      bytes: bytes.dropFirst(count), line: line,
      column: column + scalarCount(bytes.prefix(count)))
  }

  /// The place of a byte, counted from the line's first.
  func position(_ offset: Int) -> SourcePosition {
    SourcePosition(
      line: line, column: column + scalarCount(bytes.prefix(min(max(0, offset), bytes.count))))
  }

  /// The place after the last scalar.
  var end: SourcePosition { position(bytes.count) }

  var isBlank: Bool { bytes.allSatisfy { $0 == 32 || $0 == 9 } }

  /// The number of spaces and tabs that it begins with.
  var indent: Int { bytes.prefix { $0 == 32 || $0 == 9 }.count }
}

/// Lines that are parsed together as CommonMark.
struct Region {
  var lines: [RegionLine]

  /// What cmark reads.
  var joined: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(lines.reduce(0) { $0 + $1.bytes.count + 1 })
    for line in lines {
      result.append(contentsOf: line.bytes)
      result.append(10)
    }
    return result
  }

  /// A line by cmark's number, kept inside the region.
  func line(_ number: Int) -> RegionLine? {
    lines.isEmpty ? nil : lines[min(max(0, number - 1), lines.count - 1)]
  }
}
