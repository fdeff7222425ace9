// What the other programs here do wrongly, done right: this one must compile.
import Imbalance

func honest(_ data: Dataset, _ held: ValidationSet) throws {
  let split = try data.stratifiedSplit(test: 0.25, validation: 0.25, seed: Seed(root: 1))
  let step = Resampling(
    sampler: try SMOTE.withDefaults(), preparation: PreparationOptions(), seed: Seed(root: 2))
  let more = try step.apply(to: split.training, threads: 1)
  _ = try fitPreparation(more, needs: .standardizedNumbers, options: PreparationOptions())
  let recipe = Recipe(classifier: try LogisticRegression.withDefaults(), seed: Seed(root: 3))
  let fitted = try recipe.fit(more, threads: 1)
  let tuned = try YoudenThreshold.withDefaults().choose(fitted.predictions(on: held, threads: 1))
  _ = try ModelEvaluation(
    fitted.predictions(on: split.test, threads: 1), threshold: tuned.threshold,
    options: EvaluationOptions(seed: Seed(root: 4)))
}
