// error: requires that 'TrainingRole' conform to 'HeldOutRole'
import Imbalance

func flattering(_ model: FittedModel, _ rows: TrainingSet) {
  _ = model.predictions(on: rows, threads: 1)
}
