/// Invents rows of small classes between a row and one of its neighbours in the class.
///
/// Chawla and others, "SMOTE: synthetic minority over-sampling technique", 2002. Rows, order and
/// random stream are those of imbalanced-learn's `SMOTE`: the training rows, then the new ones
/// class by class, each class from a fresh stream. Ties among neighbours go to the lower row.
/// Neighbours are found in the (standardised) space, rows are invented in the original units.
public struct SMOTE: Sampler {
  public static let name = "smote"
  public static let summary =
    "Invents rows of small classes between a row and one of its nearest neighbours."
  public static let parameters = [
    SamplingStrategy.parameter(.oversampling),
    Parameter(
      "k_neighbors", .integer(1...10_000), default: .integer(5),
      "Among how many nearest rows of the class the partner is drawn."),
  ]
  public static let kind = SamplerKind.oversampling
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true

  let strategy: SamplingStrategy
  let neighbours: Int

  public init(_ values: ParameterValues) throws(ParameterError) {
    strategy = SamplingStrategy(values)
    neighbours = values.integer("k_neighbors")
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let targets = try ClassTargets(training.labels)
    let added = try targets.additional(strategy)
    let distances = space.numericColumns
    // The space has a place for each row, or only for those of the classes that grow.
    let measured =
      space.count == training.count ? nil : Self.rows(of: added, in: training.labels)
    var places = [Int](repeating: 0, count: measured == nil ? 0 : training.count)
    for (place, row) in (measured ?? []).enumerated() { places[row] = place }
    var draws: [Draw] = []
    var classes: [Int32] = []
    for code in targets.present where added[code] > 0 {
      let members = training.labels.rows(ofClass: code)
      guard members.count > neighbours else {
        throw tooFewNeighbours(
          targets.name(code), found: members.count, neighbours: neighbours,
          option: "k_neighbors", alternative: "random_over")
      }
      let own = measured == nil ? members : members.map { places[$0] }
      let partners = Self.partners(own, in: distances, count: neighbours, threads: threads)
      var random = RandomState(seed: seed.numpy)
      draws.reserveCapacity(draws.count + added[code])
      for place in random.randint(below: members.count * neighbours, count: added[code]) {
        let partner = measured.map { Int32($0[Int(partners[place])]) } ?? partners[place]
        draws.append(
          Draw(
            seed: Int32(members[place / neighbours]), neighbour: partner, step: random.uniform()))
      }
      classes += [Int32](repeating: Int32(code), count: added[code])
    }
    return training.interpolating(draws, classes: classes, threads: threads)
  }

  /// The rows of the classes that grow.
  public func measuredRows(_ training: TrainingSet) throws(ModellingError) -> [Int]? {
    Self.rows(of: try ClassTargets(training.labels).additional(strategy), in: training.labels)
  }

  private static func rows(of added: [Int], in labels: Labels) -> [Int] {
    labels.codes.indices.filter { added[Int(labels.codes[$0])] > 0 }
  }

  /// For each member in turn the rows of its nearest fellow members, closest first.
  static func partners(
    _ members: [Int], in space: [[Double]], count: Int, threads: Int
  ) -> [Int32] {
    let points = TiledPoints(space, rows: members)
    let found = forEachQuery(members, threads: threads, scratchFor: points) { row, scratch in
      scratch.load(row, of: space)
      return points.nearest(count, excluding: row, &scratch).rows
    }
    return Array(found.joined())
  }
}

/// One invented row: a way from a seed towards a neighbour.
struct Draw: Sendable {
  let seed: Int32
  let neighbour: Int32
  let step: Double
}

extension Partition where Role == TrainingRole {
  /// The rows followed by ones invented between two of them, in the units of the table.
  func interpolating(_ draws: [Draw], classes: [Int32], threads: Int) -> TrainingSet {
    let columns = table.numericColumns
    let total = count + draws.count
    let joined = parallelMap(count: columns.count, threads: threads) { column -> Column in
      .numeric(
        [Double](unsafeUninitializedCapacity: total) { out, filled in
          columns[column].withUnsafeBufferPointer { values in
            guard let target = out.baseAddress, let source = values.baseAddress else { return }
            target.initialize(from: source, count: values.count)
            InterpolationKernel.fill(target + values.count, source, draws)
          }
          filled = total
        })
    }
    return extended(
      to: Table(names: table.names, columns: joined, count: total), classes: classes,
      parents: draws.map { (Int($0.seed), Int($0.neighbour)) })
  }
}

/// The inner loop of invention, over raw memory.
enum InterpolationKernel {
  /// Writes one number for each draw.
  static func fill(
    _ target: UnsafeMutablePointer<Double>, _ source: UnsafePointer<Double>, _ draws: [Draw]
  ) {
    draws.withUnsafeBufferPointer { draws in
      for place in 0..<draws.count {
        let draw = draws[place]
        let start = source[Int(draw.seed)]
        target[place] = start + draw.step * (source[Int(draw.neighbour)] - start)
      }
    }
  }
}

/// The error of a class that is too small for its number of neighbours.
func tooFewNeighbours(
  _ name: String, found: Int, neighbours: Int, option: String, alternative: String
) -> ModellingError {
  ModellingError(
    "too-few-neighbours",
    "\(neighbours) neighbours need at least \(neighbours + 1) rows, and \(name) has \(found)",
    hint: found >= 2
      ? "\(option): \(found - 1), or use \(alternative)" : "use \(alternative)")
}
