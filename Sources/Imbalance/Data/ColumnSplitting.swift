extension Dataset {
  /// The split that a column spells out: `train`, `test` and, where it occurs, `validation`.
  ///
  /// Rows keep the file's order. The column is no feature afterwards.
  ///
  /// - Throws: `unknown-column`, `split-column` for other words or missing ones, `empty-part`.
  public func split(byColumn name: String) throws(ModellingError) -> Split {
    let column = try self.column(named: name, for: "split")
    guard case .categorical(let words) = column else {
      throw ModellingError(
        "split-column",
        "a split column holds the words train, test and, if wanted, validation; '\(name)' "
          + "holds numbers",
        hint: "name a column of these words, or leave 'column' out")
    }
    let known = ["train", "test", "validation"]
    if let other = words.levels.first(where: { !known.contains($0) }) {
      throw ModellingError(
        "split-column",
        "a split column holds the words train, test and, if wanted, validation; '\(name)' "
          + "also holds '\(other)'",
        hint: "name a column of these words alone, or leave 'column' out")
    }
    if let row = words.codes.firstIndex(where: { $0 < 0 }) {
      throw ModellingError(
        "split-column",
        "every row needs a word in the split column; '\(name)' has none in row "
          + "\(row + 1)",
        hint: "write train, test or validation in every row")
    }
    var rows = [[Int]](repeating: [], count: known.count)
    let parts = words.levels.map { known.firstIndex(of: $0) ?? 0 }
    for (row, code) in words.codes.enumerated() { rows[parts[Int(code)]].append(row) }
    for part in 0..<2 where rows[part].isEmpty {
      throw ModellingError(
        "empty-part",
        "a split needs rows to train on and rows to test on; no row of '\(name)' "
          + "says '\(known[part])'",
        hint: "write train and test into the rows of that column")
    }
    return dropping(columns: [name])
      .split(training: rows[0], validation: rows[2].isEmpty ? nil : rows[2], test: rows[1])
  }

  /// The split by time: the last rows by the column's value are the test, those before them the
  /// validation set.
  ///
  /// Rows with the time at a cut all go to the later part, so that no moment is on both sides and
  /// a part may be larger than its share. Each part is in order of time, then of the file. Words
  /// are ordered as text, so they must be written like 2024-05-31. The column is no feature
  /// afterwards: a model cannot know times to come.
  ///
  /// - Throws: `unknown-column`, `split-share`, `missing-time`, `time-format`, `empty-part`.
  public func timeSplit(
    column name: String, test: Double, validation: Double?
  ) throws(ModellingError) -> Split {
    try Self.checkShares(test: test, validation: validation)
    let column = try self.column(named: name, for: "time")
    let missing = column.missingCount
    if missing > 0 {
      throw ModellingError(
        "missing-time",
        "a split by time needs a time in every row; '\(name)' has none in "
          + "\(missing) of \(count)",
        hint: "give these rows a time, or split another way")
    }
    let times: [Double]
    switch column {
    case .numeric(let values): times = values
    case .categorical(let words):
      if let other = Self.unsortableTime(words.levels) {
        throw ModellingError(
          "time-format",
          "times are numbers or all written in one form that sorts as text, the year first; "
            + "'\(name)' holds '\(other)'",
          hint: "write them like 2024-05-31 or 2024-05-31T08:30:00, or as numbers")
      }
      times = words.codes.map(Double.init)
    }
    let order = (0..<count).sorted { (times[$0], $0) < (times[$1], $1) }
    func cut(before end: Int, share: Double) -> Int {
      var start = max(0, end - Int((share * Double(count)).rounded(.up)))
      while start > 0, times[order[start - 1]] == times[order[start]] { start -= 1 }
      return start
    }
    let testStart = cut(before: count, share: test)
    let validationStart = validation.map { cut(before: testStart, share: $0) }
    let trainingEnd = validationStart ?? testStart
    if trainingEnd == 0 || validationStart == testStart {
      throw ModellingError(
        "empty-part",
        "rows of one time stay together, and '\(name)' has too few different times "
          + "to give every part of the split rows",
        hint: "choose larger shares, or split another way")
    }
    return dropping(columns: [name]).split(
      training: Array(order[..<trainingEnd]),
      validation: validationStart.map { Array(order[$0..<testStart]) },
      test: Array(order[testStart...]))
  }

  /// The first word that does not sort by time as text, if there is one.
  private static func unsortableTime(_ levels: [String]) -> String? {
    func shape(_ text: String) -> [UInt8] {
      text.utf8.map { (48...57).contains($0) ? 57 : $0 }
    }
    guard let first = levels.first.map(shape) else { return nil }
    return levels.first { shape($0) != first || !first.starts(with: [57, 57, 57, 57]) }
  }

  /// The column of a name.
  ///
  /// - Throws: `unknown-column` with the nearest names.
  package func column(named name: String, for option: String) throws(ModellingError) -> Column {
    guard let place = table.names.firstIndex(of: name) else {
      throw ModellingError(
        "unknown-column",
        "'\(option)' names a column of the data, and there is no feature '\(name)'",
        hint: nameHint(for: name, among: table.names))
    }
    return table.columns[place]
  }
}
