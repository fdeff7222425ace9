import Imbalance

let patients = try Dataset.reading(
  "data/hypothyroid.csv",
  options: DelimitedOptions(target: "class", positive: "hypothyroid", drop: ["TBG"]))
let seed = Seed(randomState: 1)
let parts = try patients.stratifiedSplit(test: 0.25, seed: seed)
let recipe = Recipe(classifier: try LogisticRegression.withDefaults(), seed: seed)
let model = try Strategy(recipe: recipe, tuning: .rule("recall >= 90%")).fit(parts.training)
let scores = try model.evaluation(on: parts.test, seed: seed)
for (name, estimate) in scores.metrics { print(name, estimate) }
