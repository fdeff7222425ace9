/// Invents rows along the border that a support-vector machine draws.
///
/// Nguyen, Cooper and Kamei, "Borderline over-sampling for imbalanced data classification", 2011;
/// the rules and the random stream are those of imbalanced-learn's `SVMSMOTE`. The seeds are the
/// support vectors of the class, but for those with no row of the class nearby. Those in danger
/// are joined with a neighbour, the safe ones are pushed away from one, outwards, by at most
/// `out_step` of the way. Where one of the two groups is empty its share of the rows is not made,
/// as in imbalanced-learn, and a note says how many. More than two classes are told apart pair by
/// pair, as scikit-learn's `SVC` does.
public struct SVMSMOTE: Sampler {
  public static let name = "svm_smote"
  public static let summary =
    "Invents rows from the support vectors of small classes, inwards or outwards."
  public static let parameters = [
    SamplingStrategy.parameter(.oversampling),
    Parameter(
      "k_neighbors", .integer(1...10_000), default: .integer(5),
      "Among how many nearest rows of the class the partner is drawn."),
    Parameter(
      "m_neighbors", .integer(1...10_000), default: .integer(10),
      "How many nearest rows of all classes decide whether a row is in danger, safe or noise."),
    Parameter(
      "out_step", .number(0...1), default: .number(0.5),
      "How far safe rows are pushed away from a neighbour, as a share of the way."),
  ]
  public static let kind = SamplerKind.oversampling
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true

  let strategy: SamplingStrategy
  let neighbours: NeighbourCount
  let surrounding: NeighbourCount
  let outStep: Double

  public init(_ values: ParameterValues) throws(ParameterError) {
    strategy = SamplingStrategy(values)
    neighbours = NeighbourCount(values, "k_neighbors")
    surrounding = NeighbourCount(values, "m_neighbors")
    outStep = values.number("out_step")
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let targets = try ClassTargets(training.labels)
    let codes = training.labels.codes
    let distances = space.numericColumns
    let gamma = SupportVectorMachine.scaledGamma(distances)
    var random = RandomState(seed)
    var notes: [String] = []
    var draws: [Draw] = []
    var classes: [Int32] = []
    for growth in try targets.growths(strategy, space: space).classes {
      let name = targets.name(growth.code)
      let m = try surrounding.fitting(
        training.count, in: "the training set", alternative: "smote", notes: &notes)
      let k = try neighbours.fitting(
        growth.members.count, in: name, alternative: "random_over", notes: &notes)
      let vectors = supportVectors(
        of: growth.code, targets, distances, gamma: gamma, threads: threads)
      let fellows = TiledPoints(distances, rows: growth.members)
      let around = Surroundings(
        vectors, fellows: fellows, codes: codes, space: distances, count: m,
        threads: threads)
      let danger = vectors.indices.filter(around.isInDanger).map { vectors[$0] }
      let safe = vectors.indices.filter { !around.isNoise($0) && !around.isInDanger($0) }
        .map { vectors[$0] }
      guard !danger.isEmpty || !safe.isEmpty else {
        throw ModellingError(
          "no-border",
          "svm_smote needs support vectors with rows of their class nearby, and none of the "
            + "\(vectors.count) of \(name) has one among its \(m) nearest rows",
          hint: "use smote or random_over")
      }
      let inward = Int(random.beta(10, 10) * Double(growth.added + 1))
      var made = 0
      for (seeds, count, step) in [
        (danger, inward, 1), (safe, growth.added - inward, -outStep),
      ] where !seeds.isEmpty {
        let partners = SMOTE.partners(
          of: seeds, among: fellows, in: distances, count: k, threads: threads)
        draws += Draw.between(seeds, partners, each: k, count: count, step: step, seed: seed)
        made += count
      }
      classes += [Int32](repeating: Int32(growth.code), count: made)
      if made != growth.added {
        notes.append(
          Growth.miscount(Self.name, name, made: made, wanted: growth.added)
            + (danger.isEmpty ? ": no support vector is in danger" : ": every one is in danger"))
      }
    }
    return training.interpolating(draws, classes: classes, threads: threads).noting(notes)
  }

  /// The rows of a class that carry weight against any other class, ascending.
  private func supportVectors(
    of code: Int, _ targets: ClassTargets, _ space: [[Double]], gamma: Double, threads: Int
  ) -> [Int] {
    let own = targets.labels.rows(ofClass: code)
    var carries = [Bool](repeating: false, count: own.count)
    for other in targets.present where other != code {
      let rival = targets.labels.rows(ofClass: other)
      let (first, second) = code < other ? (own, rival) : (rival, own)
      let machine = SupportVectorMachine(
        space, first: first, second: second, gamma: gamma, threads: threads)
      let start = code < other ? 0 : rival.count
      for place in own.indices where machine.weights[start + place] > 0 { carries[place] = true }
    }
    return own.indices.filter { carries[$0] }.map { own[$0] }
  }
}
