import Imbalance
import Testing

/// What boosting promises, by closed forms and invariances.
@Suite struct HistGradientBoostingTests {
  private func fit(
    _ training: TrainingSet, _ options: [String: ParameterValue], threads: Int = 1,
    weight: ClassWeight = .none
  ) throws -> FittedModel {
    try Recipe(
      classifier: try HistGradientBoosting.with(options), classWeight: weight, seed: Seed(root: 1)
    ).fit(training, threads: threads)
  }

  private func said(_ model: FittedModel, _ split: Split, threads: Int = 1) -> [[Double]] {
    model.predictions(on: split.test, threads: threads).probabilities
  }

  private func count(_ model: FittedModel, _ name: String) -> Double? {
    model.fit.counts.first { $0.name == name }?.value
  }

  /// Options under which a tree is free to do what the gradients say.
  private let free: [String: ParameterValue] = [
    "min_samples_leaf": .integer(1), "min_hessian": .number(0), "max_iter": .integer(1),
    "learning_rate": .number(1),
  ]

  /// The same rows to learn from and to judge on.
  private func twice(_ columns: [Column], _ codes: [Int32], _ classes: [String] = ["0", "1"])
    -> Split
  {
    let rows = Array(codes.indices) + Array(codes.indices)
    return Made.split(
      columns.map { $0.gathering(rows) }, rows.map { codes[$0] }, classes: classes,
      training: codes.count)
  }

  @Test(
    "a stump's leaves are -G / (H + l2), and its levels the log-odds plus that",
    arguments: [0, 2.5])
  func stump(l2: Double) throws {
    // 4 rows of which 1 positive below the cut, 4 of which 3 above it; all in all one half.
    let split = twice([.numeric([1, 1, 1, 1, 2, 2, 2, 2])], [0, 0, 0, 1, 0, 1, 1, 1])
    let model = try fit(
      split.training, free.merging(["l2_regularization": .number(l2)]) { $1 })
    // G = 4 * 0.5 - 1, H = 4 * 0.25.
    let step = 1 / (1 + l2)
    let wanted = 1 / (1 + ElementaryFunctions.exp(step))
    for (row, p) in said(model, split)[1].enumerated() {
      #expect(abs(p - (row < 4 ? wanted : 1 - wanted)) < 1e-14)
    }
    #expect(count(model, "leaves") == 2 && model.fit.importances == [1])
  }

