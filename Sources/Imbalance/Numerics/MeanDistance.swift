/// The mean distance between rows, each pair once and nothing kept.
enum MeanDistance {
  /// The mean over all pairs of rows; at least two rows.
  static func between(_ rows: [Int], in space: [[Double]], threads: Int) -> Double {
    let width = space.count
    let count = rows.count
    var columns: [Double] = []
    columns.reserveCapacity(width * count)
    for column in space { for row in rows { columns.append(column[row]) } }
    let all = columns
    let block = 512
    let sums = parallelMap(count: count, threads: threads) { row -> Double in
      let query = (0..<width).map { all[$0 * count + row] }
      return all.withUnsafeBufferPointer { all in
        query.withUnsafeBufferPointer { query in
          withUnsafeTemporaryAllocation(of: Double.self, capacity: block) { out in
            guard let all = all.baseAddress, let query = query.baseAddress,
              let out = out.baseAddress
            else { return 0 }
            var sum = 0.0
            var start = row + 1
            while start < count {
              let size = min(block, count - start)
              DistanceKernel.squared(
                columns: all + start, apart: count, size: size, dimensions: width, query: query,
                out: out)
              for place in 0..<size { sum += out[place].squareRoot() }
              start += block
            }
            return sum
          }
        }
      }
    }
    return sums.reduce(0, +) / (Double(count) * Double(count - 1) / 2)
  }
}
