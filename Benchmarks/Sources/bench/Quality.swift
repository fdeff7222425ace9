import Imbalance

/// `quality FILE TARGET COLUMN MODEL SEEDS`: average precision on the split that a column names.
///
/// Prints each seed's value with its interval, and the coefficients of a linear model.
@Sendable func quality(_ arguments: [String]) {
  guard arguments.count == 5, let seeds = UInt32(arguments[4]) else {
    print("usage: bench quality FILE TARGET COLUMN MODEL SEEDS")
    return
  }
  do {
    let file = try FileBytes.open(path: arguments[0])
    let data = try Dataset.reading(
      file, named: arguments[0], options: DelimitedOptions(target: arguments[1]), threads: 1)
    let split = try data.split(byColumn: arguments[2])
    guard let type = Classifiers.all.first(where: { $0.name == arguments[3] }) else {
      print("no model is called", arguments[3])
      return
    }
    for number in 0..<seeds {
      let seed = Seed(randomState: number)
      let recipe = Recipe(classifier: try type.withDefaults(), seed: seed)
      let model = try recipe.fit(split.training, threads: 1)
      let evaluation = try ModelEvaluation(
        model.predictions(on: split.test, threads: 1), threshold: nil,
        options: EvaluationOptions(seed: seed))
      for name in ["pr_auc", "roc_auc", "brier"] {
        guard let estimate = evaluation[name], let value = estimate.value.number else { continue }
        print(name, value, estimate.low ?? .nan, estimate.high ?? .nan)
      }
      for (intercept, coefficients) in zip(model.fit.intercepts, model.fit.coefficients) {
        print("coefficients", intercept, coefficients.map { "\($0)" }.joined(separator: " "))
      }
    }
  } catch {
    print(error)
  }
}
