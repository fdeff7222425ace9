import Imbalance
import Testing

/// What every calibrator promises, for every calibrator there is.
@Suite struct CalibratorConformanceTests {
  static let names = Calibrators.all.map { $0.name }

  /// Labels and probabilities of several classes, one the rarest, drawn with known shares.
  private func sample(classes: Int, seed: UInt64) -> Predictions<ValidationRole> {
    var random = FastRandom(Seed(root: seed))
    var codes: [Int32] = []
    var probabilities = [[Double]](repeating: [], count: classes)
    for row in 0..<600 {
      let code = row % 20 == 0 ? 0 : 1 + row % (classes - 1)
      codes.append(Int32(code))
      var odds = (0..<classes).map { _ in 0.05 + random.uniform() }
      odds[code] += 1
      let total = odds.reduce(0, +)
      for (place, value) in odds.enumerated() { probabilities[place].append(value / total) }
    }
    let target = Target(
      name: "y", classes: (0..<classes).map(String.init), positive: classes == 2 ? 0 : nil)
    return Predictions(
      labels: Labels(target: target, codes: codes), probabilities: probabilities)
  }

  private func fit(
    _ name: String, _ said: Predictions<ValidationRole>
  ) throws -> any FittedCalibrator {
    let type = try #require(Calibrators.all.first { $0.name == name })
    let counts = said.labels.classCounts.map { Double($0) / Double(said.count) }
    let shares = ClassShares(
      natural: counts, learnt: counts.map { _ in 1 / Double(counts.count) },
      positive: said.labels.target.positive)
    return try type.withDefaults().fit(type.needsPredictions ? said : nil, shares: shares)
  }

  @Test("calibrated numbers are probabilities that sum to 1, twice the same", arguments: names)
  func probabilities(name: String) throws {
    let type = try #require(Calibrators.all.first { $0.name == name })
    for classes in type.supportsMulticlass ? [2, 3, 5] : [2] {
      let said = sample(classes: classes, seed: 4)
      let map = try fit(name, said)
      let made = map.calibrated(said.probabilities)
      #expect(made.count == classes)
      for row in 0..<said.count {
        let all = made.map { $0[row] }
        #expect(all.allSatisfy { $0 >= 0 && $0 <= 1 })
        #expect(abs(all.reduce(0, +) - 1) < 1e-12)
      }
      #expect(try fit(name, said).calibrated(said.probabilities) == made)
      #expect(map.parameters.allSatisfy { $0.value.isFinite })
    }
  }

  @Test("with two classes no row overtakes another", arguments: names)
  func order(name: String) throws {
    let said = sample(classes: 2, seed: 9)
    let map = try fit(name, said)
    let scores = (0...200).map { Double($0) / 200 }
    let made = map.calibrated([scores, scores.map { 1 - $0 }])[0]
    for (left, right) in zip(made, made.dropFirst()) { #expect(left <= right + 1e-15) }
    #expect((made.last ?? 0) > (made.first ?? 1))
  }

  @Test("calibrated numbers are nearer to the truth than shifted ones", arguments: names)
  func truth(name: String) throws {
    // Scores of a model that believes in equal classes: the odds are 19 times too high.
    let said = sample(classes: 2, seed: 2)
    func logLoss(_ p: [[Double]]) -> Double {
      said.labels.codes.enumerated().reduce(0.0) { sum, row in
        let value = p[Int(row.element)][row.offset]
        return sum + (1 - value) * (1 - value)
      }
    }
    let map = try fit(name, said)
    // A temperature cannot move the point of indifference, so it is only asked not to do harm.
    #expect(logLoss(map.calibrated(said.probabilities)) <= logLoss(said.probabilities) + 1e-9)
  }
}

/// What every threshold rule promises, in every form it is written in.
@Suite struct ThresholdConformanceTests {
  static let forms = ThresholdRules.forms.map {
    $0.replacing("(b)", with: "(0.5)").replacing(">= x", with: ">= 60%")
      .replacing("<= x", with: "<= 20%").replacing("top k", with: "top 40")
  }

  @Test("every registered rule has a form, and every form a rule")
  func complete() throws {
    let cost = CostMatrix(falseNegative: 5, falsePositive: 1)
    let found = try Set(
      Self.forms.map { type(of: try ThresholdRules.parse($0, cost: cost)).name })
    #expect(found == Set(ThresholdRules.all.map { $0.name }))
  }

  @Test(
    "a threshold is a number, says its rule, and does not depend on the rows' order",
    arguments: forms)
  func sound(form: String) throws {
    var random = FastRandom(Seed(root: 11))
    let made = ScoredRows.made(positives: 50, negatives: 250, gap: 1.5, &random)
    let rule = try ThresholdRules.parse(
      form, cost: CostMatrix(falseNegative: 5, falsePositive: 1))
    let chosen = try rule.choose(
      ScoredRows.predictions(made.truth, made.scores, ValidationRole.self))
    #expect(chosen.threshold.isFinite && chosen.threshold >= 0 && chosen.threshold <= 1)
    #expect(!chosen.rule.isEmpty && chosen.objective.isFinite)
    let again = try rule.choose(
      ScoredRows.predictions(
        made.truth.reversed(), made.scores.reversed(), ValidationRole.self))
    #expect(again.threshold == chosen.threshold && again.objective == chosen.objective)
  }
}
