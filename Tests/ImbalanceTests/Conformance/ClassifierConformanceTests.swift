import Imbalance
import Testing

/// What every classifier promises, for every classifier there is.
@Suite struct ClassifierConformanceTests {
  static let names = Classifiers.all.map { $0.name }
  /// They look at the labels only.
  static let baselines = ["majority", "prior", "stratified"]
  /// Their numbers are decisions on a scale from 0 to 1.
  static let scorers = ["linear_svm"]
  /// A row twice is not a row of weight two: rows are drawn, or push each other out of reach.
  static let countingRows: Set = balancing.union(["random_forest", "nearest_neighbours", "mlp"])
  /// Those whose bags hold as many rows of every class.
  static let balancing: Set = [
    "balanced_bagging", "balanced_random_forest", "easy_ensemble", "rus_boost",
  ]

  private func recipe(_ name: String, seed: UInt64 = 3) throws -> Recipe {
    Recipe(
      classifier: try #require(Classifiers.all.first { $0.name == name }).withDefaults(),
      seed: Seed(root: seed))
  }

  /// Numbers with gaps, words with gaps, one class more likely for large numbers.
  private func mixed(_ sizes: [Int]) -> ([Column], [Int32]) {
    var (columns, codes) = Made.blobs(sizes)
    if case .numeric(var values) = columns[1] {
      for row in stride(from: 0, to: values.count, by: 9) { values[row] = .nan }
      columns[1] = .numeric(values)
    }
    columns.append(
      .categorical(
        CategoricalColumn(
          levels: ["high", "low", "other"],
          codes: codes.indices.map { $0 % 7 == 0 ? -1 : ($0 % 3 == 0 ? 2 : codes[$0] % 2) })))
    return (columns, codes)
  }

