/// Invents rows near the border: from rows of a small class that other classes press upon.
///
/// Han, Wang and Mao, "Borderline-SMOTE: a new over-sampling method in imbalanced data sets
/// learning", 2005. Rows, order and random stream are those of imbalanced-learn's
/// `BorderlineSMOTE`. A row is in danger when half or more, but not all, of its `m_neighbors`
/// nearest rows are of other classes; only such rows are seeds. `borderline-1` goes towards rows
/// of the class, `borderline-2` towards any near row, and at most half the way to one of another
/// class. A class without rows in danger stays as it is, and a note says so.
public struct BorderlineSMOTE: Sampler {
  public static let name = "borderline_smote"
  public static let summary =
    "Invents rows as SMOTE does, from those rows of small classes that lie near other classes."
  public static let parameters = [
    SamplingStrategy.parameter(.oversampling),
    Parameter(
      "k_neighbors", .integer(1...10_000), default: .integer(5),
      "Among how many nearest rows the partner is drawn."),
    Parameter(
      "m_neighbors", .integer(1...10_000), default: .integer(10),
      "How many nearest rows of all classes decide whether a row is in danger."),
    Parameter(
      "kind", .choice(["borderline-1", "borderline-2"]), default: .text("borderline-1"),
      "Whether partners are rows of the class, or rows of any class."),
  ]
  public static let kind = SamplerKind.oversampling
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true

  let strategy: SamplingStrategy
  let neighbours: NeighbourCount
  let surrounding: NeighbourCount
  let towardsAll: Bool

  public init(_ values: ParameterValues) throws(ParameterError) {
    strategy = SamplingStrategy(values)
    neighbours = NeighbourCount(values, "k_neighbors")
    surrounding = NeighbourCount(values, "m_neighbors")
    towardsAll = values.text("kind") == "borderline-2"
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let targets = try ClassTargets(training.labels)
    let codes = training.labels.codes
    let distances = space.numericColumns
    var notes: [String] = []
    var draws: [Draw] = []
    var classes: [Int32] = []
    for growth in try targets.growths(strategy, space: space).classes {
      let name = targets.name(growth.code)
      let m = try surrounding.fitting(
        training.count, in: "the training set", alternative: "smote", notes: &notes)
      let k = try neighbours.fitting(
        towardsAll ? training.count : growth.members.count,
        in: towardsAll ? "the training set" : name, alternative: "random_over", notes: &notes)
      let fellows = TiledPoints(distances, rows: growth.members)
      let around = Surroundings(
        growth.members, fellows: fellows, codes: codes, space: distances, count: m,
        threads: threads)
      let danger = growth.members.indices.filter(around.isInDanger).map { growth.members[$0] }
      guard !danger.isEmpty else {
        notes.append(
          "no row of \(name) has half or more, but not all, of its \(m) nearest rows in other "
            + "classes: '\(Self.name)' made none of the \(growth.added) rows asked for")
        continue
      }
      let partners =
        towardsAll
        ? Self.nearestOfAll(danger, fellows, codes, distances, count: k, threads: threads)
        : SMOTE.partners(of: danger, among: fellows, in: distances, count: k, threads: threads)
      var made = Draw.between(
        danger, partners, each: k, count: growth.added, step: 1, seed: seed)
      if towardsAll {
        // A second stream from the same seed, as imbalanced-learn draws it.
        var random = RandomState(seed)
        for place in made.indices where codes[Int(made[place].neighbour)] != Int32(growth.code) {
          made[place].share = random.uniform(0, 0.5)
        }
      }
      draws += made
      classes += [Int32](repeating: Int32(growth.code), count: growth.added)
    }
    return training.interpolating(draws, classes: classes, threads: threads).noting(notes)
  }

  /// For each row in turn its nearest rows of any class.
  private static func nearestOfAll(
    _ rows: [Int], _ fellows: TiledPoints, _ codes: [Int32], _ space: [[Double]], count: Int,
    threads: Int
  ) -> [Int32] {
    if NeighbourScan.pays(queries: rows.count, rows: codes.count, columns: space.count) {
      return NeighbourScan(space, codes: codes).nearest(
        rows, fellows: fellows, count: count, fellowsOnly: false, threads: threads
      ).flatMap { $0 }
    }
    return SMOTE.partners(
      of: rows, among: TiledPoints(space, rows: Array(codes.indices)), in: space, count: count,
      threads: threads)
  }
}
