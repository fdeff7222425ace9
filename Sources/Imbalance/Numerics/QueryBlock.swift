/// Up to a tile of near queries that are searched for together.
///
/// Memory is raw and released by hand, because the loops below it run a million times a second.
struct QueryBlock {
  /// What is sought.
  enum Goal: Sendable {
    /// The `k` nearest points within limits in the caller's order, in so many tiles at most.
    case nearest(Int, within: [Double]?, tiles: Int)
    /// Whether so many points come before a rival; distances and rows in the caller's order.
    case closer(Int, limits: [Double], rivals: [Int32])
  }

  let count: Int
  /// How many points each query has found.
  let found: UnsafeMutablePointer<Int>
  /// The points found, `room` for each query; unused when only counting.
  let rows: UnsafeMutablePointer<Int32>
  let distances: UnsafeMutablePointer<Double>

  private let points: TiledPoints
  private let filter: DistanceFilter
  private let width: Int
  private let room: Int
  private let counts: Bool
  private let tileLimit: Int
  private let coordinates: UnsafeMutablePointer<Double>
  private let norms: UnsafeMutablePointer<Double>
  private let limits: UnsafeMutablePointer<Double>
  private let moved: UnsafeMutablePointer<Double>
  private let thresholds: UnsafeMutablePointer<Int32>
  private let excluded: UnsafeMutablePointer<Int32>
  private let rivals: UnsafeMutablePointer<Int32>
  /// The queries still open, then the packed coordinates of each four of them.
  private let open: UnsafeMutablePointer<Int>
  private let grid: UnsafeMutablePointer<Int16>
  private let packed: UnsafeMutablePointer<SIMD8<Int16>>
  private let scores: UnsafeMutablePointer<SIMD4<Int32>>
  private let exact: UnsafeMutablePointer<Double>
  private let low: UnsafeMutablePointer<Double>
  private let high: UnsafeMutablePointer<Double>

  private static let stride = TiledPoints.tileSize / 4

  init(
    _ asked: TiledPoints, tile: Int, points: TiledPoints, filter: DistanceFilter, goal: Goal,
    excludingSelf: Bool, placeOf: [Int32]
  ) {
    let start = asked.starts[tile]
    let count = asked.starts[tile + 1] - start
    let width = asked.dimensions
    self.count = count
    self.width = width
    self.points = points
    self.filter = filter
    switch goal {
    case .nearest(let k, _, let tiles): (room, counts, tileLimit) = (k, false, tiles)
    case .closer(let enough, _, _): (room, counts, tileLimit) = (enough, true, .max)
    }
    found = .allocate(capacity: count)
    found.initialize(repeating: 0, count: count)
    let kept = counts ? 0 : count * room
    rows = .allocate(capacity: kept)
    rows.initialize(repeating: -1, count: kept)
    distances = .allocate(capacity: kept)
    distances.initialize(repeating: .infinity, count: kept)
    coordinates = .allocate(capacity: count * width)
    norms = .allocate(capacity: count)
    limits = .allocate(capacity: count)
    thresholds = .allocate(capacity: count)
    excluded = .allocate(capacity: count)
    rivals = .allocate(capacity: count)
    open = .allocate(capacity: count)
    moved = .allocate(capacity: count)
    let room16 = (count + 3) / 4 * 4 * filter.pairs
    grid = .allocate(capacity: count * filter.pairs * 2)
    grid.initialize(repeating: 0, count: count * filter.pairs * 2)
    packed = .allocate(capacity: room16)
    packed.initialize(repeating: .zero, count: room16)
    scores = .allocate(capacity: 4 * Self.stride)
    scores.initialize(repeating: .zero, count: 4 * Self.stride)
    exact = .allocate(capacity: TiledPoints.tileSize)
    exact.initialize(repeating: 0, count: TiledPoints.tileSize)
    low = .allocate(capacity: width)
    high = .allocate(capacity: width)
    for dimension in 0..<width {
      (low + dimension).initialize(to: asked.lows[tile * width + dimension])
      (high + dimension).initialize(to: asked.highs[tile * width + dimension])
    }
    for slot in 0..<count {
      for dimension in 0..<width {
        let value = asked.values[start * width + dimension * count + slot]
        (coordinates + slot * width + dimension).initialize(to: value)
      }
      let row = asked.rows[start + slot]
      let placed = filter.place(
        coordinates + slot * width, into: grid + slot * filter.pairs * 2, dimensions: width)
      (norms + slot).initialize(to: placed.norm)
      (moved + slot).initialize(to: placed.moved)
      (excluded + slot).initialize(to: excludingSelf ? row : -1)
      (open + slot).initialize(to: slot)
      let place = Int(placeOf[Int(row)])
      switch goal {
      case .closer(_, let bounds, let others):
        (limits + slot).initialize(to: bounds[place])
        (rivals + slot).initialize(to: others[place])
      case .nearest(_, let bounds, _):
        (limits + slot).initialize(to: bounds?[place] ?? .infinity)
        (rivals + slot).initialize(to: -1)
      }
      (thresholds + slot).initialize(
        to: filter.threshold(limit: limits[slot], norm: placed.norm, moved: placed.moved))
    }
  }

