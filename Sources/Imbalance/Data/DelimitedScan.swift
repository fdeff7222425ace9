internal import Glibc

/// How the fields of one column are taken in.
enum ColumnUse: UInt8, Sendable {
  /// Passed over.
  case skip
  /// As numbers; what is none is counted and left missing.
  case number
  /// As words, blanks and all.
  case text
  /// As words without the blanks around them.
  case label
}

/// Why a chunk could not be read to its end.
struct ScanFault: Sendable {
  enum Kind: Error {
    case raggedRow
    case loneCarriageReturn
    case textAfterQuote
    case unclosedQuote
    case fieldTooLong
    case overflow
  }
  let kind: Kind
  /// Where in the file the field or row begins.
  let offset: Int
  /// Which field of the row.
  let column: Int
}

/// What the reading of a chunk found, beside the values it wrote.
struct ChunkReport: Sendable {
  var rows = 0
  /// Where the first record behind the chunk begins.
  var end = 0
  var fault: ScanFault?
  /// For each column the missing fields, the fields that are no number, and where the first is.
  var missing: [Int]
  var misfits: [Int]
  var firstMisfit: [Int]

  init(columns: Int) {
    missing = [Int](repeating: 0, count: columns)
    misfits = missing
    firstMisfit = missing
  }
}

/// Where a chunk's values go: for each column a place for its first row.
struct ChunkSinks {
  let numbers: UnsafeMutablePointer<UnsafeMutablePointer<Double>>
  let codes: UnsafeMutablePointer<UnsafeMutablePointer<Int32>>
  let words: UnsafeMutablePointer<WordTable>
}

private let quote = UInt8(ascii: "\"")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

/// A field as it lies in the file.
struct RawField {
  let start: Int
  let end: Int
  /// Whether it holds doubled quotes.
  let hasDoubledQuotes: Bool
  /// The place behind it: of a delimiter, a line end, or the file's end.
  let next: Int
}

/// Reads records of delimited text (RFC 4180). The hot loop of the reader, and the cold walk over
/// single fields that it falls back on.
struct DelimitedScan: @unchecked Sendable {
  static let longestField = 1_000_000

  let base: UnsafePointer<UInt8>
  let count: Int
  let delimiter: UInt8
  let columns: Int
  let missing: [[UInt8]]
  /// The place of the file's last line feed: before it a scan for a field's end needs no bound.
  private let guarded: Int
  private let numberIsMissing: Bool

  init(
    _ bytes: UnsafePointer<UInt8>, count: Int, delimiter: UInt8, columns: Int, missing: [[UInt8]]
  ) {
    base = bytes
    self.count = count
    self.delimiter = delimiter
    self.columns = columns
    self.missing = missing
    var last = count
    while last > 0, bytes[last - 1] != lineFeed { last -= 1 }
    guarded = max(0, last - 1)
    numberIsMissing = missing.contains { word in
      word.withUnsafeBufferPointer { DecimalNumber.reader.parse($0) != nil }
    }
  }

  /// The field that begins at a place.
  @inline(never)
  func field(at start: Int) -> Result<RawField, ScanFault.Kind> {
    if start < count, base[start] == quote { return quotedField(at: start) }
    var end = start
    while end < count, base[end] != delimiter, base[end] != lineFeed, base[end] != carriageReturn {
      end &+= 1
    }
    if end - start > Self.longestField { return .failure(.fieldTooLong) }
    return .success(RawField(start: start, end: end, hasDoubledQuotes: false, next: end))
  }

  private func quotedField(at start: Int) -> Result<RawField, ScanFault.Kind> {
    var place = start + 1
    var doubled = false
    while let found = memchr(base + place, Int32(quote), count - place) {
      let end = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if end + 1 < count, base[end + 1] == quote {
        doubled = true
        place = end + 2
        continue
      }
      if end - start > Self.longestField { return .failure(.fieldTooLong) }
      return .success(
        RawField(start: start + 1, end: end, hasDoubledQuotes: doubled, next: end + 1))
    }
    return .failure(.unclosedQuote)
  }

