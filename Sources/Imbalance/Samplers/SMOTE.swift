/// Invents rows of small classes between a row and one of its neighbours in the class.
///
/// Chawla and others, "SMOTE: synthetic minority over-sampling technique", 2002. Rows, order and
/// random stream are those of imbalanced-learn's `SMOTE`: the training rows, then the new ones
/// class by class, each class from a fresh stream. Ties among neighbours go to the lower row.
/// Neighbours are found in the (standardised) space, rows are invented in the original units.
/// A class too small for the default number of neighbours gets as many as it has, with a note.
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
  let neighbours: NeighbourCount

  public init(_ values: ParameterValues) throws(ParameterError) {
    strategy = SamplingStrategy(values)
    neighbours = NeighbourCount(values, "k_neighbors")
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let targets = try ClassTargets(training.labels)
    let (growths, measured) = try targets.growths(strategy, space: space)
    let distances = space.numericColumns
    var notes: [String] = []
    var draws: [Draw] = []
    var classes: [Int32] = []
    for growth in growths {
      let k = try neighbours.fitting(
        growth.members.count, in: targets.name(growth.code), alternative: "random_over",
        notes: &notes)
      var partners = Self.partners(growth.places, in: distances, count: k, threads: threads)
      if let measured { partners = partners.map { Int32(measured[Int($0)]) } }
      draws += Draw.between(
        growth.members, partners, each: k, count: growth.added, step: 1, seed: seed)
      classes += [Int32](repeating: Int32(growth.code), count: growth.added)
    }
    return training.interpolating(draws, classes: classes, threads: threads).noting(notes)
  }

  /// The rows of the classes that grow.
  public func measuredRows(_ training: TrainingSet) throws(ModellingError) -> [Int]? {
    try ClassTargets(training.labels).growing(strategy)
  }

  /// For each member in turn the rows of its nearest fellow members, closest first.
  static func partners(
    _ members: [Int], in space: [[Double]], count: Int, threads: Int
  ) -> [Int32] {
    partners(
      of: members, among: TiledPoints(space, rows: members), in: space, count: count,
      threads: threads)
  }

  /// For each row in turn its nearest rows among some points, itself left out, closest first.
  static func partners(
    of rows: [Int], among points: TiledPoints, in space: [[Double]], count: Int, threads: Int
  ) -> [Int32] {
    let found = forEachQuery(rows, threads: threads, scratchFor: points) { row, scratch in
      scratch.load(row, of: space)
      return points.nearest(count, excluding: row, &scratch).rows
    }
    return Array(found.joined())
  }
}
