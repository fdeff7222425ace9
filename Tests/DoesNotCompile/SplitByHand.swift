// error: initializer is inaccessible
import Imbalance

func swapped(_ split: Split, _ other: Split) {
  _ = Split(training: other.training, validation: nil, test: split.test)
}
