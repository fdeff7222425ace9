internal import Glibc

/// What is wanted of a column before its fields have been seen.
enum ColumnWish: Sendable {
  case skip
  /// Numbers when every field is one, words otherwise.
  case either
  /// Words whatever they look like.
  case text
  /// Words without the blanks around them.
  case label
  /// Numbers, anything else being an error.
  case number
}

/// All rows of a delimited file, column by column.
struct DelimitedContent {
  let rows: Int
  /// For each column of the header its values; `nil` where it was skipped.
  let columns: [Column?]
  /// SHA-256 of the file as it lies on disk; empty when it was not asked for.
  let sha256: String
}

/// Reads a delimited file on several threads.
///
/// The file is cut into chunks at line feeds, each read as if a record began there. A chunk is
/// believed when the one before it ends exactly where it begins; a cut inside a quoted field is
/// found that way, and the chunk is read again. So neither values nor errors depend on the number
/// of threads.
struct DelimitedReader {
  let file: FileBytes
  let name: String
  let missing: [String]
  let threads: Int
  /// The least bytes that are worth a chunk of their own.
  var smallestPiece = 1 << 18

  /// Reads the columns that are wanted; `wishes` has one entry for each name of the layout.
  ///
  /// - Throws: The errors of `Dataset.reading`, those about the target excepted.
  func read(
    _ layout: DelimitedLayout, wishes: [ColumnWish], hashing: Bool = true
  ) throws(ModellingError) -> DelimitedContent {
    try file.withBytes { bytes throws(ModellingError) -> DelimitedContent in
      guard let raw = bytes.baseAddress else {
        throw ModellingError("empty-file", "a data file needs a header and rows")
      }
      let scan = DelimitedScan(
        raw.assumingMemoryBound(to: UInt8.self), count: bytes.count, delimiter: layout.delimiter,
        columns: layout.names.count, missing: missing.map { Array($0.utf8) })
      let locator = FaultLocator(scan: scan, names: layout.names, rowsStart: layout.rowsStart)
      var uses = firstUses(wishes, locator)
      let pass = ScanPass(
        file, scan: scan, start: layout.rowsStart, uses: uses, threads: threads,
        smallestPiece: smallestPiece)
      let digest = pass.run(hashing: hashing ? file : nil)
      if let fault = pass.fault { throw locator.error(fault) }
      guard pass.rows > 0 else {
        throw ModellingError(
          "no-rows", "a data set needs rows; '\(name)' has a header only",
          hint: "write the rows below it, or name another file")
      }
      // A column that looked like numbers in its first rows and holds words is read once more.
      var again: [ColumnUse] = uses.map { _ in .skip }
      for column in uses.indices where uses[column] == .number && pass.misfits[column] > 0 {
        let present = pass.rows - pass.missing[column]
        let offset = pass.firstMisfit[column]
        if wishes[column] == .number {
          throw notANumber(locator, offset, column)
        }
        if 10 * (present - pass.misfits[column]) >= 9 * present {
          throw textAmongNumbers(locator, offset, column, pass.misfits[column], present)
        }
        again[column] = .text
        uses[column] = .skip
      }
      let assembly = ColumnAssembly(locator: locator, wishes: wishes)
      let needsMore = again.contains { $0 != .skip }
      let second =
        needsMore
        ? ScanPass(
          file, scan: scan, start: layout.rowsStart, uses: again, threads: threads,
          smallestPiece: smallestPiece) : nil
      _ = second?.run(hashing: nil)
      var columns: [Column?] = []
      for column in uses.indices {
        if let second, again[column] == .text {
          columns.append(try assembly.column(column, of: second, use: .text))
        } else {
          columns.append(try assembly.column(column, of: pass, use: uses[column]))
        }
      }
      return DelimitedContent(rows: pass.rows, columns: columns, sha256: digest)
    }
  }

  /// How each column is read at first, judged by the first rows.
  private func firstUses(_ wishes: [ColumnWish], _ locator: FaultLocator) -> [ColumnUse] {
    var uses = wishes.map { wish -> ColumnUse in
      switch wish {
      case .skip: .skip
      case .either, .number: .number
      case .text: .text
      case .label: .label
      }
    }
    var left = 200 * wishes.count
    locator.forEachField { column, field in
      if column < wishes.count, wishes[column] == .either, uses[column] == .number {
        let (low, high) = locator.scan.trimmed(field.start, field.end)
        let text = UnsafeBufferPointer(start: locator.scan.base + low, count: high - low)
        if !locator.scan.isMissing(low, high), DecimalNumber.reader.parse(text) == nil {
          uses[column] = .text
        }
      }
      left -= 1
      return left > 0
    }
    return uses
  }

  private func notANumber(
    _ locator: FaultLocator, _ offset: Int, _ column: Int
  ) -> ModellingError {
    ModellingError(
      "score-not-number",
      "a score is a number in every row; here is '\(locator.shown(at: offset))'",
      place: locator.place(offset, column: column))
  }

  private func textAmongNumbers(
    _ locator: FaultLocator, _ offset: Int, _ column: Int, _ texts: Int, _ present: Int
  ) -> ModellingError {
    locator.textAmongNumbers(offset, column, texts: texts, present: present)
  }
}

extension FaultLocator {
  /// The error for a column of numbers that are written with marks.
  func markedNumber(
    _ word: String, _ column: Int, seeming: Int, present: Int
  ) -> ModellingError {
    ModellingError(
      "text-in-numeric-column",
      "\(seeming) of the \(present) values of '\(names[column])' look like numbers with a decimal comma, a "
        + "thousands separator or a unit, such as '\(word)'",
      hint:
        "write plain numbers such as 1234.5 into the file, or list the column under 'categorical' or 'drop'",
      place: .init(line: 1, column: names[column]))
  }

  /// The error for a column of numbers with a few words in it.
  func textAmongNumbers(
    _ offset: Int, _ column: Int, texts: Int, present: Int
  ) -> ModellingError {
    ModellingError(
      "text-in-numeric-column",
      "a column is numbers throughout or words; \(present - texts) of the \(present) values of "
        + "'\(names[column])' are numbers, and here is '\(shown(at: offset))'",
      hint: "list the word under 'missing', or the column under 'categorical'",
      place: place(offset, column: column))
  }
}
