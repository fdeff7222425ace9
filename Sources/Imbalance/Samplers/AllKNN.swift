/// Edits by one nearest neighbour, then by two, and so on.
///
/// Tomek, "An experiment with the edited nearest-neighbor rule", 1976; rows and order are those of
/// imbalanced-learn's `AllKNN`. It stops when a class vanishes or falls below the smallest one.
public struct AllKNN: Sampler {
  public static let name = "all_knn"
  public static let summary =
    "Removes rows that their nearest neighbours contradict, asking one more in each pass."
  public static let parameters = [
    SamplingStrategy.parameter(.cleaning),
    Parameter(
      "n_neighbors", .integer(1...10_000), default: .integer(3),
      "How many nearest rows are asked in the last pass."),
    NeighbourEditing.kind,
    Parameter(
      "allow_minority", .boolean, default: .boolean(false),
      "Whether a class may become smaller than the smallest one was."),
  ]
  public static let kind = SamplerKind.cleaning
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true

  let rule: NeighbourEditing
  let allowsMinority: Bool

  public init(_ values: ParameterValues) throws(ParameterError) {
    rule = NeighbourEditing(values)
    allowsMinority = values.boolean("allow_minority")
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let editing = RepeatedEditing(
      passes: (1...rule.neighbours).map {
        NeighbourEditing(strategy: rule.strategy, neighbours: $0, byMode: rule.byMode)
      },
      stopsWhenStill: false, allowsMinority: allowsMinority)
    return training.keeping(
      try editing.kept(training.labels, space: space.numericColumns, threads: threads))
  }
}
