/// Edits by nearest neighbours until nothing changes.
///
/// Tomek, "An experiment with the edited nearest-neighbor rule", 1976; rows and order are those of
/// imbalanced-learn's `RepeatedEditedNearestNeighbours`, whose `sample_indices_` are wrong when the
/// first pass removes nothing. It also stops when a class falls below the smallest one.
public struct RepeatedEditedNearestNeighbours: Sampler {
  public static let name = "repeated_edited_nearest_neighbours"
  public static let summary =
    "Removes rows that their nearest neighbours contradict, again and again until none is left."
  public static let parameters = [
    SamplingStrategy.parameter(.cleaning), NeighbourEditing.neighbours,
    Parameter(
      "max_iter", .integer(1...1_000_000), default: .integer(100), "How many passes at most."),
    NeighbourEditing.kind,
  ]
  public static let kind = SamplerKind.cleaning
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true

  let rule: NeighbourEditing
  let passes: Int

  public init(_ values: ParameterValues) throws(ParameterError) {
    rule = NeighbourEditing(values)
    passes = values.integer("max_iter")
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let editing = RepeatedEditing(
      passes: [NeighbourEditing](repeating: rule, count: passes), stopsWhenStill: true,
      allowsMinority: false)
    return training.keeping(
      try editing.kept(training.labels, space: space.numericColumns, threads: threads))
  }
}