  @Test(
    "probabilities lie within 0 and 1 and sum to 1, for two and for three classes", arguments: names
  )
  func probabilities(name: String) throws {
    for sizes in [[150, 50], [100, 30, 60]] {
      let (columns, codes) = mixed(sizes)
      let split = Made.split(
        columns, codes, classes: sizes.indices.map { "c\($0)" }, training: 140)
      let model = try recipe(name).fit(split.training, threads: 1)
      let said = model.predictions(on: split.test, threads: 1)
      #expect(said.probabilities.count == sizes.count)
      #expect(said.areProbabilities != Self.scorers.contains(name))
      for row in 0..<said.count {
        let own = said.probabilities.map { $0[row] }
        #expect(own.allSatisfy { $0 >= 0 && $0 <= 1 })
        if said.areProbabilities { #expect(abs(own.reduce(0, +) - 1) < 1e-9) }
      }
    }
  }

  @Test("every classifier but the baselines learns what is there to learn", arguments: names)
  func learns(name: String) throws {
    let (columns, codes) = mixed([600, 200])
    let split = Made.split(columns, codes, training: 500)
    let said = try recipe(name).fit(split.training, threads: 1)
      .predictions(on: split.test, threads: 1)
    let right = (0..<said.count).count {
      (said.probabilities[1][$0] >= 0.5) == (said.labels.codes[$0] == 1)
    }
    let share = Double(right) / Double(said.count)
    if Self.baselines.contains(name) { #expect(share < 0.85) } else { #expect(share > 0.85) }
  }

  @Test("the model depends on the seed and not on threads", arguments: names)
  func determinism(name: String) throws {
    let (columns, codes) = mixed([6_000, 1_500])
    let split = Made.split(columns, codes, training: 6_500)
    let once = try recipe(name).fit(split.training, threads: 1)
      .predictions(on: split.test, threads: 1)
    for threads in [2, 5] {
      let again = try recipe(name).fit(split.training, threads: threads)
        .predictions(on: split.test, threads: threads)
      #expect(again.probabilities == once.probabilities)
    }
    if (Self.countingRows.contains(name) && name != "nearest_neighbours") || name == "extra_trees" {
      let other = try recipe(name, seed: 4).fit(split.training, threads: 2)
        .predictions(on: split.test, threads: 1)
      #expect(other.probabilities != once.probabilities)
    }
  }

  @Test("a weight of two counts like a row twice, where rows are not drawn", arguments: names)
  func weights(name: String) throws {
    guard !Self.countingRows.contains(name) else { return }
    let isBoosting = name == "hist_gradient_boosting"
    let (columns, codes) = isBoosting ? Made.blobs([90, 30]) : mixed([90, 30])
    let split = Made.split(columns, codes, training: 100)
    let doubled = split.training.keeping(
      Array(0..<100) + split.training.labels.rows(ofClass: 1))
    func said(_ training: TrainingSet, _ weight: ClassWeight) throws -> [[Double]] {
      let type = try #require(Classifiers.all.first { $0.name == name })
      // Raw numbers and complete rows, so that the copies change nothing but the weight.
      // Boosting counts rows where a leaf or a level has to be large enough, and a copy is one more.
      let options: [String: ParameterValue] = isBoosting ? ["min_samples_leaf": .integer(1)] : [:]
      return try Recipe(
        classifier: type.with(options),
        preparation: PreparationOptions(standardize: false, impute: .constant(.integer(0))),
        classWeight: weight, seed: Seed(root: 1)
      ).fit(training, threads: 1).predictions(on: split.test, threads: 1).probabilities
    }
    let weighted = try said(split.training, .mapping(["1": 2]))
    let copied = try said(doubled, .none)
    for (a, b) in zip(weighted.joined(), copied.joined()) { #expect(abs(a - b) < 1e-6) }
  }

  @Test(
    "out-of-fold predictions cover every row, and replay resampling without leaking",
    arguments: names)
  func outOfFold(name: String) throws {
    let (columns, codes) = mixed([120, 30])
    let training = Made.training(columns, codes)
    let step = Resampling(
      sampler: try SMOTE.withDefaults(), preparation: PreparationOptions(), seed: Seed(root: 9))
    let resampled = try step.apply(to: training, threads: 1)
    let recipe = try recipe(name)
    let said = try recipe.outOfFoldPredictions(on: resampled, folds: 5, threads: 2)
    #expect(said.count == training.count && said.labels.codes == training.labels.codes)
    for fold in try training.stratifiedFolds(5, shuffle: false, seed: Seed(root: 1)) {
      let model = try recipe.fit(
        replaying: resampled.lineage, on: fold.training, threads: 1)
      let wanted = model.predictions(on: fold.heldOut, threads: 1).probabilities
      for code in 0..<2 {
        #expect(fold.heldOutRows.map { said.probabilities[code][$0] } == wanted[code])
      }
      let rows = try step.apply(to: fold.training, threads: 1)
      let parents = Set(rows.origins.flatMap(\.parents))
      #expect(parents.isDisjoint(with: fold.heldOutRows))
    }
  }

  @Test("two classes are needed, except by the baselines", arguments: names)
  func singleClass(name: String) throws {
    let (columns, codes) = Made.blobs([40, 0])
    let training = Made.training(columns, codes)
    if Self.baselines.contains(name) {
      _ = try recipe(name).fit(training, threads: 1)
    } else {
      let error = #expect(throws: ModellingError.self) {
        try recipe(name).fit(training, threads: 1)
      }
      #expect(error?.code == "single-class")
    }
  }

  @Test("values outside the declared ranges are refused", arguments: names)
  func ranges(name: String) throws {
    let type = try #require(Classifiers.all.first { $0.name == name })
    for parameter in type.parameters {
      for bad: ParameterValue in [.integer(-1), .number(-0.5), .text("nonsense")] {
        #expect(throws: ParameterError.self) {
          try ParameterValues([parameter.name: bad], for: type.parameters)
        }
      }
    }
  }

  @Test("a table without columns still gets the classes' shares", arguments: names)
  func noColumns(name: String) throws {
    let codes = [Int32](repeating: 0, count: 30) + [Int32](repeating: 1, count: 10)
    let split = Made.split([], codes + [0, 1], training: 40)
    let said = try recipe(name).fit(split.training, threads: 1)
      .predictions(on: split.test, threads: 1)
    if name == "majority" {
      #expect(said.probabilities[1] == [0, 0])
    } else if name == "stratified" {
      #expect(said.probabilities[1].allSatisfy { $0 == 0 || $0 == 1 })
    } else if Self.scorers.contains(name) {
      #expect(said.probabilities[1].allSatisfy { $0 < 0.5 })
    } else {
      // RUSBoost is judged on all rows, and without a question has only their shares.
      let share = Self.balancing.contains(name) && name != "rus_boost" ? 0.5 : 0.25
      #expect(said.probabilities[1].allSatisfy { abs($0 - share) < 0.05 })
    }
  }
}
