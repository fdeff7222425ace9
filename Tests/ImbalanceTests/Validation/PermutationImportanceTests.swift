import Imbalance
import Testing

@Suite struct PermutationImportanceTests {
  private static func fitted(
    _ split: Split, _ classifier: any Classifier, resampling: [Resampling] = [],
    calibrator: (any Calibrator)? = nil, threshold: Double = 0.5
  ) throws -> FittedStrategy {
    try Strategy(
      recipe: Recipe(classifier: classifier, resampling: resampling, seed: Seed(root: 3)),
      calibrator: calibrator, tuning: .fixed(threshold)
    ).fit(split.training, threads: 1)
  }

  private static func split(_ sizes: [Int], columns: Int = 3, training: Int = 150) -> Split {
    let made = Made.blobs(sizes, columns: columns, seed: 5)
    return Made.split(
      made.columns, made.codes, classes: sizes.indices.map(String.init), training: training)
  }

  private static func metric(_ name: String) throws -> ResolvedMetric {
    try #require(Metrics.named(name))
  }

  @Test("a column that a tree never asks about is worth exactly nothing, with an interval of 0")
  func unread() throws {
    let made = Made.blobs([160, 60], columns: 2, seed: 9)
    let split = Made.split(
      made.columns + [.numeric([Double](repeating: 4, count: 220))], made.codes, training: 140)
    let found = try PermutationImportance(
      of: Self.fitted(split, try DecisionTree.with(["max_depth": .integer(3)])), on: split.test,
      metric: Self.metric("roc_auc"), options: .init(seed: Seed(root: 1)))
    let constant = found.columns[2]
    #expect(
      constant.isUnread && constant.mean.value == MetricValue.defined(0) && constant.deviation == 0)
    #expect(constant.mean.low == 0 && constant.mean.high == 0)
    #expect(found.columns[found.ranking[0]].mean.value.number ?? 0 > 0.05)
    #expect(!found.columns[found.ranking[0]].isUnread)
    #expect(found.ranking.last == 2 || found.columns[2].mean.value.number ?? 0 >= 0)
  }

  @Test(
    "importances are those of shuffling the file's column and scoring again", arguments: [2, 3])
  func simple(classes: Int) throws {
    let made = Made.blobs(Array([150, 60, 40].prefix(classes)), columns: 3, seed: 2)
    let word = CategoricalColumn(
      levels: ["a", "b", "c"],
      codes: made.codes.indices.map { Int32(($0 * 7 + Int(made.codes[$0])) % 4) - 1 })
    let columns = made.columns + [.categorical(word)]
    let names = classes == 2 ? ["0", "1"] : ["0", "1", "2"]
    let split = Made.split(columns, made.codes, classes: names, training: 130)
    let seed = Seed(randomState: 6)
    let sampler = Resampling(
      sampler: try SMOTE.withDefaults(), preparation: PreparationOptions(),
      seed: Seed(root: 8))
    for resampling in [[], [sampler]] {
      let fitted = try Self.fitted(
        split, try LogisticRegression.withDefaults(), resampling: resampling)
      #expect((fitted.model.encoding == nil) == resampling.isEmpty)
      let metric = try Self.metric("balanced_accuracy")
      let found = try PermutationImportance(
        of: fitted, on: split.test, metric: metric, options: .init(repeats: 2, seed: seed))
      let orders = PermutationImportance.shuffles(split.test.count, repeats: 2, seed: seed)
      func score(_ rows: [Column]) throws -> Double {
        // The shuffled test rows behind the training rows that they came with.
        let whole = Made.split(
          zip(columns, rows).map { $0.gathering(Array(0..<130)).appended($1) }, made.codes,
          classes: names, training: 130)
        let judged = try ModelEvaluation(
          fitted.predictions(on: whole.test, threads: 1), threshold: fitted.threshold,
          options: EvaluationOptions(replicates: 0, seed: seed))
        return try #require(judged.value(metric.name)?.number)
      }
      let base = try score(split.test.table.columns)
      #expect(found.baseline == MetricValue.defined(base))
      for column in columns.indices {
        for (repeated, order) in orders.enumerated() {
          var rows = split.test.table.columns
          rows[column] = rows[column].gathering(order.map { Int($0) })
          let own = found.columns[column].values[repeated]
          let wanted = try base - score(rows)
          #expect(own == MetricValue.defined(wanted))
        }
      }
    }
  }

  @Test("every metric has the baseline that an evaluation gives it", arguments: [2, 3])
  func baselines(classes: Int) throws {
    let split = Self.split(Array([150, 60, 50].prefix(classes)), training: 120)
    let fitted = try Self.fitted(
      split, try LogisticRegression.withDefaults(), threshold: 0.3)
    let options = EvaluationOptions(
      replicates: 0, cost: CostMatrix(falseNegative: 9, falsePositive: 1), seed: Seed(root: 2))
    let judged = try ModelEvaluation(
      fitted.predictions(on: split.test, threads: 1), threshold: fitted.threshold,
      options: options)
    var measured = 0
    for base in Metrics.all where base.direction != .neutral {
      for suffix in ["", "_macro", "_micro", "_weighted"] {
        guard let metric = Metrics.named(base.name + suffix) else { continue }
        let wanted = judged.value(metric.name)
        do {
          let found = try PermutationImportance(
            of: fitted, on: split.test, metric: metric,
            options: .init(repeats: 1, cost: options.cost, seed: Seed(root: 1)))
          #expect(found.baseline == wanted, "\(metric.name)")
          measured += found.baseline.number == nil ? 0 : 1
        } catch {
          #expect(error.code == "metric-classes", "\(metric.name)")
          #expect(
            wanted?.number == nil, "\(metric.name) has a value: \(String(describing: wanted))")
        }
      }
    }
    #expect(measured > 25)
  }

  @Test("losses of metrics that get better downwards count as positive")
  func direction() throws {
    let split = Self.split([140, 60])
    let fitted = try Self.fitted(split, try LogisticRegression.withDefaults())
    let brier = try PermutationImportance(
      of: fitted, on: split.test, metric: Self.metric("brier"), options: .init(seed: Seed(root: 1)))
    let best = brier.columns[brier.ranking[0]]
    #expect(best.mean.value.number ?? 0 > 0)
    let low = try #require(best.mean.low)
    let high = try #require(best.mean.high)
    let mean = try #require(best.mean.value.number)
    // Student's t with four degrees of freedom: 2.776 standard errors on either side.
    let error = (best.deviation ?? 0) / 2
    #expect(
      abs((high - mean) / error - 2.776445) < 1e-5 && abs((mean - low) / error - 2.776445) < 1e-5)
  }

  @Test("calls are made at the model's threshold, after its calibration")
  func threshold() throws {
    let split = Self.split([140, 60])
    let metric = try Self.metric("recall")
    func baseline(_ threshold: Double, _ calibrator: (any Calibrator)?) throws -> MetricValue {
      let fitted = try Self.fitted(
        split, try LogisticRegression.withDefaults(), calibrator: calibrator, threshold: threshold)
      let found = try PermutationImportance(
        of: fitted, on: split.test, metric: metric, options: .init(seed: Seed(root: 1)))
      let judged = try ModelEvaluation(
        fitted.predictions(on: split.test, threads: 1), threshold: threshold,
        options: EvaluationOptions(replicates: 0, seed: Seed(root: 1)))
      #expect(judged.value("recall") == found.baseline)
      return found.baseline
    }
    #expect(try baseline(0.1, nil) != baseline(0.9, nil))
    _ = try baseline(0.4, try IsotonicCalibration.withDefaults())
  }

  @Test("the same numbers with any number of threads")
  func threads() throws {
    let split = Self.split([140, 60], columns: 5)
    let fitted = try Self.fitted(split, try RandomForest.with(["n_estimators": .integer(12)]))
    let one = try PermutationImportance(
      of: fitted, on: split.test, metric: Self.metric("pr_auc"), options: .init(seed: Seed(root: 4))
    )
    let three = try PermutationImportance(
      of: fitted, on: split.test, metric: Self.metric("pr_auc"),
      options: .init(seed: Seed(root: 4), threads: 3))
    #expect(one.columns.map(\.values) == three.columns.map(\.values))
    #expect(one.ranking == three.ranking)
  }

  @Test("what has no value is undefined with its reason, and what makes no sense is refused")
  func undefined() throws {
    let split = Self.split([140, 60])
    let fitted = try Self.fitted(split, try Majority.withDefaults())
    let found = try PermutationImportance(
      of: fitted, on: split.test, metric: Self.metric("precision"),
      options: .init(seed: Seed(root: 1)))
    #expect(found.baseline.reason != nil)
    #expect(found.columns.allSatisfy { $0.mean.value == found.baseline && $0.deviation == nil })
    #expect(found.ranking == [0, 1, 2])
    for (name, repeats, code) in [
      ("prevalence", 5, "neutral-metric"), ("pr_auc_macro", 5, "metric-classes"),
      ("cost", 5, "metric-classes"), ("mcc", 0, "importance-options"),
    ] {
      let metric = try Self.metric(name)
      #expect {
        try PermutationImportance(
          of: fitted, on: split.test, metric: metric,
          options: .init(repeats: repeats, seed: Seed(root: 1)))
      } throws: {
        ($0 as? ModellingError)?.code == code
      }
    }
  }

  @Test("one shuffle has no interval")
  func once() throws {
    let split = Self.split([140, 60])
    let found = try PermutationImportance(
      of: Self.fitted(split, try LogisticRegression.withDefaults()), on: split.test,
      metric: Self.metric("pr_auc"), options: .init(repeats: 1, seed: Seed(root: 1)))
    #expect(found.columns.allSatisfy { $0.mean.low == nil && $0.mean.note != nil })
    #expect(found.columns.allSatisfy { $0.deviation == 0 && $0.values.count == 1 })
  }
}

extension Column {
  /// The rows followed by those of another column with the same levels.
  fileprivate func appended(_ other: Column) -> Column {
    switch (self, other) {
    case (.numeric(let a), .numeric(let b)): .numeric(a + b)
    case (.categorical(let a), .categorical(let b)):
      .categorical(CategoricalColumn(levels: a.levels, codes: a.codes + b.codes))
    default: self
    }
  }
}
