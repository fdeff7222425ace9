/// The inner loops of neighbour search, over raw memory.
enum DistanceKernel {
  /// Squared distances of a query to the points of a tile, summed in the order of the dimensions.
  ///
  /// - Parameters:
  ///   - tile: `size` values of the first dimension, then of the second, and so on.
  ///   - query: One value for each dimension.
  ///   - out: Room for `size` results.
  @inline(__always)
  static func squared(
    _ tile: UnsafePointer<Double>, size: Int, dimensions: Int, query: UnsafePointer<Double>,
    out: UnsafeMutablePointer<Double>
  ) {
    for place in 0..<size { out[place] = 0 }
    var column = tile
    var dimension = 0
    // Two dimensions in one pass: the sum's order stays, the traffic halves.
    while dimension &+ 1 < dimensions {
      let first = query[dimension]
      let second = query[dimension &+ 1]
      let next = column + size
      for place in 0..<size {
        let a = column[place] - first
        let b = next[place] - second
        out[place] = (out[place] + a * a) + b * b
      }
      column = next + size
      dimension &+= 2
    }
    if dimension < dimensions {
      let value = query[dimension]
      for place in 0..<size {
        let difference = column[place] - value
        out[place] += difference * difference
      }
    }
  }

  /// The least squared distance that a point in a box can have from a query; anything above
  /// `limit` when it is more than that.
  @inline(__always)
  static func bound(
    _ low: UnsafePointer<Double>, _ high: UnsafePointer<Double>, dimensions: Int,
    query: UnsafePointer<Double>, limit: Double
  ) -> Double {
    var sum = 0.0
    for dimension in 0..<dimensions where sum <= limit {
      let value = query[dimension]
      let below = low[dimension] - value
      let above = value - high[dimension]
      let gap = max(0, max(below, above))
      sum += gap * gap
    }
    return sum
  }
}
