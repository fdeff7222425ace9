import Imbalance
import Testing

private struct Recorded: Decodable {
  struct Linear: Decodable {
    let options: [String: RecordedOption]
    let coefficients: [[Double]]
    let intercepts: [Double]
  }
  struct Trees: Decodable {
    struct Case: Decodable {
      let data: String
      let options: [String: RecordedOption]
      let probabilities: [[Double]]
      let importances: [Double]
      let leaves: Double
    }
    let train: [String: [[Double?]]]
    let query: [String: [[Double?]]]
    let labels: [Int32]
    let labels3: [Int32]
    let cases: [Case]
  }
  let columns: [[Double]]
  let labels: [Int32]
  let labels3: [Int32]
  let standardised: [[Double]]
  let binary: [Linear]
  let multinomial: [Linear]
  let trees: Trees
}

private struct Mixed: Decodable {
  let numbers: [String: [Double?]]
  let words: [String: [String?]]
  let wordNames: [String]
  let labels: [Int32]
  let prepared: [[Double]]
  let coefficients: [[Double]]
  let intercepts: [Double]
}

private struct Forests: Decodable {
  let columns: [[Double]]
  let labels: [Int32]
  let training: Int
  let averagePrecision: [Double]
  let rocAuc: [Double]
  let brier: [Double]
}

private func isNear(_ a: [Double], _ b: [Double], _ tolerance: Double) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
}

@Suite struct ModelParityTests {
  @Test("standardised columns equal scikit-learn's")
  func standardised() throws {
    let recorded = try Made.recorded("models", as: Recorded.self)
    let training = Made.training(recorded.columns.map(Column.numeric), recorded.labels)
    let fitted = try fitPreparation(
      training, needs: .standardizedNumbers, options: PreparationOptions())
    for (own, wanted) in zip(fitted.apply(to: training.table).numbers, recorded.standardised) {
      #expect(isNear(own, wanted, 1e-12))
    }
  }

  @Test("logistic coefficients equal scikit-learn's tight optimum", arguments: [2, 3])
  func logistic(classes: Int) throws {
    let recorded = try Made.recorded("models", as: Recorded.self)
    let training = Made.training(
      recorded.columns.map(Column.numeric), classes == 2 ? recorded.labels : recorded.labels3,
      classes: classes == 2 ? ["0", "1"] : ["0", "1", "2"])
    for it in classes == 2 ? recorded.binary : recorded.multinomial {
      var options = it.options.mapValues(\.plain)
      let weight = ClassWeight(options.removeValue(forKey: "class_weight"))
      let recipe = Recipe(
        classifier: try LogisticRegression.with(options), classWeight: weight,
        seed: Seed(root: 1))
      let fit = try recipe.fit(training, threads: 1).fit
      for (own, wanted) in zip(fit.coefficients, it.coefficients) {
        #expect(isNear(own, wanted, 1e-6), "\(it.options)")
      }
      if options["fit_intercept"] == nil {
        #expect(isNear(fit.intercepts, it.intercepts, 1e-6), "\(it.options)")
      }
      #expect(fit.notes.isEmpty)
    }
  }

  @Test("real rows with gaps and words are prepared and fitted as in a scikit-learn pipeline")
  func mixed() throws {
    let mixed = try Made.recorded("mixed", as: Mixed.self)
    let numbers = ["age", "TSH", "T3", "TT4"]
    let words = mixed.wordNames
    try #require(Set(mixed.numbers.keys) == Set(numbers) && words.count >= 3)
    var columns = numbers.map { Column.numeric((mixed.numbers[$0] ?? []).map { $0 ?? .nan }) }
    columns += words.map { name in
      let values = mixed.words[name] ?? []
      let levels = Set(values.compactMap(\.self)).sorted()
      return .categorical(
        CategoricalColumn(
          levels: levels,
          codes: values.map { $0.flatMap { Int32(levels.firstIndex(of: $0) ?? 0) } ?? -1 }))
    }
    let training = Made.training(columns, mixed.labels, names: numbers + words)
    let prepared = try fitPreparation(
      training, needs: .standardizedNumbers, options: PreparationOptions())
    let rows = prepared.apply(to: training.table)
    #expect(rows.names.count == numbers.count + 2 * words.count)
    #expect(mixed.prepared.count == rows.names.count)
    for (own, wanted) in zip(rows.numbers, mixed.prepared) {
      #expect(isNear(Array(own.prefix(wanted.count)), wanted, 1e-9))
    }
    let fit = try Recipe(
      classifier: try LogisticRegression.withDefaults(), seed: Seed(root: 1)
    ).fit(training, threads: 1).fit
    #expect(isNear(fit.coefficients[0], mixed.coefficients[0], 1e-6))
    #expect(isNear(fit.intercepts, mixed.intercepts, 1e-6))
  }

