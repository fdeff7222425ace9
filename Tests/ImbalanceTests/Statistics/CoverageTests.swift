import Imbalance
import Testing

@Suite("95 % intervals cover the truth in 92 to 98 of 100 samples")
struct CoverageTests {
  private func covers(_ estimate: Estimate?, _ truth: Double) -> Int {
    guard let low = estimate?.low, let high = estimate?.high else { return 0 }
    return low <= truth && truth <= high ? 1 : 0
  }

  @Test("Wilson's and Newcombe's, at and away from the boundary")
  func proportions() {
    var random = FastRandom(Seed(root: 11))
    let z = NormalDistribution.criticalValue(confidence: 0.95)
    for (n, p) in [(40, 0.1), (100, 0.5), (60, 0.85)] {
      var hits = 0
      var sums = 0
      for _ in 0..<4000 {
        let x = BinomialDistribution.draw(n, p, &random)
        let y = BinomialDistribution.draw(300, 0.9, &random)
        let one = ProportionIntervals.wilson(hits: x, total: n, z: z)
        let two = ProportionIntervals.sum((x, n), (y, 300), z: z)
        hits += one.low <= p && p <= one.high ? 1 : 0
        sums += two.low <= p + 0.9 && p + 0.9 <= two.high ? 1 : 0
      }
      #expect((0.92...0.98).contains(Double(hits) / 4000), "Wilson \(n) \(p)")
      #expect((0.92...0.98).contains(Double(sums) / 4000), "Newcombe \(n) \(p)")
    }
  }

  @Test("DeLong's, and the bootstrap's for F1, MCC, average precision and the Brier score")
  func scores() throws {
    var random = FastRandom(Seed(root: 12))
    let gap = 1.5
    // The truth, from a sample so large that its own error does not matter.
    let (truth, scores) = ScoredRows.made(positives: 150_000, negatives: 750_000, gap: gap, &random)
    let population = try ScoredRows.evaluation(
      truth, scores, threshold: 0.4, options: ScoredRows.options(replicates: 0))
    var covered: [String: Int] = [:]
    let names = ["roc_auc", "f1", "mcc", "pr_auc", "brier", "log_loss", "balanced_accuracy"]
    let rounds = 600
    for round in 0..<rounds {
      let (truth, scores) = ScoredRows.made(positives: 60, negatives: 300, gap: gap, &random)
      let sample = try ScoredRows.evaluation(
        truth, scores, threshold: 0.4,
        options: ScoredRows.options(replicates: 400, seed: UInt64(round)))
      for name in names {
        covered[name, default: 0] += covers(sample[name], population[name]?.value.number ?? .nan)
      }
    }
    for name in names {
      let share = Double(covered[name] ?? 0) / Double(rounds)
      #expect((0.92...0.98).contains(share), "\(name): \(share)")
    }
  }

  @Test(
    "The bootstrap keeps its promise where all positives are often found",
    arguments: [(12, 0.9), (12, 0.1), (25, 0.95), (40, 0.97)])
  func boundary(_ positives: Int, _ recall: Double) throws {
    var random = FastRandom(Seed(root: 13))
    let negatives = 300
    let alarms = 0.01
    let tp = Double(positives) * recall
    let fp = Double(negatives) * alarms
    let truths = [
      "f1": 2 * tp / (tp + fp + Double(positives)),
      "g_mean": (recall * (1 - alarms)).squareRoot(),
    ]
    let truth = (0..<(positives + negatives)).map { $0 < positives ? 1 : 0 }
    let rounds = 1500
    var covered: [String: Int] = [:]
    for round in 0..<rounds {
      let scores = truth.map { y in random.uniform() < (y == 1 ? recall : alarms) ? 1.0 : 0.0 }
      let sample = try ScoredRows.evaluation(
        truth, scores, probabilities: false,
        options: ScoredRows.options(replicates: 200, seed: UInt64(round)))
      for name in truths.keys {
        covered[name, default: 0] += covers(sample[name], truths[name] ?? 0)
      }
    }
    for name in truths.keys.sorted() {
      let share = Double(covered[name] ?? 0) / Double(rounds)
      // Careful rather than exact there: the plain bootstrap would cover 70 to 92 of 100.
      #expect(share > 0.95, "\(name): \(share)")
    }
  }
}
