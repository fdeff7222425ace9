import Foundation
import Imbalance
import Testing

private struct Recorded: Decodable {
  struct Chance: Decodable {
    let model: String
    let data: String
    let options: [String: RecordedOption]
    let probabilities: [[Double]]
  }
  struct Linear: Decodable {
    let data: String
    let options: [String: RecordedOption]
    let objective: Double?
    let coefficients: [[Double]]
    let intercepts: [Double]
  }
  struct Guesses: Decodable {
    let seed: UInt32
    let data: String
    let guesses: [Int]
  }
  struct Loss: Decodable {
    let options: [String: RecordedOption]
    let objective: Double
    let coefficients: [Double]
    let intercept: Double?
  }
  let columns: [[Double]]
  let query: [[Double]]
  let dependent: [[Double]]
  let dependentQuery: [[Double]]
  let labels: [Int32]
  let labels3: [Int32]
  let chances: [Chance]
  let logistic: [Linear]
  let machines: [Linear]
  let guesses: [Guesses]
  let prior: [String: [Double]]
  let losses: [Loss]

  /// Rows to learn from and, after them, rows to judge.
  func split(_ data: String, trainingRows: Int = 0) -> Split {
    let isWide = data == "dependent"
    let classes = data == "binary" ? 2 : 3
    let labels = data == "binary" ? self.labels : labels3
    let columns = zip(isWide ? dependent : self.columns, isWide ? dependentQuery : query)
      .map { $0 + $1 + $0.prefix(trainingRows) }
    let rest = [Int32](repeating: 0, count: columns[0].count - labels.count)
    return Made.split(
      columns.map(Column.numeric), labels + rest, classes: (0..<classes).map(String.init),
      training: labels.count)
  }
}

private func isNear(_ a: [Double], _ b: [Double], _ tolerance: Double) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
}

/// Against what scikit-learn 1.9.1 says, on numbers as they are.
@Suite struct LinearParityTests {
  private func fitted(
    _ name: String, _ given: [String: RecordedOption], _ training: TrainingSet
  ) throws -> FittedModel {
    var options = given.mapValues(\.plain)
    let weight = ClassWeight(options.removeValue(forKey: "class_weight"))
    let type = try #require(Classifiers.all.first { $0.name == name })
    return try Recipe(
      classifier: try type.with(options),
      preparation: PreparationOptions(standardize: false), classWeight: weight,
      seed: Seed(root: 1)
    ).fit(training, threads: 1)
  }

  @Test(
    "probabilities equal scikit-learn's to 1e-9",
    arguments: ["lda", "qda", "gaussian_naive_bayes", "nearest_neighbours"])
  func chances(name: String) throws {
    let recorded = try Made.recorded("linear", as: Recorded.self)
    let cases = recorded.chances.filter { $0.model == name }
    #expect(cases.count >= 6)
    for it in cases {
      let split = recorded.split(it.data, trainingRows: name == "nearest_neighbours" ? 5 : 0)
      let model = try fitted(name, it.options, split.training)
      let said = model.predictions(on: split.test, threads: 1).probabilities
      for (own, wanted) in zip(said, it.probabilities) {
        #expect(isNear(own, wanted, 1e-9), "\(it.data) \(it.options)")
      }
    }
  }

  @Test("penalised logistic regression reaches scikit-learn's optimum, zeros and all")
  func lasso() throws {
    let recorded = try Made.recorded("linear", as: Recorded.self)
    #expect(recorded.logistic.count == 16)
    for it in recorded.logistic {
      let split = recorded.split(it.data)
      let model = try fitted("logistic_regression", it.options, split.training)
      let what = "\(it.data) \(it.options)"
      for (own, wanted) in zip(model.fit.coefficients, it.coefficients) {
        #expect(isNear(own, wanted, 1e-6), "\(what) \(own) \(wanted)")
        #expect(own.map { $0 == 0 } == wanted.map { $0 == 0 }, "\(what) \(own) \(wanted)")
      }
      if !model.fit.intercepts.isEmpty {
        #expect(isNear(model.fit.intercepts, it.intercepts, 1e-6), "\(what)")
      }
      let wanted = try #require(it.objective)
      let own = objective(model, it, split.training)
      #expect(own <= wanted * (1 + 1e-10), "\(what) \(own) \(wanted)")
      #expect(model.fit.notes.isEmpty)
    }
  }

