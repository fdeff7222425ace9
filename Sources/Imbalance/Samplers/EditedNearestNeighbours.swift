/// Removes rows of large classes whose nearest neighbours are of other classes.
///
/// Wilson, "Asymptotic properties of nearest neighbor rules using edited data", 1972; rows and
/// order are those of imbalanced-learn's `EditedNearestNeighbours`, class by class. Ties among
/// neighbours go to the lower row.
public struct EditedNearestNeighbours: Sampler {
  public static let name = "edited_nearest_neighbours"
  public static let summary = "Removes rows that their nearest neighbours contradict."
  public static let parameters = [
    SamplingStrategy.parameter(.cleaning), NeighbourEditing.neighbours, NeighbourEditing.kind,
  ]
  public static let kind = SamplerKind.cleaning
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true

  let rule: NeighbourEditing

  public init(_ values: ParameterValues) throws(ParameterError) {
    rule = NeighbourEditing(values)
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    training.keeping(
      try rule.kept(training.labels, space: space.numericColumns, threads: threads))
  }
}
