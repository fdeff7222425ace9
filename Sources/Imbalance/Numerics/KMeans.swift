/// Rows gathered around centres so that the squared distances to them are small.
///
/// Lloyd's iteration from greedy k-means++ seeds, with the stopping rule of scikit-learn's `KMeans`
/// (a shift below 1e-4 of the columns' mean variance, or unchanged clusters, or 300 rounds). Most
/// distances are never computed: bounds for groups of centres show that they cannot matter (Ding
/// and others, "Yinyang k-means", 2015). Sums are made in fixed blocks and added in order, so that
/// the number of threads changes nothing.
package struct KMeans: Sendable {
  /// The centres, one after the other.
  package let centres: [[Double]]
  /// For each row in turn the centre it lies nearest to.
  package let clusters: [Int32]
  /// The sum of the squared distances of the rows to their centres.
  package let inertia: Double
  /// How many rounds were made.
  package let rounds: Int

  /// Gathers the rows of a space.
  ///
  /// - Parameters:
  ///   - space: The columns; at least one.
  ///   - rows: The rows to gather, at least `count` of them.
  ///   - count: How many centres, at least 1.
  package init(
    _ space: [[Double]], rows: [Int], count: Int, seed: Seed, maxRounds: Int = 300,
    tolerance: Double = 1e-4, threads: Int
  ) {
    let points = RowMajorPoints(space, rows: rows)
    let stop = tolerance * points.meanVariance
    var random = FastRandom(seed)
    var centres = KMeansSeeding.centres(points, count: count, &random)
    var assignment = CentreAssignment(points, centres, threads: threads)
    var round = 0
    var isSettled = false
    while round < maxRounds, !isSettled {
      round += 1
      let next = Self.means(points, assignment, centres, threads: threads)
      let moved = zip(centres, next).map { Self.distance($0, $1) }
      centres = next
      let changed = assignment.follow(points, centres, moved: moved, threads: threads)
      let shift = moved.reduce(0) { $0 + $1 * $1 }
      isSettled = changed == 0 || shift <= stop
    }
    let shift = points.shift
    self.centres = centres.map { zip($0, shift).map { $0 + $1 } }
    clusters = assignment.clusters
    inertia = Self.inertia(points, assignment.clusters, centres)
    rounds = round
  }

  /// The means of the clusters; an empty one is moved to the row farthest from its centre.
  private static func means(
    _ points: RowMajorPoints, _ assignment: CentreAssignment, _ old: [[Double]], threads: Int
  ) -> [[Double]] {
    let width = points.width
    let count = old.count
    let block = 16_384
    let clusters = assignment.clusters
    let parts = parallelMap(
      count: (points.count + block - 1) / block, threads: threads
    ) { part -> (sums: [Double], sizes: [Int]) in
      var sums = [Double](repeating: 0, count: count * width)
      var sizes = [Int](repeating: 0, count: count)
      sums.withUnsafeMutableBufferPointer { sums in
        points.values.withUnsafeBufferPointer { values in
          for row in (part * block)..<min(points.count, (part + 1) * block) {
            let cluster = Int(clusters[row])
            sizes[cluster] += 1
            for dimension in 0..<width {
              sums[cluster &* width &+ dimension] += values[row &* width &+ dimension]
            }
          }
        }
      }
      return (sums, sizes)
    }
    var sums = [Double](repeating: 0, count: count * width)
    var sizes = [Int](repeating: 0, count: count)
    for part in parts {
      for place in sums.indices { sums[place] += part.sums[place] }
      for cluster in sizes.indices { sizes[cluster] += part.sizes[cluster] }
    }
    let empty = sizes.indices.filter { sizes[$0] == 0 }
    if !empty.isEmpty {
      let far = farthest(points, clusters, old, sizes, count: empty.count)
      for (cluster, row) in zip(empty, far) {
        let from = Int(clusters[row])
        sizes[from] -= 1
        sizes[cluster] = 1
        for dimension in 0..<width {
          let value = points.values[row * width + dimension]
          sums[from * width + dimension] -= value
          sums[cluster * width + dimension] = value
        }
      }
    }
    return old.indices.map { cluster in
      guard sizes[cluster] > 0 else { return old[cluster] }
      return (0..<width).map { sums[cluster * width + $0] / Double(sizes[cluster]) }
    }
  }

  /// The rows farthest from their centres, none of which leaves its cluster empty.
  private static func farthest(
    _ points: RowMajorPoints, _ clusters: [Int32], _ centres: [[Double]], _ sizes: [Int],
    count: Int
  ) -> [Int] {
    let distances = clusters.indices.map { points.squaredDistance($0, centres[Int(clusters[$0])]) }
    var left = sizes
    var chosen: [Int] = []
    let order = distances.indices.sorted {
      distances[$0] != distances[$1] ? distances[$0] > distances[$1] : $0 < $1
    }
    for row in order where distances[row] > 0 && left[Int(clusters[row])] > 1 {
      if chosen.count == count { break }
      left[Int(clusters[row])] -= 1
      chosen.append(row)
    }
    return chosen
  }

  private static func inertia(
    _ points: RowMajorPoints, _ clusters: [Int32], _ centres: [[Double]]
  ) -> Double {
    clusters.indices.reduce(0) { $0 + points.squaredDistance($1, centres[Int(clusters[$1])]) }
  }

  static func distance(_ first: [Double], _ second: [Double]) -> Double {
    zip(first, second).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }
}

/// Rows one after the other, each column with mean zero.
struct RowMajorPoints: Sendable {
  let values: [Double]
  let width: Int
  let count: Int
  /// What was taken from each column.
  let shift: [Double]
  let meanVariance: Double

  init(_ space: [[Double]], rows: [Int]) {
    width = space.count
    count = rows.count
    var shift: [Double] = []
    var variance = 0.0
    var values = [Double](repeating: 0, count: rows.count * space.count)
    let width = space.count
    values.withUnsafeMutableBufferPointer { values in
      for (dimension, column) in space.enumerated() {
        column.withUnsafeBufferPointer { column in
          var sum = 0.0
          for row in rows { sum += column[row] }
          let mean = sum / Double(max(1, rows.count))
          var squares = 0.0
          for (place, row) in rows.enumerated() {
            let value = column[row] - mean
            values[place &* width &+ dimension] = value
            squares += value * value
          }
          shift.append(mean)
          variance += squares / Double(max(1, rows.count))
        }
      }
    }
    self.values = values
    self.shift = shift
    meanVariance = variance / Double(max(1, space.count))
  }

  func row(_ place: Int) -> [Double] { Array(values[(place * width)..<((place + 1) * width)]) }

  func squaredDistance(_ place: Int, _ centre: [Double]) -> Double {
    var sum = 0.0
    values.withUnsafeBufferPointer { values in
      for dimension in 0..<width {
        let difference = values[place &* width &+ dimension] - centre[dimension]
        sum += difference * difference
      }
    }
    return sum
  }
}
