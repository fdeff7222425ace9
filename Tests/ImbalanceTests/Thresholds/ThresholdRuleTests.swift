import Imbalance
import Testing

@Suite("Threshold rules")
struct ThresholdRuleTests {
  private let truth = [1, 1, 0, 1, 0, 0, 1, 0, 0, 0]
  private let scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.2, 0.1]
  private let cost = CostMatrix(falseNegative: 5, falsePositive: 1)

  private func choose(
    _ rule: String, _ truth: [Int]? = nil, _ scores: [Double]? = nil, probabilities: Bool = true
  ) throws -> ChosenThreshold {
    try ThresholdRules.parse(rule, cost: cost).choose(
      ScoredRows.predictions(
        truth ?? self.truth, scores ?? self.scores, probabilities: probabilities,
        ValidationRole.self))
  }

  private func code(_ body: () throws -> ChosenThreshold) -> String? {
    do {
      _ = try body()
      return nil
    } catch let error as ModellingError { return error.code } catch let error as ParameterError {
      return error.code
    } catch { return "other" }
  }

  @Test("Each rule finds the half-way point that its aim is best at")
  func handChecked() throws {
    // Recall and false alarms by number of rows called: 1/4 0, 2/4 0, 2/4 1, 3/4 1, 3/4 2, ...
    #expect(try agree(choose("youden").threshold, 0.55))
    #expect(try agree(choose("youden").objective, 0.75 - 1.0 / 6))
    #expect(try agree(choose("balanced_accuracy").threshold, 0.55))
    #expect(try agree(choose("f1").objective, 0.75))
    #expect(try agree(choose("mcc").threshold, 0.75))
    #expect(try agree(choose("mcc").objective, 12 / 384.0.squareRoot()))
    #expect(try agree(choose("cost").threshold, 0.25))
    #expect(try choose("cost").objective == 3)
    #expect(try agree(choose("recall >= 75%").threshold, 0.55))
    #expect(try agree(choose("recall>=0.76").threshold, 0.25))
    #expect(try agree(choose("precision >= 0.75").threshold, 0.55))
    #expect(try agree(choose("precision >= 100 %").threshold, 0.75))
  }

  @Test("The other rules are as checked by hand, too")
  func moreByHand() throws {
    #expect(try agree(choose("closest_top_left").threshold, 0.55))
    #expect(try agree(choose("closest_top_left").objective, (1 / 16.0 + 1 / 36.0).squareRoot()))
    #expect(try agree(choose("g_mean").threshold, 0.55))
    #expect(try agree(choose("g_mean").objective, (0.75 * 5 / 6.0).squareRoot()))
    #expect(try agree(choose("kappa").threshold, 0.55))
    #expect(try agree(choose("kappa").objective, 0.28 / 0.48))
    #expect(try agree(choose("f2").threshold, 0.25))
    #expect(try agree(choose("f2").objective, 20 / 23.0))
    #expect(try agree(choose("f_beta(0.5)").threshold, 0.75))
    #expect(try agree(choose("f_beta(0.5)").objective, 2.5 / 3))
    #expect(try agree(choose("specificity >= 80%").threshold, 0.55))
    #expect(try agree(choose("npv >= 80%").threshold, 0.55))
    #expect(try agree(choose("npv >= 80%").objective, 5 / 6.0))
    #expect(try agree(choose("prevalence").threshold, 0.4))
  }

  @Test("A budget of alarms is never exceeded, as a share or as a number of rows")
  func budgets() throws {
    #expect(try agree(choose("alerts <= 40%").threshold, 0.55))
    #expect(try agree(choose("alerts <= 0.25").threshold, 0.75))
    #expect(try agree(choose("top 2").threshold, 0.75))
    #expect(try choose("top 2").objective == 0.2)
    // Two rows share the eighth and ninth place.
    let tied = try choose("alerts <= 8")
    #expect(agree(tied.threshold, 0.25))
    #expect(tied.objective == 0.7)
    #expect(tied.note?.contains("80%") == true)
    #expect(
      code { try choose("top 1", [1, 0, 0], [0.5, 0.5, 0.1]) } == "threshold-unreachable")
    var random = FastRandom(Seed(root: 77))
    for _ in 0..<20 {
      let made = ScoredRows.made(positives: 20, negatives: 180, gap: 1, &random)
      let scores = made.scores.map { ($0 * 50).rounded() / 50 }
      let chosen = try choose("alerts <= 5%", made.truth, scores)
      let alarms = scores.count { $0 >= chosen.threshold }
      #expect(alarms <= 10 && Double(alarms) / 200 == chosen.objective)
      let next = scores.filter { $0 < chosen.threshold }.max() ?? 0
      #expect(scores.count { $0 >= next } > 10)
    }
  }

  @Test("German credit's five to one gives one sixth, whatever the rows")
  func bayes() throws {
    #expect(agree(BayesThreshold.threshold(cost), 1 / 6.0))
    #expect(try agree(choose("bayes").threshold, 1 / 6.0))
    let full = CostMatrix(falseNegative: 10, falsePositive: 3, truePositive: -2, trueNegative: 1)
    #expect(agree(BayesThreshold.threshold(full), 2 / 14.0))
    // It is the cheapest threshold where probabilities are true: 60 rows of each tenth.
    var truth: [Int] = []
    var scores: [Double] = []
    for step in 1...9 {
      for row in 0..<60 {
        truth.append(row < 6 * step ? 1 : 0)
        scores.append(Double(step) / 10)
      }
    }
    let tuned = try choose("cost", truth, scores)
    #expect(agree(tuned.threshold, 0.15))
    #expect(code { try choose("bayes", probabilities: false) } == "threshold-scores")
    #expect(throws: ParameterError.self) { try ThresholdRules.parse("bayes", cost: nil) }
  }

  @Test("A model of balanced rows gets its threshold on its own scale, unless it was calibrated")
  func shifted() throws {
    let held = ScoredRows.predictions(truth, scores, ValidationRole.self)
    func threshold(_ rule: String, _ shares: ClassShares, calibrated: Bool) throws
      -> ChosenThreshold
    {
      try ThresholdRules.parse(rule, cost: cost).choose(
        held, in: ThresholdContext(shares: shares, isCalibrated: calibrated))
    }
    let tenth = ClassShares(natural: [0.9, 0.1], learnt: [0.5, 0.5], positive: 1)
    let bayes = try threshold("bayes", tenth, calibrated: false)
    #expect(agree(bayes.threshold, 1.5 / (1.5 + 5 / 6.0)))
    #expect(agree(bayes.objective, 1 / 6.0))
    #expect(bayes.note != nil)
    #expect(try agree(threshold("bayes", tenth, calibrated: true).threshold, 1 / 6.0))
    // The prevalence on natural rows is one half on balanced ones.
    let own = ClassShares(natural: [0.6, 0.4], learnt: [0.5, 0.5], positive: 1)
    #expect(try agree(threshold("prevalence", own, calibrated: false).threshold, 0.5))
    // A rule that is tuned on scores needs no such help.
    #expect(try threshold("f1", own, calibrated: false) == choose("f1"))
  }

  @Test("A chosen objective is what the threshold reaches, and no other threshold does better")
  func exhaustive() throws {
    var random = FastRandom(Seed(root: 51))
    for _ in 0..<20 {
      let made = ScoredRows.made(positives: 9, negatives: 40, gap: 1, &random)
      let rounded = made.scores.map { ($0 * 20).rounded() / 20 }
      for name in ["f1", "f2", "mcc", "kappa", "g_mean", "balanced_accuracy", "youden"] {
        let metric = name == "youden" ? "youden_j" : name
        let chosen = try choose(name, made.truth, rounded)
        func value(_ threshold: Double) throws -> Double? {
          try ScoredRows.evaluation(
            made.truth, rounded, threshold: threshold,
            options: ScoredRows.options(replicates: 0))[metric]?.value.number
        }
        #expect(try agree(value(chosen.threshold), chosen.objective))
        for step in -1...41 {
          if let other = try value(Double(step) / 40 + 0.0125) {
            #expect(other <= chosen.objective + 1e-12)
          }
        }
      }
    }
  }

  @Test("Of equal aims the highest threshold is taken")
  func ties() throws {
    // Calling one or three rows gives the same Youden's J.
    let chosen = try choose("youden", [1, 0, 1, 0], [0.9, 0.7, 0.5, 0.3])
    #expect(agree(chosen.threshold, 0.8))
  }

  @Test("Thresholds of scores beyond 0 and 1 leave room above and below")
  func unbounded() throws {
    let all = try choose("recall >= 1", [0, 1], [3, -4], probabilities: false)
    #expect(all.threshold == -4)
    let certain = try choose("cost", [0, 1, 0, 0, 0, 0, 0], [1, 0.5, 1, 1, 1, 1, 1])
    #expect(certain.threshold > 1)
  }

  @Test("What cannot be chosen is an error with a code")
  func refused() {
    #expect(code { try choose("youden", [0, 0], [0.1, 0.2]) } == "single-class")
    #expect(code { try choose("f1", [0, 1], [0.2, 0.2]) } == "constant-scores")
    #expect(
      code { try choose("precision >= 0.9", [0, 1, 1], [0.9, 0.5, 0.1]) } == "threshold-unreachable"
    )
    #expect(code { try choose("f1", [0, 1], [0.2, .nan]) } == "score-not-finite")
    for rule in [
      "", "nonsense", "recall", "recall >= 0", "recall >= 101%", "recall >= x", "f1 >= 0.5",
      "recall >= -1", "precision >=", "specificity", "npv", "npv >= 2", "alerts", "alerts <= 0",
      "alerts <= 150%", "alerts <= 1.5", "alerts >= 5%", "top", "top x", "top -3", "f_beta",
      "f_beta(0)", "f_beta(x)",
    ] {
      #expect(code { try choose(rule) } == "threshold-rule", "\(rule)")
    }
    #expect(throws: ParameterError.self) { try ThresholdRules.parse("cost", cost: nil) }
    #expect(throws: ParameterError.self) {
      try ThresholdRules.parse("cost", cost: CostMatrix(falseNegative: 0, falsePositive: 1))
    }
  }
}
