import Imbalance
import OrderedCollections
import Testing

@Suite("A model's evaluation")
struct ModelEvaluationTests {
  private func sample(_ seed: UInt64 = 21, positives: Int = 30, negatives: Int = 170)
    -> (truth: [Int], scores: [Double])
  {
    var random = FastRandom(Seed(root: seed))
    return ScoredRows.made(positives: positives, negatives: negatives, gap: 1.5, &random)
  }

  @Test("Intervals depend on the seed and not on the number of threads")
  func determinism() throws {
    let (truth, scores) = sample()
    let one = try ScoredRows.evaluation(truth, scores)
    let three = try ScoredRows.evaluation(truth, scores, options: ScoredRows.options(threads: 3))
    let other = try ScoredRows.evaluation(truth, scores, options: ScoredRows.options(seed: 8))
    #expect(one.metrics == three.metrics)
    #expect(one.metrics["pr_auc"]?.low != other.metrics["pr_auc"]?.low)
    #expect(one.metrics["pr_auc"]?.value == other.metrics["pr_auc"]?.value)
  }

  @Test("Every metric that is a number has an interval around it, counts excepted")
  func intervals() throws {
    for (truth, scores) in [sample(), sample(3, positives: 4, negatives: 300)] {
      let evaluation = try ScoredRows.evaluation(
        truth, scores,
        options: ScoredRows.options(cost: CostMatrix(falseNegative: 9, falsePositive: 1)))
      #expect(evaluation.metrics.count == Metrics.all.count { !$0.isOnDemand })
      for (name, estimate) in evaluation.metrics {
        guard let value = estimate.value.number, Metrics.named(name)?.family != .count else {
          continue
        }
        // A replicate repeats rows, which makes probabilities look worse calibrated than they are.
        if name == "ece" { continue }
        let low = try #require(estimate.low, "\(name): \(estimate.note ?? "")")
        let high = try #require(estimate.high, "\(name)")
        #expect(low <= value && value <= high && low < high, "\(name): \(low) \(value) \(high)")
      }
    }
  }

  @Test("A perfect and a useless model still have intervals with a width")
  func boundaries() throws {
    let truth = (0..<60).map { $0 < 12 ? 1 : 0 }
    let perfect = try ScoredRows.evaluation(truth, truth.map { 0.2 + 0.6 * Double($0) })
    for name in ["recall", "precision", "f1", "mcc", "g_mean", "roc_auc", "pr_auc", "kappa"] {
      let estimate = try #require(perfect[name])
      #expect(estimate.value == .defined(1), "\(name)")
      #expect((estimate.low ?? 1) < 0.99 && estimate.high == 1, "\(name)")
    }
    let useless = try ScoredRows.evaluation(truth, truth.map { _ in 0.1 })
    #expect(useless["g_mean"]?.value == .defined(0))
    #expect((useless["g_mean"]?.high ?? 0) > 0.1)
    #expect(useless["precision"]?.value == .undefined("no row was predicted positive"))
    #expect(useless["mcc"]?.value.number == nil)
    #expect(useless["roc_auc"]?.value == .defined(0.5))
    #expect(useless["pr_auc"]?.value == .defined(0.2))
  }

  @Test("The bootstrap of average precision is that of redrawing rows, class by class")
  func averagePrecision() throws {
    let (truth, scores) = sample(5)
    let ours = try ScoredRows.evaluation(
      truth, scores, options: ScoredRows.options(replicates: 4000))
    var random = FastRandom(Seed(root: 99))
    var values: [Double] = []
    for _ in 0..<4000 {
      let rows = (0..<200).map { $0 < 30 ? random.below(30) : 30 + random.below(170) }
      values.append(
        RankedRows(scores: rows.map { scores[$0] }, isPositive: rows.map { truth[$0] == 1 })
          .averagePrecision)
    }
    values.sort()
    #expect(abs((ours["pr_auc"]?.low ?? 0) - Quantiles.linear(values, 0.025)) < 0.015)
    #expect(abs((ours["pr_auc"]?.high ?? 0) - Quantiles.linear(values, 0.975)) < 0.015)
  }

