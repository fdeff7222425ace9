internal import Glibc

/// What the first record of a delimited file says: the delimiter, the columns, where rows begin.
struct DelimitedLayout: Sendable {
  let delimiter: UInt8
  let names: [String]
  /// The place of the first byte behind the header.
  let rowsStart: Int

  /// Reads the header.
  ///
  /// - Throws: `empty-file`, `not-utf8`, `lone-carriage-return`, `unclosed-quote`,
  ///   `empty-column-name`, `duplicate-column`.
  init(_ bytes: UnsafeRawBufferPointer, named name: String) throws(ModellingError) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard bytes.count > start, let raw = bytes.baseAddress else {
      throw ModellingError(
        "empty-file", "a data file needs a header and rows; '\(name)' is empty",
        hint: "write the file again, or name another one")
    }
    let base = raw.assumingMemoryBound(to: UInt8.self)
    var place = start
    while place < bytes.count, bytes[place] == 0x0A || bytes[place] == 0x0D { place += 1 }
    delimiter = Self.delimiter(bytes, from: place, named: name)
    let scan = DelimitedScan(
      base, count: bytes.count, delimiter: delimiter, columns: 0, missing: [])
    let locate = FaultLocator(scan: scan, names: [], rowsStart: place)
    var names: [String] = []
    while true {
      let field: RawField
      switch scan.field(at: place) {
      case .success(let found): field = found
      case .failure(let kind):
        throw locate.error(ScanFault(kind: kind, offset: place, column: names.count))
      }
      let content = scan.content(field)
      let text = String(validating: content, as: UTF8.self)
      guard let text, !content.contains(0) else {
        throw locate.notText(at: field.start, column: names.count, hasNul: text != nil)
      }
      names.append(text)
      place = field.next
      if place >= bytes.count { break }
      let stop = bytes[place]
      place += 1
      if stop == delimiter { continue }
      if stop == 0x0A { break }
      if stop == 0x0D, place < bytes.count, bytes[place] == 0x0A {
        place += 1
        break
      }
      throw locate.error(
        ScanFault(
          kind: stop == 0x0D ? .loneCarriageReturn : .textAfterQuote, offset: place - 1,
          column: names.count - 1))
    }
    rowsStart = place
    self.names = names
    try Self.check(names)
  }

  private static func check(_ names: [String]) throws(ModellingError) {
    if let place = names.firstIndex(where: \.isEmpty) {
      throw ModellingError(
        "empty-column-name",
        "every column needs a name in the first line; column \(place + 1) "
          + "of \(names.count) has none",
        hint: place == 0
          ? "row numbers are left out by to_csv(index=False) in pandas and row.names = FALSE in R; or name the column and list it under 'drop'"
          : "name it, even if it is listed under 'drop'",
        place: .init(line: 1, column: "\(place + 1)"))
    }
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      throw ModellingError(
        "duplicate-column", "column names differ from each other; '\(name)' occurs twice",
        hint: "give each column a name of its own",
        place: .init(line: 1, column: name))
    }
  }

  /// The commonest of comma, tab and semicolon outside quotes in the first line.
  private static func delimiter(
    _ bytes: UnsafeRawBufferPointer, from start: Int, named name: String
  ) -> UInt8 {
    let lower = name.lowercased()
    if lower.hasSuffix(".tsv") || lower.hasSuffix(".tsv.gz") { return 0x09 }
    let candidates: [UInt8] = [0x2C, 0x09, 0x3B]
    var counts = [0, 0, 0]
    var isQuoted = false
    for place in start..<bytes.count {
      let byte = bytes[place]
      if byte == 0x22 { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A || byte == 0x0D { break }
      if let found = candidates.firstIndex(of: byte) { counts[found] += 1 }
    }
    let most = counts.max() ?? 0
    return candidates[counts.firstIndex(of: most) ?? 0]
  }
}
