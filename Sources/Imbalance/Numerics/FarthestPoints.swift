extension TiledPoints {
  /// For each of some rows of a space the sum of its distances to the `k` farthest points.
  ///
  /// All distances are measured, tile by tile; sums are made from the nearest of them on.
  func farthestSums(
    _ k: Int, toRows queries: [Int], of space: [[Double]], threads: Int
  ) -> [Double] {
    let k = min(k, count)
    return forEachQuery(queries, threads: threads, scratchFor: self) { row, scratch in
      scratch.load(row, of: space)
      return scratch.farthest(k, among: self)
    }
  }
}

extension QueryScratch {
  /// The sum of the `k` largest distances.
  fileprivate mutating func farthest(_ k: Int, among points: TiledPoints) -> Double {
    let width = points.dimensions
    var largest: [Double] = []
    query.withUnsafeBufferPointer { query in
      distances.withUnsafeMutableBufferPointer { out in
        points.values.withUnsafeBufferPointer { values in
          guard width > 0, let query = query.baseAddress, let out = out.baseAddress,
            let values = values.baseAddress
          else { return }
          for tile in 0..<points.tileCount {
            let start = points.starts[tile]
            let size = points.starts[tile + 1] - start
            DistanceKernel.squared(
              values + start * width, size: size, dimensions: width, query: query, out: out)
            for place in 0..<size {
              let own = out[place]
              if largest.count == k, let least = largest.first, own <= least { continue }
              largest.insert(own, at: largest.firstIndex { $0 >= own } ?? largest.count)
              if largest.count > k { largest.removeFirst() }
            }
          }
        }
      }
    }
    return largest.reduce(0) { $0 + $1.squareRoot() }
  }
}
