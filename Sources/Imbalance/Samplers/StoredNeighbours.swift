/// A growing store of rows, asked whether most of a row's nearest are of its own class.
///
/// The first rows stored are the minority. Rows lie in small tiles, column by column; a query stops
/// at the first own row that is nearer than every other, which is nearly always soon.
struct StoredNeighbours {
  static let neighbours = Parameter(
    "n_neighbors", .integer(1...10_000), default: .integer(1),
    "How many nearest kept rows are asked.")
  static let seeds = Parameter(
    "n_seeds_S", .integer(1...1_000_000), default: .integer(1),
    "With how many random rows of each class to begin.")

  private let columns: [[Double]]
  private let k: Int
  /// Whether the class wins a vote that ends even: its label comes first.
  private let winsTies: Bool
  /// Rows of other classes, in the order of storing.
  private var others: [Int] = []
  private var ownCount = 0
  private var ownPoints: [Double] = []
  /// The queries, row by row, and their nearest rows of other classes.
  private var queries: [Double] = []
  private var rivals = NeighbourTable(k: 0, rows: [], distances: [])
  private var scratch = [Double](repeating: 0, count: tile)

  private static let tile = 64

  init(_ columns: [[Double]], neighbours: Int, winsTies: Bool) {
    self.columns = columns
    k = neighbours
    self.winsTies = winsTies
  }

  /// Refuses a store too small for its neighbours.
  static func check(
    _ targets: ClassTargets, neighbours: Int, seeds: Int
  ) throws(ModellingError) {
    let count = targets.counts[targets.smallest] + seeds
    guard count >= neighbours else {
      throw tooFewNeighbours(
        "the store of the smallest class and the seeds", found: count,
        neighbours: neighbours - 1, option: "n_neighbors", alternative: "tomek_links")
    }
  }

  mutating func add(_ rows: [Int], own isOwn: Bool) {
    guard isOwn else {
      others += rows
      return
    }
    for row in rows {
      let place = ownCount % Self.tile
      if place == 0 {
        ownPoints += [Double](repeating: 0, count: Self.tile * columns.count)
      }
      let start = ownCount / Self.tile * Self.tile * columns.count
      for dimension in columns.indices {
        ownPoints[start + dimension * Self.tile + place] = columns[dimension][row]
      }
      ownCount += 1
    }
  }

  /// Takes the queries, and finds their nearest rows of other classes; none is added later.
  mutating func prepare(_ asked: [Int], threads: Int) {
    let gathered = gather(columns, asked)
    queries = asked.indices.flatMap { row in gathered.map { $0[row] } }
    // By place in the store, so that ties go to the row stored first.
    rivals = TiledPoints(gather(columns, others), rows: Array(others.indices)).nearest(
      min(k, others.count), toRows: Array(asked.indices), of: gathered, excludingSelf: false,
      threads: threads)
  }

  /// Whether the most frequent class among the nearest stored rows is the query's own.
  ///
  /// - Parameter query: The query's place among those that were prepared for.
  mutating func namesOwn(_ query: Int) -> Bool {
    if others.isEmpty { return true }
    let (count, width, k) = (ownCount, columns.count, k)
    let others = rivals.distances[query * rivals.k..<(query + 1) * rivals.k]
    let needed = k % 2 == 0 && winsTies ? k / 2 : k / 2 + 1
    return queries.withUnsafeBufferPointer { queries in
      ownPoints.withUnsafeBufferPointer { points in
        scratch.withUnsafeMutableBufferPointer { out in
          guard width > 0, let query = queries.baseAddress.map({ $0 + query &* width }),
            let points = points.baseAddress, let out = out.baseAddress
          else { return false }
          // The nearest own rows that could matter, ascending.
          var nearest: [Double] = []
          for start in stride(from: 0, to: count, by: Self.tile) {
            DistanceKernel.squared(
              points + start &* width, size: Self.tile, dimensions: width, query: query, out: out)
            for place in 0..<min(Self.tile, count &- start) {
              let distance = out[place]
              // A rival as near was stored before.
              if k == 1 {
                if let rival = others.first, distance < rival { return true }
                continue
              }
              if nearest.count == k, let last = nearest.last, distance >= last { continue }
              nearest.insert(distance, at: nearest.firstIndex { $0 > distance } ?? nearest.count)
              if nearest.count > k { nearest.removeLast() }
            }
          }
          if k == 1 { return false }
          var mine = 0
          var theirs = others.startIndex
          while mine + (theirs - others.startIndex) < k {
            if theirs < others.endIndex, mine >= nearest.count || others[theirs] <= nearest[mine] {
              theirs += 1
            } else {
              mine += 1
            }
          }
          return mine >= needed
        }
      }
    }
  }
}