  /// scikit-learn's objective at a model's coefficients.
  private func objective(
    _ model: FittedModel, _ it: Recorded.Linear, _ training: TrainingSet
  ) -> Double {
    let options = it.options.mapValues(\.plain)
    let c = options["C"]?.asNumber ?? 1
    let isMixed = options["penalty"] == .text("elasticnet")
    let share = isMixed ? options["l1_ratio"]?.asNumber ?? 0.5 : 1
    let columns = training.table.numbers
    let fit = model.fit
    var loss = 0.0
    for (row, code) in training.labels.codes.enumerated() {
      let scores = fit.coefficients.enumerated().map { decision, slopes in
        zip(slopes, columns).reduce(fit.intercepts.isEmpty ? 0 : fit.intercepts[decision]) {
          $0 + $1.0 * $1.1[row]
        }
      }
      let weight = model.classWeights?[Int(code)] ?? 1
      if scores.count == 1 {
        loss += weight * log1p(exp(code == 1 ? -scores[0] : scores[0]))
      } else {
        loss += weight * (log(scores.reduce(0) { $0 + exp($1) }) - scores[Int(code)])
      }
    }
    var penalty = 0.0
    for slope in fit.coefficients.joined() {
      penalty += share * abs(slope) + (1 - share) / 2 * slope * slope
    }
    return c * loss + penalty
  }

  @Test("support vector machines reach LinearSVC's optimum, or a better one")
  func machines() throws {
    let recorded = try Made.recorded("linear", as: Recorded.self)
    #expect(recorded.machines.count == 20)
    for it in recorded.machines {
      let training = recorded.split(it.data).training
      let model = try fitted("linear_svm", it.options, training)
      let options = it.options.mapValues(\.plain)
      let what = "\(it.data) \(it.options)"
      for (place, (own, wanted)) in zip(model.fit.coefficients, it.coefficients).enumerated() {
        let ownIntercept = model.fit.intercepts.isEmpty ? 0 : model.fit.intercepts[place]
        let positive: Int32 = model.fit.coefficients.count == 1 ? 1 : Int32(place)
        func value(_ slopes: [Double], _ intercept: Double) -> Double {
          Self.margin(
            slopes, intercept, options, training, positive: positive, weights: model.classWeights)
        }
        let (mine, theirs) = (value(own, ownIntercept), value(wanted, it.intercepts[place]))
        #expect(mine <= theirs * (1 + 1e-12), "\(what) \(mine) \(theirs)")
        #expect(isNear(own + [ownIntercept], wanted + [it.intercepts[place]], 1e-6), "\(what)")
      }
      #expect(model.fit.notes.count == 1, "\(model.fit.notes)")
      #expect(!model.predictions(on: recorded.split(it.data).test, threads: 1).areProbabilities)
    }
  }

  /// LinearSVC's objective.
  private static func margin(
    _ slopes: [Double], _ intercept: Double, _ options: [String: ParameterValue],
    _ training: TrainingSet, positive: Int32, weights: [Double]?
  ) -> Double {
    let c = options["C"]?.asNumber ?? 1
    let scaling = options["intercept_scaling"]?.asNumber ?? 1
    let columns = training.table.numbers
    var sum = slopes.reduce(0) { $0 + $1 * $1 / 2 } + intercept * intercept / scaling / scaling / 2
    for (row, code) in training.labels.codes.enumerated() {
      let score = zip(slopes, columns).reduce(intercept) { $0 + $1.0 * $1.1[row] }
      let short = max(0, 1 - (code == positive ? score : -score))
      let loss = options["loss"] == .text("hinge") ? short : short * short
      sum += c * (weights?[Int(code)] ?? 1) * loss
    }
    return sum
  }

  @Test("guesses are scikit-learn's draw for draw, and priors its shares")
  func baselines() throws {
    let recorded = try Made.recorded("linear", as: Recorded.self)
    for it in recorded.guesses {
      let split = recorded.split(it.data)
      let model = try Recipe(
        classifier: try Stratified.withDefaults(), seed: Seed(randomState: it.seed)
      ).fit(split.training, threads: 1)
      let said = model.predictions(on: split.test, threads: 1).probabilities
      for (row, guess) in it.guesses.enumerated() {
        #expect(said.map { $0[row] } == said.indices.map { $0 == guess ? 1 : 0 })
      }
    }
    for (data, wanted) in recorded.prior.sorted(by: { $0.key < $1.key }) {
      let split = recorded.split(data)
      let said = try fitted("prior", [:], split.training).predictions(on: split.test, threads: 1)
      #expect(isNear(said.probabilities.map { $0[7] }, wanted, 1e-15))
    }
  }

  @Test("the focal loss and the losses of pairs reach the optimum that scipy finds")
  func losses() throws {
    let recorded = try Made.recorded("linear", as: Recorded.self)
    let split = recorded.split("binary")
    for it in recorded.losses {
      let model = try fitted("logistic_regression", it.options, split.training)
      #expect(isNear(model.fit.coefficients[0], it.coefficients, 1e-6), "\(it.options)")
      if let intercept = it.intercept {
        #expect(abs(model.fit.intercepts[0] - intercept) < 1e-6)
      } else {
        let said = model.fitted.probabilities(for: split.training.table, threads: 1)[1]
        let positives = split.training.labels.classCounts[1]
        #expect(abs(said.reduce(0, +) - Double(positives)) < 1e-6)
      }
      let counts = model.fit.counts
      #expect(model.fit.notes.count == 1, "\(model.fit.notes) \(counts)")
      #expect(!model.fitted.areProbabilities)
    }
  }
}
