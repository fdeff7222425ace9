extension Partition where Role == TrainingRole {
  /// Folds that keep the class distribution: scikit-learn's `StratifiedKFold(k, shuffle=…,
  /// random_state=seed.numpy)`, row for row.
  ///
  /// A class with fewer rows than folds is missing from some folds, as in scikit-learn.
  ///
  /// - Parameters:
  ///   - k: How many folds, at least 2.
  ///   - shuffle: Whether the rows of each class are shuffled first.
  ///   - seed: Where the random stream starts; unused without `shuffle`.
  /// - Throws: `fold-count` when no class has a row for every fold.
  public func stratifiedFolds(
    _ k: Int, shuffle: Bool, seed: Seed
  ) throws(ModellingError) -> [Fold] {
    var random = RandomState(seed)
    return try stratifiedFoldRows(k, shuffle: shuffle, random: &random)
      .map { fold(holdingOut: $0) }
  }

  /// The rows that each stratified fold holds out; repeats go on in one stream, as in
  /// scikit-learn's `RepeatedStratifiedKFold`.
  ///
  /// - Throws: `fold-count` when no class has a row for every fold.
  package func stratifiedFoldRows(
    _ k: Int, shuffle: Bool, random: inout RandomState
  ) throws(ModellingError) -> [[Int]] {
    try checkFoldCount(k)
    // Classes are numbered by first appearance, so that their names do not matter.
    var number = [Int](repeating: -1, count: labels.target.classes.count)
    var seen = 0
    let codes = labels.codes.map { code -> Int in
      if number[Int(code)] < 0 {
        number[Int(code)] = seen
        seen += 1
      }
      return number[Int(code)]
    }
    var counts = [Int](repeating: 0, count: seen)
    for code in codes { counts[code] += 1 }
    let largest = counts.max() ?? 0
    if k > largest {
      throw ModellingError(
        "fold-count", "\(k) folds need a class of at least \(k) rows; the largest has \(largest)",
        hint: "ask for fewer folds")
    }
    // The sorted classes are dealt out in turn; class `code` starts at place `start` of that list.
    var foldOf = [Int](repeating: 0, count: count)
    var members = [[Int]](repeating: [], count: seen)
    for (row, code) in codes.enumerated() { members[code].append(row) }
    var start = 0
    for code in 0..<seen {
      var sizes = [Int](repeating: 0, count: k)
      for place in start..<(start + counts[code]) { sizes[place % k] += 1 }
      start += counts[code]
      var folds = sizes.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
      if shuffle { random.shuffle(&folds) }
      for (row, fold) in zip(members[code], folds) { foldOf[row] = fold }
    }
    return rows(foldOf, k)
  }

  /// Folds that never part the rows of one group, about equally large and stratified.
  ///
  /// - Parameters:
  ///   - k: How many folds, at least 2.
  ///   - name: The column that says which group a row belongs to; no feature in the folds.
  ///   - seed: Decides the order of groups that are alike.
  /// - Throws: `unknown-column`, `missing-group`, `fold-count` when there are fewer groups.
  public func groupFolds(
    _ k: Int, by name: String, seed: Seed
  ) throws(ModellingError) -> [Fold] {
    guard let place = table.names.firstIndex(of: name) else {
      throw ModellingError(
        "unknown-column",
        "'group' names a column of the data, and there is no feature '\(name)'",
        hint: nameHint(for: name, among: table.names))
    }
    let groups = try groupNumbers(of: table.columns[place], named: name)
    return try dropping(columns: [name]).groupFolds(k, groups: groups, seed: seed)
  }

  /// Folds that never part the rows of one group; `groups` numbers the group of each row from 0.
  ///
  /// - Throws: `fold-count` when there are fewer groups than folds.
  public func groupFolds(
    _ k: Int, groups: [Int], seed: Seed
  ) throws(ModellingError) -> [Fold] {
    try groupFoldRows(k, groups: groups, seed: seed).map { fold(holdingOut: $0) }
  }

  /// The rows that each fold of whole groups holds out.
  ///
  /// - Throws: `fold-count` when there are fewer groups than folds.
  package func groupFoldRows(
    _ k: Int, groups: [Int], seed: Seed
  ) throws(ModellingError) -> [[Int]] {
    precondition(groups.count == count, "every row needs a group")
    try checkFoldCount(k)
    let dealt = GroupDealing(groups: groups, labels: labels, seed: seed)
      .dealt(by: [Double](repeating: 1 / Double(k), count: k))
    if dealt.contains(where: \.isEmpty) {
      throw ModellingError(
        "fold-count", "\(k) folds need at least \(k) groups, and each stays in one fold",
        hint: "ask for fewer folds")
    }
    return dealt
  }

  private func checkFoldCount(_ k: Int) throws(ModellingError) {
    if k < 2 || k > count {
      throw ModellingError(
        "fold-count",
        "the number of folds is at least 2 and at most the number of rows, "
          + "\(count), not \(k)")
    }
  }

  private func rows(_ foldOf: [Int], _ k: Int) -> [[Int]] {
    var rows = [[Int]](repeating: [], count: k)
    for (row, fold) in foldOf.enumerated() { rows[fold].append(row) }
    return rows
  }
}
