import Imbalance
import OrderedCollections
import Testing

@Suite("Metrics of curves, and the curves themselves")
struct CurveMetricTests {
  private func made(
    _ seed: UInt64 = 5, positives: Int = 30, negatives: Int = 170, decimals: Double = 40
  ) -> (truth: [Int], scores: [Double]) {
    var random = FastRandom(Seed(root: seed))
    let made = ScoredRows.made(positives: positives, negatives: negatives, gap: 1.2, &random)
    return (made.truth, made.scores.map { ($0 * decimals).rounded() / decimals })
  }

  @Test("Davis and Goadrich's example: precision between A(5, 5) and B(10, 30)")
  func davisGoadrich() {
    let printed = [0.5, 0.375, 0.318, 0.286, 0.265, 0.25]
    for (cases, value) in zip(5...10, printed) {
      let found = PrecisionRecallInterpolated.precision(
        at: Double(cases), from: (5, 5), to: (10, 30))
      #expect(abs(found - value) < 0.0005, "\(cases)")
    }
  }

  @Test("The areas of scikit-learn's four rows are the published ones")
  func fourRows() throws {
    let ours = try ScoredRows.evaluation([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    #expect(agree(ours["pr_auc_trapezoid"]?.value.number, 0.791667, within: 5e-7))
    #expect(agree(ours["pr_auc_interpolated"]?.value.number, 0.7972674, within: 5e-8))
    #expect(agree(ours["pr_gain_auc"]?.value.number, 0.25))
  }

  @Test("The interpolated area is the integral of the interpolated precision")
  func integral() throws {
    let (truth, scores) = made()
    let ours = try ScoredRows.evaluation(truth, scores)
    let ranking = try #require(ours.ranking)
    var sum = 0.0
    var before = (tp: 0.0, fp: 0.0)
    for (tp, fp) in zip(ranking.truePositives, ranking.falsePositives) {
      let next = (tp: Double(tp), fp: Double(fp))
      if next.tp > before.tp {
        let steps = 4000
        for step in 0..<steps {
          let cases =
            before.tp + (next.tp - before.tp) * (Double(step) + 0.5) / Double(steps)
          sum +=
            (next.tp - before.tp) / Double(steps)
            * PrecisionRecallInterpolated.precision(at: cases, from: before, to: next)
        }
      }
      before = next
    }
    #expect(agree(ours["pr_auc_interpolated"]?.value.number, sum / 30, within: 1e-5))
  }

  /// Saito and Rehmsmeier, PLoS ONE 10 (2015): the ROC area does not see that positives are rare.
  @Test("Average precision falls with the prevalence where the ROC area stays (30 seeds)")
  func saitoRehmsmeier() {
    func root(_ u: Double) -> Double { u.squareRoot().squareRoot() }
    typealias Draw = (inout FastRandom) -> Double
    // Beta(4, 1) is the fourth root of a uniform number, Beta(1, 4) one less such a root.
    let levels: [(String, Draw, Draw, Double, Double, Double)] = [
      ("ER-", { root($0.uniform()) }, { $0.uniform() }, 0.80, 0.75, 0.23),
      ("ER+", { $0.uniform() }, { 1 - root($0.uniform()) }, 0.80, 0.84, 0.51),
      ("excellent", { 3 + $0.normal() }, { $0.normal() }, 0.98, 0.98, 0.90),
      ("random", { $0.uniform() }, { $0.uniform() }, 0.50, 0.50, 0.09),
    ]
    for (name, ofPositive, ofNegative, area, balanced, rare) in levels {
      for (negatives, wanted) in [(1000, balanced), (10_000, rare)] {
        var roc = 0.0
        var ap = 0.0
        for seed in 0..<30 {
          var random = FastRandom(Seed(root: UInt64(seed)))
          let scores =
            (0..<1000).map { _ in ofPositive(&random) }
            + (0..<negatives).map { _ in ofNegative(&random) }
          let rows = RankedRows(scores: scores, isPositive: scores.indices.map { $0 < 1000 })
          roc += rows.rocArea / 30
          ap += rows.averagePrecision / 30
        }
        #expect(abs(roc - area) < 0.01, "\(name) \(negatives): \(roc)")
        #expect(abs(ap - wanted) < 0.01, "\(name) \(negatives): \(ap)")
      }
    }
  }

  @Test("Equal scores count in any order alike at the top")
  func ties() throws {
    // Five rows share the second to sixth place, two of them positive.
    let ours = try ScoredRows.evaluation(
      [1, 1, 1, 0, 0, 0, 0, 1, 0, 0], [0.9, 0.5, 0.5, 0.5, 0.5, 0.5, 0.3, 0.2, 0.2, 0.1])
    #expect(agree(ours["precision_at(10%)"]?.value.number, 1))
    #expect(agree(ours["precision_at(3)"]?.value.number, (1 + 2 * 0.4) / 3))
    #expect(agree(ours["recall_at(30%)"]?.value.number, 1.8 / 4))
    #expect(agree(ours["lift(0.3)"]?.value.number, 1.8 / 3 / 0.4))
    #expect(agree(ours["recall_at(100%)"]?.value.number, 1))
    #expect(agree(ours["lift(100%)"]?.value.number, 1))
  }

  @Test(
    "Where no redrawing of rows moves a share at the top, Wilson's interval says how sure it is")
  func ends() throws {
    let truth = [Int](repeating: 1, count: 5) + [Int](repeating: 0, count: 95)
    let perfect = try ScoredRows.evaluation(truth, (0..<100).map { 1 - Double($0) / 100 })
    let five = ProportionIntervals.wilson(
      hits: 5, total: 5, z: NormalDistribution.criticalValue(confidence: 0.95))
    // All five are among the first ten, and the first three are nothing else.
    for (name, value, scale, total) in [
      ("recall_at(10%)", 1.0, 1.0, 5), ("precision_at(10%)", 0.5, 0.5, 5),
      ("lift(10%)", 10.0, 10.0, 5), ("precision_at(3)", 1.0, 1.0, 3), ("lift(3%)", 20, 20, 3),
      ("recall_at(3%)", 0.6, 0.6, 3),
    ] {
      let found = try #require(perfect[name])
      let low = ProportionIntervals.wilson(
        hits: total, total: total, z: NormalDistribution.criticalValue(confidence: 0.95)
      ).low
      #expect(agree(found.value.number, value) && found.method == .wilson, "\(name)")
      #expect(agree(found.low, low * scale) && agree(found.high, scale), "\(name)")
    }
    let useless = try ScoredRows.evaluation(truth, (0..<100).map { Double($0) / 100 })
    let none = try #require(useless["recall_at(10%)"])
    #expect(none.low == 0 && agree(none.high, 1 - five.low))
  }

  @Test("Without ties the numbers at the top are those of the threshold there")
  func top() throws {
    let (truth, scores) = made(9, decimals: 1e9)
    let cut = scores.sorted(by: >)[19]
    let ours = try ScoredRows.evaluation(truth, scores, threshold: cut)
    #expect(ours["precision_at(10%)"]?.value == ours["precision"]?.value)
    #expect(ours["recall_at(20)"]?.value == ours["recall"]?.value)
    let curve = try #require(ours.ranking.map(GainCurve.init))
    let place = try #require(curve.share.firstIndex(of: 0.1))
    #expect(agree(curve.recall[place], ours["recall"]?.value.number))
    #expect(agree(curve.lift[place], ours["lift"]?.value.number))
  }

  @Test("A cost curve is the least cost of any threshold, and that of its hull's corners")
  func costCurve() throws {
    let (truth, scores) = made()
    let ours = try ScoredRows.evaluation(truth, scores)
    let ranking = try #require(ours.ranking)
    let curve = CostCurve(ranking)
    for step in 0...200 {
      let x = Double(step) / 200
      var least = min(x, 1 - x)
      for (tp, fp) in zip(ranking.truePositives, ranking.falsePositives) {
        least = min(least, Double(fp) / 170 * (1 - x) + (1 - Double(tp) / 30) * x)
      }
      #expect(abs(curve.cost(at: x) - least) < 1e-12)
    }
    // At these rows' own share the height is the metric of the best threshold.
    let cost = CostMatrix(falseNegative: 7, falsePositive: 2)
    let rule = try ThresholdRules.parse("cost", cost: cost)
    let chosen = try rule.choose(ScoredRows.predictions(truth, scores, ValidationRole.self))
    let judged = try ScoredRows.evaluation(
      truth, scores, threshold: chosen.threshold, options: ScoredRows.options(cost: cost))
    let x = CostCurve.positiveCost(prevalence: 0.15, cost: cost)
    #expect(agree(judged["expected_cost"]?.value.number, curve.cost(at: x)))
  }

  @Test(
    "A decision curve is the net benefit at each threshold; calling all is worth 0 at the prevalence"
  )
  func decisionCurve() throws {
    let (truth, scores) = made()
    let ours = try ScoredRows.evaluation(truth, scores)
    let ranking = try #require(ours.ranking)
    let distinct = try #require(ours.roc).thresholds.dropFirst()
    let thresholds = [0.05, 0.15, 0.225, 0.4, 0.97]
    let curve = DecisionCurve(ranking, scores: Array(distinct), at: thresholds)
    for (place, threshold) in thresholds.enumerated() {
      let judged = try ScoredRows.evaluation(truth, scores, threshold: threshold)
      let cells = try #require(judged.confusion.binary)
      let wanted =
        Double(cells.tp) / 200 - Double(cells.fp) / 200 * (threshold / (1 - threshold))
      #expect(agree(curve.netBenefit[place], wanted))
      #expect(agree(judged["net_benefit"]?.value.number, wanted))
    }
    #expect(abs(curve.ofAll[1]) < 1e-15)
    #expect(
      try ScoredRows.evaluation(truth, scores, threshold: 1)["net_benefit"]?.value.number == nil)
    #expect(
      try ScoredRows.evaluation(truth, scores, probabilities: false)["net_benefit"]?.value.number
        == nil)
  }

