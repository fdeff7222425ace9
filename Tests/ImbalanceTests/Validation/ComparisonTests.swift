import Imbalance
import Testing

@Suite struct ComparisonTests {
  private static func outcome(_ gap: Double, _ half: Double, p: Double?) -> PairedOutcome {
    PairedOutcome(
      difference: Estimate(.defined(gap), low: gap - half, high: gap + half, method: .correctedT),
      pValue: p, test: "made")
  }

  private func comparison(
    _ values: [Double?], metric: String = "mcc", baseline: Int = 0, p: Double = 0.001
  ) throws -> ModelComparison {
    let metric = try #require(Metrics.named(metric))
    return ModelComparison(
      metric: metric, names: values.indices.map { "m\($0)" },
      values: values.map { $0.map { Estimate(.defined($0)) } ?? .undefined("nothing") },
      baseline: baseline, alpha: 0.05, adjustment: .holm
    ) { a, b in
      guard let x = values[a], let y = values[b] else {
        return PairedOutcome(difference: .undefined("nothing"), pValue: nil, test: nil)
      }
      return Self.outcome(x - y, 0.1, p: abs(x - y) > 0.2 ? p : 0.4)
    }
  }

  @Test("models are ranked by direction, ties shared, undefined values last")
  func ranks() throws {
    let high = try comparison([0.3, 0.9, nil, 0.9, 0.5])
    #expect(high.entries.map(\.rank) == [4, 1.5, nil, 1.5, 3])
    #expect(high.best == 1 && high.ranking == [1, 3, 4, 0, 2])
    let low = try comparison([0.3, 0.9, 0.1], metric: "brier")
    #expect(low.best == 2 && low.entries.map(\.rank) == [2, 3, 1])
  }

  @Test(
    "tests against the best count as if all pairs had been tested; those against the baseline by themselves"
  )
  func families() throws {
    let found = try comparison([0.9, 0.1, 0.2, 0.3], baseline: 0, p: 0.004)
    // Six pairs: 6, 5 and 4 times 0.004, never falling.
    #expect(found.entries[0].bestPValue == nil)
    #expect(found.entries.dropFirst().allSatisfy { ($0.bestPValue ?? 1) == 0.004 * 6 })
    #expect(found.entries.dropFirst().allSatisfy { ($0.baselinePValue ?? 1) == 0.004 * 3 })
    #expect(found.besideTheBest == [0])
    let wide = try comparison([0.9, 0.1, 0.2, 0.3], p: 0.01)
    #expect(wide.besideTheBest.count == 4, "0.06 is above the level")
  }

  @Test("of models that are the same none is told apart")
  func same() throws {
    let found = try comparison([0.5, 0.5, 0.5])
    #expect(found.besideTheBest == [0, 1, 2])
  }

  private static let traits = [
    StrategyTraits(base: "logistic", isModified: false, isTuned: false),
    StrategyTraits(base: "logistic", isModified: false, isTuned: true),
    StrategyTraits(base: "logistic", isModified: true, isTuned: false),
    StrategyTraits(base: "forest", isModified: true, isTuned: false),
  ]

  @Test("a verdict sets a resampled model against the same model with a tuned threshold")
  func verdicts() throws {
    let metric = try #require(Metrics.named("mcc"))
    func verdict(_ gap: Double, _ half: Double, _ metric: ResolvedMetric) -> Verdict? {
      let all = Verdict.all(Self.traits, metric: metric) { _, _ in
        Self.outcome(gap, half, p: nil)
      }
      #expect(all.count == 1)
      return all.first
    }
    let better = try #require(verdict(0.2, 0.1, metric))
    #expect(better.model == 2 && better.counterpart == 1 && better.isTuned)
    #expect(better.outcome == .better)
    #expect(verdict(0.012, 0.04, metric)?.outcome == .inconclusive)
    #expect(verdict(-0.2, 0.1, metric)?.outcome == .worse)
    let brier = try #require(Metrics.named("brier"))
    #expect(verdict(0.2, 0.1, brier)?.outcome == .worse)
    #expect(verdict(-0.2, 0.1, brier)?.outcome == .better)
  }

  @Test("a threshold tuned for another aim is no fair counterpart, and the verdict names its rule")
  func tunedForAnother() throws {
    let cost = try #require(Metrics.named("cost"))
    let byF1 = StrategyTraits(base: "logistic", isModified: false, isTuned: true, rule: "f1")
    let byCost = StrategyTraits(base: "logistic", isModified: false, isTuned: true, rule: "bayes")
    func counterpart(_ others: [StrategyTraits]) -> Verdict? {
      Verdict.all(others + [Self.traits[2]], metric: cost) { _, _ in
        Self.outcome(-20, 5, p: nil)
      }.first
    }
    #expect(counterpart([byF1])?.otherRule == "f1")
    let fair = counterpart([byF1, byCost])
    #expect(fair?.counterpart == 1 && fair?.otherRule == nil)
  }

  @Test("without a tuned counterpart the plain one is taken and the verdict knows it")
  func untuned() throws {
    let metric = try #require(Metrics.named("mcc"))
    let all = Verdict.all([Self.traits[0], Self.traits[2]], metric: metric) { _, _ in
      Self.outcome(0.2, 0.1, p: nil)
    }
    #expect(all.count == 1 && all[0].counterpart == 0 && !all[0].isTuned)
    #expect(
      Verdict.all([Self.traits[2]], metric: metric) { _, _ in Self.outcome(0, 1, p: nil) }.isEmpty)
  }

  @Test("a model that is truly better is found so over folds, and chance is not")
  func knownAnswer() throws {
    // The classes are told apart by how far a row is from 0, which no line through it can see.
    var random = FastRandom(Seed(root: 3))
    let codes = (0..<600).map { Int32($0 % 6 == 0 ? 1 : 0) }
    let column = codes.map { code in random.normal() * 0.5 + (code == 1 ? 2 : 0) }
    let noise = codes.map { _ in random.normal() }
    func contestant(_ name: String, _ type: any Classifier.Type) throws -> Contestant {
      Contestant(
        name: name,
        strategy: Strategy(
          recipe: Recipe(classifier: try type.withDefaults(), seed: Seed(root: 1))))
    }
    let good = try CrossValidation.run(
      [contestant("logistic", LogisticRegression.self), contestant("majority", Majority.self)],
      on: Made.training([.numeric(column)], codes),
      options: CrossValidationOptions(seed: Seed(root: 1)))
    let gap = good.outcome(0, 1, metric: "balanced_accuracy")
    #expect(gap.difference.low ?? 0 > 0.2 && gap.pValue ?? 1 < 0.01)
    let bad = try CrossValidation.run(
      [contestant("logistic", LogisticRegression.self), contestant("majority", Majority.self)],
      on: Made.training([.numeric(noise)], codes),
      options: CrossValidationOptions(seed: Seed(root: 1)))
    #expect(bad.outcome(0, 1, metric: "roc_auc").pValue ?? 0 > 0.05)
  }
}
