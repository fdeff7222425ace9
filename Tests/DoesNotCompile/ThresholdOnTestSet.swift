// error: cannot convert value of type 'Predictions<TestRole>'
import Imbalance

func tuned(_ model: FittedModel, _ rows: TestSet) throws {
  let predictions: Predictions<TestRole> = model.predictions(on: rows, threads: 1)
  _ = try YoudenThreshold.withDefaults().choose(predictions)
}
