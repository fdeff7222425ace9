// error: has no member 'stratifiedSplit'
import Imbalance

func again(_ split: Split) throws {
  _ = try split.training.stratifiedSplit(test: 0.5, validation: 0.2, seed: Seed(root: 1))
}
