import Imbalance
import Synchronization
import TestSupport
import Testing

/// Remembers which rows it learnt from, and complains when it is asked about one of them.
private struct Spy: Classifier {
  static let name = "spy"
  static let summary = "Remembers."
  static let parameters: [Parameter] = []
  static let needs = InputNeeds.standardizedNumbers
  static let supportsMulticlass = true
  static let fittedTypes: [any FittedClassifier.Type] = [Fitted.self]
  let log: Log

  final class Log: Sendable, Codable {
    let asked = Atomic<Int>(0)
    let leaked = Atomic<Int>(0)

    init() {}
    // A log that is written down is a new one when it is read.
    init(from decoder: any Decoder) throws {}
    func encode(to encoder: any Encoder) throws {}
  }

  init(_ values: ParameterValues) throws(ParameterError) { log = Log() }
  init(_ log: Log) { self.log = log }

  func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    Fitted(
      learnt: Set(training.origins.flatMap(\.parents)), log: log,
      classes: training.labels.target.classes.count)
  }

  struct Fitted: FittedClassifier {
    let learnt: Set<Int>
    let log: Log
    let classes: Int
    var fit: FitSummary { FitSummary() }

    func probabilities(for table: Table, threads: Int) -> [[Double]] {
      // The last column is the row's number in the data set.
      guard case .numeric(let rows) = table.columns[table.columns.count - 1] else { return [] }
      for row in rows {
        log.asked.wrappingAdd(1, ordering: .relaxed)
        if learnt.contains(Int(row)) { log.leaked.wrappingAdd(1, ordering: .relaxed) }
      }
      let scores = rows.map { Double(Int($0) * 7919 % 101) / 101 }
      return (0..<classes).map { code in
        scores.map { code == 1 ? $0 : (1 - $0) / Double(max(1, classes - 1)) }
      }
    }
  }
}

@Suite struct CrossValidationTests {
  private static func data(_ random: inout SplitMix) -> TrainingSet {
    let rare = 12 + random.below(10)
    let made = Made.blobs([60 + random.below(40), rare], seed: random.next())
    let numbers = Column.numeric((0..<made.codes.count).map(Double.init))
    return Made.training(made.columns + [numbers], made.codes)
  }

  @Test("no held-out row is among the rows a fold's model learnt from, nor among their parents")
  func leakage() throws {
    var asked = 0
    for round in 0..<24 as Range<UInt64> {
      var random = SplitMix(seed: round)
      let training = Self.data(&random)
      let log = Spy.Log()
      var steps: [Resampling] = []
      for _ in 0..<random.below(3) {
        let type = Samplers.all[random.below(Samplers.all.count)]
        steps.append(
          Resampling(
            sampler: try type.withDefaults(), preparation: PreparationOptions(),
            seed: Seed(root: random.next())))
      }
      // Remembered by the training set, or part of the recipe.
      var rows = training
      for step in steps { rows = (try? step.apply(to: rows, threads: 1)) ?? rows }
      let tuned = random.below(2) == 0
      let contestant = Contestant(
        name: "spy",
        strategy: Strategy(
          recipe: Recipe(
            classifier: Spy(log), preparation: PreparationOptions(standardize: false),
            seed: Seed(root: round)),
          tuning: tuned ? .outOfFold(try YoudenThreshold.withDefaults(), folds: 3) : .fixed(0.5)),
        lineage: rows.lineage)
      let groups = random.below(2) == 0
      let numbers = Column.numeric((0..<training.count).map { Double($0 / 2) })
      let result = try? CrossValidation.run(
        [contestant], on: rows,
        options: CrossValidationOptions(
          folds: 3 + random.below(3), repeats: 1 + random.below(2),
          groups: groups ? try FoldGroups(numbers, named: "none") : nil, trainScores: false,
          seed: Seed(root: round), threads: 2))
      if result != nil { asked += log.asked.load(ordering: .relaxed) }
      #expect(log.leaked.load(ordering: .relaxed) == 0)
    }
    #expect(asked > 2000)
  }

