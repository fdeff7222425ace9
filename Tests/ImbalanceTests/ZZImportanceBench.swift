import Foundation
import Imbalance
import Testing

private func cpu() -> Double {
  var t = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t)
  return Double(t.tv_sec) + Double(t.tv_nsec) * 1e-9
}

@Suite struct ZZImportanceBench {
  @Test func bench() throws {
    let data = try Dataset.reading(
      FileBytes.open(path: "/work/tmp/big_100000.csv"), named: "big.csv",
      options: DelimitedOptions(target: "Class", positive: "1"), threads: 1)
    var test = [Bool](repeating: false, count: data.labels.count)
    for code in 0..<2 {
      for (i, row) in data.labels.rows(ofClass: code).enumerated() where i % 4 == 3 { test[row] = true }
    }
    let split = data.split(
      training: test.indices.filter { !test[$0] }, validation: nil,
      test: test.indices.filter { test[$0] })
    for name in ["logistic_regression", "hist_gradient_boosting", "random_forest", "mlp"] {
      let type = try #require(Classifiers.all.first { $0.name == name })
      let options: [String: ParameterValue] = name == "random_forest" ? ["n_estimators": .integer(20)] : [:]
      let fitted = try Strategy(
        recipe: Recipe(classifier: try type.init(ParameterValues(options, for: type.parameters)), seed: Seed(root: 1))
      ).fit(split.training, threads: 2)
      for metric in name == "logistic_regression" ? ["pr_auc", "balanced_accuracy", "brier", "ks"] : ["pr_auc"] {
        guard let resolved = Metrics.named(metric) else { continue }
        var best = Double.infinity
        var found: PermutationImportance?
        for _ in 0..<3 {
          let a = cpu()
          found = try PermutationImportance(of: fitted, on: split.test, metric: resolved, options: .init(seed: Seed(randomState: 0)))
          best = min(best, cpu() - a)
        }
        let top = found.map { f in f.ranking.prefix(3).map { "\(f.columns[$0].name) \(f.columns[$0].mean.value)" } } ?? []
        print("BENCH", name, metric, split.test.count, best, top)
      }
    }
  }
}
