import Imbalance
import Testing

/// The neighbours of many queries against comparing each with every point.
@Suite struct NeighbourBatchTests {
  /// The nearest points by distance, then by row, summed as the definition says.
  private func plain(
    _ k: Int, _ points: [[Double]], _ queries: [[Double]]
  ) -> (rows: [Int32], distances: [Double]) {
    var rows: [Int32] = []
    var distances: [Double] = []
    for query in queries[0].indices {
      let own = points[0].indices.map { point -> (Double, Int32) in
        var sum = 0.0
        for (column, other) in zip(points, queries) {
          let difference = column[point] - other[query]
          sum += difference * difference
        }
        return (sum, Int32(point))
      }
      let sorted = own.sorted { $0 < $1 }.prefix(k)
      rows += sorted.map(\.1) + [Int32](repeating: -1, count: k - sorted.count)
      distances +=
        sorted.map(\.0) + [Double](repeating: .infinity, count: k - sorted.count)
    }
    return (rows, distances)
  }

  /// Ways in which numbers can be awkward.
  enum Shape: String, CaseIterable, Sendable {
    case smooth, ties, duplicates, offset, huge, tiny, outlier, mixedScales, constant, absurd
  }

  private func made(
    _ shape: Shape, _ count: Int, _ width: Int, _ random: inout FastRandom
  ) -> [[Double]] {
    (0..<width).map { column in
      (0..<count).map { row -> Double in
        let value = random.normal()
        return switch shape {
        case .smooth: value
        case .ties: value.rounded()
        case .duplicates: Double((row * 7 + column) % 5)
        case .offset: value + 1e6
        case .huge: value * 1e120
        case .tiny: value * 1e-120
        case .outlier: row % 97 == 3 ? value * 1e9 : value
        case .mixedScales: column == 0 ? value * 1e7 : value * 1e-3
        case .constant: 3
        case .absurd: value * (row % 2 == 0 ? 1e-170 : 1e-155)
        }
      }
    }
  }

  @Test("rows and distances are those of comparing with every point", arguments: Shape.allCases)
  func exact(shape: Shape) {
    var random = FastRandom(Seed(root: 11))
    for (count, width, queries, k) in [
      (1, 1, 3, 2), (700, 2, 150, 5), (900, 7, 130, 1), (640, 30, 200, 4), (300, 33, 9, 300),
    ] {
      let points = made(shape, count, width, &random)
      var asked = made(shape, queries, width, &random)
      // Some queries are points, so that zero distances and their neighbours' ties are met.
      for column in 0..<width {
        for query in stride(from: 0, to: queries, by: 3) {
          asked[column][query] = points[column][query % count]
        }
      }
      let tiled = TiledPoints(points, rows: Array(0..<count))
      let wanted = plain(k, points, asked)
      for threads in [1, 3] {
        let found = tiled.nearest(k, queries: asked, threads: threads)
        #expect(found.rows == wanted.rows, "\(shape) \(count) x \(width)")
        #expect(found.distances == wanted.distances, "\(shape) \(count) x \(width)")
      }
    }
  }

  @Test("queries far outside the points and none at all are answered too")
  func edges() {
    let points = [[1.0, 2, 3, 4], [0.0, 0, 1, 1]]
    let tiled = TiledPoints(points, rows: [0, 1, 2, 3])
    let far = [[1e30, -1e300, 1e160], [0.0, 1e300, -1e160]]
    let wanted = plain(2, points, far)
    let found = tiled.nearest(2, queries: far, threads: 1)
    #expect(found.rows == wanted.rows)
    #expect(found.distances == wanted.distances)
    #expect(tiled.nearest(2, queries: [[], []], threads: 1).rows.isEmpty)
    let none = TiledPoints(points, rows: []).nearest(1, queries: [[0], [0]], threads: 1)
    #expect(none.rows == [-1] && none.distances == [.infinity])
  }
}
