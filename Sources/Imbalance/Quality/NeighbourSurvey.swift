/// Which classes the nearest rows of a row have: the ground of overlap, minority types and near
/// duplicates.
///
/// Rows are asked class by class, small classes wholly before large ones get more than their
/// part, so that the cost follows rows × asked rows and asked rows are bounded. The nearest rows
/// are exact, among all rows, by distance and then by row.
public struct NeighbourSurvey: Sendable {
  /// How many nearest rows are looked at.
  public static let neighbours = 5

  /// What was learnt of one asked row.
  public struct Answer: Sendable {
    /// The row.
    public let row: Int
    /// How many of its five nearest rows are of its class.
    public let fellows: Int
    /// Whether its single nearest row is of its class.
    public let nearestIsFellow: Bool
    /// The distance to the nearest row that is not its equal; infinite where all are.
    let gap: Double
  }

  /// The answers for each class, rows ascending.
  public let answers: [[Answer]]
  /// How many rows each class has.
  public let classCounts: [Int]
  /// The columns that distances are made of.
  public let columns: [String]
  /// Rows that have another, not equal, within `nearRadius`, as pairs of places.
  let nearPairs: [(first: Int, second: Int)]
  /// How near counts as a near duplicate.
  let nearRadius: Double
  /// How many rows were asked for near duplicates.
  let nearAsked: Int
  /// How many near duplicates rows scattered smoothly would have.
  let nearExpected: Double

  /// Whether every row of a class was asked.
  public func isComplete(_ code: Int) -> Bool { answers[code].count == classCounts[code] }

  /// About how many products of coordinates may be summed: some two seconds on one core.
  private static let work = 5e9

  /// Asks the rows of a table; `nil` where it has no column to measure by, or too few rows.
  init?(
    _ table: Table, labels: Labels, profiles: [ColumnProfile], options: QualityOptions
  ) {
    guard table.count > Self.neighbours + 1,
      let space = NeighbourSpace(table, profiles: profiles, threads: options.threads)
    else { return nil }
    columns = space.columns
    classCounts = labels.classCounts
    let coordinates = space.coordinates
    let points = TiledPoints(coordinates, rows: Array(0..<table.count))
    let affordable = Int(Self.work / (Double(table.count) * Double(coordinates.count)))
    let asked = min(options.maxRows, max(200, affordable))
    let quotas = Self.quotas(classCounts, total: asked)
    let codes = labels.codes
    answers = classCounts.indices.map { code in
      let members = labels.rows(ofClass: code)
      let chosen = QualitySample.choose(
        quotas[code], of: members, seed: options.seed.child("neighbours", index: code))
      return forEachQuery(chosen, threads: options.threads, scratchFor: points) { row, scratch in
        scratch.load(row, of: coordinates)
        let found = points.nearest(Self.neighbours, excluding: row, &scratch)
        let fellows = found.rows.count { codes[Int($0)] == codes[row] }
        return Answer(
          row: row, fellows: fellows,
          nearestIsFellow: found.rows.first.map { codes[Int($0)] == codes[row] } ?? false,
          gap: found.distances.first { $0 > 0 }?.squareRoot() ?? .infinity)
      }
    }
    // A twentieth of the lower quartile: in three or more dimensions chance hardly comes so near,
    // and up to a quarter of the rows may be copies without hiding each other.
    let gaps = Array(answers.joined()).map(\.gap).filter(\.isFinite).sorted()
    nearRadius = gaps.isEmpty ? 0 : 0.05 * gaps[gaps.count / 4]
    let dimensions = max(1, space.numberColumns)
    // A quarter of smoothly scattered rows has a neighbour within the quartile.
    var chance = 0.28768207245178085
    for _ in 0..<min(dimensions, 20) { chance *= 0.05 }
    let sampled = QualitySample.choose(
      options.maxRows, of: Array(0..<table.count), seed: options.seed.child("near"))
    nearAsked = sampled.count
    nearExpected = chance * Double(sampled.count)
    let radius = nearRadius * nearRadius
    guard radius > 0, space.numberColumns > 0 else {
      nearPairs = []
      return
    }
    let partners = forEachQuery(sampled, threads: options.threads, scratchFor: points) {
      row, scratch -> Int in
      scratch.load(row, of: coordinates)
      var nearest = (row: -1, distance: radius)
      points.visit(&scratch, near: row, within: radius) { other, distance in
        if Int(other) != row, distance > 0,
          distance < nearest.distance
            || (distance == nearest.distance && (nearest.row < 0 || Int(other) < nearest.row))
        {
          nearest = (Int(other), distance)
        }
        return nearest.distance
      }
      return nearest.row
    }
    nearPairs = zip(sampled, partners).filter { $0.1 >= 0 }.map { (first: $0.0, second: $0.1) }
  }

  /// How many rows of each class are asked: the small classes first, what they leave to others.
  private static func quotas(_ counts: [Int], total: Int) -> [Int] {
    var quotas = [Int](repeating: 0, count: counts.count)
    var left = total
    let present = counts.indices.filter { counts[$0] > 0 }
    for (place, code) in present.sorted(by: { (counts[$0], $0) < (counts[$1], $1) }).enumerated() {
      let part = max(1, left / (present.count - place))
      quotas[code] = min(counts[code], part)
      left = max(0, left - quotas[code])
    }
    return quotas
  }
}

/// A sample of rows that a seed fixes.
enum QualitySample {
  /// At most `count` of some rows, ascending.
  static func choose(_ count: Int, of rows: [Int], seed: Seed) -> [Int] {
    guard rows.count > count else { return rows }
    var random = FastRandom(seed)
    var pool = rows
    for place in 0..<count { pool.swapAt(place, place + random.below(pool.count - place)) }
    return pool.prefix(count).sorted()
  }
}
