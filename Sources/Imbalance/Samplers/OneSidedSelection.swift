/// Keeps of large classes the rows that the minority would claim, without those on the border.
///
/// Kubat and Matwin, "Addressing the curse of imbalanced training sets", 1997. Of each class stay a
/// few random rows and those whose nearest rows among the minority and the random ones are not of
/// the class; Tomek links are then removed. Rows, order and random stream are those of
/// imbalanced-learn's `OneSidedSelection`.
public struct OneSidedSelection: Sampler {
  public static let name = "one_sided_selection"
  public static let summary =
    "Keeps of large classes the rows nearest to the minority, and removes those on the border."
  public static let parameters = [
    SamplingStrategy.parameter(.cleaning), StoredNeighbours.neighbours, StoredNeighbours.seeds,
  ]
  public static let kind = SamplerKind.cleaning
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true

  let strategy: SamplingStrategy
  let neighbours: Int
  let seeds: Int

  public init(_ values: ParameterValues) throws(ParameterError) {
    strategy = SamplingStrategy(values)
    neighbours = values.integer("n_neighbors")
    seeds = values.integer("n_seeds_S")
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let labels = training.labels
    let targets = try ClassTargets(labels)
    let cleaned = try targets.cleaned(strategy)
    let columns = space.numericColumns
    let minority = labels.rows(ofClass: targets.smallest)
    try StoredNeighbours.check(targets, neighbours: neighbours, seeds: seeds)
    var random = RandomState(seed: seed.numpy)
    var rows: [Int] = []
    for code in targets.present {
      let members = labels.rows(ofClass: code)
      guard cleaned[code] else {
        rows += members
        continue
      }
      let drawn = random.randint(below: members.count, count: seeds)
      var isSeed = [Bool](repeating: false, count: members.count)
      for place in drawn { isSeed[place] = true }
      let seedRows = drawn.map { members[$0] }
      let rest = members.indices.filter { !isSeed[$0] }.map { members[$0] }
      let store = minority + seedRows
      // By place in the store, so that ties go to the row stored first.
      let near = TiledPoints(gather(columns, store), rows: Array(store.indices)).nearest(
        neighbours, toRows: Array(rest.indices), of: gather(columns, rest), excludingSelf: false,
        threads: threads)
      let stored = labels.gathering(store)
      let misjudged = rest.indices.filter { mode(of: near[$0], stored) != Int32(code) }
      rows += seedRows + misjudged.map { rest[$0] }
    }
    let left = labels.gathering(rows)
    let names = targets.present.filter { cleaned[$0] }.map { labels.target.classes[$0] }
    let kept = try TomekLinks.kept(
      left, .classes(names), space: gather(columns, rows), threads: threads)
    return training.keeping(kept.map { rows[$0] })
  }
}
