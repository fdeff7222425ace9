/// Keeps the rows of large classes that a model finds easy.
///
/// Smith, Martinez and Giraud-Carrier, "An instance level analysis of data complexity", 2014. A
/// model's probability of a row's own class, said by folds that have not seen the row, is its
/// easiness; of each class stay the rows at or above the percentile that leaves as many as asked
/// for. Folds, percentiles and order are those of imbalanced-learn's `InstanceHardnessThreshold`,
/// which works only when the labels are 0, 1, 2 and so on. Rows as easy as the last one stay too.
public struct InstanceHardnessThreshold: Sampler {
  public static let name = "instance_hardness_threshold"
  public static let summary = "Keeps the rows of large classes that a model finds easy."
  public static let parameters = [
    SamplingStrategy.parameter(.undersampling),
    Parameter(
      "estimator", .choice(Classifiers.all.map { $0.name }), default: .text(RandomForest.name),
      "The model that judges, with its usual options and preparation."),
    Parameter(
      "cv", .integer(2...1_000), default: .integer(5), "In how many folds the rows are judged."),
  ]
  public static let kind = SamplerKind.undersampling
  public static let needs = InputNeeds.anything
  public static let supportsMulticlass = true

  let strategy: SamplingStrategy
  let classifier: any Classifier
  let folds: Int

  public init(_ values: ParameterValues) throws(ParameterError) {
    strategy = SamplingStrategy(values)
    let name = values.text("estimator")
    let type = Classifiers.all.first { $0.name == name } ?? RandomForest.self
    classifier = try type.init(try ParameterValues([:], for: type.parameters))
    folds = values.integer("cv")
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let targets = try ClassTargets(training.labels)
    let wanted = try targets.kept(strategy)
    let easiness = try easiness(of: training, seed: seed, threads: threads)
    var rows: [Int] = []
    for code in targets.present {
      let members = training.labels.rows(ofClass: code)
      guard let size = wanted[code] else {
        rows += members
        continue
      }
      let own = members.map { easiness[$0] }
      let share = (1 - Double(size) / Double(members.count)) * 100
      let threshold = Self.percentile(own.sorted(), share / 100)
      rows += members.filter { easiness[$0] >= threshold }
    }
    return training.keeping(rows)
  }

  /// For each row the probability of its own class, from a model that has not seen it.
  private func easiness(
    of training: TrainingSet, seed: Seed, threads: Int
  ) throws(ModellingError) -> [Double] {
    // Rows that were resampled before are folded as they are now.
    let whole = Dataset(
      table: training.table, labels: training.labels,
      source: .init(name: "training set", sha256: "", unlabelledRows: 0, notes: []))
    let rows = whole.split(training: Array(0..<training.count), validation: nil, test: []).training
    let recipe = Recipe(classifier: classifier, seed: seed)
    var easiness = [Double](repeating: 0, count: training.count)
    for fold in try rows.stratifiedFolds(folds, shuffle: true, seed: seed) {
      let said = try recipe.fit(fold.training, threads: threads)
        .predictions(on: fold.heldOut, threads: threads)
      for (place, row) in fold.heldOutRows.enumerated() {
        easiness[row] = said.probabilities[Int(training.labels.codes[row])][place]
      }
    }
    return easiness
  }

  /// NumPy's percentile by linear interpolation, of sorted numbers.
  private static func percentile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = min(max(Int(place), 0), sorted.count - 1)
    let above = min(below + 1, sorted.count - 1)
    let (low, high) = (sorted[below], sorted[above])
    let part = place - Double(below)
    return part >= 0.5 ? high - (high - low) * (1 - part) : low + (high - low) * part
  }
}