  @Test("The bootstrap of a mean loss has the standard error of a stratified mean")
  func meanLoss() throws {
    let (truth, scores) = sample(6)
    let ours = try ScoredRows.evaluation(
      truth, scores, options: ScoredRows.options(replicates: 4000))
    var variance = 0.0
    for y in 0...1 {
      let losses = zip(truth, scores).filter { $0.0 == y }.map {
        (Double(y) - $1) * (Double(y) - $1)
      }
      let mean = losses.reduce(0, +) / Double(losses.count)
      variance += losses.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    }
    let error = variance.squareRoot() / Double(truth.count)
    let brier = try #require(ours["brier"])
    let width = (brier.high ?? 0) - (brier.low ?? 0)
    #expect(abs(width / (2 * 1.96 * error) - 1) < 0.06)
  }

  @Test("A monotone change of the scores changes no ranking metric, curve or interval of them")
  func monotone() throws {
    let (truth, scores) = sample()
    let one = try ScoredRows.evaluation(truth, scores, threshold: 0.25)
    let two = try ScoredRows.evaluation(truth, scores.map { $0 / 4 }, threshold: 0.0625)
    for name in ["roc_auc", "pr_auc", "f1", "mcc", "recall"] { #expect(one[name] == two[name]) }
    #expect(one.roc?.fpr == two.roc?.fpr)
  }

  @Test("Names resolve to their metric, average and parameter, and to nothing else")
  func names() throws {
    #expect(Metrics.named("f_beta(0.5)")?.beta == 0.5)
    #expect(Metrics.named("f_beta(2)")?.title == "F2")
    #expect(Metrics.named("recall_weighted")?.average == .weighted)
    #expect(Metrics.named("roc_auc_macro")?.family == .ranking)
    #expect(Metrics.named("roc_auc_ovo")?.average == .oneVersusOne)
    for name in [
      "f_beta", "f_beta(0)", "f_beta(x)", "f_beta(1e3)", "f3", "accuracy_macro", "tp_micro",
      "pr_auc_ovo", "roc_auc_micro", "", "_macro", "f_beta(nan)",
    ] {
      #expect(Metrics.named(name) == nil, "\(name)")
    }
    let (truth, scores) = sample()
    let evaluation = try ScoredRows.evaluation(truth, scores)
    #expect(evaluation["f_beta(1)"]?.value == evaluation["f1"]?.value)
    #expect(evaluation["f_beta(2)"]?.low == evaluation["f2"]?.low)
    #expect(evaluation["nonsense"] == nil)
    #expect(evaluation["cost"]?.value == .undefined("no costs were given"))
    #expect(Set(Metrics.all.map { $0.name }).count == Metrics.all.count)
  }

  @Test("Scores that are no probabilities have rankings and no probability metrics")
  func notProbabilities() throws {
    let (truth, scores) = sample()
    let ours = try ScoredRows.evaluation(
      truth, scores.map { 10 * $0 - 5 }, threshold: 0, probabilities: false)
    #expect(ours["brier"]?.value == .undefined("the scores are not probabilities"))
    #expect(ours["roc_auc"]?.value.number != nil)
    #expect(ours.calibration == nil)
    #expect(ours.scoreHistogram?.counts.joined().reduce(0, +) == 200)
  }

  @Test("Fifteen bins of equal size hold every row once, ties together, and ECE is their gap")
  func calibration() throws {
    let truth = (0..<300).map { $0 % 5 == 0 ? 1 : 0 }
    let scores = (0..<300).map { Double($0) / 300 }
    let bins = try #require(ScoredRows.evaluation(truth, scores).calibration)
    #expect(bins.bins.map(\.count) == [Int](repeating: 20, count: 15))
    #expect(bins.bins.allSatisfy { $0.positives == 4 && $0.low < 0.2 && $0.high > 0.2 })
    let gap = bins.bins.map { abs($0.meanPredicted - 0.2) }.reduce(0, +) / 15
    #expect(agree(bins.ece, gap))
    #expect(bins.equalWidth.map(\.count) == [31] + [Int](repeating: 30, count: 8) + [29])
    // 280 of 300 rows tie: they share one bin.
    let tied = (0..<300).map { $0 < 280 ? 0.1 : 0.5 + Double($0 - 280) / 100 }
    let few = try #require(ScoredRows.evaluation(truth, tied).calibration)
    #expect(few.bins.map(\.count) == [280, 20])
    let flat = try #require(ScoredRows.evaluation(truth, truth.map { _ in 0.3 }).calibration)
    #expect(flat.bins.count == 1 && agree(flat.ece, 0.1))
  }

  @Test("A sweep keeps the thresholds that gain positives, within its limit")
  func sweep() throws {
    var random = FastRandom(Seed(root: 4))
    let (truth, scores) = ScoredRows.made(positives: 50, negatives: 5000, gap: 2, &random)
    let sweep = try ScoredRows.evaluation(
      truth, scores, options: ScoredRows.options(replicates: 0)
    ).sweep
    #expect(sweep.count <= 402 && sweep.count > 300)
    #expect(Set(sweep.map(\.tp)).isSuperset(of: 1...50))
    #expect(sweep.last?.tn == 0 && sweep.last?.fn == 0)
    #expect(zip(sweep, sweep.dropFirst()).allSatisfy { $0.threshold > $1.threshold })
    #expect(sweep.allSatisfy { $0.tp + $0.fn == 50 && $0.fp + $0.tn == 5000 })
  }

  @Test("What always naming the largest class reaches stands beside the accuracy")
  func majority() throws {
    let (truth, scores) = sample()
    let ours = try ScoredRows.evaluation(truth, scores)
    #expect(ours.majorityAccuracy.fraction == Fraction(170, 200))
    #expect(ours.prevalence.fraction == Fraction(30, 200))
  }

  @Test("Bad input is an error that names the row, never a crash")
  func badInput() {
    func code(_ truth: [Int], _ scores: [Double], _ options: EvaluationOptions) -> String? {
      do {
        _ = try ScoredRows.evaluation(truth, scores, options: options)
        return nil
      } catch { return (error as? ModellingError)?.code }
    }
    #expect(code([], [], ScoredRows.options()) == "no-rows")
    #expect(code([0, 1], [0.1, .nan], ScoredRows.options()) == "score-not-finite")
    #expect(code([0, 1], [0.1, .infinity], ScoredRows.options()) == "score-not-finite")
    #expect(code([0, 1], [0.1, 0.2], ScoredRows.options(confidence: 1)) == "evaluation-options")
    #expect(code([0, 1], [0.1, 0.2], ScoredRows.options(replicates: 1)) == nil)
    #expect(code([1], [0.1], ScoredRows.options()) == nil)
  }

  @Test("More than two classes have averages, class metrics and one-versus-rest curves")
  func multiclass() throws {
    var random = FastRandom(Seed(root: 31))
    let codes = (0..<240).map { Int32($0 % 3) }
    let raw = codes.map { y in (0..<3).map { random.uniform() + ($0 == Int(y) ? 0.4 : 0) } }
    let scores = (0..<3).map { k in raw.map { $0[k] / $0.reduce(0, +) } }
    let ours = try ModelEvaluation(
      Predictions<TestRole>(
        labels: Labels(
          target: Target(name: "y", classes: ["a", "b", "c"], positive: nil), codes: codes),
        probabilities: scores), threshold: 0.9, options: ScoredRows.options())
    #expect(ours.threshold == nil)
    #expect(ours.oneVersusRest.map(\.label) == ["a", "b", "c"])
    for name in [
      "accuracy", "f1_macro", "roc_auc_macro", "roc_auc_ovo", "pr_auc_weighted", "brier",
    ] {
      let estimate = try #require(ours.metrics[name], "\(name)")
      let value = try #require(estimate.value.number)
      #expect((estimate.low ?? 2) < value && value < (estimate.high ?? -2), "\(name)")
    }
    #expect(ours["f1"]?.value.reason?.contains("f1_macro") == true)
    let mean = ours.classMetrics.compactMap { $0["recall"]?.value.number }.reduce(0, +) / 3
    #expect(agree(ours["recall_macro"]?.value.number, mean))
    #expect(agree(ours["balanced_accuracy"]?.value.number, mean))
    #expect(ours["recall_micro"]?.value == ours["accuracy"]?.value)
  }
}
