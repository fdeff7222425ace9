/// How two models differ in one metric.
public struct PairedOutcome: Sendable, Hashable, Codable {
  /// The first less the second, with its interval.
  public let difference: Estimate
  /// The two-sided p value of no difference, where there is a test.
  public let pValue: Double?
  /// The test's name.
  public let test: String?

  /// Describes an outcome.
  public init(difference: Estimate, pValue: Double?, test: String?) {
    self.difference = difference
    self.pValue = pValue
    self.test = test
  }
}

/// How the p values of several tests are adjusted.
public enum Adjustment: String, Sendable, CaseIterable, Codable {
  /// Holm's step-down.
  case holm
  /// Bonferroni's.
  case bonferroni
  /// Not at all.
  case none

  func adjusted(_ pValues: [Double], family: Int) -> [Double] {
    // Tests of the family that are not made count as if their p values were 1.
    let all = pValues + [Double](repeating: 1, count: max(0, family - pValues.count))
    let adjusted =
      switch self {
      case .holm: Multiplicity.holm(all)
      case .bonferroni: Multiplicity.bonferroni(all)
      case .none: all
      }
    return Array(adjusted.prefix(pValues.count))
  }
}

/// Models ranked by one metric, each tested against the best and against a baseline.
public struct ModelComparison: Sendable, Codable {
  /// One model.
  public struct Entry: Sendable, Codable {
    /// The model's name.
    public let name: String
    /// Its value.
    public let value: Estimate
    /// Its rank from 1, ties shared; `nil` where the value is undefined.
    public let rank: Double?
    /// Its value less the best one's; `nil` for the best itself.
    public let toBest: PairedOutcome?
    /// The adjusted p value against the best.
    public let bestPValue: Double?
    /// Its value less the baseline's; `nil` for the baseline itself.
    public let toBaseline: PairedOutcome?
    /// The adjusted p value against the baseline.
    public let baselinePValue: Double?
  }

  /// The metric.
  public let metric: ResolvedMetric
  /// The models in the order given.
  public let entries: [Entry]
  /// The place of the best; `nil` when no value is defined.
  public let best: Int?
  /// The place of the baseline.
  public let baseline: Int
  /// The level of the tests.
  public let alpha: Double
  /// How p values were adjusted.
  public let adjustment: Adjustment

  /// Ranks and tests.
  ///
  /// Against the baseline there are m - 1 tests. Which model is the best is seen on the same numbers,
  /// so the tests against it count as if all m(m - 1)/2 pairs had been tested.
  public init(
    metric: ResolvedMetric, names: [String], values: [Estimate], baseline: Int, alpha: Double,
    adjustment: Adjustment, pair: (Int, Int) -> PairedOutcome
  ) {
    let sign: Double = metric.direction == .lowerIsBetter ? 1 : -1
    let known = values.indices.filter { values[$0].value.number != nil }
    let ranks = Ranks.ascending(known.map { sign * (values[$0].value.number ?? 0) })
    var rankOf = [Double?](repeating: nil, count: values.count)
    for (place, rank) in zip(known, ranks) { rankOf[place] = rank }
    let best = zip(known, ranks).min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
    func tested(_ against: Int?, family: Int) -> ([PairedOutcome?], [Double?]) {
      guard let against else {
        let nothing = [Double?](repeating: nil, count: values.count)
        return (values.map { _ in nil }, nothing)
      }
      let outcomes = values.indices.map { $0 == against ? nil : pair($0, against) }
      let places = outcomes.indices.filter { outcomes[$0]?.pValue != nil }
      let adjusted = adjustment.adjusted(
        places.compactMap { outcomes[$0]?.pValue }, family: family)
      var byPlace = [Double?](repeating: nil, count: values.count)
      for (place, p) in zip(places, adjusted) { byPlace[place] = p }
      return (outcomes, byPlace)
    }
    let count = values.count
    let toBest = tested(best, family: count * (count - 1) / 2)
    let toBaseline = best == baseline ? toBest : tested(baseline, family: count - 1)
    let baselinePValues =
      best == baseline ? tested(baseline, family: count - 1).1 : toBaseline.1
    entries = values.indices.map { place in
      Entry(
        name: names[place], value: values[place], rank: rankOf[place],
        toBest: toBest.0[place], bestPValue: toBest.1[place],
        toBaseline: toBaseline.0[place], baselinePValue: baselinePValues[place])
    }
    self.metric = metric
    self.best = best
    self.baseline = baseline
    self.alpha = alpha
    self.adjustment = adjustment
  }

