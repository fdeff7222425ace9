extension Dataset {
  /// Reads a labelled table from a comma-, tab- or semicolon-separated file (RFC 4180, UTF-8).
  ///
  /// A column is numeric when every value in it is a plain decimal number, read to the nearest
  /// double; otherwise it is categorical. An empty field is missing. Rows without a label are left
  /// out and counted. The result does not depend on `threads`.
  ///
  /// - Parameters:
  ///   - file: The bytes, gzip taken off.
  ///   - name: The file's name as the author wrote it; `.tsv` means tabs.
  ///   - options: Target, positive class, features and missing words.
  ///   - threads: How many threads may be used.
  /// - Throws: An error with a line and column where the file is at fault: `ragged-row`,
  ///   `unclosed-quote`, `text-after-quote`, `lone-carriage-return`, `field-too-long`, `not-utf8`,
  ///   `nul-byte`, `number-overflow`, `text-in-numeric-column`, `empty-column-name`,
  ///   `duplicate-column`; and `empty-file`, `no-rows`, `no-features`, `missing-target`,
  ///   `unknown-column`, `target-is-feature`, `all-missing-column`, `single-class`,
  ///   `unknown-class`, `too-many-classes`.
  public static func reading(
    _ file: FileBytes, named name: String, options: DelimitedOptions, threads: Int
  ) throws(ModellingError) -> Dataset {
    try reading(file, named: name, options: options, threads: threads, smallestPiece: 1 << 18)
  }

  /// The same for a file given by its path, compressed or not.
  ///
  /// - Throws: What `FileBytes.open(path:)` and the reading throw.
  public static func reading(
    _ path: String, options: DelimitedOptions, threads: Int = Processors.count
  ) throws(ModellingError) -> Dataset {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return try reading(
      try FileBytes.open(path: path), named: name, options: options, threads: threads)
  }

  /// The labels that one column holds, in the order of a data set's classes.
  ///
  /// - Throws: What the reading throws.
  package static func labels(
    in file: FileBytes, named name: String, target: String
  ) throws(ModellingError) -> [String] {
    let layout = try DelimitedLayout.reading(file, named: name)
    var wishes: [ColumnWish] = layout.names.map { _ in .skip }
    let place = try DelimitedOptions.place(of: target, among: layout.names, option: "target")
    wishes[place] = .label
    let content = try DelimitedReader(file: file, name: name, missing: [], threads: 1)
      .read(layout, wishes: wishes)
    guard case .categorical(let words)? = content.columns[place] else { return [] }
    return try TargetReading(words, named: target, positive: nil).labels.target.classes
  }

  /// The same with chunks as small as the tests want them.
  package static func reading(
    _ file: FileBytes, named name: String, options: DelimitedOptions, threads: Int,
    smallestPiece: Int
  ) throws(ModellingError) -> Dataset {
    let layout = try DelimitedLayout.reading(file, named: name)
    let (targetPlace, wishes) = try options.wishes(for: layout.names)
    let reader = DelimitedReader(
      file: file, name: name, missing: options.missing, threads: threads,
      smallestPiece: smallestPiece)
    let content = try reader.read(layout, wishes: wishes)
    guard case .categorical(let words)? = content.columns[targetPlace] else {
      preconditionFailure("labels are read as words")
    }
    let target = try TargetReading(
      words, named: layout.names[targetPlace], positive: options.positive)
    var names: [String] = []
    var columns: [Column] = []
    for (place, name) in layout.names.enumerated() where place != targetPlace {
      guard let whole = content.columns[place] else { continue }
      let column = target.labelledRows.map { whole.keepingUsedLevels($0) } ?? whole
      if column.missingCount == column.count {
        throw ModellingError(
          "all-missing-column", "a feature needs a value in some labelled row; '\(name)' has none",
          hint: "list it under 'drop'", place: .init(line: 1, column: name))
      }
      names.append(name)
      columns.append(column)
    }
    let table = Table(names: names, columns: columns, count: target.labels.count)
    return Dataset(
      table: table, labels: target.labels,
      source: Source(
        name: name, sha256: content.sha256, unlabelledRows: target.unlabelled,
        notes: target.notes, labelledRows: target.labelledRows))
  }

  /// The column names of a delimited file, from its first record alone.
  ///
  /// - Throws: What reading the header throws.
  public static func header(
    of file: FileBytes, named name: String = ""
  ) throws(ModellingError) -> [String] {
    try DelimitedLayout.reading(file, named: name).names
  }
}

extension DelimitedLayout {
  /// The layout of a file.
  static func reading(
    _ file: FileBytes, named name: String
  ) throws(ModellingError) -> DelimitedLayout {
    try file.withBytes { bytes throws(ModellingError) in
      try DelimitedLayout(bytes, named: name)
    }
  }
}

extension Column {
  /// The rows at the given places, without words that none of them has.
  func keepingUsedLevels(_ rows: [Int]) -> Column {
    let gathered = gathering(rows)
    guard case .categorical(let column) = gathered else { return gathered }
    var isUsed = [Bool](repeating: false, count: column.levels.count)
    for code in column.codes where code >= 0 { isUsed[Int(code)] = true }
    if isUsed.allSatisfy({ $0 }) { return gathered }
    var renumber = [Int32](repeating: -1, count: isUsed.count)
    var levels: [String] = []
    for (place, used) in isUsed.enumerated() where used {
      renumber[place] = Int32(levels.count)
      levels.append(column.levels[place])
    }
    return .categorical(
      CategoricalColumn(
        levels: levels, codes: column.codes.map { $0 < 0 ? -1 : renumber[Int($0)] }))
  }
}