  func release() {
    found.deallocate()
    rows.deallocate()
    distances.deallocate()
    coordinates.deallocate()
    norms.deallocate()
    limits.deallocate()
    moved.deallocate()
    grid.deallocate()
    thresholds.deallocate()
    excluded.deallocate()
    rivals.deallocate()
    open.deallocate()
    packed.deallocate()
    scores.deallocate()
    exact.deallocate()
    low.deallocate()
    high.deallocate()
  }

  /// Meets every tile of points that can matter, likely ones first.
  func search() {
    guard room > 0, points.count > 0 else { return }
    guard width > 0 else {
      // A space without dimensions holds every point at distance 0.
      for slot in 0..<count { for row in points.rows.sorted() { offer(slot, row, 0) } }
      return
    }
    points.values.withUnsafeBufferPointer { values in
      points.lows.withUnsafeBufferPointer { lows in
        points.highs.withUnsafeBufferPointer { highs in
          filter.chunks.withUnsafeBufferPointer { chunks in
            filter.halves.withUnsafeBufferPointer { halves in
              guard let values = values.baseAddress, let lows = lows.baseAddress,
                let highs = highs.baseAddress
              else { return }
              search(values, lows, highs, chunks.baseAddress, halves.baseAddress)
            }
          }
        }
      }
    }
  }

  private func search(
    _ values: UnsafePointer<Double>, _ lows: UnsafePointer<Double>, _ highs: UnsafePointer<Double>,
    _ chunks: UnsafePointer<SIMD8<Int16>>?, _ halves: UnsafePointer<SIMD4<Int32>>?
  ) {
    let pairs = filter.pairs
    var waiting = count
    var ready = pack(waiting)
    // Whether looking at single queries' distances to a box is worth its cost.
    var tried = 0
    var spared = 0
    for tile in order(lows, highs).prefix(tileLimit) {
      if waiting == 0 { return }
      var widest = -1.0
      for place in 0..<waiting { widest = max(widest, limits[open[place]]) }
      let tileLow = lows + tile &* width
      let tileHigh = highs + tile &* width
      if gap(tileLow, tileHigh, limit: widest) > widest { continue }
      let start = points.starts[tile]
      let size = points.starts[tile &+ 1] &- start
      let tileValues = values + start &* width
      let asks = tried < 64 || spared &* 8 > tried
      for group in Swift.stride(from: 0, to: waiting, by: 4) {
        let members = min(4, waiting &- group)
        var needed = widest == .infinity
        if asks && !needed {
          for place in group..<(group &+ members) where !needed {
            let slot = open[place]
            needed =
              DistanceKernel.bound(
                tileLow, tileHigh, dimensions: width, query: coordinates + slot &* width,
                limit: limits[slot]) <= limits[slot]
          }
          tried &+= 1
          spared &+= needed ? 0 : 1
          if !needed { continue }
        }
        guard let chunks, let halves, filter.isUsable, widest < .infinity else {
          for place in group..<(group &+ members) {
            measure(open[place], tileValues, size: size, rows: start)
          }
          continue
        }
        let first = filter.starts[tile]
        let chunkCount = filter.starts[tile &+ 1] &- first
        FilterKernel.scores(
          chunks + first &* pairs &* 2, halves: halves + first &* 2, count: chunkCount,
          pairs: pairs, queries: packed + group &* pairs, out: scores, stride: Self.stride)
        for member in 0..<members {
          let slot = open[group &+ member]
          let own = scores + member &* Self.stride
          if FilterKernel.anyPasses(own, count: chunkCount &* 2, threshold: thresholds[slot]) {
            sift(slot, own, tileValues, size: size, rows: start)
          }
        }
      }
      if counts {
        var left = 0
        for place in 0..<waiting where found[open[place]] < room {
          open[left] = open[place]
          left &+= 1
        }
        waiting = left
        if (waiting &+ 3) / 4 < (ready &+ 3) / 4 || waiting < ready { ready = pack(waiting) }
      }
    }
  }

