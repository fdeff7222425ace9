internal import Charts
internal import Imbalance

/// The rows of a scatter plot: where they lie, where they come from, and which of them are drawn.
struct ScatterRows {
  /// The rows of one class and origin in a panel.
  struct Group {
    let code: Int
    let origin: ScatterChart.Origin
    /// All of them, in the order in which they are drawn while there is room.
    let places: [Int]
    /// How many are drawn.
    var shown = 0
  }

  /// One panel.
  struct Panel {
    let table: Table
    let points: StandardSpace.Points
    let labels: Labels
    var groups: [Group]
    /// Rows that lack a value.
    let missing: Int

    /// The class of a point.
    func code(_ place: Int) -> Int { Int(labels.codes[points.rows[place]]) }

    func count(_ code: Int, _ origin: ScatterChart.Origin? = nil) -> Int {
      groups.filter { $0.code == code && (origin == nil || $0.origin == origin) }
        .reduce(0) { $0 + $1.places.count }
    }
  }

  /// How many marks a panel has at most.
  static let mostMarks = 400

  /// The rows as they are, or as they were before resampling.
  let before: Panel
  /// The rows after resampling; `nil` where there was none.
  let after: Panel?
  let space: StandardSpace

  /// - Throws: `scatter-columns` for fewer than two numeric columns, `scatter-feature` for a feature
  ///   that is no column of numbers.
  init(_ rows: PlotSource.Rows, features: [String]) throws(ModellingError) {
    let origins = rows.base?.origins ?? rows.origins
    let labels = rows.base?.labels ?? rows.labels
    let given = rows.base?.table ?? rows.table
    let numeric = zip(given.names, given.columns).compactMap { name, column in
      if case .numeric = column { name } else { nil }
    }
    for name in features where !numeric.contains(name) {
      throw ModellingError(
        "scatter-feature", "'\(rows.name)' has no column of numbers named '\(name)'",
        hint: "it has " + Phrases.list(Array(numeric.prefix(12))))
    }
    // A sampler that imputes and encodes has seen these columns, and no others.
    let table =
      if let encoding = rows.encoding, rows.base != nil { encoding.apply(to: given) } else {
        given
      }
    let wanted = Set(features.isEmpty ? numeric : features)
    space = StandardSpace(table) { wanted.contains($0) }
    guard space.names.count >= 2 else {
      throw ModellingError(
        "scatter-columns",
        "a scatter plot needs two columns of numbers that vary; '\(rows.name)' has \(space.names.count)",
        hint: features.isEmpty
          ? "give the data another numeric column" : "name two other columns in 'features'")
    }
    let kept = Set(
      rows.origins.compactMap { origin -> Int? in
        if case .original(let row) = origin { row } else { nil }
      })
    let isResampled = rows.base != nil
    before = Self.panel(table, space, labels) { row in
      let own = row < origins.count ? origins[row].parents.first ?? row : row
      return (!isResampled || kept.contains(own) ? .observed : .discarded, own)
    }
    after =
      !isResampled
      ? nil
      : Self.panel(rows.table, space, rows.labels) { row in
        switch rows.origins[row] {
        case .original(let own): (.observed, own)
        case .copy(of: let own): (.copied, own)
        case .synthetic, .combined: (.synthetic, row)
        }
      }
  }

  /// Groups the points, and chooses those that are drawn: small groups whole, the room that is left
  /// shared by the larger ones. The same rows are chosen in both panels.
  private static func panel(
    _ table: Table, _ space: StandardSpace, _ labels: Labels,
    _ origin: (Int) -> (ScatterChart.Origin, row: Int)
  ) -> Panel {
    var groups: [Group] = []
    let points = space.points(of: table)
    let all = points.rows.map(origin)
    for kind in [ScatterChart.Origin.discarded, .observed, .synthetic, .copied] {
      for code in labels.target.classes.indices {
        let places = points.rows.indices.filter {
          all[$0].0 == kind && labels.codes[points.rows[$0]] == Int32(code)
        }
        guard !places.isEmpty else { continue }
        groups.append(
          Group(
            code: code, origin: kind,
            places: places.sorted {
              (scatter(all[$0].row), $0) < (scatter(all[$1].row), $1)
            }))
      }
    }
    var room = mostMarks
    let bySize = groups.indices.sorted {
      (groups[$0].places.count, $0) < (groups[$1].places.count, $1)
    }
    for (turn, group) in bySize.enumerated() {
      groups[group].shown = min(groups[group].places.count, room / (bySize.count - turn))
      room -= groups[group].shown
    }
    return Panel(
      table: table, points: points, labels: labels, groups: groups,
      missing: labels.count - points.rows.count)
  }

  /// A number that orders rows as if at random, and always alike.
  private static func scatter(_ row: Int) -> UInt64 {
    var bits = UInt64(truncatingIfNeeded: row) &* 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 32)) &* 0xD6E8_FEB8_6659_FD93
    return bits ^ (bits >> 32)
  }
}

extension ScatterRows {
  /// How many rows of a kind lie nearest to an observed row of another class.
  struct Strangers {
    let found: Int
    /// How many were looked at.
    let looked: Int
    /// How many there are.
    let all: Int
  }

  /// The synthetic rows whose nearest row before resampling is of another class.
  func strayed() -> Strangers? {
    guard let after, before.points.rows.count > 0 else { return nil }
    let made = after.groups.filter { $0.origin == .synthetic }.flatMap(\.places)
    guard !made.isEmpty else { return nil }
    let looked = Self.sample(made, against: before.points.rows.count, space.names.count)
    let nearest = after.points.nearest(looked, in: before.points)
    return Strangers(
      found: zip(looked, nearest).count { after.code($0) != before.code($1) },
      looked: looked.count, all: made.count)
  }

  /// The rows of a class, before resampling, whose nearest other row is of another class.
  func surrounded(_ code: Int) -> Strangers? {
    let own = before.groups.filter { $0.code == code }.flatMap(\.places)
    guard !own.isEmpty, before.points.rows.count > 1 else { return nil }
    let looked = Self.sample(own, against: before.points.rows.count, space.names.count)
    let nearest = before.points.nearest(looked, in: before.points, isBase: true)
    return Strangers(
      found: zip(looked, nearest).count { before.code($0) != before.code($1) },
      looked: looked.count, all: own.count)
  }

  /// As many rows, evenly spread, as can be compared with all others in a moment.
  private static func sample(_ places: [Int], against rows: Int, _ columns: Int) -> [Int] {
    let most = max(100, min(2000, 200_000_000 / max(1, rows * columns)))
    guard places.count > most else { return places }
    let sorted = places.sorted()
    return (0..<most).map { sorted[$0 * sorted.count / most] }
  }
}
