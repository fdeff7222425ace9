// error: cannot convert value of type 'TestSet'
import Imbalance

func resampled(_ rows: TestSet) throws {
  let step = Resampling(
    sampler: try SMOTE.withDefaults(), preparation: PreparationOptions(), seed: Seed(root: 1))
  _ = try step.apply(to: rows, threads: 1)
}
