import Foundation
import Imbalance
import Testing

@Suite struct PairwiseLossTests {
  struct Rows {
    var scores: [Double]
    var isPositive: [Bool]
    var weights: [Double]?

    /// Scores with ties, and distances of exactly one.
    init(_ count: Int, weighted: Bool, seed: UInt64) {
      var random = FastRandom(Seed(root: seed))
      scores = (0..<count).map { _ in (random.normal() * 4).rounded() / 4 + 100 }
      isPositive = (0..<count).map { $0 % 5 == 0 }
      weights = weighted ? (0..<count).map { Double($0 % 4) } : nil
    }

    func run(_ surrogate: PairwiseLoss) -> (value: Double, gradient: [Double]) {
      var gradient = [Double](repeating: 7, count: scores.count)
      let value = scores.withUnsafeBufferPointer { scores in
        gradient.withUnsafeMutableBufferPointer {
          PairwiseLoss.gradient(
            surrogate, scores: scores, isPositive: isPositive, weights: weights, into: $0)
        }
      }
      return (value, gradient)
    }

    /// The definition, pair by pair, with the C library's functions.
    func plain(_ surrogate: PairwiseLoss) -> (value: Double, gradient: [Double]) {
      var (value, total) = (0.0, 0.0)
      var gradient = [Double](repeating: 0, count: scores.count)
      for i in scores.indices where isPositive[i] {
        for j in scores.indices where !isPositive[j] {
          let weight = (weights?[i] ?? 1) * (weights?[j] ?? 1)
          let d = scores[i] - scores[j]
          let (loss, slope) =
            switch surrogate {
            case .squaredHinge: (max(0, 1 - d) * max(0, 1 - d), -2 * max(0, 1 - d))
            case .logistic: (log1p(exp(-d)), -1 / (1 + exp(d)))
            }
          value += weight * loss
          total += weight
          gradient[i] += weight * slope
          gradient[j] -= weight * slope
        }
      }
      return (value / total, gradient.map { $0 / total })
    }
  }

  @Test(
    "value and gradient equal the sum over pairs", arguments: PairwiseLoss.allCases, [false, true])
  func pairs(surrogate: PairwiseLoss, weighted: Bool) {
    for count in [3, 17, 400] {
      let rows = Rows(count, weighted: weighted, seed: UInt64(count))
      let (own, wanted) = (rows.run(surrogate), rows.plain(surrogate))
      if weighted && count == 3 { continue }
      #expect(abs(own.value - wanted.value) < 1e-11)
      for (a, b) in zip(own.gradient, wanted.gradient) { #expect(abs(a - b) < 1e-12) }
    }
  }

  @Test("the gradient is the difference of values", arguments: PairwiseLoss.allCases)
  func differences(surrogate: PairwiseLoss) {
    let rows = Rows(60, weighted: true, seed: 4)
    let gradient = rows.run(surrogate).gradient
    for row in [0, 1, 7, 15, 59] {
      let h = 1e-6
      var (up, down) = (rows, rows)
      up.scores[row] += h
      down.scores[row] -= h
      let slope = (up.run(surrogate).value - down.run(surrogate).value) / (2 * h)
      #expect(abs(slope - gradient[row]) < 1e-6)
    }
  }

  @Test("moving all scores alike changes nothing, so the pulls cancel")
  func shift() {
    for surrogate in PairwiseLoss.allCases {
      let gradient = Rows(300, weighted: true, seed: 2).run(surrogate).gradient
      #expect(abs(gradient.reduce(0, +)) < 1e-12)
    }
  }

  @Test("one class alone costs nothing")
  func alone() {
    var rows = Rows(9, weighted: false, seed: 1)
    rows.isPositive = [Bool](repeating: true, count: 9)
    for surrogate in PairwiseLoss.allCases {
      let found = rows.run(surrogate)
      #expect(found.value == 0 && found.gradient.allSatisfy { $0 == 0 })
    }
  }
}
