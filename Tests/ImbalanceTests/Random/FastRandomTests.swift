import Foundation
import Imbalance
import Testing

@Suite struct FastRandomTests {
  private static func random(_ index: Int) -> FastRandom {
    FastRandom(Seed(root: 7).child("fast", index: index))
  }

  @Test("one seed gives one stream, another seed another")
  func deterministic() {
    var a = Self.random(1)
    var b = Self.random(1)
    var c = Self.random(2)
    let first = (0..<8).map { _ in a.nextUInt64() }
    #expect(first == (0..<8).map { _ in b.nextUInt64() })
    #expect(first != (0..<8).map { _ in c.nextUInt64() })
  }

  @Test("numbers below a bound are spread evenly")
  func even() {
    var random = Self.random(3)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[random.below(7)] += 1 }
    let chi = counts.reduce(0.0) { $0 + pow(Double($1) - 10_000, 2) / 10_000 }
    // The 0.9999 quantile of chi-squared with 6 degrees of freedom.
    #expect(chi < 27.86)
  }

  @Test("a permutation has every place once, and each is first about equally often")
  func permutation() {
    var random = Self.random(4)
    var firsts = [Int](repeating: 0, count: 5)
    for _ in 0..<10_000 {
      let places = random.permutation(5)
      #expect(places.sorted() == [0, 1, 2, 3, 4])
      firsts[places[0]] += 1
    }
    #expect(firsts.allSatisfy { abs($0 - 2000) < 200 })
    #expect(Set(random.sample(30, of: 100)).count == 30)
  }

  @Test(
    "binomial counts follow the exact probabilities",
    arguments: [
      (12, 0.3), (40, 0.5), (100, 0.02), (1000, 0.009), (1000, 0.4), (50, 0.97), (25, 0.41),
      (284_807, 0.0017),
    ])
  func binomial(trials: Int, probability: Double) {
    var random = Self.random(trials)
    let draws = 100_000
    var counts: [Int: Int] = [:]
    for _ in 0..<draws { counts[random.binomial(trials, probability), default: 0] += 1 }
    // Cells with few expected draws are pooled, so that the statistic is chi-squared.
    let n = Double(trials)
    var statistic = 0.0
    var cells = 0
    var pooledExpected = 0.0
    var pooledSeen = 0.0
    for k in 0...trials {
      let x = Double(k)
      let ways: Double = lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1)
      let chance: Double = x * log(probability) + (n - x) * log1p(-probability)
      let share = exp(ways + chance)
      pooledExpected += share * Double(draws)
      pooledSeen += Double(counts[k] ?? 0)
      if pooledExpected >= 20 {
        statistic += pow(pooledSeen - pooledExpected, 2) / pooledExpected
        cells += 1
        (pooledExpected, pooledSeen) = (0, 0)
      }
    }
    let freedom = Double(cells - 1)
    #expect(statistic < freedom + 5 * (2 * freedom).squareRoot() + 10)
  }

  @Test("binomial counts stay within their range at the edges")
  func binomialEdges() {
    var random = Self.random(9)
    #expect(random.binomial(0, 0.5) == 0)
    #expect(random.binomial(10, 0) == 0)
    #expect(random.binomial(10, 1) == 10)
    for _ in 0..<10_000 {
      #expect((0...1_000_000_000).contains(random.binomial(1_000_000_000, 1e-9)))
      #expect((0...30).contains(random.binomial(30, 0.4)))
    }
  }
}
