import Imbalance
import Testing

private struct Recorded: Decodable {
  struct Run: Decodable {
    let name: String
    let heldOut: [[Int]]
    let scores: [String: [String: [String: [Double]]]]
  }
  let columns: [[Double]]
  let labels: [Int32]
  let runs: [Run]
}

@Suite struct CrossValidationParityTests {
  static func contestants(tight: Bool = true) throws -> [Contestant] {
    let logistic = try LogisticRegression.withDefaults()
    let smote = Resampling(
      sampler: try SMOTE.with(["k_neighbors": .integer(5)]), preparation: PreparationOptions(),
      seed: Seed(randomState: 7))
    func contestant(_ name: String, _ classifier: any Classifier, _ steps: [Resampling])
      -> Contestant
    {
      Contestant(
        name: name,
        strategy: Strategy(
          recipe: Recipe(classifier: classifier, resampling: steps, seed: Seed(root: 1))))
    }
    return [
      contestant("majority", try Majority.withDefaults(), []),
      contestant("logistic", logistic, []), contestant("smote", logistic, [smote]),
    ]
  }

  @Test("every fold holds out the rows and gets the scores of scikit-learn's cross_validate")
  func parity() throws {
    let recorded = try Made.recorded("validation", as: Recorded.self)
    let training = Made.training(recorded.columns.map(Column.numeric), recorded.labels)
    try #require(recorded.runs.count == 2)
    for run in recorded.runs {
      let repeats = run.name == "5x1" ? 1 : 3
      let folds = run.heldOut.count / repeats
      let seed = Seed(randomState: 3)
      let plan = try FoldPlan(training, folds: folds, repeats: repeats, groups: nil, seed: seed)
      #expect(plan.heldOut == run.heldOut)
      let found = try CrossValidation.run(
        Self.contestants(), on: training,
        options: CrossValidationOptions(folds: folds, repeats: repeats, seed: seed, threads: 2))
      for (name, parts) in run.scores {
        let model = try #require(found.model(name))
        for metric in parts["test"]?.keys.sorted() ?? [] {
          let scores = try #require(model[metric])
          // scikit-learn scores F1 without a positive call 0; here it is the same by definition.
          for (part, own) in [("test", scores.values), ("train", scores.training)] {
            let wanted = try #require(parts[part]?[metric])
            try #require(own.count == wanted.count)
            for (a, b) in zip(own, wanted) {
              let value = try #require(a.number, "\(name) \(metric): \(a)")
              let tolerance =
                ["brier", "log_loss"].contains(metric) && name != "majority" ? 1e-6 : 1e-9
              // A probability of 0 is kept 2^-52 away from it on both sides.
              #expect(
                abs(value - b) <= tolerance * max(1, abs(b)),
                "\(run.name) \(name) \(part) \(metric)")
            }
          }
        }
      }
    }
  }

  @Test("the result does not depend on the number of threads")
  func threads() throws {
    let recorded = try Made.recorded("validation", as: Recorded.self)
    let training = Made.training(recorded.columns.map(Column.numeric), recorded.labels)
    func run(_ threads: Int) throws -> CrossValidation {
      try CrossValidation.run(
        Self.contestants(), on: training,
        options: CrossValidationOptions(
          folds: 3, repeats: 2, seeds: 2, seed: Seed(root: 4), threads: threads))
    }
    let one = try run(1)
    for threads in [2, 5] {
      let other = try run(threads)
      for (a, b) in zip(one.models, other.models) {
        for name in Metrics.all.map({ $0.name }) {
          guard let x = a[name], let y = b[name] else {
            #expect(a[name] == nil && b[name] == nil)
            continue
          }
          #expect(x.values == y.values && x.mean == y.mean && x.spread == y.spread)
          #expect(x.training == y.training && x.gap == y.gap)
        }
      }
    }
  }
}
