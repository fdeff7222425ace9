import Imbalance

/// `models FILE TARGET OPERATION`: fits or resamples the 75% that scikit-learn's
/// `train_test_split(stratify, random_state=0)` gives, on one thread, preparation included.
@Sendable func models(_ arguments: [String]) {
  guard arguments.count == 3 else {
    print("usage: bench models FILE TARGET \(modelOperations.joined(separator: "|"))")
    return
  }
  do {
    let file = try FileBytes.open(path: arguments[0])
    let data = try Dataset.reading(
      file, named: arguments[0], options: DelimitedOptions(target: arguments[1]), threads: 1)
    let split = try data.stratifiedSplit(test: 0.25, validation: nil, seed: Seed(randomState: 0))
    let work = try operation(arguments[2], split)
    Timing.show(arguments[2], times: arguments[2] == "random_forest" ? 1 : 5) {
      do { try work() } catch { print(error) }
    }
  } catch {
    print(error)
  }
}

private let modelOperations = [
  "logistic_regression", "logistic_balanced", "decision_tree", "random_forest", "random_over",
  "random_under", "smote", "tomek_links", "edited_nearest_neighbours",
]

private func operation(_ name: String, _ split: Split) throws -> () throws -> Void {
  let seed = Seed(randomState: 0)
  if let type = Samplers.all.first(where: { $0.name == name }) {
    let step = Resampling(
      sampler: try type.withDefaults(), preparation: PreparationOptions(), seed: seed)
    return { _ = try step.apply(to: split.training, threads: 1) }
  }
  let word = name == "logistic_balanced" ? "logistic_regression" : name
  let type = Classifiers.all.first { $0.name == word } ?? Majority.self
  let recipe = Recipe(
    classifier: try type.withDefaults(),
    classWeight: name == "logistic_balanced" ? .balanced : .none, seed: seed)
  return { _ = try recipe.fit(split.training, threads: 1) }
}
