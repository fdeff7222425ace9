internal import Glibc

/// First centres for k-means: greedy k-means++ (Arthur and Vassilvitskii, 2007).
///
/// Each next centre is the best of 2 + ln k rows drawn in proportion to their squared distance from
/// the nearest centre so far. Of very many rows a random sample is seeded; the rounds that follow
/// see all of them.
enum KMeansSeeding {
  /// The rows to seed: all of them, or enough of very many.
  static func sample(
    of points: RowMajorPoints, count: Int, _ random: inout FastRandom
  ) -> RowMajorPoints {
    let enough = max(10_000, 64 * count)
    guard points.count > enough else { return points }
    return RowMajorPoints(points, at: random.sample(enough, of: points.count).sorted())
  }

  /// The rows that are the first centres.
  static func centres(
    _ points: RowMajorPoints, count: Int, _ random: inout FastRandom
  ) -> [[Double]] {
    let rows = points.count
    let sample = SeedingColumns(points)
    let trials = 2 + Int(log(Double(count)))
    var chosen = [random.below(rows)]
    var nearest = [Double](repeating: .infinity, count: rows)
    sample.shorten(&nearest, by: chosen[0])
    while chosen.count < count {
      var cumulative: [Double] = []
      cumulative.reserveCapacity(nearest.count)
      var sum = 0.0
      for value in nearest {
        sum += value
        cumulative.append(sum)
      }
      var best: (row: Int, nearest: [Double], sum: Double)?
      for _ in 0..<trials {
        let row = place(of: random.uniform() * sum, in: cumulative)
        var shorter = nearest
        let left = sample.shorten(&shorter, by: row)
        if left < best?.sum ?? .infinity { best = (row, shorter, left) }
      }
      // Without any distance left every row is a centre already: take the next one.
      guard let best else { preconditionFailure("no trial was made") }
      chosen.append(best.row)
      nearest = best.nearest
    }
    return chosen.map { points.row($0) }
  }

  /// The first place whose cumulative sum exceeds a number.
  private static func place(of number: Double, in cumulative: [Double]) -> Int {
    var low = 0
    var high = cumulative.count
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] <= number { low = middle + 1 } else { high = middle }
    }
    return min(low, cumulative.count - 1)
  }
}

/// The rows that are seeded, column by column.
private struct SeedingColumns {
  private let columns: [Double]
  private let width: Int
  private let count: Int

  init(_ points: RowMajorPoints) {
    width = points.width
    count = points.count
    var columns = [Double](repeating: 0, count: points.values.count)
    for row in 0..<count {
      for dimension in 0..<width {
        columns[dimension * count + row] = points.values[row * width + dimension]
      }
    }
    self.columns = columns
  }

  /// Lowers the squared distances to those from one more row; their sum.
  @discardableResult
  func shorten(_ nearest: inout [Double], by row: Int) -> Double {
    let block = 512
    var query = (0..<width).map { columns[$0 * count + row] }
    return columns.withUnsafeBufferPointer { columns in
      nearest.withUnsafeMutableBufferPointer { nearest in
        query.withUnsafeMutableBufferPointer { query in
          withUnsafeTemporaryAllocation(of: Double.self, capacity: block) { out in
            guard let all = columns.baseAddress, let near = nearest.baseAddress,
              let query = query.baseAddress, let out = out.baseAddress
            else { return 0 }
            var sum = 0.0
            var start = 0
            while start < count {
              let size = min(block, count &- start)
              DistanceKernel.squared(
                columns: all + start, apart: count, size: size, dimensions: width, query: query,
                out: out)
              for place in 0..<size {
                let value = min(near[start &+ place], out[place])
                near[start &+ place] = value
                sum += value
              }
              start &+= block
            }
            return sum
          }
        }
      }
    }
  }
}

extension DistanceKernel {
  /// Squared distances of a query to points whose columns lie `apart` from each other.
  @inline(__always)
  static func squared(
    columns: UnsafePointer<Double>, apart: Int, size: Int, dimensions: Int,
    query: UnsafePointer<Double>, out: UnsafeMutablePointer<Double>
  ) {
    for place in 0..<size { out[place] = 0 }
    for dimension in 0..<dimensions {
      let column = columns + dimension &* apart
      let value = query[dimension]
      for place in 0..<size {
        let difference = column[place] - value
        out[place] += difference * difference
      }
    }
  }
}
