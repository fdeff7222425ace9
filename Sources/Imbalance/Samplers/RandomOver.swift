/// Repeats rows of small classes, drawn with replacement.
///
/// Rows, order and random stream are those of imbalanced-learn's `RandomOverSampler`: the training
/// rows, then the copies class by class. Missing values and categories pass through.
public struct RandomOver: Sampler {
  public static let name = "random_over"
  public static let summary = "Repeats randomly drawn rows of small classes."
  public static let parameters = [SamplingStrategy.parameter(.oversampling)]
  public static let kind = SamplerKind.oversampling
  public static let needs = InputNeeds.anything
  public static let supportsMulticlass = true

  let strategy: SamplingStrategy

  public init(_ values: ParameterValues) throws(ParameterError) {
    strategy = SamplingStrategy(values)
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let targets = try ClassTargets(training.labels)
    let added = try targets.additional(strategy)
    var random = RandomState(seed: seed.numpy)
    var rows = Array(0..<training.count)
    for code in targets.present where added[code] > 0 {
      let members = training.labels.rows(ofClass: code)
      for draw in random.randint(below: members.count, count: added[code]) {
        rows.append(members[draw])
      }
    }
    return training.keeping(rows)
  }
}
