// error: initializer is inaccessible
import Imbalance

func forged(_ test: TestSet) {
  _ = TrainingSet(table: test.table, labels: test.labels, origins: test.origins)
}
