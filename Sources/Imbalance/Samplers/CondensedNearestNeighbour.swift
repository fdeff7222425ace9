/// Keeps of large classes only the rows that the nearest kept row would call wrongly.
///
/// Hart, "The condensed nearest neighbor rule", 1968. Starting from the minority and a few random
/// rows of the class, each row in turn joins the store when its nearest stored rows do not name its
/// class. Rows, order and random stream are those of imbalanced-learn's
/// `CondensedNearestNeighbour` but for a mistake there: its list of rows that need no look mixes
/// places in the data with places in the class, so that some misjudged rows are passed over. Ties
/// go to the row that was stored first, the minority before all others.
public struct CondensedNearestNeighbour: Sampler {
  public static let name = "condensed_nearest_neighbour"
  public static let summary =
    "Keeps of large classes only the rows that the rows kept so far would misjudge."
  public static let parameters = [
    SamplingStrategy.parameter(.cleaning), StoredNeighbours.neighbours, StoredNeighbours.seeds,
  ]
  public static let kind = SamplerKind.cleaning
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true

  let strategy: SamplingStrategy
  let neighbours: Int
  let seeds: Int
  /// Whether imbalanced-learn's mistake is made too, for comparison in the tests.
  package var mimicsMistake = false

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
      var kept = drawn.map { members[$0] }
      var store = StoredNeighbours(
        columns, neighbours: neighbours, winsTies: code < targets.smallest)
      store.add(minority, own: code == targets.smallest)
      store.add(kept, own: true)
      store.prepare(members, threads: threads)
      // Rows that need no look: those of the store, by their places in the class.
      var isSettled = [Bool](repeating: false, count: members.count)
      func settle(_ row: Int, _ place: Int) {
        let place = mimicsMistake ? row : place
        if place < members.count { isSettled[place] = true }
      }
      for place in drawn { settle(members[place], place) }
      for (place, row) in members.enumerated() where !isSettled[place] {
        if store.namesOwn(place) { continue }
        kept.append(row)
        store.add([row], own: true)
        settle(row, place)
      }
      rows += kept
    }
    return training.keeping(rows)
  }
}
