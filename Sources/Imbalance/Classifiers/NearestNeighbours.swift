internal import Synchronization

/// The classes of the nearest training rows: the share of each among the `n_neighbors` nearest.
///
/// scikit-learn's `KNeighborsClassifier` with Euclidean distance. The search is exact, and of rows
/// equally near the one that comes first in the training set is taken. A row's weight multiplies
/// its vote; that is not the same as repeating it, since copies push others out of reach.
public struct NearestNeighbours: Classifier {
  public static let name = "nearest_neighbours"
  public static let summary = "The shares of the classes among the nearest training rows."
  public static let parameters = [
    Parameter(
      "n_neighbors", .integer(1...100_000), default: .integer(5), "How many rows vote."),
    Parameter(
      "weights", .choice(["uniform", "distance"]), default: .text("uniform"),
      "Whether votes count alike, or by one over the distance; rows at no distance then decide."),
    Parameter(
      "metric", .choice(["euclidean"]), default: .text("euclidean"), "How distance is measured."),
  ]
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true
  public static let fittedTypes: [any FittedClassifier.Type] = [FittedNeighbours.self]

  let neighbours: Int
  let usesDistance: Bool

  public init(_ values: ParameterValues) throws(ParameterError) {
    neighbours = values.integer("n_neighbors")
    usesDistance = values.text("weights") == "distance"
  }

  public func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    let labels = training.labels
    _ = try presentClasses(labels, method: Self.name)
    let count = min(neighbours, training.count)
    var fit = FitSummary()
    fit.counts = [("neighbours", Double(count)), ("rows", Double(training.count))]
    if count < neighbours {
      fit.notes.append(
        "there are \(training.count) rows, so all of them vote instead of \(neighbours)")
    }
    return FittedNeighbours(
      points: LateTiles(training.table.numericColumns, count: training.count),
      codes: labels.codes, weights: weights, neighbours: count, usesDistance: usesDistance,
      shares: try classShares(labels, weights: weights), fit: fit)
  }
}

/// The training rows, cut into boxes when the first question comes: many models are fitted and
/// never asked.
final class LateTiles: Sendable, Codable {
  private let columns: [[Double]]
  private let count: Int
  private let made = Mutex<TiledPoints?>(nil)

  init(_ columns: [[Double]], count: Int) {
    self.columns = columns
    self.count = count
  }

  private enum CodingKeys: CodingKey { case columns, count }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    columns = try container.decode([[Double]].self, forKey: .columns)
    count = try container.decode(Int.self, forKey: .count)
    guard columns.allSatisfy({ $0.count == count }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .count, in: container, debugDescription: "columns of another length")
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(columns, forKey: .columns)
    try container.encode(count, forKey: .count)
  }

  var points: TiledPoints {
    made.withLock { made in
      let points = made ?? TiledPoints(columns, rows: Array(0..<count))
      made = points
      return points
    }
  }
}

/// The training rows and the votes they have.
struct FittedNeighbours: FittedClassifier {
  let points: LateTiles
  let codes: [Int32]
  let weights: [Double]?
  let neighbours: Int
  let usesDistance: Bool
  let shares: [Double]
  let fit: FitSummary

  func probabilities(for table: Table, threads: Int) -> [[Double]] {
    let rows = table.count
    // Without columns every row is as near as any other.
    guard !table.columns.isEmpty, rows > 0 else {
      return shares.map { [Double](repeating: $0, count: rows) }
    }
    let found = points.points.nearest(neighbours, queries: table.numericColumns, threads: threads)
    var result = shares.map { _ in [Double](repeating: 0, count: rows) }
    var votes = [Double](repeating: 0, count: shares.count)
    for row in 0..<rows {
      let places = row * neighbours..<(row + 1) * neighbours
      for code in votes.indices { votes[code] = 0 }
      // Closest first: with one at no distance only those at none count.
      let touches = usesDistance && found.distances[places.lowerBound] == 0
      var total = 0.0
      for place in places {
        let neighbour = Int(found.rows[place])
        if neighbour < 0 { continue }
        let distance = found.distances[place]
        var vote = weights?[neighbour] ?? 1
        if touches {
          if distance > 0 { continue }
        } else if usesDistance {
          vote /= distance.squareRoot()
        }
        votes[Int(codes[neighbour])] += vote
        total += vote
      }
      for code in votes.indices {
        // Neighbours without weight say nothing.
        result[code][row] = total > 0 ? votes[code] / total : shares[code]
      }
    }
    return result
  }
}