  @Test("one that is called off fits nothing more", arguments: [1, 3])
  func callingOff(threads: Int) throws {
    var random = SplitMix(seed: 7)
    let rows = Self.data(&random)
    let log = Spy.Log()
    let contestant = Contestant(
      name: "spy",
      strategy: Strategy(
        recipe: Recipe(
          classifier: Spy(log), preparation: PreparationOptions(standardize: false),
          seed: Seed(root: 1)),
        tuning: .fixed(0.5)),
      lineage: rows.lineage)
    let finished = Atomic<Int>(0)
    let most = Atomic<Int>(0)
    var progress = CrossValidationProgress { done, _ in
      finished.store(max(done, finished.load(ordering: .relaxed)), ordering: .relaxed)
    }
    progress.isCancelled = { most.wrappingAdd(1, ordering: .relaxed).newValue > 4 }
    let ended = progress
    let error = #expect(throws: ModellingError.self) {
      try CrossValidation.run(
        [contestant], on: rows,
        options: CrossValidationOptions(
          folds: 5, repeats: 4, trainScores: false, seed: Seed(root: 1), threads: threads),
        progress: ended)
    }
    #expect(error?.code == "cancelled")
    // Every fit has asked, and four were allowed, each of which looks at the rows held out.
    #expect(most.load(ordering: .relaxed) == 20)
    #expect(log.asked.load(ordering: .relaxed) <= 4 * (rows.count / 5 + 2))
  }

  @Test("groups are never parted, and their column is no feature")
  func groups() throws {
    var random = SplitMix(seed: 5)
    let training = Self.data(&random)
    let groups = try FoldGroups(
      Column.numeric((0..<training.count).map { Double($0 % 20) }), named: "x1")
    let plan = try FoldPlan(
      training, folds: 4, repeats: 3, groups: groups, seed: Seed(root: 1))
    #expect(plan.count == 12 && !plan.base.table.names.contains("x1"))
    for held in plan.heldOut {
      let inside = Set(held.map { groups.numbers[$0] })
      let outside = Set(
        groups.numbers.indices.filter { !held.contains($0) }.map { groups.numbers[$0] })
      #expect(inside.isDisjoint(with: outside))
    }
  }

  @Test("held-out rows keep their natural distribution whatever the resampling")
  func natural() throws {
    let made = Made.blobs([200, 20])
    let training = Made.training(made.columns, made.codes)
    let result = try CrossValidation.run(
      CrossValidationParityTests.contestants(), on: training,
      options: CrossValidationOptions(seed: Seed(root: 2)))
    let smote = try #require(result.model("smote"))
    #expect(smote["positives"]?.numbers == [4, 4, 4, 4, 4])
    #expect(smote["n"]?.numbers == [44, 44, 44, 44, 44])
    #expect(smote.trainedRows == [320, 320, 320, 320, 320])
    #expect(smote.probabilityRatio ?? 0 > 1.5)
    #expect(abs((result.model("logistic")?.probabilityRatio ?? 0) - 1) < 0.4)
  }

  @Test("too few rows of a class reduce the folds with a note; a single one is refused")
  func fewRows() throws {
    let made = Made.blobs([40, 3])
    let plan = try FoldPlan(
      Made.training(made.columns, made.codes), folds: 5, repeats: 1, groups: nil,
      seed: Seed(root: 1))
    #expect(plan.folds == 3 && plan.notes.count == 1)
    let single = Made.blobs([40, 1])
    #expect(throws: ModellingError.self) {
      try FoldPlan(
        Made.training(single.columns, single.codes), folds: 5, repeats: 1, groups: nil,
        seed: Seed(root: 1))
    }
  }

  @Test("a metric that is undefined in a fold is undefined in the mean, with its reason")
  func undefined() throws {
    let made = Made.blobs([200, 20])
    let result = try CrossValidation.run(
      CrossValidationParityTests.contestants(), on: Made.training(made.columns, made.codes),
      options: CrossValidationOptions(seed: Seed(root: 2)))
    let precision = try #require(result.model("majority")?["precision"])
    #expect(precision.mean.value.reason?.contains("no row was predicted positive") == true)
    #expect(precision.numbers == nil && precision.deviation == nil)
    let accuracy = try #require(result.model("majority")?["accuracy"])
    #expect(accuracy.mean.low == nil && accuracy.mean.note != nil)
  }

  @Test(
    "the seed's part of the spread is zero for a deterministic model, and found where it is all")
  func seedSpread() throws {
    let made = Made.blobs([150, 30])
    let training = Made.training(made.columns, made.codes)
    let result = try CrossValidation.run(
      CrossValidationParityTests.contestants(), on: training,
      options: CrossValidationOptions(seeds: 4, seed: Seed(root: 2), threads: 2))
    let plain = try #require(result.model("logistic")?["roc_auc"]?.spread)
    #expect(plain.seed == 0 && plain.draws == 4)
    let deviation = result.model("logistic")?["roc_auc"]?.deviation ?? -1
    #expect(abs(plain.fold - deviation) < 1e-12)
    #expect(result.model("smote")?["brier"]?.spread?.seed ?? 0 > 0)
  }

  @Test("the last size of a learning curve is the cross-validation itself, and subsets are nested")
  func learningCurve() throws {
    let made = Made.blobs([200, 40])
    let training = Made.training(made.columns, made.codes)
    let options = CrossValidationOptions(trainScores: false, seed: Seed(root: 2), threads: 2)
    let whole = try CrossValidation.run(
      CrossValidationParityTests.contestants(), on: training, options: options)
    for growth in LearningCurve.Growth.allCases {
      let curve = try LearningCurve.run(
        CrossValidationParityTests.contestants(), on: training, shares: [0.05, 0.25, 0.5, 1],
        growth: growth, metric: "roc_auc", options: options)
      for (model, full) in zip(curve.models, whole.models) {
        #expect(model.points.last?.scores.values == full["roc_auc"]?.values)
      }
      let rows = curve.models[1].points.map(\.rows)
      #expect(growth == .all ? rows == [10, 48, 96, 192] : rows == [2, 8, 16, 32])
      // Two rows of a class are too few for SMOTE's five neighbours: undefined, not an error.
      let smote = curve.models[2].points[0].scores
      #expect(smote.mean.value.number == nil && smote.mean.value.reason != nil)
      #expect(curve.models[1].lastStep.value.number != nil)
    }
    var earlier: Set<Int> = []
    for share in [0.1, 0.3, 0.31, 0.9, 1] {
      let places = Set(
        LearningCurve.subset(
          training.labels, share: share, growth: .minority, minority: 1, seed: Seed(root: 9)))
      #expect(earlier.isSubset(of: places))
      #expect(places.count { made.codes[$0] == 0 } == 200)
      earlier = places
    }
  }
}
