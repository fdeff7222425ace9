/// Rows of numbers and categories, for exact nearest-neighbour search between them.
///
/// The squared distance is that of the numbers, summed in their order, plus `penalty` for each
/// category that differs. Rows lie in tiles, column by column, in the order of `TiledPoints` over
/// the numbers; a tile is passed over when its box of numbers alone is too far. Categories stay
/// codes: nothing is one-hot encoded. Ties go to the lower row.
struct MixedPoints: Sendable {
  /// In tile order the place of each row among those given.
  private let order: [Int32]
  private let starts: [Int]
  private let numbers: [Double]
  private let codes: [Int32]
  private let lows: [Double]
  private let highs: [Double]
  private let width: Int
  private let words: Int
  private let penalty: Double
  private let tileOfPlace: [Int32]
  private let placeInOrder: [Int32]

  /// Tiles rows given as columns.
  init(numbers columns: [[Double]], codes wordColumns: [[Int32]], penalty: Double) {
    let tiles = TiledPoints(columns, rows: Array((columns.first ?? []).indices))
    let count = tiles.rows.count
    order = tiles.rows
    starts = tiles.starts
    width = columns.count
    words = wordColumns.count
    self.penalty = penalty
    var numbers = [Double](repeating: 0, count: count * columns.count)
    var codes = [Int32](repeating: 0, count: count * wordColumns.count)
    var lows: [Double] = []
    var highs: [Double] = []
    var tileOfPlace = [Int32](repeating: 0, count: count)
    var placeInOrder = [Int32](repeating: 0, count: count)
    for tile in 0..<(starts.count - 1) {
      let start = starts[tile]
      let size = starts[tile + 1] - start
      for (dimension, column) in columns.enumerated() {
        var low = Double.infinity
        var high = -Double.infinity
        for place in 0..<size {
          let value = column[Int(order[start + place])]
          numbers[start * width + dimension * size + place] = value
          low = min(low, value)
          high = max(high, value)
        }
        lows.append(low)
        highs.append(high)
      }
      for (dimension, column) in wordColumns.enumerated() {
        for place in 0..<size {
          codes[start * words + dimension * size + place] = column[Int(order[start + place])]
        }
      }
      for place in 0..<size {
        tileOfPlace[Int(order[start + place])] = Int32(tile)
        placeInOrder[Int(order[start + place])] = Int32(start + place)
      }
    }
    self.numbers = numbers
    self.codes = codes
    self.lows = lows
    self.highs = highs
    self.tileOfPlace = tileOfPlace
    self.placeInOrder = placeInOrder
  }

  /// For each row in turn its `k` nearest others, closest first; `k` is below the number of rows.
  func neighbours(_ k: Int, threads: Int) -> [Int32] {
    let chunk = 128
    let rows = order.count
    let parts = parallelMap(count: (rows + chunk - 1) / chunk, threads: threads) { part in
      var query = [Double](repeating: 0, count: width)
      var asked = [Int32](repeating: 0, count: words)
      var near = NearestList(k)
      var out: [Int32] = []
      withUnsafeTemporaryAllocation(of: Double.self, capacity: TiledPoints.tileSize) { distances in
        for place in (part * chunk)..<min(rows, (part + 1) * chunk) {
          load(place, &query, &asked)
          near.removeAll()
          search(place, query, asked, distances, &near)
          out += near.rows
        }
      }
      return out
    }
    return Array(parts.joined())
  }

  private func load(_ place: Int, _ query: inout [Double], _ asked: inout [Int32]) {
    let tile = Int(tileOfPlace[place])
    let start = starts[tile]
    let size = starts[tile + 1] - start
    let within = Int(placeInOrder[place]) - start
    for dimension in 0..<width {
      query[dimension] = numbers[start * width + dimension * size + within]
    }
    for dimension in 0..<words {
      asked[dimension] = codes[start * words + dimension * size + within]
    }
  }

  private func search(
    _ place: Int, _ query: [Double], _ asked: [Int32],
    _ distances: UnsafeMutableBufferPointer<Double>, _ near: inout NearestList
  ) {
    let tiles = starts.count - 1
    let home = Int(tileOfPlace[place])
    query.withUnsafeBufferPointer { query in
      numbers.withUnsafeBufferPointer { numbers in
        codes.withUnsafeBufferPointer { codes in
          lows.withUnsafeBufferPointer { lows in
            highs.withUnsafeBufferPointer { highs in
              guard let query = query.baseAddress, let numbers = numbers.baseAddress,
                let low = lows.baseAddress, let high = highs.baseAddress,
                let out = distances.baseAddress
              else { return }
              // Outwards from the row's own tile: neighbours in the order are near in space.
              for turn in 0..<(2 * tiles) {
                let offset = (turn + 1) / 2
                let tile = turn & 1 == 1 ? home + offset : home - offset
                if tile < 0 || tile >= tiles { continue }
                if turn > 0 {
                  let bound = DistanceKernel.bound(
                    low + tile * width, high + tile * width, dimensions: width, query: query,
                    limit: near.limit)
                  if bound > near.limit { continue }
                }
                let start = starts[tile]
                let size = starts[tile + 1] - start
                DistanceKernel.squared(
                  numbers + start * width, size: size, dimensions: width, query: query, out: out)
                addPenalties(codes, start, size, asked, out)
                for within in 0..<size where out[within] <= near.limit {
                  let row = order[start + within]
                  if Int(row) != place { near.offer(row, out[within]) }
                }
              }
            }
          }
        }
      }
    }
  }

  /// One addition for all categories, so that equal numbers of differences tie exactly.
  @inline(__always)
  private func addPenalties(
    _ codes: UnsafeBufferPointer<Int32>, _ start: Int, _ size: Int, _ asked: [Int32],
    _ out: UnsafeMutablePointer<Double>
  ) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: TiledPoints.tileSize) { differing in
      for within in 0..<size { differing[within] = 0 }
      for dimension in 0..<words {
        let own = asked[dimension]
        let column = start &* words &+ dimension &* size
        for within in 0..<size {
          differing[within] &+= codes[column &+ within] == own ? 0 : 1
        }
      }
      for within in 0..<size { out[within] += Double(differing[within]) * penalty }
    }
  }
}

/// The nearest rows met so far, by distance and then by row.
struct NearestList {
  private let capacity: Int
  private(set) var rows: [Int32] = []
  private(set) var distances: [Double] = []
  /// No row farther than this can enter.
  private(set) var limit = Double.infinity

  init(_ capacity: Int) {
    self.capacity = capacity
    rows.reserveCapacity(capacity + 1)
    distances.reserveCapacity(capacity + 1)
  }

  mutating func removeAll() {
    rows.removeAll(keepingCapacity: true)
    distances.removeAll(keepingCapacity: true)
    limit = .infinity
  }

  /// Takes a row in if it is near enough.
  mutating func offer(_ row: Int32, _ distance: Double) {
    var place = rows.count
    while place > 0,
      distance < distances[place - 1]
        || (distance == distances[place - 1] && row < rows[place - 1])
    {
      place -= 1
    }
    guard place < capacity else { return }
    rows.insert(row, at: place)
    distances.insert(distance, at: place)
    if rows.count > capacity {
      rows.removeLast()
      distances.removeLast()
    }
    if rows.count == capacity { limit = distances[capacity - 1] }
  }
}
