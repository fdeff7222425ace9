/// SMOTE for rows that hold categories only.
///
/// Chawla and others, 2002, section 6.2, with the value difference metric of Stanfill and Waltz,
/// 1986. Rows, order and random stream are those of imbalanced-learn's `SMOTEN`: each new row
/// takes in every column the most frequent word among a drawn row and its nearest rows, the first
/// of equally frequent ones. Words are alike when they go with the same classes.
public struct SMOTEN: Sampler {
  public static let name = "smoten"
  public static let summary =
    "SMOTE for categories only: invented rows take the most frequent words of a neighbourhood."
  public static let parameters = [
    SamplingStrategy.parameter(.oversampling),
    Parameter(
      "k_neighbors", .integer(1...10_000), default: .integer(5),
      "How many nearest rows of the class vote beside the drawn row itself."),
  ]
  public static let kind = SamplerKind.oversampling
  public static let needs = InputNeeds(
    takesCategories: true, takesMissing: false, standardizes: false)
  public static let supportsMulticlass = true

  let strategy: SamplingStrategy
  let neighbours: NeighbourCount

  public init(_ values: ParameterValues) throws(ParameterError) {
    strategy = SamplingStrategy(values)
    neighbours = NeighbourCount(values, "k_neighbors")
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let targets = try ClassTargets(training.labels)
    let columns = training.table.columns.compactMap(\.words)
    guard columns.count == training.table.columns.count, !columns.isEmpty else {
      let names = zip(training.table.names, training.table.columns).filter { $0.1.words == nil }
      throw ModellingError(
        "numeric-columns",
        "smoten takes categories only, and \(names.map(\.0).inWords) hold numbers",
        hint: columns.isEmpty
          ? "use smote, or list the columns under 'categorical' when loading"
          : "use smote_nc, or list the columns under 'categorical' when loading")
    }
    let metric = ValueDifference(columns, training.labels)
    let growths = try targets.growths(strategy, space: training.table).classes
    var notes: [String] = []
    var made = [[Int32]](repeating: [], count: columns.count)
    var classes: [Int32] = []
    var origins: [RowOrigin] = []
    for growth in growths {
      let k = try neighbours.fitting(
        growth.members.count, in: targets.name(growth.code), alternative: "random_over",
        notes: &notes)
      var random = RandomState(seed)
      let drawn = random.randint(below: growth.members.count, count: growth.added)
      let near = metric.neighbours(growth.members, count: k, threads: threads)
      // A new row depends on the drawn one alone.
      let voters = growth.members.indices.map { place in
        [growth.members[place]] + near[(place * k)..<((place + 1) * k)].map { Int($0) }
      }
      let parents = voters.map { RowOrigin.combined(of: $0) }
      for (column, words) in columns.enumerated() {
        let voted = voters.map { Self.mostFrequent($0.map { words.codes[$0] }) }
        made[column] += drawn.map { voted[$0] }
      }
      origins += drawn.map { parents[$0] }
      classes += [Int32](repeating: Int32(growth.code), count: growth.added)
    }
    let joined = zip(columns, made).map { column, new in
      Column.categorical(CategoricalColumn(levels: column.levels, codes: column.codes + new))
    }
    return training.extended(
      to: Table(
        names: training.table.names, columns: joined, count: training.count + classes.count),
      classes: classes, made: origins
    ).noting(notes)
  }

  /// The most frequent code, the smallest of several.
  private static func mostFrequent(_ codes: [Int32]) -> Int32 {
    let sorted = codes.sorted()
    var best = sorted[0]
    var bestCount = 0
    var start = 0
    for place in sorted.indices
    where place + 1 == sorted.count || sorted[place + 1] != sorted[place] {
      if place + 1 - start > bestCount {
        bestCount = place + 1 - start
        best = sorted[place]
      }
      start = place + 1
    }
    return best
  }
}
