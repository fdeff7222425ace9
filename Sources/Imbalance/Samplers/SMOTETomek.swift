/// Invents rows by SMOTE, then removes both members of every Tomek link.
///
/// Batista, Bazzan and Monard, "Balancing training data for automated annotation of keywords", 2003;
/// rows, order and random stream are those of imbalanced-learn's `SMOTETomek`.
public struct SMOTETomek: Sampler {
  public static let name = "smote_tomek"
  public static let summary =
    "Invents rows by SMOTE, then removes both rows of every nearest pair of different classes."
  public static let parameters = CleanedSMOTE.parameters
  public static let kind = SamplerKind.combination
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true

  let over: CleanedSMOTE

  public init(_ values: ParameterValues) throws(ParameterError) { over = try CleanedSMOTE(values) }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    try over.resample(training, space: space, seed: seed, threads: threads) {
      (labels, columns) throws(ModellingError) in
      try TomekLinks.kept(labels, .word("all"), space: columns, threads: threads)
    }
  }
}
