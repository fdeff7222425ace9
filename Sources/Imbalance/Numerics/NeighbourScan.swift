/// Nearest rows of a few queries among very many rows, without a tree.
///
/// Each query starts with the nearest rows of its own class, which are few and quickly found. Then
/// all rows are gone through in blocks, first on those columns in which the query is most unusual:
/// a row that is too far on them alone is not looked at further. Distances that matter are summed
/// in the order of the columns, so the answers are those of `TiledPoints`. Queries of one class
/// share each block while it is in the cache.
struct NeighbourScan: Sendable {
  private let space: [[Double]]
  private let codes: [Int32]
  private let means: [Double]
  private let variances: [Double]
  private static let block = 512
  private static let together = 64

  /// Looks at the columns of a space, and at the class of each of its rows.
  init(_ space: [[Double]], codes: [Int32]) {
    self.space = space
    self.codes = codes
    // A sample is enough: the choice of columns changes the time and not the answer.
    let step = max(1, codes.count / 512)
    var means: [Double] = []
    var variances: [Double] = []
    for column in space {
      let sample = stride(from: 0, to: codes.count, by: step).map { column[$0] }
      let mean = sample.reduce(0, +) / Double(max(1, sample.count))
      means.append(mean)
      variances.append(
        sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, sample.count)))
    }
    self.means = means
    self.variances = variances
  }

  /// For each row in turn its `count` nearest rows of any class, closest first.
  ///
  /// - Parameters:
  ///   - rows: Rows of one class.
  ///   - fellows: All rows of that class.
  ///   - fellowsOnly: Whether only the rows of its own class matter in an answer: what lies
  ///     beyond the last of them may be missing or not be the nearest.
  func nearest(
    _ rows: [Int], fellows: TiledPoints, count: Int, fellowsOnly: Bool, threads: Int
  ) -> [[Int32]] {
    let started = forEachQuery(rows, threads: threads, scratchFor: fellows) { row, scratch in
      scratch.load(row, of: space)
      let near = fellows.nearest(count, excluding: row, &scratch)
      var list = NearestList(count)
      for (fellow, distance) in zip(near.rows, near.distances) { list.offer(fellow, distance) }
      return ScanQuery(row, list, order: columnOrder(row))
    }
    let parts = parallelMap(
      count: (rows.count + Self.together - 1) / Self.together, threads: threads
    ) { part -> [[Int32]] in
      var queries = Array(
        started[(part * Self.together)..<min(rows.count, (part + 1) * Self.together)])
      let own = rows.isEmpty ? -1 : codes[rows[0]]
      if fellowsOnly {
        for place in queries.indices { queries[place].limitToFellows(codes, own) }
      }
      withColumnPointers(space) { columns in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.block) { scratch in
          guard let scratch = scratch.baseAddress else { return }
          var start = 0
          while start < codes.count {
            let size = min(Self.block, codes.count - start)
            for place in queries.indices where queries[place].limit >= 0 {
              scan(
                &queries[place], columns, start, size, own, fellowsOnly: fellowsOnly, scratch)
            }
            start += Self.block
          }
        }
      }
      return queries.map(\.list.rows)
    }
    return Array(parts.joined())
  }

  /// Whether a scan is likely to take less time than tiles: with many columns tiles hold nothing
  /// off, and for few queries they cost more to make than they save.
  static func pays(queries: Int, rows: Int, columns: Int) -> Bool {
    columns > 8 || queries * rows < 100_000_000
  }

  /// The columns, those first in which rows are likely to lie far from this one.
  private func columnOrder(_ row: Int) -> [Int] {
    let expected = space.indices.map { column -> Double in
      let away = space[column][row] - means[column]
      return away * away + variances[column]
    }
    return space.indices.sorted {
      expected[$0] != expected[$1] ? expected[$0] > expected[$1] : $0 < $1
    }
  }

  @inline(__always)
  private func scan(
    _ query: inout ScanQuery, _ columns: ColumnPointers, _ start: Int, _ size: Int, _ own: Int32,
    fellowsOnly: Bool, _ sums: UnsafeMutablePointer<Double>
  ) {
    let row = query.row
    let width = columns.count
    let looked = min(query.looked, width)
    ScanKernel.partial(columns, row, query.order, looked, start, size, sums)
    // The order of a sum may change its last bits.
    var limit = query.limit * (1 + 1e-12)
    var met = 0
    for place in 0..<size where sums[place] <= limit {
      met &+= 1
      let other = start &+ place
      if codes[other] == own { continue }
      let distance = ScanKernel.distance(columns, row, other, limit: query.limit)
      guard distance <= query.limit else { continue }
      query.list.offer(Int32(other), distance)
      if fellowsOnly { query.limitToFellows(codes, own) } else { query.limit = query.list.limit }
      if query.limit < 0 { return }
      limit = query.limit * (1 + 1e-12)
    }
    // As many columns as leave few rows to look at.
    if met &* 12 > size {
      query.looked = min(width, looked &+ 3)
    } else if met &* 100 < size {
      query.looked = max(2, looked &- 1)
    }
  }
}

/// One query of a scan.
private struct ScanQuery: Sendable {
  let row: Int
  var list: NearestList
  /// The columns in the order in which they are looked at.
  let order: [Int]
  /// How many columns are summed before rows are sorted out.
  var looked = 6
  /// No row farther than this matters; negative when nothing matters any more.
  var limit: Double

  init(_ row: Int, _ list: NearestList, order: [Int]) {
    self.row = row
    self.list = list
    self.order = order
    limit = list.limit
  }

  /// Lets only rows matter that come before the last fellow in the list.
  mutating func limitToFellows(_ codes: [Int32], _ own: Int32) {
    let last = list.rows.lastIndex { codes[Int($0)] == own }
    limit = last.map { list.distances[$0] } ?? -1
  }
}

/// The inner loops of a scan, over raw memory.
private enum ScanKernel {
  /// Squared distances on some columns only.
  @inline(__always)
  static func partial(
    _ columns: ColumnPointers, _ row: Int, _ order: [Int], _ looked: Int, _ start: Int,
    _ size: Int, _ sums: UnsafeMutablePointer<Double>
  ) {
    for place in 0..<size { sums[place] = 0 }
    var turn = 0
    while turn &+ 1 < looked {
      let first = columns[order[turn]]
      let second = columns[order[turn &+ 1]]
      let (a, b) = (first[row], second[row])
      let (one, two) = (first + start, second + start)
      for place in 0..<size {
        let x = one[place] - a
        let y = two[place] - b
        sums[place] += x * x + y * y
      }
      turn &+= 2
    }
    if turn < looked {
      let column = columns[order[turn]]
      let value = column[row]
      let one = column + start
      for place in 0..<size {
        let x = one[place] - value
        sums[place] += x * x
      }
    }
  }

  /// The squared distance of two rows, summed in the order of the columns until it is too long.
  @inline(__always)
  static func distance(
    _ columns: ColumnPointers, _ row: Int, _ other: Int, limit: Double
  ) -> Double {
    var sum = 0.0
    for column in 0..<columns.count {
      let difference = columns[column][other] - columns[column][row]
      sum += difference * difference
      if sum > limit { return sum }
    }
    return sum
  }
}
