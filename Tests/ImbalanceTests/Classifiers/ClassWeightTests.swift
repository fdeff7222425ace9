import Imbalance
import Testing

@Suite struct ClassWeightTests {
  private func weights(_ option: ParameterValue?, _ sizes: [Int], cost: CostMatrix? = nil) throws
    -> [Double]?
  {
    let codes = sizes.indices.flatMap { [Int32](repeating: Int32($0), count: sizes[$0]) }
    let training = Made.training([], codes, classes: sizes.indices.map { "c\($0)" })
    let checked = try option.map { try ClassWeight.parameter.checked($0) }
    return try ClassWeight(checked, cost: cost).weights(for: training.labels)
  }

  private func mean(_ weights: [Double], _ sizes: [Int]) -> Double {
    zip(weights, sizes).reduce(0) { $0 + $1.0 * Double($1.1) } / Double(sizes.reduce(0, +))
  }

  @Test("rules have a mean weight of 1 over the rows; an author's numbers are taken as they are")
  func means() throws {
    let sizes = [900, 90, 10]
    for rule in ["balanced", "inverse_number_of_samples", "effective_number"] {
      let own = try #require(try weights(.text(rule), sizes))
      #expect(abs(mean(own, sizes) - 1) < 1e-14, "\(rule)")
    }
    #expect(try weights(.mapping([.init("c2", .integer(7))]), sizes) == [1, 1, 7])
    #expect(try weights(nil, sizes) == nil)
    #expect(try weights(.text("none"), sizes) == nil)
  }

  @Test("one over the number of samples is balanced, once rescaled")
  func inverse() throws {
    let own = try #require(try weights(.text("inverse_number_of_samples"), [50, 10]))
    #expect(own == [0.6, 3])
    #expect(try weights(.text("balanced"), [50, 10]) == own)
  }

  @Test("the effective number lies between equal weights and balanced, as Cui et al. define it")
  func effective() throws {
    func ratio(_ beta: Double) throws -> Double {
      let own = try weights(.mapping([.init("effective_number", .number(beta))]), [5_000, 50])
      let found = try #require(own)
      return found[1] / found[0]
    }
    // (1 - beta^5000) / (1 - beta^50), computed apart with 40 digits.
    #expect(abs(try ratio(0.999) - 20.35642331970145962) < 1e-12)
    #expect(try ratio(0) == 1)
    #expect(abs(try ratio(1 - 1e-9) - 100) < 1e-3)
    let standard = try weights(.text("effective_number"), [5_000, 50])
    #expect(
      standard == (try weights(.mapping([.init("effective_number", .number(0.999))]), [5_000, 50])))
    for beta in [1.0, 3] {
      #expect(throws: ModellingError.self) { try ratio(beta) }
    }
  }

  @Test("by cost, a class weighs what its mistake costs beyond being right")
  func cost() throws {
    let matrix = CostMatrix(falseNegative: 6, falsePositive: 1, truePositive: 1)
    let own = try #require(try weights(.text("cost"), [75, 25], cost: matrix))
    #expect(abs(own[1] / own[0] - 5) < 1e-14 && abs(mean(own, [75, 25]) - 1) < 1e-14)
    for (sizes, cost) in [
      ([75, 25], nil), ([1, 2, 3], matrix),
      ([75, 25], CostMatrix(falseNegative: 1, falsePositive: 1, truePositive: 1)),
    ] {
      let error = #expect(throws: ModellingError.self) {
        try weights(.text("cost"), sizes, cost: cost)
      }
      #expect(error?.code == "class-weight" && error?.hint != nil)
    }
  }

  @Test("a model tells the weights it was fitted with")
  func told() throws {
    let (columns, codes) = Made.blobs([80, 20])
    let model = try Recipe(
      classifier: try GaussianNaiveBayes.withDefaults(), classWeight: .inverseNumberOfSamples,
      seed: Seed(root: 1)
    ).fit(Made.training(columns, codes), threads: 1)
    #expect(model.classWeights == [0.625, 2.5])
  }
}

