import Imbalance
import Testing

@Suite("Two models on the same rows")
struct PairedDifferenceTests {
  private func models(_ gap: Double) throws -> (ModelEvaluation, ModelEvaluation) {
    var random = FastRandom(Seed(root: 41))
    let (truth, scores) = ScoredRows.made(positives: 80, negatives: 400, gap: 2, &random)
    let other = scores.map { s in min(1, max(0, s + gap * (random.uniform() - 0.5))) }
    return (
      try ScoredRows.evaluation(truth, scores, threshold: 0.4),
      try ScoredRows.evaluation(truth, other, threshold: 0.4)
    )
  }

  @Test("A model does not differ from itself, in any metric")
  func same() throws {
    let (a, _) = try models(0)
    for name in ["accuracy", "f1", "roc_auc", "pr_auc", "brier", "ece", "mcc", "f_beta(0.5)"] {
      let gap = ModelEvaluation.difference(a, a, metric: name, options: ScoredRows.options())
      #expect(gap.difference.value == .defined(0), "\(name)")
      #expect(gap.difference.low == 0 && gap.difference.high == 0, "\(name)")
      #expect(!gap.isSeparable)
    }
    let accuracy = ModelEvaluation.difference(
      a, a, metric: "accuracy", options: ScoredRows.options())
    #expect(accuracy.pValue == 1)
  }

  @Test("Much noise is told apart from none, and the interval holds the difference")
  func different() throws {
    let (a, b) = try models(1.2)
    for name in ["roc_auc", "pr_auc", "brier", "f1", "balanced_accuracy"] {
      let gap = ModelEvaluation.difference(a, b, metric: name, options: ScoredRows.options())
      let value = try #require(gap.difference.value.number)
      #expect(agree(value, (a[name]?.value.number ?? 0) - (b[name]?.value.number ?? 0)))
      #expect(gap.isSeparable, "\(name)")
      #expect((gap.difference.low ?? 1) < value && value < (gap.difference.high ?? -1), "\(name)")
    }
    let auc = ModelEvaluation.difference(a, b, metric: "roc_auc", options: ScoredRows.options())
    #expect(auc.difference.method == .deLong)
    #expect((auc.pValue ?? 1) < 0.01)
  }

  @Test("Three rows of four are no proof, though no draw of them finds the other way")
  func oneSided() throws {
    let truth = [Int](repeating: 1, count: 4) + [Int](repeating: 0, count: 60)
    let rest = [Double](repeating: 0.1, count: 60)
    let finds = try ScoredRows.evaluation(truth, [0.9, 0.9, 0.9, 0.9] + rest)
    let misses = try ScoredRows.evaluation(truth, [0.9, 0.2, 0.2, 0.2] + rest)
    for name in ["recall", "f1", "mcc", "balanced_accuracy"] {
      let gap = ModelEvaluation.difference(
        finds, misses, metric: name, options: ScoredRows.options(replicates: 2000))
      #expect(!gap.isSeparable && (gap.difference.value.number ?? 0) > 0, "\(name)")
      let outcome = ModelEvaluation.outcome(
        finds, misses, metric: name, options: ScoredRows.options(replicates: 2000))
      #expect((outcome.pValue ?? 1) > 0.05, "\(name)")
    }
    // Thirty of forty are.
    let many = [Int](repeating: 1, count: 40) + [Int](repeating: 0, count: 600)
    let calm = [Double](repeating: 0.1, count: 600)
    let all = try ScoredRows.evaluation(many, [Double](repeating: 0.9, count: 40) + calm)
    let few = try ScoredRows.evaluation(
      many, (0..<40).map { $0 < 10 ? 0.9 : 0.2 } + calm)
    let gap = ModelEvaluation.difference(
      all, few, metric: "recall", options: ScoredRows.options(replicates: 2000))
    #expect(gap.isSeparable)
    let outcome = ModelEvaluation.outcome(
      all, few, metric: "recall", options: ScoredRows.options(replicates: 2000))
    #expect((outcome.pValue ?? 1) < 0.001)
  }

  @Test(
    "Two models of one worth are seldom told apart, however few the positives",
    arguments: [4, 9, 20])
  func falseClaims(_ positives: Int) throws {
    var random = FastRandom(Seed(root: 90 + UInt64(positives)))
    var claims = 0
    let rounds = 300
    for _ in 0..<rounds {
      let truth = (0..<(positives + 300)).map { $0 < positives ? 1 : 0 }
      func calls() throws -> ModelEvaluation {
        try ScoredRows.evaluation(
          truth, truth.map { random.uniform() < ($0 == 1 ? 0.6 : 0.05) ? 0.9 : 0.1 },
          options: ScoredRows.options(cost: CostMatrix(falseNegative: 20, falsePositive: 1)))
      }
      let (a, b) = (try calls(), try calls())
      let gap = ModelEvaluation.difference(
        a, b, metric: "cost",
        options: ScoredRows.options(cost: CostMatrix(falseNegative: 20, falsePositive: 1)))
      if gap.isSeparable { claims += 1 }
    }
    // One in twenty, and three standard errors of chance.
    #expect(
      Double(claims) / Double(rounds) < 0.05 + 3 * (0.05 * 0.95 / Double(rounds)).squareRoot())
  }

  @Test("Pairing makes the interval narrower than two models' own would allow")
  func pairing() throws {
    let (a, b) = try models(0.1)
    for name in ["roc_auc", "pr_auc", "brier"] {
      let gap = ModelEvaluation.compare(a, b, metric: name, options: ScoredRows.options())
      let width = (gap.high ?? 9) - (gap.low ?? 0)
      let own = (a[name]?.high ?? 0) - (a[name]?.low ?? 0)
      #expect(width < 0.6 * own, "\(name)")
    }
  }

  @Test("Different rows and unknown metrics have no difference, and say why")
  func refused() throws {
    let (a, _) = try models(0)
    let other = try ScoredRows.evaluation([0, 1], [0.2, 0.7])
    let rows = ModelEvaluation.compare(a, other, metric: "f1", options: ScoredRows.options())
    #expect(rows.value.reason?.contains("same rows") == true)
    let metric = ModelEvaluation.compare(a, a, metric: "f9", options: ScoredRows.options())
    #expect(metric.value.number == nil)
  }
}
