/// Edits large classes, and clears the neighbourhoods of misjudged minority rows.
///
/// Laurikkala, "Improving identification of difficult small classes by balancing class
/// distribution", 2001; the rows kept are those of imbalanced-learn's `NeighbourhoodCleaningRule`,
/// in their order: removed are the rows that editing by the most frequent class removes, and the
/// neighbours of minority rows that the nearest rows (the row itself among them) call wrongly.
public struct NeighbourhoodCleaningRule: Sampler {
  public static let name = "neighbourhood_cleaning_rule"
  public static let summary =
    "Removes rows that their neighbours contradict, and those around misjudged minority rows."
  public static let parameters = [
    SamplingStrategy.parameter(.cleaning), NeighbourEditing.neighbours,
    Parameter(
      "threshold_cleaning", .number(0...1_000_000), default: .number(0.5),
      "Neighbours of minority rows are removed from classes with more than so many times the minority's rows."
    ),
  ]
  public static let kind = SamplerKind.cleaning
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true

  let rule: NeighbourEditing
  let threshold: Double

  public init(_ values: ParameterValues) throws(ParameterError) {
    rule = NeighbourEditing(
      strategy: SamplingStrategy(values), neighbours: values.integer("n_neighbors"), byMode: true)
    threshold = values.number("threshold_cleaning")
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let labels = training.labels
    let columns = space.numericColumns
    let targets = try ClassTargets(labels)
    let cleaned = try targets.cleaned(rule.strategy)
    var isKept = [Bool](repeating: false, count: training.count)
    for row in try rule.kept(labels, space: columns, threads: threads) { isKept[row] = true }
    let minority = labels.rows(ofClass: targets.smallest)
    let least = Double(targets.counts[targets.smallest]) * threshold
    let k = rule.neighbours
    // One more than asked, so that the row itself can be left in or out.
    let near = TiledPoints(columns, rows: Array(0..<training.count)).nearest(
      k + 1, toRows: minority, of: columns, excludingSelf: false, threads: threads)
    for (query, row) in minority.enumerated() {
      guard mode(of: near[query].prefix(k), labels) != Int32(targets.smallest) else { continue }
      for neighbour in near[query].filter({ $0 != Int32(row) }).prefix(k) {
        let code = Int(labels.codes[Int(neighbour)])
        if cleaned[code], Double(targets.counts[code]) > least { isKept[Int(neighbour)] = false }
      }
    }
    return training.keeping((0..<training.count).filter { isKept[$0] })
  }
}
