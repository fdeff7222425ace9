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

  @Test("A chosen objective is what the threshold reaches, and no other threshold does better")
  func exhaustive() throws {
    var random = FastRandom(Seed(root: 51))
    for _ in 0..<20 {
      let made = ScoredRows.made(positives: 9, negatives: 40, gap: 1, &random)
      let rounded = made.scores.map { ($0 * 20).rounded() / 20 }
      for name in ["f1", "mcc", "balanced_accuracy", "youden"] {
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
      "recall >= -1", "precision >=",
    ] {
      #expect(code { try choose(rule) } == "threshold-rule", "\(rule)")
    }
    #expect(throws: ParameterError.self) { try ThresholdRules.parse("cost", cost: nil) }
    #expect(throws: ParameterError.self) {
      try ThresholdRules.parse("cost", cost: CostMatrix(falseNegative: 0, falsePositive: 1))
    }
  }
}
