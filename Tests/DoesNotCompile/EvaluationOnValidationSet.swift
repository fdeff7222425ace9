// error: cannot convert value of type 'Predictions<ValidationRole>'
import Imbalance

func reported(_ predictions: Predictions<ValidationRole>) throws {
  _ = try ModelEvaluation(
    predictions, threshold: 0.5, options: EvaluationOptions(seed: Seed(root: 1)))
}
