// error: initializer is inaccessible
import Imbalance

func reopened(_ test: TestSet, _ source: Dataset.Source) {
  _ = Dataset(table: test.table, labels: test.labels, source: source)
}
