/// How many rows of its own class are near a row: what borderline methods go by.
struct Surroundings: Sendable {
  /// How many nearest rows were asked.
  let asked: Int
  /// For each row in turn how many of them share its class.
  let fellows: [Int]

  /// Whether the rows nearby are half or more of other classes, but not all of them.
  func isInDanger(_ place: Int) -> Bool {
    let strangers = asked - fellows[place]
    return 2 * strangers >= asked && strangers < asked
  }

  /// Whether every row nearby is of another class.
  func isNoise(_ place: Int) -> Bool { fellows[place] == 0 }

  /// Asks the `count` nearest rows of each of some rows of a class.
  ///
  /// Only the rows of other classes that lie nearer than a fellow matter. So the fellows are found
  /// first, and a row whose nearest fellow has `count` strangers before it is settled at once.
  init(
    _ rows: [Int], fellows: TiledPoints, codes: [Int32], space: [[Double]], count: Int,
    threads: Int
  ) {
    asked = count
    let own = rows.isEmpty ? -1 : codes[rows[0]]
    guard !NeighbourScan.pays(queries: rows.count, rows: codes.count, columns: space.count) else {
      self.fellows = NeighbourScan(space, codes: codes).nearest(
        rows, fellows: fellows, count: count, fellowsOnly: true, threads: threads
      ).map { near in near.count { codes[Int($0)] == own } }
      return
    }
    let strangers = TiledPoints(space, rows: codes.indices.filter { codes[$0] != own })
    self.fellows = forEachQuery(rows, threads: threads, scratchFor: strangers) { row, scratch in
      scratch.load(row, of: space)
      let near = fellows.nearest(count, excluding: row, &scratch)
      // The j-th fellow is among the nearest when at most count - j strangers come before it.
      func isAmong(_ j: Int) -> Bool {
        strangers.countCloser(
          than: near.distances[j - 1], row: near.rows[j - 1], excluding: -1,
          enough: count - j + 1, &scratch) <= count - j
      }
      if near.rows.isEmpty || !isAmong(1) { return 0 }
      var low = 1
      var high = near.rows.count
      if isAmong(high) { return high }
      while high - low > 1 {
        let middle = (low + high) / 2
        if isAmong(middle) { low = middle } else { high = middle }
      }
      return low
    }
  }
}
