import Foundation
import Imbalance
import Testing

private struct Recorded: Decodable {
  struct Boost: Decodable {
    let data: String
    let options: [String: RecordedOption]
    let probabilities: [[Double]]
    let weights: [Double]
    let errors: [Double]
    let importances: [Double]
  }
  struct Rows: Decodable {
    let columns: [[Double]]
    let labels: [Int32]
  }
  struct Scores: Decodable {
    let data: String
    let model: String
    let averagePrecision: [Double]
    let balancedAccuracy: [Double]
  }
  let train: [[Double]]
  let query: [[Double]]
  let labels: [Int32]
  let labels3: [Int32]
  let boosts: [Boost]
  let sets: [String: Rows]
  let scores: [Scores]
}

@Suite struct EnsembleParityTests {
  private static let recorded = Result { try Made.recorded("ensembles", as: Recorded.self) }

  @Test("AdaBoost's trees, weights and probabilities are scikit-learn's where there are no ties")
  func adaBoost() throws {
    let recorded = try Self.recorded.get()
    #expect(recorded.boosts.count >= 6)
    for it in recorded.boosts {
      let isBinary = it.data == "binary"
      let labels = isBinary ? recorded.labels : recorded.labels3
      let count = recorded.query[0].count
      let split = Made.split(
        zip(recorded.train, recorded.query).map { .numeric($0 + $1) },
        labels + [Int32](repeating: 0, count: count),
        classes: isBinary ? ["0", "1"] : ["0", "1", "2"], training: labels.count)
      var options = it.options.mapValues(\.plain)
      var weights: [Double]?
      if case .mapping(let pairs)? = options.removeValue(forKey: "class_weight") {
        weights = labels.map { code in
          pairs.first { $0.key == String(code) }?.value.asNumber ?? 1
        }
      }
      let fitted = try AdaBoost.with(options).fit(
        split.training, weights: weights, seed: Seed(root: 1), threads: 2)
      let rounds = try #require((fitted as? FittedBoosting)?.members.first?.rounds)
      #expect(near(rounds.map(\.weight), it.weights, 1e-9), "\(it.data) \(it.options)")
      #expect(near(rounds.map(\.error), it.errors, 1e-9), "\(it.data) \(it.options)")
      let said = fitted.probabilities(for: split.test.table, threads: 1)
      for (own, wanted) in zip(said, it.probabilities) {
        #expect(near(own, wanted, 1e-9), "\(it.data) \(it.options)")
      }
      #expect(near(fitted.fit.importances, it.importances, 1e-9), "\(it.data) \(it.options)")
    }
  }

  /// Forty seeds on either side. Of all means one in ten may differ by more than two standard
  /// errors of the difference, and none by more than three; no pair of samples may look as if it
  /// came from two distributions at 1 in 100 (Kolmogorov and Smirnov).
  @Test("ensembles and the network score as their originals do, over forty seeds each")
  func scores() throws {
    let recorded = try Self.recorded.get()
    #expect(recorded.scores.count == 18)
    var far = 0
    for it in recorded.scores {
      let rows = try #require(recorded.sets[it.data])
      let type = try #require(Classifiers.all.first { $0.name == it.model })
      let model = try type.withDefaults()
      let classes = Int(rows.labels.max() ?? 0) + 1
      let places = Array(rows.labels.indices)
      let order = places.filter { $0 % 2 == 0 } + places.filter { $0 % 2 == 1 }
      let split = Made.split(
        rows.columns.map { column in .numeric(order.map { column[$0] }) },
        order.map { rows.labels[$0] }, classes: (0..<classes).map(String.init),
        training: (places.count + 1) / 2)
      var own: [[Double]] = []
      for seed in 0..<it.averagePrecision.count {
        let fitted = try Recipe(classifier: model, seed: Seed(root: UInt64(seed)))
          .fit(split.training, threads: 2)
        let said = fitted.predictions(on: split.test, threads: 2)
        own.append(scored(said.probabilities, said.labels.codes))
      }
      for (place, theirs) in [it.averagePrecision, it.balancedAccuracy].enumerated() {
        let ours = own.map { $0[place] }
        let (a, b) = (moments(ours), moments(theirs))
        let error = ((a.variance + b.variance) / Double(ours.count)).squareRoot()
        let distance = abs(a.mean - b.mean) / error
        let p = kolmogorov(ours, theirs)
        #expect(distance < 3, "\(it.data) \(it.model) \(place): \(a) \(b) \(distance)")
        #expect(p > 0.01, "\(it.data) \(it.model) \(place): \(a) \(b) p \(p)")
        if distance > 2 { far += 1 }
      }
    }
    #expect(far <= 2 * recorded.scores.count / 10, "\(far) of \(2 * recorded.scores.count)")
  }
}

private func near(_ a: [Double], _ b: [Double], _ tolerance: Double) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
}

private func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
  let mean = values.reduce(0, +) / Double(values.count)
  return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1))
}

/// The p value of the two-sample test of Kolmogorov and Smirnov, by its limit.
private func kolmogorov(_ a: [Double], _ b: [Double]) -> Double {
  let n = Double(a.count * b.count) / Double(a.count + b.count)
  let gap =
    (a + b).map { value in
      abs(
        Double(a.count { $0 <= value }) / Double(a.count)
          - Double(b.count { $0 <= value }) / Double(b.count))
    }.max() ?? 0
  let z = gap * n.squareRoot()
  guard z > 0.2 else { return 1 }
  var sum = 0.0
  for k in 1...100 {
    let term = 2 * exp(-2 * Double(k * k) * z * z)
    sum += k % 2 == 1 ? term : -term
  }
  return sum
}

/// Average precision (of the second class, or the mean over classes) and balanced accuracy.
private func scored(_ said: [[Double]], _ labels: [Int32]) -> [Double] {
  let classes = said.count == 2 ? [1] : Array(said.indices)
  let precisions = classes.map { code -> Double in
    let own = said[code]
    let positives = labels.indices.filter { labels[$0] == Int32(code) }
    return positives.reduce(0.0) { sum, row in
      let above = labels.indices.filter { own[$0] >= own[row] }
      return sum + Double(above.count { labels[$0] == Int32(code) }) / Double(above.count)
    } / Double(positives.count)
  }
  let calls = labels.indices.map { row in
    said.indices.reduce(0) { said[$1][row] > said[$0][row] ? $1 : $0 }
  }
  let recalls = said.indices.map { code -> Double in
    let own = labels.indices.filter { labels[$0] == Int32(code) }
    return Double(own.count { calls[$0] == code }) / Double(own.count)
  }
  return [
    precisions.reduce(0, +) / Double(precisions.count),
    recalls.reduce(0, +) / Double(recalls.count),
  ]
}
