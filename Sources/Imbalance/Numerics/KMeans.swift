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

  /// How much work is done.
  package enum Effort: Sendable {
    /// Rounds until the centres rest, as scikit-learn's `KMeans`.
    case thorough
    /// Most rounds on a sample and a few on all rows: enough where clusters only guide, and
    /// closer to the optimum than mini-batches.
    case quick
  }

  /// Gathers the rows of a space.
  ///
  /// - Parameters:
  ///   - space: The columns; at least one.
  ///   - rows: The rows to gather, at least `count` of them.
  ///   - count: How many centres, at least 1.
  package init(
    _ space: [[Double]], rows: [Int], count: Int, seed: Seed, effort: Effort = .thorough,
    threads: Int
  ) {
    let points = RowMajorPoints(space, rows: rows)
    let stop = 1e-4 * points.meanVariance
    var random = FastRandom(seed)
    let sample = KMeansSeeding.sample(of: points, count: count, &random)
    var rounds = KMeansRounds(
      centres: KMeansSeeding.centres(sample, count: count, &random), stop: stop)
    var most = effort == .quick ? 40 : 300
    if sample.count < points.count {
      // The rounds on all rows start near where they will end.
      _ = rounds.settle(sample, most: effort == .quick ? 40 : 100, threads: threads)
      if effort == .quick { most = 6 }
    }
    let clusters = rounds.settle(points, most: most, threads: threads)
    centres = rounds.centres.map { zip($0, points.shift).map { $0 + $1 } }
    inertia = clusters.indices.reduce(0) {
      $0 + points.squaredDistance($1, rounds.centres[Int(clusters[$1])])
    }
    self.clusters = clusters
    self.rounds = rounds.count
  }
}

/// Lloyd's rounds: rows to their nearest centres, centres to the means of their rows.
private struct KMeansRounds {
  var centres: [[Double]]
  let stop: Double
  var count = 0
  /// The sums of the rows of each cluster, and their number.
  private var sums: [Double] = []
  private var sizes: [Int] = []

  init(centres: [[Double]], stop: Double) {
    self.centres = centres
    self.stop = stop
  }

  /// Makes rounds until the centres rest; each row's cluster.
  mutating func settle(_ points: RowMajorPoints, most: Int, threads: Int) -> [Int32] {
    var assignment = CentreAssignment(points, centres, threads: threads)
    sums = [Double](repeating: 0, count: centres.count * points.width)
    sizes = [Int](repeating: 0, count: centres.count)
    for (row, cluster) in assignment.clusters.enumerated() {
      points.add(row, times: 1, to: &sums, at: Int(cluster))
      sizes[Int(cluster)] += 1
    }
    var round = 0
    while round < most {
      round += 1
      let next = means(points, assignment.clusters)
      let moved = zip(centres, next).map { KMeans.distance($0, $1) }
      centres = next
      let changes = assignment.follow(points, centres, moved: moved, threads: threads)
      // In the order of the rows, whatever thread found them.
      for (row, from) in changes {
        let to = Int(assignment.clusters[row])
        points.add(row, times: -1, to: &sums, at: from)
        points.add(row, times: 1, to: &sums, at: to)
        sizes[from] -= 1
        sizes[to] += 1
      }
      if changes.isEmpty || moved.reduce(0, { $0 + $1 * $1 }) <= stop { break }
    }
    count += round
    return assignment.clusters
  }

  /// The means of the clusters; an empty one is moved to the row farthest from its centre.
  private func means(_ points: RowMajorPoints, _ clusters: [Int32]) -> [[Double]] {
    var (sums, sizes) = (sums, sizes)
    let empty = sizes.indices.filter { sizes[$0] == 0 }
    if !empty.isEmpty {
      let far = farthest(points, clusters, sizes, count: empty.count)
      for (cluster, row) in zip(empty, far) {
        let from = Int(clusters[row])
        points.add(row, times: -1, to: &sums, at: from)
        points.add(row, times: 1, to: &sums, at: cluster)
        sizes[from] -= 1
        sizes[cluster] = 1
      }
    }
    let width = points.width
    return centres.indices.map { cluster in
      guard sizes[cluster] > 0 else { return centres[cluster] }
      return (0..<width).map { sums[cluster * width + $0] / Double(sizes[cluster]) }
    }
  }

  /// The rows farthest from their centres, none of which leaves its cluster empty.
  private func farthest(
    _ points: RowMajorPoints, _ clusters: [Int32], _ sizes: [Int], count: Int
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

}

extension KMeans {
  fileprivate static func distance(_ first: [Double], _ second: [Double]) -> Double {
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
    let width = space.count
    let total = rows.count
    let number = Double(max(1, rows.count))
    shift = space.map { column in
      column.withUnsafeBufferPointer { column in rows.reduce(0) { $0 + column[$1] } } / number
    }
    let shift = shift
    values = [Double](unsafeUninitializedCapacity: total * width) { out, filled in
      filled = total * width
      // In blocks, so that what is written stays in the cache.
      for start in stride(from: 0, to: total, by: 64) {
        let end = min(total, start + 64)
        for (dimension, column) in space.enumerated() {
          let mean = shift[dimension]
          column.withUnsafeBufferPointer { column in
            for place in start..<end {
              out[place &* width &+ dimension] = column[rows[place]] - mean
            }
          }
        }
      }
    }
    let squares = values.withUnsafeBufferPointer { $0.reduce(0) { $0 + $1 * $1 } }
    meanVariance = squares / number / Double(max(1, width))
  }

  /// Some of the rows.
  init(_ points: RowMajorPoints, at rows: [Int]) {
    width = points.width
    count = rows.count
    shift = points.shift
    meanVariance = points.meanVariance
    var values: [Double] = []
    values.reserveCapacity(rows.count * width)
    for row in rows { values += points.values[(row * width)..<((row + 1) * width)] }
    self.values = values
  }

  /// Adds a multiple of a row to one of several sums.
  func add(_ row: Int, times factor: Double, to sums: inout [Double], at place: Int) {
    sums.withUnsafeMutableBufferPointer { sums in
      values.withUnsafeBufferPointer { values in
        for dimension in 0..<width {
          sums[place &* width &+ dimension] += factor * values[row &* width &+ dimension]
        }
      }
    }
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
