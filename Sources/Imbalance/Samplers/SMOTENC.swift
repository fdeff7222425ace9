/// SMOTE for rows that hold numbers and categories.
///
/// Chawla and others, 2002, section 6.1. Rows, order and random stream are those of
/// imbalanced-learn's `SMOTENC`. Two rows whose categories differ lie farther apart by the median
/// of the numbers' standard deviations in the class, once for each category. Numbers are invented
/// as SMOTE does; each category is the most frequent one among the seed's neighbours, drawn at
/// random from equally frequent ones. Categories stay codes, so that many levels cost nothing.
public struct SMOTENC: Sampler {
  public static let name = "smote_nc"
  public static let summary =
    "SMOTE for numbers and categories: invented rows take the neighbours' most frequent words."
  public static let parameters = [
    SamplingStrategy.parameter(.oversampling),
    Parameter(
      "k_neighbors", .integer(1...10_000), default: .integer(5),
      "Among how many nearest rows of the class the partner is drawn, and how many vote."),
  ]
  public static let kind = SamplerKind.oversampling
  public static let needs = InputNeeds(
    takesCategories: true, takesMissing: false, standardizes: true)
  public static let supportsMulticlass = true

  let strategy: SamplingStrategy
  let neighbours: NeighbourCount

  public init(_ values: ParameterValues) throws(ParameterError) {
    strategy = SamplingStrategy(values)
    neighbours = NeighbourCount(values, "k_neighbors")
  }

  /// The rows of the classes that grow.
  public func measuredRows(_ training: TrainingSet) throws(ModellingError) -> [Int]? {
    try ClassTargets(training.labels).growing(strategy)
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let targets = try ClassTargets(training.labels)
    try refuseOtherColumns(training.table)
    let growths = try targets.growths(strategy, space: space).classes
    let spaceNumbers = space.columns.compactMap(\.numbers)
    let spaceWords = space.columns.compactMap(\.words)
    var notes: [String] = []
    var draws: [Draw] = []
    var classes: [Int32] = []
    var voted = [[Int32]](repeating: [], count: spaceWords.count)
    for growth in growths {
      let k = try neighbours.fitting(
        growth.members.count, in: targets.name(growth.code), alternative: "random_over",
        notes: &notes)
      let numbers = spaceNumbers.map { column in growth.places.map { column[$0] } }
      let words = spaceWords.map { column in growth.places.map { column.codes[$0] } }
      let deviation = Self.medianDeviation(numbers)
      let near = MixedPoints(numbers: numbers, codes: words, penalty: deviation * deviation)
        .neighbours(k, threads: threads)
      let local = Draw.between(
        Array(growth.members.indices), near, each: k, count: growth.added, step: 1, seed: seed)
      var random = RandomState(seed)
      for (column, codes) in words.enumerated() {
        voted[column] += Self.vote(
          local, near, each: k, codes: codes, levels: spaceWords[column].levels.count, &random)
      }
      draws += local.map {
        Draw(
          seed: Int32(growth.members[Int($0.seed)]),
          neighbour: Int32(growth.members[Int($0.neighbour)]), step: $0.step)
      }
      classes += [Int32](repeating: Int32(growth.code), count: growth.added)
    }
    return training.mixing(draws, words: voted, classes: classes, threads: threads).noting(notes)
  }

  /// The median over the columns of the standard deviation, of the population.
  private static func medianDeviation(_ columns: [[Double]]) -> Double {
    let deviations = columns.map { values -> Double in
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (squares / Double(values.count)).squareRoot()
    }.sorted()
    let middle = deviations.count / 2
    return deviations.count % 2 == 1
      ? deviations[middle] : (deviations[middle - 1] + deviations[middle]) / 2
  }

  /// For each new row the most frequent word among its seed's neighbours.
  ///
  /// Equally frequent words of all rows are shuffled together, and the first of each row wins:
  /// imbalanced-learn's rule, and its stream.
  private static func vote(
    _ draws: [Draw], _ near: [Int32], each k: Int, codes: [Int32], levels: Int,
    _ random: inout RandomState
  ) -> [Int32] {
    // The winners depend on the seed alone.
    var winners = [[Int32]](repeating: [], count: codes.count)
    var counts = [Int](repeating: 0, count: levels)
    for seed in codes.indices {
      let voters = near[(seed * k)..<((seed + 1) * k)]
      for voter in voters { counts[Int(codes[Int(voter)])] += 1 }
      let most = voters.map { counts[Int(codes[Int($0)])] }.max() ?? 0
      for code in voters.map({ codes[Int($0)] }).sorted()
      where counts[Int(code)] == most && winners[seed].last != code {
        winners[seed].append(code)
      }
      for voter in voters { counts[Int(codes[Int(voter)])] = 0 }
    }
    var candidates: [(row: Int32, code: Int32)] = []
    candidates.reserveCapacity(draws.count + draws.count / 4)
    for (row, draw) in draws.enumerated() {
      for code in winners[Int(draw.seed)] { candidates.append((Int32(row), code)) }
    }
    random.shuffle(&candidates)
    var chosen = [Int32](repeating: -1, count: draws.count)
    for candidate in candidates where chosen[Int(candidate.row)] < 0 {
      chosen[Int(candidate.row)] = candidate.code
    }
    return chosen
  }

  private func refuseOtherColumns(_ table: Table) throws(ModellingError) {
    let numbers = table.columns.count { $0.numbers != nil }
    guard numbers < table.columns.count else {
      throw ModellingError(
        "no-categories",
        "smote_nc takes numbers and categories, and the training set has no categories",
        hint: "use smote, or list the categories under 'categorical' when loading")
    }
    guard numbers > 0 else {
      throw ModellingError(
        "no-numbers",
        "smote_nc takes numbers and categories, and the training set has no numbers",
        hint: "use smoten")
    }
  }
}

extension Column {
  /// The values, for a column of numbers.
  var numbers: [Double]? { if case .numeric(let values) = self { values } else { nil } }
  /// The words, for a column of categories.
  var words: CategoricalColumn? { if case .categorical(let words) = self { words } else { nil } }
}

extension Partition where Role == TrainingRole {
  /// The rows followed by invented ones: numbers between two rows, words as given by column.
  func mixing(
    _ draws: [Draw], words: [[Int32]], classes: [Int32], threads: Int
  ) -> TrainingSet {
    var place = 0
    let wordOf = table.columns.map { column -> Int in
      guard column.words != nil else { return -1 }
      defer { place += 1 }
      return place
    }
    let joined = parallelMap(count: table.columns.count, threads: threads) { column -> Column in
      switch table.columns[column] {
      case .numeric(let values): InterpolationKernel.column(values, draws)
      case .categorical(let own):
        .categorical(
          CategoricalColumn(levels: own.levels, codes: own.codes + words[wordOf[column]]))
      }
    }
    return extended(
      to: Table(names: table.names, columns: joined, count: count + draws.count),
      classes: classes, parents: draws.map { (Int($0.seed), Int($0.neighbour)) })
  }
}