  /// The bytes of a field, doubled quotes made single.
  func content(_ field: RawField) -> [UInt8] {
    let bytes = UnsafeBufferPointer(start: base + field.start, count: field.end - field.start)
    guard field.hasDoubledQuotes else { return Array(bytes) }
    var content: [UInt8] = []
    var place = 0
    while place < bytes.count {
      content.append(bytes[place])
      place += bytes[place] == quote ? 2 : 1
    }
    return content
  }

  /// A text without the blanks around it.
  @inline(__always)
  func trimmed(_ start: Int, _ end: Int) -> (start: Int, end: Int) {
    var (low, high) = (start, end)
    while low < high, base[low] == 0x20 || base[low] == 0x09 { low &+= 1 }
    while high > low, base[high &- 1] == 0x20 || base[high &- 1] == 0x09 { high &-= 1 }
    return (low, high)
  }

  @inline(__always)
  func isMissing(_ start: Int, _ end: Int) -> Bool {
    if start == end { return true }
    for word in missing where word.count == end - start {
      if memcmp(word, base + start, word.count) == 0 { return true }
    }
    return false
  }

  /// Reads the records that begin in `start..<end`.
  func read(from start: Int, to end: Int, uses: [ColumnUse], into sinks: ChunkSinks) -> ChunkReport
  {
    var report = ChunkReport(columns: columns)
    let numbers = DecimalNumber.reader
    let (base, delimiter, columns, guarded) = (base, delimiter, columns, guarded)
    let plainWords = missing.isEmpty
    var place = start
    var row = 0
    uses.withUnsafeBufferPointer { uses in
      records: while place < end {
        if base[place] == lineFeed {
          place &+= 1
          continue
        }
        if base[place] == carriageReturn, place + 1 < count, base[place + 1] == lineFeed {
          place += 2
          continue
        }
        let recordStart = place
        var column = 0
        while true {
          if column == columns {
            report.fault = ScanFault(kind: .raggedRow, offset: recordStart, column: column)
            break records
          }
          var next = place
          var done = false
          if uses[column] == .number, place < guarded {
            let negative = base[next] == 0x2D
            next &+= negative ? 1 : 0
            let whole = next
            var mantissa: UInt64 = 0
            while true {
              let digit = base[next] &- 48
              if digit > 9 { break }
              mantissa = mantissa &* 10 &+ UInt64(digit)
              next &+= 1
            }
            var digits = next &- whole
            var exponent = 0
            if base[next] == 0x2E {
              next &+= 1
              let fraction = next
              while next &+ 8 <= guarded {
                let run = DigitRun(UnsafeRawPointer(base + next).loadUnaligned(as: UInt64.self))
                mantissa = mantissa &* numbers.scale(run.count) &+ run.value
                next &+= run.count
                if run.count < 8 { break }
              }
              while true {
                let digit = base[next] &- 48
                if digit > 9 { break }
                mantissa = mantissa &* 10 &+ UInt64(digit)
                next &+= 1
              }
              exponent = fraction &- next
              digits &-= exponent
            }
            let stop = base[next]
            if stop == delimiter || stop == lineFeed || stop == carriageReturn {
              if next == place {
                sinks.numbers[column][row] = .nan
                report.missing[column] &+= 1
                done = true
              } else if digits > 0, digits <= 19, !numberIsMissing || !isMissing(place, next),
                let value = numbers.nearest(mantissa, exponent, negative: negative)
              {
                sinks.numbers[column][row] = value
                done = true
              }
            }
          }
          if plainWords, uses[column].isWords, place < guarded {
            let isQuoted = base[place] == quote
            let first = isQuoted ? place &+ 1 : place
            var last = first
            if isQuoted {
              while last < guarded, base[last] != quote { last &+= 1 }
              next = last &+ 1
            } else {
              while true {
                let byte = base[last]
                if byte == delimiter || byte == lineFeed || byte == carriageReturn { break }
                last &+= 1
              }
              next = last
            }
            // A doubled or missing quote, blanks at an end and gaps are for `take`.
            if last > first, last &- first <= Self.longestField, base[first] > 0x20,
              base[last &- 1] > 0x20, !isQuoted || (last < guarded && base[next] != quote)
            {
              sinks.codes[column][row] = sinks.words[column].code(of: base + first, last &- first)
              done = true
            }
          }
          if !done {
            switch take(place, column, row, uses[column], sinks, &report) {
            case .success(let behind): next = behind
            case .failure(let kind):
              report.fault = ScanFault(kind: kind, offset: place, column: column)
              break records
            }
          }
          column &+= 1
          guard next < count else {
            place = count
            break
          }
          let stop = base[next]
          if stop == delimiter {
            place = next &+ 1
            continue
          }
          if stop == lineFeed {
            place = next &+ 1
            break
          }
          if stop == carriageReturn, next + 1 < count, base[next + 1] == lineFeed {
            place = next + 2
            break
          }
          let kind: ScanFault.Kind =
            stop == carriageReturn ? .loneCarriageReturn : .textAfterQuote
          report.fault = ScanFault(kind: kind, offset: place, column: column - 1)
          break records
        }
        if column != columns {
          report.fault = ScanFault(kind: .raggedRow, offset: recordStart, column: column)
          break records
        }
        row &+= 1
      }
    }
    report.rows = row
    report.end = place
    return report
  }

