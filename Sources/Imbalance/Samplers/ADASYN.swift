/// Invents more rows where a small class is harder to learn.
///
/// He and others, "ADASYN: adaptive synthetic sampling approach for imbalanced learning", 2008.
/// Rows, order and random stream are those of imbalanced-learn's `ADASYN`: each row of a class
/// seeds a number of new rows in proportion to the share of other classes among its nearest rows,
/// rounded, so that the total may differ a little from what was asked; a note says by how much.
public struct ADASYN: Sampler {
  public static let name = "adasyn"
  public static let summary =
    "Invents rows as SMOTE does, more of them where other classes are near."
  public static let parameters = [
    SamplingStrategy.parameter(.oversampling),
    Parameter(
      "n_neighbors", .integer(1...10_000), default: .integer(5),
      "How many nearest rows decide how hard a row is, and among how many the partner is drawn."),
  ]
  public static let kind = SamplerKind.oversampling
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true

  let strategy: SamplingStrategy
  let neighbours: NeighbourCount

  public init(_ values: ParameterValues) throws(ParameterError) {
    strategy = SamplingStrategy(values)
    neighbours = NeighbourCount(values, "n_neighbors")
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let targets = try ClassTargets(training.labels)
    let codes = training.labels.codes
    let distances = space.numericColumns
    var random = RandomState(seed)
    var notes: [String] = []
    var draws: [Draw] = []
    var classes: [Int32] = []
    for growth in try targets.growths(strategy, space: space).classes {
      let name = targets.name(growth.code)
      let k = try neighbours.fitting(
        growth.members.count, in: name, alternative: "random_over", notes: &notes)
      let fellows = TiledPoints(distances, rows: growth.members)
      let around = Surroundings(
        growth.members, fellows: fellows, codes: codes, space: distances, count: k,
        threads: threads)
      let wanted = try Self.shares(around, of: growth.added, name: name)
      let partners = SMOTE.partners(
        of: growth.members, among: fellows, in: distances, count: k, threads: threads)
      let seeds = wanted.indices.flatMap { [Int](repeating: $0, count: wanted[$0]) }
      // All partners are drawn before all steps.
      let columns = random.randint(below: k, count: seeds.count)
      for (seed, column) in zip(seeds, columns) {
        draws.append(
          Draw(
            seed: Int32(growth.members[seed]), neighbour: partners[seed * k + column],
            step: random.uniform()))
      }
      classes += [Int32](repeating: Int32(growth.code), count: seeds.count)
      if seeds.count != growth.added {
        notes.append(Growth.miscount(Self.name, name, made: seeds.count, wanted: growth.added))
      }
    }
    return training.interpolating(draws, classes: classes, threads: threads).noting(notes)
  }

  /// How many new rows each row of a class seeds.
  private static func shares(
    _ around: Surroundings, of count: Int, name: String
  ) throws(ModellingError) -> [Int] {
    let hardness = around.fellows.map { Double(around.asked - $0) / Double(around.asked) }
    let sum = PairwiseSum.of(hardness)
    guard sum > 0 else {
      throw ModellingError(
        "no-border",
        "ADASYN needs rows with other classes nearby, and no row of \(name) has one among its "
          + "\(around.asked) nearest",
        hint: "use smote")
    }
    let wanted = hardness.map { Int(($0 / sum * Double(count)).rounded(.toNearestOrEven)) }
    guard wanted.contains(where: { $0 > 0 }) else {
      throw ModellingError(
        "sampling-strategy",
        "\(count) new rows of \(name), spread over its rows, round to none for each",
        hint: "ask for more rows, or use smote")
    }
    return wanted
  }
}

extension Growth {
  /// The note of a method that does not hit the number it was asked for.
  static func miscount(_ method: String, _ name: String, made: Int, wanted: Int) -> String {
    "'\(method)' made \(made) new rows of \(name), where \(wanted) were asked for"
  }
}
