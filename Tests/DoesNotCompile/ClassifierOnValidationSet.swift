// error: cannot convert value of type 'ValidationSet'
import Imbalance

func fitted(_ rows: ValidationSet) throws {
  let recipe = Recipe(classifier: try LogisticRegression.withDefaults(), seed: Seed(root: 1))
  _ = try recipe.fit(rows, threads: 1)
}
