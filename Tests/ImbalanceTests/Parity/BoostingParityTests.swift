import Imbalance
import Testing

private struct Recorded: Decodable {
  struct Tree: Decodable {
    let data: String
    let options: [String: RecordedOption]
    let probabilities: [[Double]]
    let leaves: Double
  }
  struct Band: Decodable {
    let data: String
    let minHessian: Double
    let peer: String
    let scores: [[Double]]
  }
  let train: [String: [[Double?]]]
  let query: [String: [[Double?]]]
  let labels: [Int32]
  let labels3: [Int32]
  let labelsRare: [Int32]
  let trees: [Tree]
  let bands: [Band]
  let madePositives: Int
  let rare: [String: Double]
  let rarePositives: [Int]
}

/// What scikit-learn's and LightGBM's boosters learn, and ours.
@Suite struct BoostingParityTests {
  private func fit(
    _ training: TrainingSet, _ options: [String: ParameterValue]
  ) throws -> FittedModel {
    try Recipe(classifier: try HistGradientBoosting.with(options), seed: Seed(root: 1))
      .fit(training, threads: 1)
  }

  @Test("trees say what scikit-learn's say: exactly, where its single precision is exact")
  func trees() throws {
    let recorded = try Made.recorded("boosting", as: Recorded.self)
    #expect(recorded.trees.count >= 12)
    for it in recorded.trees {
      let key = it.data.hasPrefix("missing") ? "missing" : "plain"
      let (train, query) = (try #require(recorded.train[key]), try #require(recorded.query[key]))
      let labels =
        it.data == "three"
        ? recorded.labels3 : it.data.hasSuffix("rare") ? recorded.labelsRare : recorded.labels
      let columns = zip(train, query).map { Column.numeric(($0 + $1).map { $0 ?? .nan }) }
      let split = Made.split(
        columns, labels + [Int32](repeating: 0, count: query[0].count),
        classes: it.data == "three" ? ["0", "1", "2"] : ["0", "1"], training: labels.count)
      var options = it.options.mapValues(\.plain)
      options["min_hessian"] = .number(0.001)
      let model = try fit(split.training, options)
      let said = model.predictions(on: split.test, threads: 1).probabilities
      // Later rounds, and classes that are not equally large, have gradients that scikit-learn
      // rounds to single precision.
      let isExact =
        ["plain", "missing"].contains(it.data) && options["max_iter"] == .integer(1)
      let gap = zip(said.joined(), it.probabilities.joined()).reduce(0) {
        max($0, abs($1.0 - $1.1))
      }
      #expect(gap < (isExact ? 1e-12 : 1e-6), "\(it.data) \(it.options)")
      #expect(
        model.fit.counts.first { $0.name == "leaves" }?.value == it.leaves,
        "\(it.data) \(it.options)")
    }
  }

  /// Rows whose class depends on two interacting numbers, on one's size, and on luck.
  private func made(
    rows: Int, columns: Int, limit: Double, seed: UInt32
  ) -> (columns: [Column], codes: [Int32]) {
    var random = RandomState(seed: seed)
    let values = random.standardNormal(count: rows * columns)
    let noise = random.standardNormal(count: rows)
    let codes = (0..<rows).map { row -> Int32 in
      let own = values[(row * columns)..<(row * columns + columns)]
      let first = own.startIndex
      let sum = own[first] + own[first + 1] * own[first + 2] + abs(own[first + 3]) + noise[row]
      return sum > limit ? 1 : 0
    }
    return (
      (0..<columns).map { column in .numeric((0..<rows).map { values[$0 * columns + column] }) },
      codes
    )
  }

  private func dataset(_ name: String) throws -> Dataset {
    switch name {
    case "hypothyroid":
      return try SharedData.dataset(
        "hypothyroid.csv", DelimitedOptions(target: "class", positive: "hypothyroid"))
    case "credit_g":
      return try SharedData.dataset(
        "credit_g.csv", DelimitedOptions(target: "class", positive: "bad"))
    default:
      let (columns, codes) = made(rows: 2_400, columns: 6, limit: 3.2, seed: 7)
      return Dataset(
        table: Table(names: columns.indices.map { "x\($0)" }, columns: columns, count: 2_400),
        labels: Labels(
          target: Target(name: "y", classes: ["0", "1"], positive: 1), codes: codes),
        source: .init(name: "made", sha256: "", unlabelledRows: 0, notes: []))
    }
  }

