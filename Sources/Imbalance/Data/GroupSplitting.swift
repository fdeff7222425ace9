extension Dataset {
  /// A split that puts all rows of one group on one side.
  ///
  /// Groups are dealt out one by one, those with the most uneven classes first, each to the part
  /// whose class counts it brings nearest to its share of every class. So the parts are about as
  /// large and as stratified as the groups allow. Rows keep the file's order. The column is no
  /// feature afterwards.
  ///
  /// - Parameters:
  ///   - name: The column that says which group a row belongs to.
  ///   - test: The share of rows aimed at for the test.
  ///   - validation: The share of rows aimed at to choose a threshold.
  ///   - seed: Decides the order of groups that are alike.
  /// - Throws: `unknown-column`, `split-share`, `missing-group`, `too-few-groups`.
  public func groupSplit(
    column name: String, test: Double, validation: Double?, seed: Seed
  ) throws(ModellingError) -> Split {
    try Self.checkShares(test: test, validation: validation)
    let groups = try groupNumbers(of: try column(named: name, for: "group"), named: name)
    let shares = [1 - test - (validation ?? 0), test] + (validation.map { [$0] } ?? [])
    let dealt = GroupDealing(groups: groups, labels: labels, seed: seed).dealt(by: shares)
    if let empty = dealt.firstIndex(where: \.isEmpty) {
      throw ModellingError(
        "too-few-groups",
        "a group stays on one side, and '\(name)' has too few groups to give the "
          + "\(["training", "test", "validation"][empty]) set any of its share",
        hint: "choose larger shares or a column with more groups")
    }
    return dropping(columns: [name]).split(
      training: dealt[0], validation: validation == nil ? nil : dealt[2], test: dealt[1])
  }
}

/// Numbers from 0 for the groups of a column, by their order in it.
package func groupNumbers(of column: Column, named name: String) throws(ModellingError) -> [Int] {
  let missing = column.missingCount
  if missing > 0 {
    throw ModellingError(
      "missing-group",
      "every row needs a group; '\(name)' has none in \(missing) of \(column.count) rows",
      hint: "give these rows a group, or split by another column")
  }
  switch column {
  case .categorical(let words): return words.codes.map(Int.init)
  case .numeric(let values):
    var distinct = values.sorted()
    var kept = 0
    for value in distinct where kept == 0 || distinct[kept - 1] != value {
      distinct[kept] = value
      kept += 1
    }
    var places: [Double: Int] = [:]
    for (place, value) in distinct.prefix(kept).enumerated() { places[value] = place }
    return values.map { places[$0] ?? 0 }
  }
}

/// Deals whole groups out to parts so that each part gets about its share of every class.
struct GroupDealing {
  /// The rows of each group, ascending.
  private let members: [[Int]]
  /// The class counts of each group.
  private let counts: [[Int]]
  /// The class counts of all rows.
  private let totals: [Int]
  /// The groups, those with the most uneven class counts first.
  private let order: [Int]

  init(groups: [Int], labels: Labels, seed: Seed) {
    let classes = labels.target.classes.count
    let groupCount = (groups.max() ?? -1) + 1
    var members = [[Int]](repeating: [], count: groupCount)
    var counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: groupCount)
    for (row, group) in groups.enumerated() {
      members[group].append(row)
      counts[group][Int(labels.codes[row])] += 1
    }
    var random = FastRandom(seed)
    let shuffled = random.permutation(groupCount).filter { !members[$0].isEmpty }
    let spread = counts.map { row -> Double in
      let mean = Double(row.reduce(0, +)) / Double(max(1, row.count))
      return row.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    }
    order = shuffled.indices.sorted {
      let (a, b) = (spread[shuffled[$0]], spread[shuffled[$1]])
      return a == b ? $0 < $1 : a > b
    }.map { shuffled[$0] }
    self.members = members
    self.counts = counts
    totals = labels.classCounts
  }

  /// The rows of each part, ascending. A part may stay empty when there are too few groups.
  func dealt(by shares: [Double]) -> [[Int]] {
    var held = [[Int]](repeating: [Int](repeating: 0, count: totals.count), count: shares.count)
    var rows = [[Int]](repeating: [], count: shares.count)
    for group in order {
      var best = 0
      var least = Double.infinity
      for part in shares.indices {
        // How much nearer to or farther from its share the group brings the part.
        var change = 0.0
        for code in totals.indices where counts[group][code] > 0 {
          let total = Double(totals[code])
          let added = Double(counts[group][code]) / total
          let gap = Double(held[part][code]) / total - shares[part]
          change += added * (2 * gap + added)
        }
        if change < least { (best, least) = (part, change) }
      }
      for code in totals.indices { held[best][code] += counts[group][code] }
      rows[best] += members[group]
    }
    return rows.map { $0.sorted() }
  }
}