  /// Measures again, exactly, what the filter lets through.
  private func sift(
    _ slot: Int, _ scores: UnsafePointer<SIMD4<Int32>>, _ tile: UnsafePointer<Double>, size: Int,
    rows start: Int
  ) {
    scores.withMemoryRebound(to: Int32.self, capacity: TiledPoints.tileSize) { scores in
      for place in 0..<size where scores[place] <= thresholds[slot] {
        let distance = FilterKernel.exact(
          tile, size: size, place: place, dimensions: width, query: coordinates + slot &* width)
        if distance <= limits[slot] { offer(slot, points.rows[start &+ place], distance) }
        if counts && found[slot] >= room { return }
      }
    }
  }

  /// Measures every point of a tile.
  private func measure(_ slot: Int, _ tile: UnsafePointer<Double>, size: Int, rows start: Int) {
    DistanceKernel.squared(
      tile, size: size, dimensions: width, query: coordinates + slot &* width, out: exact)
    for place in 0..<size where exact[place] <= limits[slot] {
      offer(slot, points.rows[start &+ place], exact[place])
      if counts && found[slot] >= room { return }
    }
  }

  /// Takes a point into account.
  private func offer(_ slot: Int, _ row: Int32, _ distance: Double) {
    if row == excluded[slot] { return }
    if counts {
      if distance < limits[slot] || (distance == limits[slot] && row < rivals[slot]) {
        found[slot] &+= 1
      }
      return
    }
    let nearest = distances + slot &* room
    let names = rows + slot &* room
    var place = found[slot]
    if place == room {
      let last = room &- 1
      if distance > nearest[last] || (distance == nearest[last] && row > names[last]) { return }
      place = last
    } else {
      found[slot] = place &+ 1
    }
    while place > 0,
      distance < nearest[place &- 1]
        || (distance == nearest[place &- 1] && row < names[place &- 1])
    {
      nearest[place] = nearest[place &- 1]
      names[place] = names[place &- 1]
      place &-= 1
    }
    nearest[place] = distance
    names[place] = row
    if found[slot] == room {
      limits[slot] = nearest[room &- 1]
      thresholds[slot] = filter.threshold(
        limit: limits[slot], norm: norms[slot], moved: moved[slot])
    }
  }

  /// Lays out the open queries four by four; the last four may repeat one.
  private func pack(_ waiting: Int) -> Int {
    guard filter.isUsable else { return waiting }
    let rounded = (waiting &+ 3) / 4 * 4
    for place in 0..<rounded {
      let slot = open[min(place, waiting &- 1)]
      let group = place / 4
      let target = packed + (group &* 4 &* filter.pairs &+ place % 4)
      let own = grid + slot &* filter.pairs &* 2
      for pair in 0..<filter.pairs {
        let (a, b) = (own[2 &* pair], own[2 &* pair &+ 1])
        target[4 &* pair] = SIMD8(a, b, a, b, a, b, a, b)
      }
    }
    return waiting
  }

  /// The least squared distance between a tile's box and the queries' own.
  private func gap(
    _ tileLow: UnsafePointer<Double>, _ tileHigh: UnsafePointer<Double>, limit: Double
  ) -> Double {
    var sum = 0.0
    for dimension in 0..<width where sum <= limit {
      let above: Double = tileLow[dimension] - high[dimension]
      let below: Double = low[dimension] - tileHigh[dimension]
      let own = max(0, max(above, below))
      sum += own * own
    }
    return sum
  }

  /// The tiles, those whose middles are nearest to the queries' middle first.
  private func order(
    _ lows: UnsafePointer<Double>, _ highs: UnsafePointer<Double>
  ) -> [Int] {
    let tiles = points.tileCount
    var best: [(distance: Double, tile: Int)] = []
    let wanted = 8
    for tile in 0..<tiles {
      var sum = 0.0
      let limit = best.count < wanted ? Double.infinity : best[wanted - 1].distance
      for dimension in 0..<width where sum < limit {
        let place = tile &* width &+ dimension
        let middle: Double = 0.5 * lows[place] + 0.5 * highs[place]
        let own: Double = 0.5 * low[dimension] + 0.5 * high[dimension]
        let difference = middle - own
        sum += difference * difference
      }
      if sum >= limit { continue }
      let place = best.firstIndex { $0.distance > sum } ?? best.count
      best.insert((sum, tile), at: place)
      if best.count > wanted { best.removeLast() }
    }
    var order = best.map(\.tile)
    var isFirst = [Bool](repeating: false, count: tiles)
    for tile in order { isFirst[tile] = true }
    // The others outwards: neighbours in the order are neighbours in space.
    let home = order.first ?? 0
    for offset in 0..<tiles {
      if home + offset < tiles, !isFirst[home + offset] { order.append(home + offset) }
      if offset > 0, home - offset >= 0, !isFirst[home - offset] { order.append(home - offset) }
    }
    return order
  }
}
