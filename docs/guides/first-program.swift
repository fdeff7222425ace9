import Imbalance

let file = try FileBytes.open(path: "data/hypothyroid.csv")
let patients = try Dataset.reading(
  file, named: "hypothyroid.csv",
  options: DelimitedOptions(
    target: "class", positive: "hypothyroid", drop: ["TBG", "TBG_measured"]),
  threads: 2)
let parts = try patients.stratifiedSplit(test: 0.25, validation: nil, seed: Seed(randomState: 1))
let recipe = Recipe(classifier: try LogisticRegression.withDefaults(), seed: Seed(root: 1))
let rule = try ThresholdRules.parse("recall >= 90%", cost: nil)
let model = try Strategy(recipe: recipe, tuning: .outOfFold(rule, folds: 5))
  .fit(parts.training, threads: 2)
let scores = try ModelEvaluation(
  model.predictions(on: parts.test, threads: 2), threshold: model.threshold,
  options: EvaluationOptions(seed: Seed(root: 1)))
for name in ["accuracy", "recall", "precision", "pr_auc"] {
  guard let estimate = scores[name] else { continue }
  switch estimate.value {
  case .defined(let value): print(name, value, estimate.low ?? value, estimate.high ?? value)
  case .undefined(let reason): print(name, "undefined:", reason)
  }
}