  @Test("Always calling positive gains nothing, and perfect ranking all, at any prevalence")
  func gain() throws {
    for positives in [3, 40] {
      let truth = (0..<60).map { $0 < positives ? 1 : 0 }
      let flat = try ScoredRows.evaluation(truth, truth.map { _ in 0.4 })
      #expect(agree(flat["pr_gain_auc"]?.value.number, 0))
      let perfect = try ScoredRows.evaluation(truth, truth.map { 0.2 + 0.6 * Double($0) })
      #expect(agree(perfect["pr_gain_auc"]?.value.number, 1))
      #expect(agree(perfect["ks"]?.value.number, 1))
      #expect(agree(perfect["partial_auc"]?.value.number, 1))
      #expect(agree(flat["partial_auc"]?.value.number, 0.5))
    }
  }

  @Test("A metric on demand has an interval around it, the same with any number of threads")
  func onDemand() throws {
    let (truth, scores) = made()
    let one = try ScoredRows.evaluation(truth, scores, threshold: 0.3)
    let two = try ScoredRows.evaluation(
      truth, scores, threshold: 0.3, options: ScoredRows.options(threads: 3))
    let asked = Metrics.all.filter { $0.isOnDemand && $0.argument?.defaultValue ?? 1 > 0 }
    var seen = 0
    for metric in asked where Metrics.named(metric.name) != nil {
      let estimate = try #require(one[metric.name])
      let value = try #require(estimate.value.number, "\(metric.name)")
      #expect(one.value(metric.name) == estimate.value)
      #expect(one.metrics[metric.name] == nil)
      let low = try #require(estimate.low, "\(metric.name)")
      let high = try #require(estimate.high, "\(metric.name)")
      #expect(low <= value && value <= high && low < high, "\(metric.name)")
      #expect(two[metric.name] == estimate, "\(metric.name)")
      seen += 1
    }
    #expect(seen == 14)
  }