  /// Takes in a field that is not plainly a number; the place behind it.
  private func take(
    _ place: Int, _ column: Int, _ row: Int, _ use: ColumnUse, _ sinks: ChunkSinks,
    _ report: inout ChunkReport
  ) -> Result<Int, ScanFault.Kind> {
    let field: RawField
    switch self.field(at: place) {
    case .success(let found): field = found
    case .failure(let kind): return .failure(kind)
    }
    if use == .skip { return .success(field.next) }
    let (low, high) = trimmed(field.start, field.end)
    let gap = isMissing(low, high)
    if gap { report.missing[column] &+= 1 }
    switch use {
    case .skip: break
    case .number:
      var value = Double.nan
      if !gap {
        let text = UnsafeBufferPointer(start: base + low, count: high - low)
        if let number = DecimalNumber.reader.parse(text) {
          if number.isInfinite { return .failure(.overflow) }
          value = number
        } else {
          if report.misfits[column] == 0 { report.firstMisfit[column] = place }
          report.misfits[column] &+= 1
        }
      }
      sinks.numbers[column][row] = value
    case .text, .label:
      let (start, end) = use == .label ? (low, high) : (field.start, field.end)
      if gap {
        sinks.codes[column][row] = -1
      } else if field.hasDoubledQuotes {
        let text = content(RawField(start: start, end: end, hasDoubledQuotes: true, next: end))
        sinks.codes[column][row] = text.withUnsafeBufferPointer { text in
          text.baseAddress.map { sinks.words[column].code(of: $0, text.count) } ?? -1
        }
      } else {
        sinks.codes[column][row] = sinks.words[column].code(of: base + start, end - start)
      }
    }
    return .success(field.next)
  }
}

/// The digits at the beginning of eight bytes, without a branch for how many there are.
private struct DigitRun {
  /// How many of the bytes are digits before the first that is none.
  let count: Int
  /// The number that they spell.
  let value: UInt64

  @inline(__always)
  init(_ bytes: UInt64) {
    // Digits become 0 to 9. In any other byte adding 0x76 sets the top bit, if it was not set; what
    // that carries over only reaches bytes behind the first of them.
    let figures = bytes ^ 0x3030_3030_3030_3030
    let others = ((figures &+ 0x7676_7676_7676_7676) | figures) & 0x8080_8080_8080_8080
    count = others.trailingZeroBitCount &>> 3
    // Zeros in front; eight at once would be a shift by no less than the width.
    let gap = UInt64(truncatingIfNeeded: 8 &- count)
    var value = count == 0 ? 0 : figures &<< (gap &* 8)
    value = (value &* 10 &+ (value &>> 8)) & 0x00FF_00FF_00FF_00FF
    value = (value &* 100 &+ (value &>> 16)) & 0x0000_FFFF_0000_FFFF
    self.value = (value &* 10_000 &+ (value &>> 32)) & 0xFFFF_FFFF
  }
}
