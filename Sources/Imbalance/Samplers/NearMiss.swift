/// Keeps the rows of large classes that are nearest to the minority, by one of three measures.
///
/// Mani and Zhang, "kNN approach to unbalanced data distributions", 2003; rows and order are those
/// of imbalanced-learn's `NearMiss`, best first in each class. Version 1 keeps the smallest mean
/// distance to the nearest minority rows, version 2 to the farthest; version 3 takes the rows
/// around each minority row and keeps those with the largest mean distance, which may be fewer
/// than asked for.
public struct NearMiss: Sampler {
  public static let name = "near_miss"
  public static let summary = "Keeps the rows of large classes that lie nearest to the minority."
  public static let parameters = [
    SamplingStrategy.parameter(.undersampling),
    Parameter(
      "version", .integer(1...3), default: .integer(1),
      "Whether nearness is to the nearest minority rows (1), to the farthest (2), or first of rows around each minority row (3)."
    ),
    Parameter(
      "n_neighbors", .integer(1...10_000), default: .integer(3),
      "Over how many minority rows the distance is averaged."),
    Parameter(
      "n_neighbors_ver3", .integer(1...10_000), default: .integer(3),
      "How many rows around each minority row version 3 considers."),
  ]
  public static let kind = SamplerKind.undersampling
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true

  let strategy: SamplingStrategy
  let version: Int
  let neighbours: Int
  let around: Int

  public init(_ values: ParameterValues) throws(ParameterError) {
    strategy = SamplingStrategy(values)
    version = values.integer("version")
    neighbours = values.integer("n_neighbors")
    around = values.integer("n_neighbors_ver3")
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let targets = try ClassTargets(training.labels)
    let wanted = try targets.kept(strategy)
    let columns = space.numericColumns
    let minority = training.labels.rows(ofClass: targets.smallest)
    guard version == 2 || minority.count >= neighbours else {
      throw tooFewNeighbours(
        targets.name(targets.smallest), found: minority.count, neighbours: neighbours - 1,
        option: "n_neighbors", alternative: "random_under")
    }
    let points = TiledPoints(columns, rows: minority)
    var rows: [Int] = []
    for code in targets.present {
      var members = training.labels.rows(ofClass: code)
      guard let size = wanted[code] else {
        rows += members
        continue
      }
      if version == 3 {
        guard members.count >= around else {
          throw tooFewNeighbours(
            targets.name(code), found: members.count, neighbours: around - 1,
            option: "n_neighbors_ver3", alternative: "random_under")
        }
        // For few questions sorting the points costs more than it saves.
        let near = TiledPoints(columns, rows: members, isSorted: minority.count > 512).nearest(
          around, toRows: minority, of: columns, excludingSelf: false, threads: threads)
        var isNear = [Bool](repeating: false, count: training.count)
        for row in near.rows { isNear[Int(row)] = true }
        members = members.filter { isNear[$0] }
      }
      let sums =
        version == 2
        ? points.farthestSums(neighbours, toRows: members, of: columns, threads: threads)
        : points.nearest(
          neighbours, toRows: members, of: columns, excludingSelf: false, threads: threads
        ).sums
      let keys = version == 3 ? sums.map { -$0 } : sums
      rows += smallest(size, of: keys).map { members[$0] }
    }
    return training.keeping(rows)
  }
}

extension NeighbourTable {
  /// For each query the sum of its distances, nearest first.
  fileprivate var sums: [Double] {
    stride(from: 0, to: distances.count, by: k).map { start in
      distances[start..<start + k].reduce(0) { $0 + $1.squareRoot() }
    }
  }
}

/// The places of the smallest numbers, ascending; of equal ones the first.
private func smallest(_ count: Int, of numbers: [Double]) -> [Int] {
  var limit = Double.infinity
  if count > 0, count < numbers.count / 4 {
    // A sample's order statistic bounds most of the others; a bound too low is not used.
    let step = max(1, numbers.count / 4096)
    let sample = stride(from: 0, to: numbers.count, by: step).map { numbers[$0] }.sorted()
    let guess = sample[min(sample.count - 1, 2 * count / step + 16)]
    let within = numbers.reduce(into: 0) { $0 += $1 <= guess ? 1 : 0 }
    if within >= count { limit = guess }
  }
  let order = numbers.indices.filter { numbers[$0] <= limit }.sorted {
    numbers[$0] != numbers[$1] ? numbers[$0] < numbers[$1] : $0 < $1
  }
  return Array(order.prefix(count))
}
