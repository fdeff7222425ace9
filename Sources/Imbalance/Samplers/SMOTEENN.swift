/// Invents rows by SMOTE, then removes those that their nearest neighbours contradict.
///
/// Batista, Prati and Monard, "A study of the behavior of several methods for balancing machine
/// learning training data", 2004; rows, order and random stream are those of imbalanced-learn's
/// `SMOTEENN`: every class is edited, the minority and its invented rows too.
public struct SMOTEENN: Sampler {
  public static let name = "smote_enn"
  public static let summary =
    "Invents rows by SMOTE, then removes rows of any class that their neighbours contradict."
  public static let parameters = CleanedSMOTE.parameters
  public static let kind = SamplerKind.combination
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true

  let over: CleanedSMOTE

  public init(_ values: ParameterValues) throws(ParameterError) { over = try CleanedSMOTE(values) }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let rule = NeighbourEditing(strategy: .word("all"), neighbours: 3, byMode: false)
    return try over.resample(training, space: space, seed: seed, threads: threads) {
      (labels, columns) throws(ModellingError) in
      try rule.kept(labels, space: columns, threads: threads)
    }
  }
}
