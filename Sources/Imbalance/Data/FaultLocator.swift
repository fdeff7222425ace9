/// Turns a place in the bytes into a line, a column and a sentence. Never on the fast path.
struct FaultLocator {
  let scan: DelimitedScan
  let names: [String]
  let rowsStart: Int

  /// The line, from 1, of a place in the bytes.
  func line(of offset: Int) -> Int {
    var line = 1
    for place in 0..<min(offset, scan.count) where scan.base[place] == 0x0A { line += 1 }
    return line
  }

  /// The line and column of a place in the bytes.
  func place(_ offset: Int, column: Int) -> ModellingError.DataPlace {
    .init(
      line: line(of: offset),
      column: names.indices.contains(column) ? names[column] : "\(column + 1)")
  }

  /// The error that a fault is.
  func error(_ fault: ScanFault) -> ModellingError {
    let place = place(fault.offset, column: fault.column)
    switch fault.kind {
    case .raggedRow:
      let found = fieldCount(at: fault.offset)
      return ModellingError(
        "ragged-row",
        "every row needs the \(names.count) fields of the header; this one has \(found)",
        hint: "put a field with the delimiter in it between quotes",
        place: .init(line: place.line))
    case .loneCarriageReturn:
      return ModellingError(
        "lone-carriage-return", "lines end with LF or CR LF; here is a CR alone",
        hint: "save the file with LF line ends, or put the field between quotes",
        place: .init(line: place.line))
    case .textAfterQuote:
      return ModellingError(
        "text-after-quote",
        "a closing quote is followed by a delimiter or a line end; here more text follows",
        hint: "write a quote inside a quoted field twice", place: place)
    case .unclosedQuote:
      return ModellingError(
        "unclosed-quote", "a quoted field ends with a quote; the one opened here never does",
        hint: "write a quote inside a quoted field twice", place: place)
    case .fieldTooLong:
      return ModellingError(
        "field-too-long", "a field has at most \(DelimitedScan.longestField) bytes; this has more",
        hint: "a quote may be missing", place: place)
    case .overflow:
      return ModellingError(
        "number-overflow",
        "a number lies within ±1.8e308; '\(shown(at: fault.offset))' does not",
        hint: "list it under 'missing', or correct it", place: place)
    }
  }

  /// The error for bytes that are not text.
  func notText(at offset: Int, column: Int, hasNul: Bool) -> ModellingError {
    if scan.count > 4, (0..<4).map({ scan.base[$0] }) == [0x50, 0x4B, 3, 4] {
      return ModellingError(
        "not-utf8", "data are text; this file is a workbook or an archive",
        hint: "save the sheet as CSV, or unpack the archive", place: place(offset, column: column))
    }
    return ModellingError(
      hasNul ? "nul-byte" : "not-utf8",
      hasNul ? "text has no NUL bytes; this field does" : "text is UTF-8; this field is not",
      hint: "save the file as UTF-8 text", place: place(offset, column: column))
  }

  /// A field's text, cut short, as a message shows it.
  func shown(at offset: Int) -> String {
    guard case .success(let field) = scan.field(at: offset) else { return "" }
    let content = scan.content(field)
    let text = String(decoding: content.prefix(60), as: UTF8.self)
    return content.count > 60 ? text + "…" : text
  }

  /// Where the first row's field begins that satisfies a condition.
  func firstField(
    ofColumn wanted: Int, where condition: ([UInt8]) -> Bool
  ) -> Int? {
    var found: Int?
    forEachField { column, field in
      guard column == wanted, condition(scan.content(field)) else { return true }
      let isQuoted = field.start > 0 && scan.base[field.start - 1] == 0x22
      found = isQuoted ? field.start - 1 : field.start
      return false
    }
    return found
  }

  /// Walks over the fields of all rows in turn until the body says `false` or a field is faulty.
  func forEachField(_ body: (Int, RawField) -> Bool) {
    var place = rowsStart
    var column = 0
    while place < scan.count {
      let isBlank = scan.base[place] == 0x0A || scan.base[place] == 0x0D
      if column == 0, isBlank {
        place += 1
        continue
      }
      guard case .success(let field) = scan.field(at: place), body(column, field) else { return }
      place = field.next
      if place >= scan.count { return }
      if scan.base[place] == scan.delimiter {
        column += 1
      } else {
        column = 0
      }
      place += 1
    }
  }

  private func fieldCount(at start: Int) -> Int {
    var count = 0
    var place = start
    while case .success(let field) = scan.field(at: place) {
      count += 1
      guard field.next < scan.count, scan.base[field.next] == scan.delimiter else { break }
      place = field.next + 1
    }
    return count
  }
}
