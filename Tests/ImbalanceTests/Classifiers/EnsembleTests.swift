import Imbalance
import Testing

@Suite struct EnsembleTests {
  /// Numbers with gaps and words with gaps around class centres.
  private func mixed(_ sizes: [Int], seed: UInt64 = 1) -> ([Column], [Int32]) {
    var (columns, codes) = Made.blobs(sizes, seed: seed)
    if case .numeric(var values) = columns[1] {
      for row in stride(from: 0, to: values.count, by: 7) { values[row] = .nan }
      columns[1] = .numeric(values)
    }
    columns.append(
      .categorical(
        CategoricalColumn(
          levels: ["a", "b", "c", "d"],
          codes: codes.indices.map { $0 % 11 == 0 ? -1 : Int32(($0 / 3 + Int(codes[$0])) % 4) })))
    return (columns, codes)
  }

  private func said(
    _ classifier: any Classifier, _ split: Split, seed: UInt64 = 1, weight: ClassWeight = .none
  ) throws -> [[Double]] {
    try Recipe(classifier: classifier, classWeight: weight, seed: Seed(root: seed))
      .fit(split.training, threads: 1).predictions(on: split.test, threads: 1).probabilities
  }

  @Test("one bag of balanced rows, all kept, is a decision tree", arguments: [2, 3])
  func baggingOfAll(classes: Int) throws {
    let (columns, codes) = mixed([Int](repeating: 120, count: classes))
    // A training set with as many rows of each class.
    let rows = (0..<Int32(classes)).flatMap { code in
      codes.indices.filter { codes[$0] == code }.prefix(80)
    }
    let held = codes.indices.filter { !rows.contains($0) }
    let order = rows + held
    let split = Made.split(
      columns.map { $0.gathering(order) }, order.map { codes[$0] },
      classes: (0..<classes).map(String.init), training: rows.count)
    let options: [String: ParameterValue] = ["max_depth": .integer(5)]
    let tree = try said(try DecisionTree.with(options), split)
    let bagging = try said(
      try BalancedBagging.with(
        options.merging(["n_estimators": .integer(1), "bootstrap": .boolean(false)]) { a, _ in a }),
      split)
    for (a, b) in zip(tree.joined(), bagging.joined()) { #expect(abs(a - b) < 1e-12) }
  }

  @Test("the first round of AdaBoost asks what a tree of one question asks", arguments: [2, 3])
  func firstStump(classes: Int) throws {
    for seed in 1...6 as ClosedRange<UInt64> {
      let (columns, codes) = mixed([150, 60, 90].prefix(classes).map { $0 }, seed: seed)
      let split = Made.split(
        columns, codes, classes: (0..<classes).map(String.init), training: 150)
      let weight = ClassWeight.mapping(["1": 2.5])
      let tree = try said(
        try DecisionTree.with(["max_depth": .integer(1)]), split, weight: weight)
      let boost = try said(
        try AdaBoost.with(["n_estimators": .integer(1)]), split, weight: weight)
      func calls(_ said: [[Double]]) -> [Int] {
        said[0].indices.map { row in
          said.indices.reduce(0) { said[$1][row] > said[$0][row] ? $1 : $0 }
        }
      }
      #expect(calls(tree) == calls(boost))
    }
  }

  @Test("RUSBoost and an ensemble of one are AdaBoost where no row is left out", arguments: [1, 2])
  func nothingRemoved(depth: Int) throws {
    let (columns, codes) = Made.blobs([140, 140], columns: 4)
    let rows = (0..<2 as Range<Int32>).flatMap { code in
      codes.indices.filter { codes[$0] == code }.prefix(90)
    }
    let order = rows + codes.indices.filter { !rows.contains($0) }
    let split = Made.split(
      columns.map { $0.gathering(order) }, order.map { codes[$0] }, training: rows.count)
    let depth = ParameterValue.integer(depth)
    let rounds = ParameterValue.integer(15)
    let ada = try said(try AdaBoost.with(["n_estimators": rounds, "max_depth": depth]), split)
    let rus = try said(try RUSBoost.with(["n_estimators": rounds, "max_depth": depth]), split)
    let easy = try said(
      try EasyEnsemble.with(["n_estimators": .integer(1), "rounds": rounds, "max_depth": depth]),
      split)
    for (a, b) in zip(ada.joined(), rus.joined()) { #expect(abs(a - b) < 1e-9) }
    for (a, b) in zip(ada.joined(), easy.joined()) { #expect(abs(a - b) < 1e-9) }
  }

  @Test("bags hold as many rows of every class as the smallest has, and the summary says so")
  func bagSizes() throws {
    let (columns, codes) = Made.blobs([400, 37, 90])
    let training = Made.training(columns, codes, classes: ["a", "b", "c"])
    for name in ["balanced_random_forest", "easy_ensemble", "rus_boost", "balanced_bagging"] {
      let type = try #require(Classifiers.all.first { $0.name == name })
      let fit = try Recipe(classifier: try type.withDefaults(), seed: Seed(root: 5))
        .fit(training, threads: 1).fit
      let sizes = fit.counts.filter { $0.name.hasPrefix("rows per bag") }.map(\.value)
      if name == "balanced_bagging" {
        // Rows drawn with replacement hold about 37 of the smallest class.
        #expect(sizes.count == 3 && Set(sizes).count == 1 && abs(sizes[0] - 37) < 8)
      } else {
        #expect(sizes == [37, 37, 37], "\(name)")
      }
      #expect(fit.notes.contains { $0.contains("balanced") }, "\(name)")
      #expect(abs(fit.importances.reduce(0, +) - 1) < 1e-9, "\(name)")
    }
  }

  @Test("boosted probabilities of two classes stay between the softmax of -1 and of 1")
  func boostedRange() throws {
    let (columns, codes) = Made.blobs([500, 60])
    let split = Made.split(columns, codes, training: 400)
    for classifier in [try AdaBoost.withDefaults(), try EasyEnsemble.withDefaults()]
      as [any Classifier]
    {
      let values = try said(classifier, split)[1]
      #expect(values.allSatisfy { $0 > 0.119 && $0 < 0.881 })
      #expect(Set(values).count > 20)
    }
  }

  @Test("extra trees told to keep all rows equal themselves, and memorise rows that differ")
  func extraTreesMemorise() throws {
    let (columns, codes) = mixed([80, 40])
    let split = Made.split(columns + columns, codes, training: 120)
    let model = try Recipe(classifier: try ExtraTrees.withDefaults(), seed: Seed(root: 2))
      .fit(split.training, threads: 1)
    #expect(model.fit.counts.first { $0.name == "trees" }?.value == 100)
    // The same rows again, as rows to judge: every leaf is pure.
    let twice = Made.split(
      columns.map { $0.gathering(Array(0..<120) + Array(0..<120)) }, codes + codes, training: 120)
    let again = try said(try ExtraTrees.withDefaults(), twice)[1]
    for (value, code) in zip(again, codes) { #expect(value == Double(code)) }
  }

  @Test("a bag drawn from a handful of positives always holds both classes")
  func fewPositives() throws {
    let (columns, codes) = Made.blobs([300, 1])
    let split = Made.split(columns, codes, training: 301)
    for seed in 0..<20 as Range<UInt64> {
      let fit = try Recipe(classifier: try BalancedBagging.withDefaults(), seed: Seed(root: seed))
        .fit(split.training, threads: 1).fit
      let sizes = fit.counts.filter { $0.name.hasPrefix("rows per bag") }.map(\.value)
      #expect(sizes.count == 2 && sizes.allSatisfy { $0 >= 1 })
    }
  }

  @Test("large bags grow on shared bins and say what small ones would")
  func largeBags() throws {
    let (columns, codes) = Made.blobs([14_000, 6_000], columns: 4)
    let split = Made.split(columns, codes, training: 16_000)
    let model = try BalancedRandomForest.with(["n_estimators": .integer(15)])
    let one = try said(model, split)[1]
    let other = try Recipe(classifier: model, seed: Seed(root: 1))
      .fit(split.training, threads: 3).predictions(on: split.test, threads: 3)
    #expect(one == other.probabilities[1])
    let right = one.indices.count { (one[$0] >= 0.5) == (other.labels.codes[$0] == 1) }
    #expect(Double(right) / Double(one.count) > 0.8)
  }

  @Test("a strategy that the rows do not allow is a located error")
  func impossibleStrategy() throws {
    let (columns, codes) = Made.blobs([50, 30])
    let training = Made.training(columns, codes)
    let error = #expect(throws: ModellingError.self) {
      try Recipe(
        classifier: try RUSBoost.with(["sampling_strategy": .number(0.2)]), seed: Seed(root: 1)
      ).fit(training, threads: 1)
    }
    #expect(error?.code == "sampling-strategy")
  }
}
