/// One metric of many sets of scores of the same rows, without intervals.
///
/// Gives what `ModelEvaluation` gives, and computes nothing else where the metric allows it.
struct MetricJudge: Sendable {
  private let metric: ResolvedMetric
  private let labels: Labels
  private let threshold: Double?
  private let areProbabilities: Bool
  private let options: EvaluationOptions
  /// For two classes, the positive one and which rows are of it.
  private let positive: (code: Int, rows: [Bool])?

  /// - Throws: `metric-classes` for a metric that does not apply to the classes or lacks costs.
  init(
    _ metric: ResolvedMetric, labels: Labels, threshold: Double?, cost: CostMatrix?,
    areProbabilities: Bool, seed: Seed
  ) throws(ModellingError) {
    self.metric = metric
    self.labels = labels
    self.areProbabilities = areProbabilities
    let target = labels.target
    self.threshold = target.isBinary ? threshold ?? 0.5 : nil
    positive =
      target.isBinary
      ? target.positive.map { code in (code, labels.codes.map { $0 == Int32(code) }) } : nil
    options = EvaluationOptions(replicates: 0, cost: cost, seed: seed)
    if metric.metric.needsCosts, cost == nil {
      throw ModellingError(
        "metric-classes", "'\(metric.name)' needs to know what each mistake costs",
        hint: "add cost: {fn: 100, fp: 1}")
    }
    if !applies(target) {
      throw ModellingError(
        "metric-classes",
        "'\(metric.name)' is not defined for \(target.classes.count) classes",
        hint: target.isBinary
          ? "leave out the suffix: two classes need no average"
          : "with more than two classes write balanced_accuracy or f1_macro")
    }
  }

  private func applies(_ target: Target) -> Bool {
    if target.isBinary {
      return metric.average == .none || metric.metric is any CountsMetric.Type
    }
    if metric.average != .none { return true }
    if metric.metric is any MatrixMetric.Type { return true }
    return metric.metric is any ProbabilityMetric.Type
      && !(metric.metric is any JudgedProbabilityMetric.Type)
      && metric.metric != CalibrationError.self
  }

  /// The value of the scores that the others are compared with.
  ///
  /// - Throws: `score-not-finite`.
  func baseline(_ scores: [[Double]]) throws(ModellingError) -> MetricValue {
    try Calls.checkFinite(predictions(scores))
    return value(scores)
  }

  /// The value of scores, one list for each class.
  func value(_ scores: [[Double]]) -> MetricValue {
    for list in scores where !list.isAllFinite { return .undefined("a score is not finite") }
    if let positive {
      if let ranking = metric.metric as? any RankingMetric.Type {
        let rows = RankedRows(scores: scores[positive.code], isPositive: positive.rows)
        return rows.hasBothClasses
          ? .defined(ranking.value(rows)) : .undefined(AreaEstimates.missingClass(rows))
      }
      if areProbabilities, let metric = metric.metric as? any ProbabilityMetric.Type,
        let losses = metric.losses(scores, labels.codes, positive: positive.code)
      {
        return .defined(BinaryScores.mean(losses))
      }
    }
    if metric.metric is any CountsMetric.Type || metric.metric is any MatrixMetric.Type {
      let z = NormalDistribution.criticalValue(confidence: options.confidence)
      let counts = CountEstimates(
        matrix(scores), options: options, z: z, threshold: areProbabilities ? threshold : nil)
      if let found = counts.estimate(metric) { return found.value }
    }
    if metric.metric is any CurveMetric.Type {
      return CurveEstimates(predictions(scores), options: options).estimate(metric).value
    }
    let judged = try? ModelEvaluation(
      predictions(scores), threshold: threshold, options: options)
    return judged?.value(metric.name) ?? .undefined("\(metric.name) does not apply")
  }

  private func predictions(_ scores: [[Double]]) -> Predictions<TestRole> {
    Predictions(labels: labels, probabilities: scores, areProbabilities: areProbabilities)
  }

  private func matrix(_ scores: [[Double]]) -> ConfusionMatrix {
    guard let positive, let threshold, let negative = labels.target.negative else {
      return Calls.matrix(labels, Calls.make(predictions(scores), threshold: threshold))
    }
    var tp = 0
    var fp = 0
    scores[positive.code].withUnsafeBufferPointer { scores in
      positive.rows.withUnsafeBufferPointer { isPositive in
        for row in 0..<scores.count where scores[row] >= threshold {
          if isPositive[row] { tp &+= 1 } else { fp &+= 1 }
        }
      }
    }
    let totals = labels.classCounts
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: totals.count), count: totals.count)
    counts[positive.code][positive.code] = tp
    counts[positive.code][negative] = totals[positive.code] - tp
    counts[negative][positive.code] = fp
    counts[negative][negative] = totals[negative] - fp
    return ConfusionMatrix(
      labels: labels.target.classes, counts: counts, positive: positive.code)
  }
}

extension [Double] {
  /// Whether no value is infinite or NaN.
  fileprivate var isAllFinite: Bool {
    withUnsafeBufferPointer { values in
      // A finite number times zero is zero, and anything else is NaN and stays NaN.
      var sum = 0.0
      for value in values { sum += value * 0 }
      return sum == 0
    }
  }
}
