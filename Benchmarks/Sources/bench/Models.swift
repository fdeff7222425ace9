import Imbalance

/// `models FILE TARGET RUNS METHOD[,option=value...]...`: resamples, or fits and predicts.
///
/// The rows are the 75% and 25% that scikit-learn's `train_test_split(stratify, random_state=0)`
/// gives; one thread; the preparation is inside the time. For a model the average precision and
/// the ROC area on the 25% are printed, for a sampler the rows of each class.
@Sendable func models(_ arguments: [String]) {
  guard arguments.count >= 4, let runs = Int(arguments[2]), runs > 0 else {
    print("usage: bench models FILE TARGET RUNS METHOD[,option=value...]...")
    return
  }
  do {
    let file = try FileBytes.open(path: arguments[0])
    let data = try Dataset.reading(
      file, named: arguments[0], options: DelimitedOptions(target: arguments[1]), threads: 1)
    let split = try data.stratifiedSplit(test: 0.25, validation: nil, seed: Seed(randomState: 0))
    for argument in arguments.dropFirst(3) {
      do {
        switch argument {
        case "cross_validate": try measureFolds(split.training, runs: runs)
        case "standard_scaler": try measureScaling(split.training, runs: runs)
        default: try measure(argument, split, runs: runs)
        }
      } catch {
        print(argument, "failed:", error)
      }
    }
  } catch {
    print(error)
  }
}

private func measure(_ argument: String, _ split: Split, runs: Int) throws {
  let parts = argument.split(separator: ",").map(String.init)
  var options: [String: ParameterValue] = [:]
  for part in parts.dropFirst() {
    let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
    if pair.count == 2 { options[pair[0]] = value(pair[1]) }
  }
  let seed = Seed(randomState: 0)
  if let type = Samplers.all.first(where: { $0.name == parts[0] }) {
    let step = Resampling(
      sampler: try type.init(ParameterValues(options, for: type.parameters)),
      preparation: PreparationOptions(), seed: seed)
    var made: TrainingSet?
    var failure: (any Error)?
    Timing.show(argument + " resample", times: runs) {
      do { made = try step.apply(to: split.training, threads: 1) } catch { failure = error }
    }
    if let failure { throw failure }
    if let made { print(argument, "rows", made.labels.classCounts) }
    return
  }
  guard let type = Classifiers.all.first(where: { $0.name == parts[0] }) else {
    print(argument, "is no method")
    return
  }
  let weight = options.removeValue(forKey: "class_weight")
  let recipe = Recipe(
    classifier: try type.init(ParameterValues(options, for: type.parameters)),
    classWeight: ClassWeight(weight), seed: seed)
  var model: FittedModel?
  var failure: (any Error)?
  Timing.show(argument + " fit", times: runs) {
    do { model = try recipe.fit(split.training, threads: 1) } catch { failure = error }
  }
  if let failure { throw failure }
  guard let model else { return }
  var said: Predictions<TestRole>?
  Timing.show(argument + " predict", times: runs) {
    said = model.predictions(on: split.test, threads: 1)
  }
  guard let said else { return }
  let judged = try ModelEvaluation(
    said, threshold: nil, options: EvaluationOptions(replicates: 0, seed: seed))
  print(
    argument, "quality pr_auc", judged["pr_auc"]?.value.number ?? .nan, "roc_auc",
    judged["roc_auc"]?.value.number ?? .nan)
}

/// Five folds of SMOTE and logistic regression over the training rows, the held-out rows scored.
private func measureFolds(_ training: TrainingSet, runs: Int) throws {
  let seed = Seed(randomState: 0)
  guard let smote = Samplers.all.first(where: { $0.name == "smote" }),
    let logistic = Classifiers.all.first(where: { $0.name == "logistic_regression" })
  else { return }
  let step = Resampling(
    sampler: try smote.init(ParameterValues([:], for: smote.parameters)),
    preparation: PreparationOptions(), seed: seed)
  let recipe = Recipe(classifier: try logistic.withDefaults(), resampling: [step], seed: seed)
  var said: CrossValidation?
  var failure: (any Error)?
  Timing.show("cross_validate fit", times: runs) {
    do {
      said = try CrossValidation.run(
        [Contestant(name: "model", strategy: Strategy(recipe: recipe))], on: training,
        options: CrossValidationOptions(folds: 5, trainScores: false, seed: seed))
    } catch { failure = error }
  }
  if let failure { throw failure }
  let mean = said?.model("model")?["pr_auc"]?.mean.value.number ?? .nan
  print("cross_validate quality pr_auc", mean)
}

/// Means and deviations learnt, and the rows scaled by them.
private func measureScaling(_ training: TrainingSet, runs: Int) throws {
  var failure: (any Error)?
  Timing.show("standard_scaler fit", times: runs) {
    do {
      let scaling = try fitPreparation(
        training, needs: .standardizedNumbers, options: PreparationOptions())
      precondition(scaling.apply(to: training.table).count == training.count)
    } catch { failure = error }
  }
  if let failure { throw failure }
}

private func value(_ text: String) -> ParameterValue {
  if let whole = Int(text) { return .integer(whole) }
  if let number = Double(text) { return .number(number) }
  if text == "true" || text == "false" { return .boolean(text == "true") }
  return .text(text)
}