  /// The places from best to worst, undefined values last.
  public var ranking: [Int] {
    entries.indices.sorted {
      (entries[$0].rank ?? .infinity, $0) < (entries[$1].rank ?? .infinity, $1)
    }
  }

  /// Whether a model is reliably worse than the best: its adjusted p value is below the level.
  ///
  /// Without a test nothing is told apart.
  public func isToldApart(_ place: Int) -> Bool {
    guard let p = entries[place].bestPValue else { return false }
    return p < alpha
  }

  /// The models, best first, that are not told apart from the best, itself included.
  public var besideTheBest: [Int] {
    ranking.filter { $0 == best || (entries[$0].rank != nil && !isToldApart($0)) }
  }
}

extension CrossValidation {
  /// Two of its models by one metric: the corrected resampled t over paired folds.
  public func outcome(_ first: Int, _ second: Int, metric: String) -> PairedOutcome {
    guard let a = models[first][metric], let b = models[second][metric] else {
      return PairedOutcome(difference: .undefined("no such metric"), pValue: nil, test: nil)
    }
    let result = a.difference(to: b, confidence: confidence)
    return PairedOutcome(
      difference: result.estimate, pValue: result.pValue,
      test: result.pValue == nil ? nil : "corrected resampled t")
  }
}

extension ModelEvaluation {
  /// Two models on the same rows: DeLong for `roc_auc`, McNemar for `accuracy`, and for everything
  /// else the paired bootstrap, its p value from the interval's width as of a normal distribution, and
  /// where no replicate varies the sign test of the smallest class's rows.
  public static func outcome(
    _ a: ModelEvaluation, _ b: ModelEvaluation, metric: String, options: EvaluationOptions
  ) -> PairedOutcome {
    let found = difference(a, b, metric: metric, options: options)
    if let p = found.pValue {
      return PairedOutcome(difference: found.difference, pValue: p, test: found.test)
    }
    guard let gap = found.difference.value.number, let low = found.difference.low,
      let high = found.difference.high
    else {
      return PairedOutcome(difference: found.difference, pValue: nil, test: nil)
    }
    let error = (high - low) / 2 / NormalDistribution.criticalValue(confidence: options.confidence)
    guard error == 0, gap != 0 else {
      // With pseudo-counts the replicates lie around a smaller gap than the one seen.
      let centre =
        Metrics.named(metric)?.family == .confusion && PairedReplicates.disagree(a, b)
        ? (low + high) / 2 : gap
      return PairedOutcome(
        difference: found.difference,
        pValue: error > 0 ? NormalDistribution.twoSided(centre / error) : 1,
        test: "paired bootstrap")
    }
    // One finds every row and the other none: no draw varies. Each class has at least so many rows
    // on one side.
    let least = a.predictions.labels.classCounts.filter { $0 > 0 }.min() ?? 0
    return PairedOutcome(
      difference: found.difference, pValue: ExactTests.mcNemar(first: least, second: 0),
      test: "sign test")
  }
}

extension ModelEvaluation {
  /// The mean probability of the positive class divided by its share of the rows; 1 is calibrated in
  /// the large. `nil` for scores that are no probabilities and for more than two classes.
  public var probabilityRatio: Double? {
    guard areProbabilities, let positive = target.positive, count > 0 else { return nil }
    let share = Double(predictions.labels.classCounts[positive]) / Double(count)
    return share > 0 ? BinaryScores.mean(predictions.probabilities[positive]) / share : nil
  }
}
