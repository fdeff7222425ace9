/// One metric of one model over the folds of a cross-validation.
public struct FoldScores: Sendable, Codable {
  /// The metric's name.
  public let metric: String
  /// The value in each fold, repeat after repeat.
  public let values: [MetricValue]
  /// The value on the rows learnt from in each fold; empty if not asked for.
  public let training: [MetricValue]
  /// The mean over the folds with its corrected interval.
  ///
  /// Undefined where a fold's value is: leaving a fold out would reward a model for its failures.
  public let mean: Estimate
  /// The standard deviation over the folds.
  public let deviation: Double?
  /// Training less test in the mean: how much better the model looks on rows it has seen.
  public let gap: Estimate
  /// How much of the spread comes from the seed; `nil` unless seeds were drawn anew.
  public let spread: SeedSpread?

  let testToTraining: Double

  init(
    metric: String, values: [MetricValue], training: [MetricValue],
    redrawn: [[MetricValue]] = [], testToTraining: Double, confidence: Double
  ) {
    self.metric = metric
    self.values = values
    self.training = training
    self.testToTraining = testToTraining
    let range = Metrics.named(metric)?.range
    mean = Self.estimate(values, testToTraining, confidence, within: range)
    let numbers = values.compactMap(\.number)
    deviation =
      numbers.count == values.count
      ? CorrectedResampledT(numbers, testToTraining: testToTraining)?.deviation : nil
    gap =
      training.count == values.count
      ? Self.difference(training, values, testToTraining, confidence)
      : .undefined("training scores were not asked for")
    spread = redrawn.isEmpty ? nil : SeedSpread([values] + redrawn)
  }

  /// The values as numbers; `nil` where a fold has none.
  public var numbers: [Double]? {
    let numbers = values.compactMap(\.number)
    return numbers.count == values.count ? numbers : nil
  }

  /// The difference to another model's scores in the same folds, and its p value.
  public func difference(
    to other: FoldScores, confidence: Double
  ) -> (estimate: Estimate, pValue: Double?) {
    let estimate = Self.difference(values, other.values, testToTraining, confidence)
    guard let own = numbers, let theirs = other.numbers, own.count == theirs.count,
      let test = CorrectedResampledT(
        zip(own, theirs).map { $0 - $1 }, testToTraining: testToTraining)
    else { return (estimate, nil) }
    return (estimate, test.pValue)
  }

  static func difference(
    _ first: [MetricValue], _ second: [MetricValue], _ testToTraining: Double, _ confidence: Double
  ) -> Estimate {
    estimate(
      zip(first, second).map { a, b in
        guard let x = a.number, let y = b.number else {
          return .undefined(a.reason ?? b.reason ?? "")
        }
        return .defined(x - y)
      }, testToTraining, confidence, within: nil)
  }

  /// The mean with its interval, kept within what the metric can be.
  static func estimate(
    _ values: [MetricValue], _ testToTraining: Double, _ confidence: Double,
    within range: ClosedRange<Double>?
  ) -> Estimate {
    let missing = values.compactMap(\.reason)
    if let reason = missing.first {
      return .undefined(
        missing.count == values.count
          ? reason : "undefined in \(missing.count) of \(values.count) folds: \(reason)")
    }
    let numbers = values.compactMap(\.number)
    guard let test = CorrectedResampledT(numbers, testToTraining: testToTraining) else {
      return numbers.first.map { Estimate(.defined($0), note: "no interval: a single fold") }
        ?? .undefined("there are no folds")
    }
    guard test.deviation > 1e-12 * abs(test.mean) else {
      return Estimate(.defined(test.mean), note: "no interval: the same in every fold")
    }
    let ends = test.interval(confidence: confidence)
    return Estimate(
      .defined(test.mean), low: max(ends.low, range?.lowerBound ?? -.infinity),
      high: min(ends.high, range?.upperBound ?? .infinity), method: .correctedT)
  }
}

/// The spread that comes from a model's and a sampler's seed, beside that between folds.
///
/// One-way analysis of variance with the folds as groups and the draws of the seed within them.
public struct SeedSpread: Sendable, Hashable, Codable {
  /// The standard deviation between draws of the seed in one fold.
  public let seed: Double
  /// The standard deviation between folds that is left when the seed's part is taken out.
  public let fold: Double
  /// How many draws there are in each fold.
  public let draws: Int

  /// `draws` holds the folds' values for each draw; `nil` when one of them is undefined.
  init?(_ draws: [[MetricValue]]) {
    let numbers = draws.map { $0.compactMap(\.number) }
    let folds = draws.first?.count ?? 0
    guard draws.count > 1, folds > 1, numbers.allSatisfy({ $0.count == folds }) else { return nil }
    let count = Double(draws.count)
    var within = 0.0
    var means: [Double] = []
    for fold in 0..<folds {
      let mean = BinaryScores.mean(numbers.map { $0[fold] })
      for values in numbers { within += (values[fold] - mean) * (values[fold] - mean) }
      means.append(mean)
    }
    within /= Double(folds) * (count - 1)
    let middle = BinaryScores.mean(means)
    var between = 0.0
    for mean in means { between += (mean - middle) * (mean - middle) }
    between /= Double(folds - 1)
    seed = within.squareRoot()
    fold = max(0, between - within / count).squareRoot()
    self.draws = draws.count
  }
}