  @Test("Skill is one less the loss as a share of the reference's, ends and differences alike")
  func skill() throws {
    let (truth, scores) = made()
    let one = try ScoredRows.evaluation(truth, scores)
    let reference = 0.15 * 0.85
    let brier = try #require(one["brier"])
    let skill = try #require(one["d2_brier"])
    #expect(agree(skill.low, 1 - (brier.high ?? .nan) / reference))
    #expect(agree(skill.high, 1 - (brier.low ?? .nan) / reference))
    let worse = try ScoredRows.evaluation(truth, scores.map { 0.5 + ($0 - 0.5) / 2 })
    let gap = ModelEvaluation.compare(one, worse, metric: "d2_brier", options: one.options)
    let loss = ModelEvaluation.compare(worse, one, metric: "brier", options: one.options)
    #expect(agree(gap.low, (loss.low ?? .nan) / reference))
    #expect((gap.value.number ?? -1) > 0)
    let curves = ModelEvaluation.compare(one, worse, metric: "lift(5%)", options: one.options)
    // The same ranking: no difference, and no doubt.
    #expect(curves.value.number == 0 && curves.low == 0 && curves.high == 0)
  }

  @Test("Names carry their number in brackets, and nothing impossible")
  func names() throws {
    #expect(Metrics.named("lift(5%)")?.title == "Lift at the top 5%")
    #expect(Metrics.named("lift")?.title == "Lift at the top 10%")
    #expect(Metrics.named("precision_at(200)")?.title == "Precision at the top 200")
    #expect(Metrics.named("partial_auc(0.2)")?.argument == 0.2)
    #expect(Metrics.named("partial_auc_macro")?.average == .macro)
    #expect(Metrics.named("f_beta(0.5)")?.beta == 0.5)
    #expect(Metrics.named("g_mean_macro")?.average == ResolvedMetric.Average.none)
    for name in [
      "lift(0)", "lift(1)", "lift(2.5)", "lift()", "lift(-1)", "partial_auc(0)", "partial_auc(2)",
      "recall(0.5)", "f_beta", "f_beta()", "ks(1)", "ks_micro", "lift_ovo", "net_benefit_macro",
    ] {
      #expect(Metrics.named(name) == nil, "\(name)")
    }
  }

