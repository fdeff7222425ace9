import Foundation
import Imbalance
import Testing

private func cpu() -> Double {
  var t = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t)
  return Double(t.tv_sec) + Double(t.tv_nsec) * 1e-9
}

@Suite struct ZZBench {
  @Test func bench() throws {
    let environment = ProcessInfo.processInfo.environment
    guard let file = environment["BENCH"], let models = environment["MODELS"] else { return }
    let seeds = Int(environment["SEEDS"] ?? "1") ?? 1
    var options: [String: ParameterValue] = [:]
    for pair in (environment["OPTIONS"] ?? "").split(separator: ",") {
      let parts = pair.split(separator: "=")
      options[String(parts[0])] = Int(parts[1]).map { .integer($0) } ?? Double(parts[1]).map { .number($0) } ?? .text(String(parts[1]))
    }
    let data = try Dataset.reading(
      FileBytes.open(path: file), named: "big.csv",
      options: DelimitedOptions(target: "Class", positive: "1"), threads: 1)
    var test = [Bool](repeating: false, count: data.labels.count)
    for code in 0..<2 {
      for (i, row) in data.labels.rows(ofClass: code).enumerated() where i % 4 == 3 { test[row] = true }
    }
    let split = data.split(
      training: test.indices.filter { !test[$0] }, validation: nil,
      test: test.indices.filter { test[$0] })
    for name in models.split(separator: ",") {
      let type = try #require(Classifiers.all.first { $0.name == name })
      for seed in 0..<seeds {
        let classifier = try type.init(ParameterValues(options, for: type.parameters))
        let prepared = try fitPreparation(split.training, needs: type.needs, options: PreparationOptions())
        let rows = split.training.prepared(by: prepared)
        let held = prepared.apply(to: split.test.table)
        var (fit, predict) = (Double.infinity, Double.infinity)
        var said: [Double] = []
        var model: (any FittedClassifier)?
        for _ in 0..<(seeds > 1 ? 1 : 3) {
          let a = cpu()
          let m = try classifier.fit(rows, weights: nil, seed: Seed(root: UInt64(seed)), threads: 1)
          let b = cpu()
          said = m.probabilities(for: held, threads: 1)[1]
          let c = cpu()
          fit = min(fit, b - a)
          predict = min(predict, c - b)
          model = m
          if fit > 5 { break }
        }
        let codes = split.test.labels.codes
        let order = said.indices.sorted { said[$0] > said[$1] }
        var (tp, ap, i, wins) = (0.0, 0.0, 0, 0.0)
        let P = Double(codes.count { $0 == 1 })
        let N = Double(codes.count) - P
        var (fp) = 0.0
        while i < order.count {
          var j = i
          var (a, b) = (0.0, 0.0)
          while j < order.count, said[order[j]] == said[order[i]] {
            if codes[order[j]] == 1 { a += 1 } else { b += 1 }
            j += 1
          }
          wins += b * (tp + a / 2)
          tp += a
          fp += b
          ap += a / P * tp / (tp + fp)
          i = j
        }
        let hits = Double(codes.indices.count { codes[$0] == 1 && said[$0] >= 0.5 }) / P
        let spared = Double(codes.indices.count { codes[$0] == 0 && said[$0] < 0.5 }) / N
        print(name, seed, String(format: "fit %.4f predict %.4f AP %.4f AUC %.4f BA %.4f", fit, predict, ap, wins / P / N, (hits + spared) / 2), model?.fit.counts.map { "\($0.name) \($0.value)" }.joined(separator: ", ") ?? "", model?.fit.notes ?? [])
      }
    }
  }
}