/// Where weighting a class equals repeating its rows, and where it does not.
@Suite struct WeightingAgainstCopiesTests {
  /// 50 rows of one class and 10 of another: five copies balance them.
  private let rows: (columns: [Column], codes: [Int32]) = Made.blobs([50, 10], seed: 6)

  private var training: TrainingSet { Made.training(rows.columns, rows.codes) }

  private var copied: TrainingSet {
    let rare = training.labels.rows(ofClass: 1)
    return training.keeping(
      Array(0..<training.count) + (0..<4).flatMap { _ in rare })
  }

  private func said(
    _ name: String, _ options: [String: ParameterValue], _ rows: TrainingSet, _ weight: ClassWeight
  ) throws -> [Double] {
    let type = try #require(Classifiers.all.first { $0.name == name })
    let model = try Recipe(
      classifier: try type.with(options), preparation: PreparationOptions(standardize: false),
      classWeight: weight, seed: Seed(root: 5)
    ).fit(rows, threads: 1)
    return model.fitted.probabilities(for: training.table, threads: 1)[1]
  }

  /// The largest difference between a model of weighted rows and one of copied rows.
  private func distance(
    _ name: String, _ options: [String: ParameterValue] = [:], _ weight: ClassWeight
  ) throws -> Double {
    let weighted = try said(name, options, training, weight)
    let repeated = try said(name, options, copied, .none)
    return zip(weighted, repeated).map { abs($0 - $1) }.max() ?? .nan
  }

  /// 1 for the common class and 5 for the rare one, so that copies are exactly this.
  private let likeCopies = ClassWeight.mapping(["0": 1, "1": 5])

  @Test("equal: models without a penalty, whatever the weights' scale")
  func equal() throws {
    for weight in [likeCopies, .balanced, .inverseNumberOfSamples] {
      #expect(try distance("logistic_regression", ["penalty": .text("none")], weight) < 1e-7)
      #expect(try distance("gaussian_naive_bayes", ["var_smoothing": .integer(0)], weight) < 1e-12)
      #expect(try distance("lda", [:], weight) < 1e-12)
      #expect(try distance("lda", ["shrinkage": .number(0.2)], weight) < 1e-12)
      #expect(try distance("qda", [:], weight) < 1e-12)
      #expect(try distance("prior", [:], weight) < 1e-15)
    }
    #expect(try distance("decision_tree", ["max_depth": .integer(3)], likeCopies) < 1e-12)
  }

  @Test("broken by a penalty, until the weights have the copies' scale")
  func penalty() throws {
    for (name, options) in [
      ("logistic_regression", [:]),
      ("logistic_regression", ["penalty": ParameterValue.text("l1"), "C": .number(0.1)]),
      ("linear_svm", ["C": .number(0.05)]),
    ] as [(String, [String: ParameterValue])] {
      #expect(try distance(name, options, likeCopies) < 1e-6, "\(name)")
      // Mean 1 over 60 rows is not the 100 rows that there are with copies.
      #expect(try distance(name, options, .balanced) > 1e-3, "\(name)")
    }
    // Raised by 100 / 60, C is the same again.
    let weighted = try said(
      "logistic_regression", ["C": .number(100.0 / 60)], training, .balanced)
    let repeated = try said("logistic_regression", [:], copied, .none)
    #expect(zip(weighted, repeated).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test("broken by counting rows, by drawing them and by neighbours")
  func counting() throws {
    #expect(
      try distance("decision_tree", ["min_samples_leaf": .integer(20)], likeCopies) > 0.01)
    #expect(try distance("random_forest", ["n_estimators": .integer(30)], likeCopies) > 0.01)
    #expect(try distance("nearest_neighbours", [:], likeCopies) > 0.05)
  }
}
