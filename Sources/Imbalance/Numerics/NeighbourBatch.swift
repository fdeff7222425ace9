/// The nearest rows of many queries, `k` for each, closest first.
struct NeighbourTable: Sendable {
  /// How many places each query has.
  let k: Int
  /// Rows of the space, query by query; -1 where there are fewer than `k`.
  var rows: [Int32]
  /// Squared distances; infinite where there is no row.
  var distances: [Double]

  /// The rows of one query.
  subscript(query: Int) -> ArraySlice<Int32> { rows[query * k..<(query + 1) * k] }
}

extension TiledPoints {
  /// The `k` nearest points of each query, by distance and then by row.
  ///
  /// The same rows and distances as comparing with every point in double precision gives. One
  /// query tile meets one tile of points at a time: nothing grows with their product.
  ///
  /// - Parameters:
  ///   - k: How many points, at least 1.
  ///   - queries: The queries' coordinates, column by column, in the space of the points.
  ///   - threads: How many threads may be used; the result does not depend on it.
  package func nearest(
    _ k: Int, queries: [[Double]], threads: Int
  ) -> (rows: [Int32], distances: [Double]) {
    let count = queries.first?.count ?? 0
    let found = nearest(
      k, toRows: Array(0..<count), of: queries, excludingSelf: false, threads: threads)
    return (found.rows, found.distances)
  }

  /// The `k` nearest points of some rows of a space, in the order of those rows.
  ///
  /// - Parameters:
  ///   - queries: Distinct rows of the space.
  ///   - tiled: The same rows, where they have been tiled already.
  ///   - excludingSelf: The space is the points' own, and no row is its own neighbour.
  ///   - limits: Squared distances beyond which each query's points do not matter.
  ///   - tiles: How many tiles to look into, likely ones first: an upper bound is found soon.
  func nearest(
    _ k: Int, toRows queries: [Int], of space: [[Double]], tiled: TiledPoints? = nil,
    excludingSelf: Bool, within limits: [Double]? = nil, tiles: Int = .max, threads: Int
  ) -> NeighbourTable {
    var table = NeighbourTable(
      k: k, rows: [Int32](repeating: -1, count: queries.count * k),
      distances: [Double](repeating: .infinity, count: queries.count * k))
    table.rows.withUnsafeMutableBufferPointer { rows in
      table.distances.withUnsafeMutableBufferPointer { distances in
        guard let rows = rows.baseAddress, let distances = distances.baseAddress else { return }
        let (sharedRows, sharedDistances) = (SharedPointer(rows), SharedPointer(distances))
        eachBlock(
          of: queries, in: tiled ?? asking(queries, of: space),
          excludingSelf: excludingSelf, goal: .nearest(k, within: limits, tiles: tiles),
          threads: threads
        ) { place, block, slot in
          for rank in 0..<block.found[slot] {
            sharedRows.base[place &* k &+ rank] = block.rows[slot &* k &+ rank]
            sharedDistances.base[place &* k &+ rank] = block.distances[slot &* k &+ rank]
          }
        }
      }
    }
    return table
  }

  /// For each of some rows of the points' space whether at least `enough` points come before its
  /// rival: nearer, or as near with a lower row. No row counts for itself.
  ///
  /// Most rows are settled by the first few tiles, so this costs far less than their neighbours.
  func haveCloser(
    _ enough: Int, than distances: [Double], rivals: [Int32], toRows queries: [Int],
    of space: [[Double]], tiled: TiledPoints? = nil, threads: Int
  ) -> [Bool] {
    var answer = [Bool](repeating: false, count: queries.count)
    answer.withUnsafeMutableBufferPointer { answer in
      guard let base = answer.baseAddress else { return }
      let shared = SharedPointer(base)
      eachBlock(
        of: queries, in: tiled ?? asking(queries, of: space), excludingSelf: true,
        goal: .closer(enough, limits: distances, rivals: rivals), threads: threads
      ) { place, block, slot in
        shared.base[place] = block.found[slot] >= enough
      }
    }
    return answer
  }

  /// The queries in tiles; few points are met by all of them anyhow.
  private func asking(_ queries: [Int], of space: [[Double]]) -> TiledPoints {
    TiledPoints(space, rows: queries, isSorted: tileCount > 8)
  }

  /// Searches query tile by query tile, since near queries need the same points.
  private func eachBlock(
    of queries: [Int], in asked: TiledPoints, excludingSelf: Bool, goal: QueryBlock.Goal,
    threads: Int, _ take: @Sendable (_ place: Int, QueryBlock, _ slot: Int) -> Void
  ) {
    guard !queries.isEmpty else { return }
    let filter = DistanceFilter(self)
    // Where each query stands in the caller's list.
    let placeOf = places(of: queries)
    drain(count: asked.tileCount, threads: threads) { tile in
      let block = QueryBlock(
        asked, tile: tile, points: self, filter: filter, goal: goal, excludingSelf: excludingSelf,
        placeOf: placeOf)
      block.search()
      for slot in 0..<block.count {
        take(Int(placeOf[Int(asked.rows[asked.starts[tile] + slot])]), block, slot)
      }
      block.release()
    }
  }
}

/// For each row its place in a list of distinct rows, or -1.
private func places(of queries: [Int]) -> [Int32] {
  var places = [Int32](repeating: -1, count: (queries.max() ?? 0) + 1)
  for (place, row) in queries.enumerated() { places[row] = Int32(place) }
  return places
}