  @Test("Both macro G-means of two classes are the plain one; of more they differ by name")
  func gMeans() throws {
    let (truth, scores) = made()
    let two = try ScoredRows.evaluation(truth, scores, threshold: 0.2)
    #expect(agree(two["g_mean_macro"]?.value.number, two["g_mean"]?.value.number))
    // imbalanced-learn's own example: .6667 for its macro, .5774 for the mean over classes.
    let matrix = ConfusionMatrix(
      labels: ["a", "b", "c"], counts: [[2, 0, 0], [1, 0, 1], [0, 2, 0]], positive: nil)
    let pooled = try #require(GMeanPooled.value(matrix).number)
    let macro = try #require(GMeanMacro.value(matrix).number)
    #expect(pooled > macro)
  }

  @Test("Closed forms: likelihood ratios by the logarithm, mean probability by its number of cases")
  func closedForms() throws {
    let (truth, scores) = made()
    let ours = try ScoredRows.evaluation(truth, scores, threshold: 0.3)
    for name in ["lr_plus", "lr_minus", "mean_probability_ratio"] {
      let estimate = try #require(ours[name])
      let value = try #require(estimate.value.number)
      // Symmetric on the scale of the logarithm.
      #expect(estimate.method == .wald)
      #expect(agree((estimate.low ?? 0) * (estimate.high ?? 0), value * value, within: 1e-10))
    }
    let none = try ScoredRows.evaluation([0, 0, 1, 1], [0.1, 0.2, 0.7, 0.8])
    #expect(none["lr_plus"]?.value.reason == "no negative row was predicted positive")
    #expect(none["calibration_slope"]?.value.number == nil)
  }
}