  @Test("trees say exactly what scikit-learn's say where there are no ties")
  func trees() throws {
    let recorded = try Made.recorded("models", as: Recorded.self).trees
    #expect(recorded.cases.count >= 10)
    for it in recorded.cases {
      let key = it.data == "missing" ? "missing" : "binary"
      let train = try #require(recorded.train[key])
      let query = try #require(recorded.query[key])
      let labels = it.data == "three" ? recorded.labels3 : recorded.labels
      let columns = zip(train, query).map { Column.numeric(($0 + $1).map { $0 ?? .nan }) }
      let count = query[0].count
      let split = Made.split(
        columns, labels + [Int32](repeating: 0, count: count),
        classes: it.data == "three" ? ["0", "1", "2"] : ["0", "1"], training: labels.count)
      var options = it.options.mapValues(\.plain)
      let weight = ClassWeight(options.removeValue(forKey: "class_weight"))
      let model = try Recipe(
        classifier: try DecisionTree.with(options), classWeight: weight, seed: Seed(root: 1)
      ).fit(split.training, threads: 1)
      let said = model.predictions(on: split.test, threads: 1).probabilities
      for (own, wanted) in zip(said, it.probabilities) {
        #expect(isNear(own, wanted, 1e-12), "\(it.data) \(it.options)")
      }
      #expect(isNear(model.fit.importances, it.importances, 1e-9), "\(it.data) \(it.options)")
      #expect(model.fit.counts.first { $0.name == "leaves" }?.value == it.leaves)
    }
  }

  @Test("forests score as scikit-learn's do, over thirty seeds each")
  func forests() throws {
    let recorded = try Made.recorded("forest", as: Forests.self)
    let split = Made.split(
      recorded.columns.map(Column.numeric), recorded.labels, training: recorded.training)
    let forest = try RandomForest.withDefaults()
    let scores = try (0..<30).map { seed -> [Double] in
      let model = try Recipe(classifier: forest, seed: Seed(root: UInt64(seed)))
        .fit(split.training, threads: 2)
      let said = model.predictions(on: split.test, threads: 2)
      return Self.scores(said.probabilities[1], said.labels.codes)
    }
    for (place, theirs) in [recorded.averagePrecision, recorded.rocAuc, recorded.brier]
      .enumerated()
    {
      let own = scores.map { $0[place] }
      let (a, b) = (Self.moments(own), Self.moments(theirs))
      let error = (a.variance / 30 + b.variance / 30).squareRoot()
      // Bins may help or hurt by a hair; three standard errors and a hundredth of the mean.
      #expect(abs(a.mean - b.mean) < 3 * error + 0.01 * b.mean, "\(place): \(a) \(b)")
    }
  }

  private static func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    return (
      mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    )
  }

  /// Average precision, area under the ROC curve and Brier score, by their definitions.
  private static func scores(_ scores: [Double], _ labels: [Int32]) -> [Double] {
    let positives = labels.indices.filter { labels[$0] == 1 }
    let negatives = labels.indices.filter { labels[$0] == 0 }
    var precision = 0.0
    var wins = 0.0
    for row in positives {
      let above = labels.indices.filter { scores[$0] >= scores[row] }
      precision += Double(above.count { labels[$0] == 1 }) / Double(above.count)
      for other in negatives {
        wins += scores[row] > scores[other] ? 1 : scores[row] == scores[other] ? 0.5 : 0
      }
    }
    let squares = labels.indices.reduce(0.0) {
      $0 + (scores[$1] - Double(labels[$1])) * (scores[$1] - Double(labels[$1]))
    }
    return [
      precision / Double(positives.count),
      wins / Double(positives.count * negatives.count), squares / Double(labels.count),
    ]
  }
}
