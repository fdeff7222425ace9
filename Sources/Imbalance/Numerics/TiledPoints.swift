/// Points cut into small boxes, for exact nearest-neighbour search.
///
/// Tiles are made by splitting at a median of the widest side until at most `tileSize` points are
/// left; inside a tile the numbers lie column by column, so that one query meets many points in
/// one vectorised loop. A tile is passed over only when its box is farther than the answer so far,
/// and the bound is computed in the same order of rounding as a distance, so it never exceeds one:
/// the result equals that of comparing with every point. Ties go to the lower row.
package struct TiledPoints: Sendable {
  static let tileSize = 128
  /// How many coordinates a point has.
  let dimensions: Int
  /// For each place in tile order the row of the space.
  let rows: [Int32]
  /// Where each tile starts in `rows`; one more than there are tiles.
  let starts: [Int]
  /// The coordinates, tile by tile, column by column in a tile.
  let values: [Double]
  /// For each tile and dimension the lowest and highest coordinate.
  let lows: [Double]
  let highs: [Double]
  /// For each row of the space the tile it lies in, or -1.
  let tileOfRow: [Int32]

  var count: Int { rows.count }
  var tileCount: Int { starts.count - 1 }

  /// Tiles some rows of a space.
  ///
  /// - Parameter isSorted: Whether near points share a tile; if not, they lie in the order given,
  ///   which is sooner done and as good where there is little to pass over.
  package init(_ space: [[Double]], rows chosen: [Int], isSorted: Bool = true) {
    dimensions = space.count
    let width = space.count
    var order = chosen.map(Int32.init)
    var starts: [Int] = []
    var spare = order
    var pending = [(0, chosen.count)]
    while let (low, high) = pending.popLast() {
      if high - low <= Self.tileSize {
        if high > low { starts.append(low) }
        continue
      }
      let middle =
        isSorted
        ? Self.partition(&order, low, high, space, &spare) : min(high, low + Self.tileSize)
      pending.append((middle, high))
      pending.append((low, middle))
    }
    starts.append(chosen.count)
    var values = [Double](repeating: 0, count: chosen.count * width)
    var lows = [Double](repeating: .infinity, count: (starts.count - 1) * width)
    var highs = [Double](repeating: -.infinity, count: (starts.count - 1) * width)
    for dimension in 0..<width {
      space[dimension].withUnsafeBufferPointer { column in
        for tile in 0..<(starts.count - 1) {
          let start = starts[tile]
          let size = starts[tile + 1] - start
          var low = Double.infinity
          var high = -Double.infinity
          for place in 0..<size {
            let value = column[Int(order[start + place])]
            values[start * width + dimension * size + place] = value
            if value < low { low = value }
            if value > high { high = value }
          }
          lows[tile * width + dimension] = low
          highs[tile * width + dimension] = high
        }
      }
    }
    var tileOfRow = [Int32](repeating: -1, count: space.first?.count ?? 0)
    if width > 0 {
      for tile in 0..<(starts.count - 1) {
        for place in starts[tile]..<starts[tile + 1] { tileOfRow[Int(order[place])] = Int32(tile) }
      }
    }
    self.tileOfRow = tileOfRow
    rows = order
    self.starts = starts
    self.values = values
    self.lows = lows
    self.highs = highs
  }

  /// Splits a stretch at a median of its widest side; where it begins to be above.
  private static func partition(
    _ order: inout [Int32], _ low: Int, _ high: Int, _ space: [[Double]], _ spare: inout [Int32]
  ) -> Int {
    var widest = 0
    var extent = -1.0
    // A sample is enough to choose a side: any choice gives the same neighbours.
    let step = max(1, (high - low) / 64)
    for dimension in space.indices {
      var least = Double.infinity
      var most = -Double.infinity
      space[dimension].withUnsafeBufferPointer { column in
        for place in stride(from: low, to: high, by: step) {
          let value = column[Int(order[place])]
          least = min(least, value)
          most = max(most, value)
        }
      }
      if most - least > extent {
        extent = most - least
        widest = dimension
      }
    }
    guard extent > 0 else { return (low + high) / 2 }
    let column = space[widest]
    let sample = stride(from: low, to: high, by: step).map { column[Int(order[$0])] }.sorted()
    let pivot = sample[sample.count / 2]
    var below = low
    var above = 0
    order.withUnsafeMutableBufferPointer { order in
      spare.withUnsafeMutableBufferPointer { spare in
        column.withUnsafeBufferPointer { column in
          // Every row is written to both sides, and one of them moves on: no branch to guess.
          for place in low..<high {
            let row = order[place]
            let isBelow = column[Int(row)] < pivot ? 1 : 0
            order[below] = row
            spare[above] = row
            below &+= isBelow
            above &+= 1 &- isBelow
          }
          for place in 0..<above { order[below &+ place] = spare[place] }
        }
      }
    }
    return below > low && above > 0 ? below : (low + high) / 2
  }
}