  @Test(
    "over thirty splits scores are as the peers' at the same options",
    arguments: 0..<4)
  func bands(index: Int) throws {
    let recorded = try Made.recorded("boosting", as: Recorded.self)
    let band = recorded.bands[index]
    guard band.data == "made" || SharedData.isThere else { return }
    let data = try dataset(band.data)
    if band.data == "made" { #expect(data.labels.classCounts[1] == recorded.madePositives) }
    let options: [String: ParameterValue] = [
      "max_iter": .integer(60), "min_hessian": .number(band.minHessian),
    ]
    let own = try (0..<30).map { seed -> [Double] in
      let split = try data.stratifiedSplit(
        test: 0.25, validation: nil, seed: Seed(randomState: UInt32(seed)))
      let said = try fit(split.training, options).predictions(on: split.test, threads: 1)
      let positive = try #require(said.labels.target.positive)
      return Ranked.scores(
        said.probabilities[positive], said.labels.codes.map { Int($0) == positive })
    }
    for (place, theirs) in band.scores.enumerated() {
      let ours = own.map { $0[place] }
      let (a, b) = (Ranked.moments(ours), Ranked.moments(theirs))
      let error = ((a.variance + b.variance) / 30).squareRoot()
      #expect(abs(a.mean - b.mean) < 2 * error, "\(band.data) \(band.peer) \(place): \(a) \(b)")
      // Kolmogorov and Smirnov: 1.628 is the 1 % point.
      #expect(
        Ranked.distance(ours, theirs) < 1.628 * (2.0 / 30).squareRoot(),
        "\(band.data) \(band.peer) \(place)")
    }
  }

  @Test("the defaults hold where positives are so rare that the peers' defaults break")
  func rarePositives() throws {
    let recorded = try Made.recorded("boosting", as: Recorded.self)
    let (columns, codes) = made(rows: 80_000, columns: 6, limit: 6.8, seed: 9)
    let split = Made.split(columns, codes, training: 40_000)
    #expect(split.training.labels.classCounts[1] == recorded.rarePositives[0])
    let said = try fit(split.training, [:]).predictions(on: split.test, threads: 1)
    let score = Ranked.scores(said.probabilities[1], said.labels.codes.map { $0 == 1 })[0]
    let broken = max(recorded.rare["sklearn"] ?? 1, recorded.rare["lightgbm"] ?? 1)
    let mended = try #require(recorded.rare["lightgbmFloor"] ?? recorded.rare["lightgbm_floor"])
    #expect(score > broken + 0.15 && score > mended - 0.05, "\(score), \(recorded.rare)")
  }
}

/// Scores of a ranking by their definitions, and how two samples of them differ.
enum Ranked {
  /// Average precision and area under the ROC curve.
  static func scores(_ scores: [Double], _ isPositive: [Bool]) -> [Double] {
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    var (hits, misses, precision, area) = (0.0, 0.0, 0.0, 0.0)
    var place = 0
    while place < order.count {
      var end = place
      var (own, others) = (0.0, 0.0)
      while end < order.count, scores[order[end]] == scores[order[place]] {
        if isPositive[order[end]] { own += 1 } else { others += 1 }
        end += 1
      }
      area += others * (hits + own / 2)
      hits += own
      misses += others
      precision += own * hits / (hits + misses)
      place = end
    }
    return [precision / hits, area / hits / misses]
  }

  static func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, squares / Double(values.count - 1))
  }

  /// The largest gap between two samples' distribution functions.
  static func distance(_ a: [Double], _ b: [Double]) -> Double {
    (a + b).reduce(0) { largest, value in
      let below = { (sample: [Double]) in
        Double(sample.count { $0 <= value }) / Double(sample.count)
      }
      return max(largest, abs(below(a) - below(b)))
    }
  }
}
