/// The space in which rows are near or far: numbers standardised, categories 0 or 1 apart.
///
/// A missing number counts as the median; a missing word is a word of its own. Columns that name
/// rows, constant ones and words of more than 50 kinds are left out.
struct NeighbourSpace: Sendable {
  /// One list of coordinates for each dimension.
  let coordinates: [[Double]]
  /// The columns that have a place in it.
  let columns: [String]
  /// How many of its columns are numbers.
  let numberColumns: Int

  static let mostWords = 50

  /// The space of a table; `nil` where no column has a place in it.
  init?(_ table: Table, profiles: [ColumnProfile], threads: Int) {
    let used = table.columns.indices.filter { place in
      let profile = profiles[place]
      if profile.distinct < 1 || (profile.isConstant && profile.missing == 0) { return false }
      if profile.looksLikeIdentifier { return false }
      return profile.kind != .words || profile.distinct <= Self.mostWords
    }
    guard !used.isEmpty else { return nil }
    let parts = parallelMap(count: used.count, threads: threads) { index -> [[Double]] in
      let place = used[index]
      switch table.columns[place] {
      case .numeric(let values): return [Self.standardized(values, profiles[place])]
      case .categorical(let words): return Self.indicators(words)
      }
    }
    coordinates = Array(parts.joined())
    columns = used.map { table.names[$0] }
    numberColumns = used.count { profiles[$0].kind != .words }
  }

  private static func standardized(_ values: [Double], _ profile: ColumnProfile) -> [Double] {
    let fill = profile.range?.median ?? 0
    let (centre, scale) = ColumnStatistics.centreAndScale(values, fill: fill)
    return values.map { (($0.isNaN ? fill : $0) - centre) / scale }
  }

  /// Two different words differ in two of these, so each is half of a squared distance of 1.
  private static func indicators(_ words: CategoricalColumn) -> [[Double]] {
    let counts = words.levelCounts
    let size = 0.5.squareRoot()
    var columns = words.levels.indices.filter { counts[$0] > 0 }.map { level in
      words.codes.map { $0 == Int32(level) ? size : 0 }
    }
    if words.codes.contains(where: { $0 < 0 }) {
      columns.append(words.codes.map { $0 < 0 ? size : 0 })
    }
    return columns
  }
}
