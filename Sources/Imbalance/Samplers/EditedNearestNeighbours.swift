/// Removes rows of large classes whose nearest neighbours are of other classes.
///
/// Wilson, "Asymptotic properties of nearest neighbor rules using edited data", 1972; rows and
/// order are those of imbalanced-learn's `EditedNearestNeighbours`, class by class. A row with
/// enough fellows nearer than its nearest stranger is kept without a full search, so the cost
/// grows with rows times minority rows. Ties among neighbours go to the lower row.
public struct EditedNearestNeighbours: Sampler {
  public static let name = "edited_nearest_neighbours"
  public static let summary = "Removes rows that their nearest neighbours contradict."
  public static let parameters = [
    SamplingStrategy.parameter(.cleaning),
    Parameter(
      "n_neighbors", .integer(1...10_000), default: .integer(3),
      "How many nearest rows are asked."),
    Parameter(
      "kind_sel", .choice(["all", "mode"]), default: .text("all"),
      "Whether all neighbours must agree with a row, or only the most frequent class among them."),
  ]
  public static let kind = SamplerKind.cleaning
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true

  let strategy: SamplingStrategy
  let neighbours: Int
  let byMode: Bool

  public init(_ values: ParameterValues) throws(ParameterError) {
    strategy = SamplingStrategy(values)
    neighbours = values.integer("n_neighbors")
    byMode = values.text("kind_sel") == "mode"
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let targets = try ClassTargets(training.labels)
    let cleaned = try targets.cleaned(strategy)
    guard training.count > neighbours else {
      throw tooFewNeighbours(
        "the training set", found: training.count, neighbours: neighbours,
        option: "n_neighbors", alternative: "random_under")
    }
    let labels = training.labels
    let columns = space.numericColumns
    let all = TiledPoints(columns, rows: Array(0..<training.count))
    var kept: [Int] = []
    for code in targets.present {
      let members = labels.rows(ofClass: code)
      guard cleaned[code] else {
        kept += members
        continue
      }
      let strangers = TiledPoints(
        columns, rows: labels.codes.indices.filter { labels.codes[$0] != Int32(code) })
      let fellows = TiledPoints(columns, rows: members)
      let agrees = forEachQuery(members, threads: threads, scratchFor: all) { row, scratch in
        scratch.load(row, of: columns)
        let stranger = strangers.nearest(1, excluding: -1, &scratch)
        if let rival = stranger.rows.first, let distance = stranger.distances.first {
          let closer = fellows.countCloser(
            than: distance, row: rival, excluding: row, enough: neighbours, &scratch)
          if closer >= neighbours { return true }
        }
        guard byMode else { return false }
        let asked = all.nearest(neighbours, excluding: row, &scratch).rows
        var votes = [Int](repeating: 0, count: labels.target.classes.count)
        for neighbour in asked { votes[Int(labels.codes[Int(neighbour)])] += 1 }
        return votes.firstIndex(of: votes.max() ?? 0) == code
      }
      kept += zip(members, agrees).filter(\.1).map(\.0)
    }
    return training.keeping(kept)
  }
}
