/// The nearest rows of a query, closest first.
struct Neighbours: Sendable {
  /// Rows of the space.
  var rows: [Int32]
  /// Squared distances.
  var distances: [Double]
}

/// One query's memory, kept from query to query.
struct QueryScratch {
  var query: [Double]
  var distances: [Double]

  init(_ points: TiledPoints) {
    query = [Double](repeating: 0, count: max(1, points.dimensions))
    distances = [Double](repeating: 0, count: TiledPoints.tileSize)
  }

  /// Takes a row of the space as the query.
  mutating func load(_ row: Int, of space: [[Double]]) {
    for dimension in space.indices { query[dimension] = space[dimension][row] }
  }
}

extension TiledPoints {
  /// The `k` nearest points, by distance and then by row; `excluded` is never among them.
  func nearest(_ k: Int, excluding excluded: Int, _ scratch: inout QueryScratch) -> Neighbours {
    var found = Neighbours(rows: [], distances: [])
    found.rows.reserveCapacity(k + 1)
    found.distances.reserveCapacity(k + 1)
    visit(&scratch, near: excluded, within: .infinity) { row, distance -> Double in
      guard Int(row) != excluded else {
        return found.distances.count < k ? .infinity : found.distances[k - 1]
      }
      var place = found.distances.count
      while place > 0,
        distance < found.distances[place - 1]
          || (distance == found.distances[place - 1] && row < found.rows[place - 1])
      {
        place -= 1
      }
      if place < k {
        found.rows.insert(row, at: place)
        found.distances.insert(distance, at: place)
        if found.rows.count > k {
          found.rows.removeLast()
          found.distances.removeLast()
        }
      }
      return found.distances.count < k ? .infinity : found.distances[k - 1]
    }
    return found
  }

  /// How many points come before a rival at `distance` with number `row`, counting no further
  /// than `enough`.
  func countCloser(
    than distance: Double, row rival: Int32, excluding excluded: Int, enough: Int,
    _ scratch: inout QueryScratch
  ) -> Int {
    var closer = 0
    visit(&scratch, near: excluded, within: distance) { row, value -> Double in
      if Int(row) != excluded, value < distance || (value == distance && row < rival) {
        closer += 1
      }
      return closer >= enough ? -1 : distance
    }
    return closer
  }

  /// Shows points that may be within a bound; `body` returns the new bound.
  ///
  /// The tile of row `near` comes first, which nearly always settles the matter; without one, the
  /// tile with the nearest box. A negative bound ends the search.
  @inline(__always)
  func visit(
    _ scratch: inout QueryScratch, near row: Int, within start: Double,
    _ body: (Int32, Double) -> Double
  ) {
    let tiles = tileCount
    guard tiles > 0 else { return }
    var limit = start
    let home = row >= 0 && row < tileOfRow.count ? Int(tileOfRow[row]) : -1
    let width = dimensions
    scratch.query.withUnsafeBufferPointer { queryBuffer in
      scratch.distances.withUnsafeMutableBufferPointer { outBuffer in
        values.withUnsafeBufferPointer { valueBuffer in
          lows.withUnsafeBufferPointer { lowBuffer in
            highs.withUnsafeBufferPointer { highBuffer in
              guard let query = queryBuffer.baseAddress, let out = outBuffer.baseAddress else {
                return
              }
              // A space without dimensions holds every point at distance 0.
              guard width > 0, let all = valueBuffer.baseAddress,
                let low = lowBuffer.baseAddress, let high = highBuffer.baseAddress
              else {
                for row in rows where limit >= 0 { limit = body(row, 0) }
                return
              }
              func bound(_ tile: Int) -> Double {
                DistanceKernel.bound(
                  low + tile &* width, high + tile &* width, dimensions: width, query: query,
                  limit: limit)
              }
              var first = home
              if first < 0 {
                first = 0
                var least = Double.infinity
                for tile in 0..<tiles {
                  let own = bound(tile)
                  if own < least {
                    least = own
                    first = tile
                  }
                }
              }
              // Outwards from the first tile: neighbours in the order are neighbours in space.
              var turn = 0
              while turn < 2 &* tiles {
                let offset = (turn &+ 1) / 2
                let tile = turn & 1 == 1 ? first &+ offset : first &- offset
                defer { turn &+= 1 }
                if tile < 0 || tile >= tiles || (turn > 0 && bound(tile) > limit) { continue }
                let from = starts[tile]
                let size = starts[tile &+ 1] &- from
                DistanceKernel.squared(
                  all + from &* width, size: size, dimensions: width, query: query, out: out)
                for place in 0..<size where out[place] <= limit {
                  limit = body(rows[from &+ place], out[place])
                  if limit < 0 { return }
                }
              }
            }
          }
        }
      }
    }
  }
}

/// Work over many queries, in chunks whose results come back in order.
func forEachQuery<Value: Sendable>(
  _ queries: [Int], threads: Int, scratchFor points: TiledPoints,
  _ body: @Sendable (Int, inout QueryScratch) -> Value
) -> [Value] {
  let chunk = 256
  let chunks = (queries.count + chunk - 1) / chunk
  let parts = parallelMap(count: chunks, threads: threads) { part -> [Value] in
    var scratch = QueryScratch(points)
    return (part * chunk..<min(queries.count, (part + 1) * chunk)).map { place in
      body(queries[place], &scratch)
    }
  }
  return Array(parts.joined())
}