  @Test("no leaf has fewer rows or less hessian than was asked for")
  func floors() throws {
    let split = twice([.numeric((0..<100).map(Double.init))], (0..<100).map { $0 < 7 ? 1 : 0 })
    #expect(count(try fit(split.training, free), "leaves") == 2)
    #expect(
      count(
        try fit(split.training, free.merging(["max_leaf_nodes": .integer(2)]) { $1 }), "leaves")
        == 2)
    // The cut after 7 rows is out of reach; the one after 30 is the nearest.
    let rows = try fit(
      split.training,
      free.merging(["min_samples_leaf": .integer(30), "max_leaf_nodes": .integer(2)]) { $1 })
    let p = said(rows, split)[1]
    #expect(Set(p).count == 2 && p[29] > p[30])
    // All rows have a hessian of 100 * 0.07 * 0.93 = 6.51: there is no room for 3.3 on each side.
    let none = try fit(split.training, free.merging(["min_hessian": .number(3.3)]) { $1 })
    #expect(count(none, "leaves") == 1 && abs(said(none, split)[1][0] - 0.07) < 1e-12)
    let room = try fit(split.training, free.merging(["min_hessian": .number(3.2)]) { $1 })
    #expect(count(room, "leaves") == 2)
  }

  @Test("leaves without limit tell all rows apart, and such trees are walked as masks are read")
  func deep() throws {
    var random = FastRandom(Seed(root: 5))
    var codes = [Int32](repeating: 0, count: 125) + [Int32](repeating: 1, count: 125)
    random.shuffle(&codes)
    let split = twice([.numeric((0..<250).map(Double.init))], codes)
    let model = try fit(
      split.training, free.merging(["max_leaf_nodes": .text("none")]) { $1 })
    let sure = 1 / (1 + ElementaryFunctions.exp(-2))
    for (p, code) in zip(said(model, split)[1], codes) {
      #expect(abs(p - (code == 1 ? sure : 1 - sure)) < 1e-12)
    }
    #expect((count(model, "leaves") ?? 0) > 64)
  }

  @Test("missing values learn their side")
  func missing() throws {
    let values = (0..<120).map { $0 % 3 == 0 ? Double.nan : Double($0 % 5) }
    for code in [Int32(0), 1] {
      let codes = (0..<120).map { $0 % 3 == 0 ? code : 1 - code }
      let split = twice([.numeric(values)], codes)
      let model = try fit(split.training, free.merging(["max_leaf_nodes": .integer(2)]) { $1 })
      let p = said(model, split)[1]
      for (row, code) in codes.enumerated() { #expect((p[row] > 0.5) == (code == 1)) }
    }
  }

  @Test("one split divides levels into any two sets; unseen and grouped levels are no accident")
  func categories() throws {
    let levels = (0..<26).map { "level \($0 + 10)" }
    let codes = (0..<520).map { Int32($0 % 26) }
    let ill: Set<Int32> = [1, 4, 7, 8, 13, 15, 19, 20, 22, 25, 2, 6, 10]
    let labels: [Int32] = codes.map { ill.contains($0) ? 1 : 0 }
    let split = Made.split(
      [.categorical(CategoricalColumn(levels: levels + ["new"], codes: codes + [26, -1]))],
      labels + [0, 0], training: 520)
    let same = twice([.categorical(CategoricalColumn(levels: levels, codes: codes))], labels)
    let options = free.merging(["max_leaf_nodes": .integer(2)]) { $1 }
    let p = said(try fit(same.training, options), same)[1]
    for (row, label) in labels.enumerated() { #expect((p[row] > 0.5) == (label == 1)) }
    let unseen = said(try fit(split.training, options), split)[1]
    #expect(unseen[0] == unseen[1])
    // More levels than bins: frequent ones keep their own.
    var many: [Int32] = []
    for row in 0..<Int32(2_000) { many += [row % 8, 8 + row % 400] }
    let frequent: [Int32] = many.map { $0 < 4 ? 1 : 0 }
    let wide = twice(
      [
        .categorical(
          CategoricalColumn(levels: (0..<408).map { "l\($0 + 100)" }, codes: many))
      ], frequent)
    let q = said(try fit(wide.training, options), wide)[1]
    for (row, code) in many.enumerated() { #expect((q[row] > 0.5) == (code < 4)) }
  }

  @Test("the model does not depend on threads where work is shared out")
  func threads() throws {
    var (columns, codes) = Made.blobs([6_000, 2_500, 1_500], columns: 21, seed: 3)
    if case .numeric(var values) = columns[4] {
      for row in stride(from: 0, to: values.count, by: 7) { values[row] = .nan }
      columns[4] = .numeric(values)
    }
    for classes in [2, 3] {
      let labels = codes.map { min($0, Int32(classes - 1)) }
      let split = Made.split(
        columns, labels, classes: classes == 2 ? ["0", "1"] : ["0", "1", "2"], training: 9_000)
      let options: [String: ParameterValue] = [
        "max_iter": .integer(8), "early_stopping": .boolean(true), "max_features": .number(0.5),
      ]
      let once = said(try fit(split.training, options), split)
      for threads in [2, 5] {
        let again = said(
          try fit(split.training, options, threads: threads), split, threads: threads)
        #expect(again == once)
      }
    }
  }

  @Test("a rising change of a column's scale changes nothing for the rows learnt from")
  func monotone() throws {
    let (columns, codes) = Made.blobs([700, 300], columns: 3, seed: 8)
    let changed = columns.map { column -> Column in
      guard case .numeric(let values) = column else { return column }
      return .numeric(values.map { $0 * $0 * $0 + 2 * $0 - 7 })
    }
    let (a, b) = (twice(columns, codes), twice(changed, codes))
    let plain = said(try fit(a.training, [:]), a)
    #expect(said(try fit(b.training, [:]), b) == plain)
  }

  @Test("wide tables, whose histograms cannot all be kept, give the same trees")
  func wide() throws {
    let (columns, codes) = Made.blobs([160, 90], columns: 5, seed: 4)
    let copies = columns + [Column](repeating: columns[0], count: 6_000)
    let options: [String: ParameterValue] = [
      "max_iter": .integer(2), "min_samples_leaf": .integer(2), "min_hessian": .number(0.01),
    ]
    let (narrow, wide) = (twice(columns, codes), twice(copies, codes))
    let model = try fit(narrow.training, options)
    #expect((count(model, "leaves") ?? 0) > 30)
    #expect(said(try fit(wide.training, options), wide) == said(model, narrow))
  }

  @Test("boosting stops where nothing more is to be learnt, and says so")
  func earlyStopping() throws {
    var random = FastRandom(Seed(root: 2))
    let values = (0..<2_000).map { _ in random.normal() }
    let codes = values.map { Int32($0 + random.normal() > 1 ? 1 : 0) }
    let split = Made.split([.numeric(values)], codes, training: 1_500)
    let options: [String: ParameterValue] = [
      "early_stopping": .boolean(true), "max_iter": .integer(500),
      "n_iter_no_change": .integer(5),
    ]
    let model = try fit(split.training, options)
    let rounds = try #require(count(model, "iterations"))
    #expect(rounds < 100 && rounds >= 5)
    #expect(count(model, "rows kept aside") == 150)
    #expect(model.fit.notes.count == 1 && model.fit.notes[0].hasPrefix("stopped after"))
    // Copies of a row go where it goes: seen twice, it would never look new.
    let copied = try fit(
      split.training.keeping(Array(0..<1_500) + Array(0..<1_500) + Array(0..<1_500)), options)
    #expect(try #require(count(copied, "iterations")) < 100)
    #expect(count(copied, "rows kept aside") == 150)
    // By default few rows are all learnt from.
    #expect(count(try fit(split.training, [:]), "rows kept aside") == nil)
  }

  @Test("the focal loss with gamma 0 is half the log-loss; with gamma 2 it is not, and says so")
  func focal() throws {
    let (columns, codes) = Made.blobs([300, 100], seed: 6)
    let split = twice(columns, codes)
    var options: [String: ParameterValue] = ["max_iter": .integer(20), "min_hessian": .number(0.5)]
    let plain = said(
      try fit(split.training, options.merging(["min_hessian": .number(1)]) { $1 }), split)[1]
    options["loss"] = .text("focal")
    options["alpha"] = .number(0.5)
    options["gamma"] = .number(0)
    let half = said(try fit(split.training, options), split)[1]
    for (a, b) in zip(plain, half) { #expect(abs(a - b) < 1e-9) }
    options["gamma"] = .number(2)
    let model = try fit(split.training, options)
    let focal = said(model, split)[1]
    #expect(zip(focal, plain).contains { abs($0 - $1) > 0.05 })
    #expect(model.fit.notes.contains { $0.contains("no probabilities") })
    #expect(Ranked.scores(focal, codes.map { $0 == 1 })[1] > 0.8)
  }

  @Test("scale_pos_weight is a weight of the positive class")
  func positiveWeight() throws {
    let (columns, codes) = Made.blobs([300, 60], seed: 9)
    let split = twice(columns, codes)
    let scaled = said(try fit(split.training, ["scale_pos_weight": .number(4)]), split)
    #expect(scaled == said(try fit(split.training, [:], weight: .mapping(["1": 4])), split))
    #expect(scaled != said(try fit(split.training, [:]), split))
  }

  @Test("what cannot be is refused with a rule")
  func refusals() throws {
    #expect(throws: ParameterError.self) {
      try HistGradientBoosting.with(["gamma": .number(1)])
    }
    let (columns, codes) = Made.blobs([40, 30, 20])
    let three = Made.training(columns, codes, classes: ["a", "b", "c"])
    for options: [String: ParameterValue] in [
      ["scale_pos_weight": .number(2)], ["loss": .text("focal")],
    ] {
      let error = #expect(throws: ModellingError.self) { try fit(three, options) }
      #expect(error?.code == "two-classes-only")
    }
    let few = Made.training([.numeric([1, 2, 3, 4, 5])], [0, 0, 0, 0, 1])
    let error = #expect(throws: ModellingError.self) {
      try fit(few, ["early_stopping": .boolean(true)])
    }
    #expect(error?.code == "too-few-rows")
  }

  @Test("extreme weights, rates and values end in probabilities")
  func extremes() throws {
    let (columns, codes) = Made.blobs([80, 40])
    let odd =
      columns + [
        .numeric(codes.indices.map { $0 % 2 == 0 ? 1e300 : -1e300 }),
        .numeric([Double](repeating: .nan, count: 120)),
        .numeric([Double](repeating: 3, count: 120)),
      ]
    let split = twice(odd, codes)
    let cases: [([String: ParameterValue], ClassWeight)] = [
      (free.merging(["learning_rate": .number(1_000), "max_iter": .integer(30)]) { $1 }, .none),
      (free, .mapping(["1": 1e90])), (free, .mapping(["0": 1e-300, "1": 1e-300])),
      (free, .mapping(["0": 0])), (["max_bins": .integer(2)], .none),
    ]
    for (options, weight) in cases {
      let p = said(try fit(split.training, options, weight: weight), split)
      for (a, b) in zip(p[0], p[1]) { #expect(a >= 0 && b >= 0 && abs(a + b - 1) < 1e-12) }
    }
    #expect(throws: ModellingError.self) {
      try fit(split.training, [:], weight: .mapping(["1": 1e150]))
    }
  }
}
