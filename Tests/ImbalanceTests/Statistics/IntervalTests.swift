import Imbalance
import Testing

@Suite("Intervals and distributions")
struct IntervalTests {
  private struct Recorded: Decodable {
    let wilson: [[Double]]
    let mcnemar: [[Double]]
    let normal: [[Double]]
    let quantile: [[Double]]
  }

  @Test("Wilson's interval, McNemar's p value and the normal distribution are SciPy's")
  func scipy() throws {
    let recorded = try ScoredRows.recorded("metrics_intervals", as: Recorded.self)
    for row in recorded.wilson {
      let z = NormalDistribution.criticalValue(confidence: row[2])
      let ours = ProportionIntervals.wilson(hits: Int(row[0]), total: Int(row[1]), z: z)
      #expect(agree(ours.low, row[3], within: 1e-11) && agree(ours.high, row[4], within: 1e-11))
    }
    for row in recorded.mcnemar {
      let ours = ExactTests.mcNemar(first: Int(row[0]), second: Int(row[1]))
      #expect(agree(ours, row[2], within: 1e-10), "\(row)")
    }
    for row in recorded.normal {
      let ours = NormalDistribution.upperTail(row[0])
      #expect(abs(ours - row[1]) <= 1e-11 * row[1], "\(row)")
    }
    for row in recorded.quantile {
      #expect(agree(NormalDistribution.quantile(row[0]), row[1], within: 1e-11), "\(row)")
    }
  }

  @Test("Newcombe's published example, 56 of 70 against 48 of 80, comes out")
  func newcombe() {
    let z = NormalDistribution.criticalValue(confidence: 0.95)
    let ours = ProportionIntervals.sum((56, 70), (32, 80), z: z)
    #expect(abs(ours.low - 1 - 0.0524) < 5e-5)
    #expect(abs(ours.high - 1 - 0.3339) < 5e-5)
  }

  @Test("Logarithm and exponential undo each other and know their fixed points")
  func elementary() {
    #expect(ElementaryFunctions.log(1) == 0)
    #expect(ElementaryFunctions.exp(0) == 1)
    #expect(agree(ElementaryFunctions.log(10), 2.302585092994046, within: 4e-16))
    #expect(agree(ElementaryFunctions.exp(1), 2.718281828459045, within: 4e-16))
    #expect(agree(ElementaryFunctions.log(0x1p-52), -36.04365338911715, within: 4e-16))
    var random = FastRandom(Seed(root: 1))
    for _ in 0..<2000 {
      let x = (random.uniform() - 0.5) * 1400
      let back = ElementaryFunctions.log(ElementaryFunctions.exp(x))
      #expect(abs(back - x) <= 1e-15 * max(1, abs(x)) * 4)
    }
  }

  @Test(
    "Binomial draws follow the binomial distribution",
    arguments: [(5, 0.3), (40, 0.1), (100, 0.5), (1000, 0.02), (1000, 0.97), (71079, 0.002)])
  func binomial(_ n: Int, _ p: Double) {
    var random = FastRandom(Seed(root: 3))
    let draws = 40_000
    var counts = [Int](repeating: 0, count: n + 1)
    for _ in 0..<draws { counts[BinomialDistribution.draw(n, p, &random)] += 1 }
    // Chi-square over cells of at least 20 expected draws, built up from the exact ratios.
    var pmf = [Double](repeating: 0, count: n + 1)
    let mode = min(n, Int(Double(n + 1) * p))
    pmf[mode] = 1
    for k in stride(from: mode, to: 0, by: -1) {
      pmf[k - 1] = pmf[k] * Double(k) / Double(n - k + 1) * (1 - p) / p
    }
    for k in mode..<n { pmf[k + 1] = pmf[k] * Double(n - k) / Double(k + 1) * p / (1 - p) }
    let all = pmf.reduce(0, +)
    var statistic = 0.0
    var cells = 0.0
    var pending = (seen: 0.0, expected: 0.0)
    for k in 0...n {
      pending.seen += Double(counts[k])
      pending.expected += pmf[k] / all * Double(draws)
      if pending.expected >= 20 {
        statistic +=
          (pending.seen - pending.expected) * (pending.seen - pending.expected) / pending.expected
        cells += 1
        pending = (0, 0)
      }
    }
    #expect(cells > 3)
    #expect(statistic < cells + 4.5 * (2 * cells).squareRoot())
  }

  @Test("The descending order is that of a plain sort, ties by place, whatever the scores")
  func order() {
    var random = FastRandom(Seed(root: 5))
    for n in [0, 1, 2, 255, 256, 1000, 5000] {
      for kind in 0..<4 {
        let scores: [Double] = (0..<n).map { _ in
          switch kind {
          case 0: random.uniform()
          case 1: Double(random.below(7)) / 7
          case 2: random.normal() * 1e200
          default: random.below(2) == 0 ? -0.0 : 0.0
          }
        }
        let plain = (0..<n).sorted { scores[$0] == scores[$1] ? $0 < $1 : scores[$0] > scores[$1] }
        #expect(descendingOrder(of: scores).map(Int.init) == plain)
      }
    }
  }

  @Test("DeLong's placements give the pairwise area and covariance")
  func deLong() throws {
    var random = FastRandom(Seed(root: 8))
    let (truth, a) = ScoredRows.made(positives: 13, negatives: 29, gap: 1, &random)
    let b = a.map { ($0 * 8).rounded() / 8 }
    let isPositive = truth.map { $0 == 1 }
    func kernel(_ s: [Double], _ i: Int, _ j: Int) -> Double {
      s[i] > s[j] ? 1 : s[i] == s[j] ? 0.5 : 0
    }
    func reference(_ s: [Double], _ t: [Double]) -> Double {
      func placements(_ s: [Double], _ of: Range<Int>, _ on: Range<Int>, _ flip: Bool) -> [Double] {
        of.map { i in
          on.map { flip ? kernel(s, $0, i) : kernel(s, i, $0) }.reduce(0, +) / Double(on.count)
        }
      }
      func covariance(_ x: [Double], _ y: [Double]) -> Double {
        let mx = x.reduce(0, +) / Double(x.count)
        let my = y.reduce(0, +) / Double(y.count)
        return zip(x, y).map { ($0 - mx) * ($1 - my) }.reduce(0, +) / Double(x.count - 1)
      }
      return covariance(
        placements(s, 0..<13, 13..<42, false), placements(t, 0..<13, 13..<42, false))
        / 13
        + covariance(placements(s, 13..<42, 0..<13, true), placements(t, 13..<42, 0..<13, true))
        / 29
    }
    let one = DeLong(RankedRows(scores: a, isPositive: isPositive))
    let two = DeLong(RankedRows(scores: b, isPositive: isPositive))
    #expect(agree(one.variance, reference(a, a)))
    #expect(agree(two.variance, reference(b, b)))
    #expect(agree(DeLong.covariance(one, two), reference(a, b)))
    #expect(agree(one.area, RankedRows(scores: a, isPositive: isPositive).rocArea))
  }
}
