/// Wilson's rule: a row stays only when its nearest neighbours agree with its class.
///
/// Wilson, "Asymptotic properties of nearest neighbor rules using edited data", 1972. A row with
/// enough fellows nearer than its nearest stranger needs no neighbours at all: strangers are few,
/// and fellows are found at once, so the cost grows with rows times rows of other classes.
struct NeighbourEditing {
  static let neighbours = Parameter(
    "n_neighbors", .integer(1...10_000), default: .integer(3), "How many nearest rows are asked.")
  static let kind = Parameter(
    "kind_sel", .choice(["all", "mode"]), default: .text("all"),
    "Whether all neighbours must agree with a row, or only the most frequent class among them.")

  let strategy: SamplingStrategy
  let neighbours: Int
  let byMode: Bool

  init(strategy: SamplingStrategy, neighbours: Int, byMode: Bool) {
    self.strategy = strategy
    self.neighbours = neighbours
    self.byMode = byMode
  }

  init(_ values: ParameterValues) {
    strategy = SamplingStrategy(values)
    neighbours = values.integer("n_neighbors")
    byMode = values.text("kind_sel") == "mode"
  }

  /// The rows that stay, class by class.
  func kept(
    _ labels: Labels, space columns: [[Double]], threads: Int
  ) throws(ModellingError) -> [Int] {
    let targets = try ClassTargets(labels)
    let cleaned = try targets.cleaned(strategy)
    guard labels.count > neighbours else {
      throw tooFewNeighbours(
        "the training set", found: labels.count, neighbours: neighbours,
        option: "n_neighbors", alternative: "random_under")
    }
    var kept: [Int] = []
    for code in targets.present {
      let members = labels.rows(ofClass: code)
      guard cleaned[code] else {
        kept += members
        continue
      }
      let agrees = agreement(
        of: members, code: Int32(code), labels: labels, space: columns, threads: threads)
      for (member, agrees) in zip(members, agrees) where agrees { kept.append(member) }
    }
    return kept
  }

  private static let manyStrangers = 1024
  private static let firstTiles = 8

  private func agreement(
    of members: [Int], code: Int32, labels: Labels, space columns: [[Double]], threads: Int
  ) -> [Bool] {
    let fellows = TiledPoints(columns, rows: members)
    let strangers = TiledPoints(
      columns, rows: labels.codes.indices.filter { labels.codes[$0] != code })
    // Many strangers are worth a first look at fellows: only strangers within their reach matter.
    let limits =
      strangers.count < Self.manyStrangers
      ? nil
      : fellows.nearest(
        neighbours, toRows: members, of: columns, tiled: fellows, excludingSelf: true,
        tiles: Self.firstTiles, threads: threads
      ).farthest
    let nearest = strangers.nearest(
      1, toRows: members, of: columns, tiled: fellows, excludingSelf: false, within: limits,
      threads: threads)
    var agrees = nearest.rows.map { $0 < 0 }
    let rivalled = members.indices.filter { !agrees[$0] }
    let rows = rivalled.map { members[$0] }
    let settled = fellows.haveCloser(
      neighbours, than: rivalled.map { nearest.distances[$0] },
      rivals: rivalled.map { nearest.rows[$0] }, toRows: rows, of: columns,
      tiled: rows.count == members.count ? fellows : nil, threads: threads)
    for (place, settled) in zip(rivalled, settled) { agrees[place] = settled }
    guard byMode else { return agrees }
    let open = members.indices.filter { !agrees[$0] }
    let asked = TiledPoints(columns, rows: Array(labels.codes.indices)).nearest(
      neighbours, toRows: open.map { members[$0] }, of: columns, excludingSelf: true,
      threads: threads)
    for (query, place) in open.enumerated() {
      agrees[place] = mode(of: asked[query], labels) == code
    }
    return agrees
  }
}

extension NeighbourTable {
  /// For each query the squared distance of its last place.
  fileprivate var farthest: [Double] {
    stride(from: k - 1, to: distances.count, by: k).map { distances[$0] }
  }
}

/// The most frequent class among some rows, the first of several.
func mode(of rows: some Sequence<Int32>, _ labels: Labels) -> Int32? {
  var votes = [Int](repeating: 0, count: labels.target.classes.count)
  for row in rows { votes[Int(labels.codes[Int(row)])] += 1 }
  return votes.max().flatMap { most in votes.firstIndex(of: most) }.map(Int32.init)
}

/// Some rows of a space, in that order.
func gather(_ columns: [[Double]], _ rows: [Int]) -> [[Double]] {
  columns.map { column in rows.map { column[$0] } }
}
