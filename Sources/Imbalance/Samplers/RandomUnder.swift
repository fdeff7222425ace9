/// Keeps randomly drawn rows of large classes.
///
/// Rows, order and random stream are those of imbalanced-learn's `RandomUnderSampler`: class by
/// class, drawn rows in the order of drawing, untouched classes whole. Missing values and
/// categories pass through.
public struct RandomUnder: Sampler {
  public static let name = "random_under"
  public static let summary = "Keeps randomly drawn rows of large classes."
  public static let parameters = [
    SamplingStrategy.parameter(.undersampling),
    Parameter(
      "replacement", .boolean, default: .boolean(false),
      "Whether a row may be drawn more than once."),
  ]
  public static let kind = SamplerKind.undersampling
  public static let needs = InputNeeds.anything
  public static let supportsMulticlass = true

  let strategy: SamplingStrategy
  let replacement: Bool

  public init(_ values: ParameterValues) throws(ParameterError) {
    strategy = SamplingStrategy(values)
    replacement = values.boolean("replacement")
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let targets = try ClassTargets(training.labels)
    let kept = try targets.kept(strategy)
    var random = RandomState(seed: seed.numpy)
    var rows: [Int] = []
    for code in targets.present {
      let members = training.labels.rows(ofClass: code)
      guard let size = kept[code] else {
        rows += members
        continue
      }
      rows += random.choice(members.count, size: size, replace: replacement).map { members[$0] }
    }
    return training.keeping(rows)
  }
}
