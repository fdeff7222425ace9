/// How many rows of its own class are near a row: what borderline methods go by.
package struct Surroundings: Sendable {
  /// How many nearest rows were asked.
  package let asked: Int
  /// For each row in turn how many of them share its class.
  package let fellows: [Int]

  /// Whether the rows nearby are half or more of other classes, but not all of them.
  package func isInDanger(_ place: Int) -> Bool {
    let strangers = asked - fellows[place]
    return 2 * strangers >= asked && strangers < asked
  }

  /// Whether every row nearby is of another class.
  package func isNoise(_ place: Int) -> Bool { fellows[place] == 0 }

  /// Asks the `count` nearest rows of each of some rows of a class.
  ///
  /// Only the rows of other classes that lie nearer than a fellow matter. So the fellows are found
  /// first, and a row whose nearest fellow has `count` strangers before it is settled at once.
  ///
  /// - Parameter scans: Whether the rows are gone through without tiles; `nil` takes what is
  ///   likely to be faster. The answer is the same.
  init(
    _ rows: [Int], fellows: TiledPoints, codes: [Int32], space: [[Double]], count: Int,
    scans: Bool? = nil, threads: Int
  ) {
    asked = count
    let own = rows.isEmpty ? -1 : codes[rows[0]]
    let scans =
      scans
      ?? NeighbourScan.pays(queries: rows.count, rows: codes.count, columns: space.count)
    guard !scans else {
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

  /// The surroundings of all rows of a class.
  package init(
    ofClass code: Int, in labels: Labels, space: [[Double]], count: Int, scans: Bool, threads: Int
  ) {
    let members = labels.rows(ofClass: code)
    self.init(
      members, fellows: TiledPoints(space, rows: members), codes: labels.codes, space: space,
      count: count, scans: scans, threads: threads)
  }
}
