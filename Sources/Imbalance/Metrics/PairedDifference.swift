internal import OrderedCollections

/// How far two models are apart on the same rows.
public struct PairedDifference: Sendable, Hashable, Codable {
  /// The metric's name.
  public let metric: String
  /// The first model's value.
  public let first: MetricValue
  /// The second model's value.
  public let second: MetricValue
  /// The first less the second, with its interval.
  public let difference: Estimate
  /// The two-sided p value of no difference, where there is a test.
  public let pValue: Double?
  /// The test's name, such as "McNemar, exact".
  public let test: String?

  /// Whether the interval of the difference leaves out zero.
  public var isSeparable: Bool {
    guard let low = difference.low, let high = difference.high else { return false }
    return low > 0 || high < 0
  }
}

extension ModelEvaluation {
  /// The first model's metric less the second's, on the same rows, with a paired interval.
  public static func compare(
    _ a: ModelEvaluation, _ b: ModelEvaluation, metric: String, options: EvaluationOptions
  ) -> Estimate {
    difference(a, b, metric: metric, options: options).difference
  }

  /// The first model's metric less the second's, on the same rows, with a paired interval and test.
  ///
  /// `roc_auc`: paired DeLong. Everything else: the stratified bootstrap, both models on the same
  /// replicates; for `accuracy` with McNemar's exact p value. Undefined for different rows.
  public static func difference(
    _ a: ModelEvaluation, _ b: ModelEvaluation, metric: String, options: EvaluationOptions
  ) -> PairedDifference {
    func result(
      _ estimate: Estimate, _ first: MetricValue? = nil, _ second: MetricValue? = nil,
      p: Double? = nil, test: String? = nil
    ) -> PairedDifference {
      PairedDifference(
        metric: metric, first: first ?? a.value(metric) ?? estimate.value,
        second: second ?? b.value(metric) ?? estimate.value, difference: estimate, pValue: p,
        test: test)
    }
    guard let resolved = Metrics.named(metric) else {
      return result(.undefined("there is no metric '\(metric)'"))
    }
    guard a.target == b.target, a.predictions.labels.codes == b.predictions.labels.codes else {
      return result(.undefined("the two models were not scored on the same rows"))
    }
    let first = a.value(metric) ?? .undefined("no such metric")
    let second = b.value(metric) ?? .undefined("no such metric")
    guard let x = first.number, let y = second.number else {
      let reason = first.reason ?? second.reason ?? ""
      return result(.undefined("undefined for one of the models: \(reason)"), first, second)
    }
    let gap = MetricValue.defined(x - y)
    let z = NormalDistribution.criticalValue(confidence: options.confidence)
    switch resolved.family {
    case .count: return result(Estimate(gap), first, second)
    case .confusion:
      let estimate = PairedReplicates.confusion(a, b, resolved, gap, options)
      guard metric == Accuracy.name else { return result(estimate, first, second) }
      let split = PairedReplicates.disagreements(a, b)
      return result(
        estimate, first, second, p: ExactTests.mcNemar(first: split.0, second: split.1),
        test: "McNemar, exact")
    case .ranking where metric == ROCArea.name && a.target.isBinary:
      let one = PairedReplicates.placements(a)
      let two = PairedReplicates.placements(b)
      guard let va = one.variance, let vb = two.variance, let c = DeLong.covariance(one, two) else {
        return result(
          Estimate(gap, note: "no interval: a class has a single row"), first, second)
      }
      let error = max(0, va + vb - 2 * c).squareRoot()
      let p = error > 0 ? NormalDistribution.twoSided((x - y) / error) : x == y ? 1 : nil
      return result(
        Estimate(gap, low: x - y - z * error, high: x - y + z * error, method: .deLong), first,
        second, p: p, test: p == nil ? nil : "DeLong, paired")
    case .ranking, .probability:
      return result(PairedReplicates.scores(a, b, resolved, gap, options), first, second)
    }
  }
}

/// Replicates that two models share.
enum PairedReplicates {
  /// Rows that only the first, and only the second, model calls right.
  static func disagreements(_ a: ModelEvaluation, _ b: ModelEvaluation) -> (Int, Int) {
    var first = 0
    var second = 0
    for (row, code) in a.predictions.labels.codes.enumerated() {
      let one = a.calls[row] == code
      let two = b.calls[row] == code
      if one && !two { first += 1 }
      if two && !one { second += 1 }
    }
    return (first, second)
  }

  static func placements(_ evaluation: ModelEvaluation) -> DeLong {
    let predictions = evaluation.predictions
    let positive = Int32(predictions.labels.target.positive ?? 0)
    return DeLong(
      RankedRows(
        scores: predictions.positiveScores,
        isPositive: predictions.labels.codes.map { $0 == positive }))
  }

  /// Whether two models of two classes call some row differently.
  static func disagree(_ a: ModelEvaluation, _ b: ModelEvaluation) -> Bool {
    guard a.target.isBinary else { return false }
    let joint = joint(a, b)
    return joint.indices.contains { disagree(joint[$0], code: $0) }
  }

  private static func disagree(_ row: [Int], code: Int) -> Bool {
    guard row.count == 4 else { return false }
    let other = 1 - code
    return row[code * 2 + other] + row[other * 2 + code] > 0
  }

  /// For each class, how many of its rows the models called what: the first's call times the number of
  /// classes, plus the second's.
  private static func joint(_ a: ModelEvaluation, _ b: ModelEvaluation) -> [[Int]] {
    let classes = a.target.classes.count
    var joint = [[Int]](repeating: [Int](repeating: 0, count: classes * classes), count: classes)
    for (row, code) in a.predictions.labels.codes.enumerated() {
      joint[Int(code)][Int(a.calls[row]) * classes + Int(b.calls[row])] += 1
    }
    return joint
  }

  /// For each class a multinomial draw over what both models called its rows.
  ///
  /// Where two models disagree about few rows, and in one direction alone, no draw finds the other:
  /// three rows of four would prove a difference. So half a row is added to each of the four outcomes
  /// of a class about whose rows they disagree (Agresti and Min, Statistics in Medicine 24, 2005);
  /// with many rows that makes no odds.
  static func confusion(
    _ a: ModelEvaluation, _ b: ModelEvaluation, _ resolved: ResolvedMetric, _ gap: MetricValue,
    _ options: EvaluationOptions
  ) -> Estimate {
    let classes = a.target.classes.count
    let joint = joint(a, b)
    let chances = joint.indices.map { code -> [Double] in
      let pseudo = disagree(joint[code], code: code) ? 0.5 : 0
      let total = Double(max(1, joint[code].reduce(0, +))) + pseudo * Double(joint[code].count)
      return joint[code].map { (Double($0) + pseudo) / total }
    }
    func value(_ matrix: ConfusionMatrix, _ evaluation: ModelEvaluation) -> Double {
      let settings = MetricSettings(
        beta: resolved.beta ?? 1, cost: options.cost ?? a.options.cost,
        threshold: evaluation.areProbabilities ? evaluation.threshold : nil,
        argument: resolved.argument)
      if let metric = resolved.metric as? any MatrixMetric.Type {
        return metric.value(matrix).number ?? .nan
      }
      guard let metric = resolved.metric as? any CountsMetric.Type else { return .nan }
      if resolved.average == .none, let counts = matrix.binary {
        return metric.value(counts, settings).number ?? .nan
      }
      return ClassAverages.value(metric, resolved.average, matrix, settings).number ?? .nan
    }
    var random = FastRandom(options.seed.child("paired-confusion"))
    var differences: [Double] = []
    for _ in 0..<options.replicates {
      var first = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
      var second = first
      for code in 0..<classes {
        let drawn = ConfusionReplicates.multinomial(
          joint[code].reduce(0, +), chances[code], &random)
        for (cell, count) in drawn.enumerated() {
          first[code][cell / classes] += count
          second[code][cell % classes] += count
        }
      }
      func matrix(_ counts: [[Int]]) -> ConfusionMatrix {
        ConfusionMatrix(
          labels: a.confusion.labels, counts: counts, positive: a.confusion.positive)
      }
      differences.append(value(matrix(first), a) - value(matrix(second), b))
    }
    return BootstrapInterval.estimate(
      gap, replicates: differences, confidence: options.confidence, isDifference: true)
  }

  /// Both models' score metrics on the same drawn rows.
  static func scores(
    _ a: ModelEvaluation, _ b: ModelEvaluation, _ metric: ResolvedMetric, _ gap: MetricValue,
    _ options: EvaluationOptions
  ) -> Estimate {
    if let skill = metric.metric as? any SkillMetric.Type, let loss = Metrics.named(skill.loss.name)
    {
      let counts = a.predictions.labels.classCounts
      let reference = skill.reference(counts, isBinary: a.target.isBinary)
      // The better skill is the smaller loss.
      let swapped = scores(
        b, a, loss, .defined((gap.number ?? 0) * reference), options)
      return Estimate(
        gap, low: swapped.low.map { $0 / reference }, high: swapped.high.map { $0 / reference },
        method: swapped.method, note: swapped.note)
    }
    let strata = Strata(a.predictions.labels)
    if metric.metric is any CurveMetric.Type {
      let one = CurveEstimates(a.predictions, options: options)
      let two = CurveEstimates(b.predictions, options: options)
      let differences = strata.replicates(options, stream: "paired-curves") { weights in
        [
          (one.value(metric, weights).number ?? .nan) - (two.value(metric, weights).number ?? .nan)
        ]
      }
      return BootstrapInterval.estimate(
        gap, replicates: differences.map { $0[0] }, confidence: options.confidence,
        isDifference: true)
    }
    let first = panel(a, strata, metric)
    let second = panel(b, strata, metric)
    guard let one = first.names.firstIndex(of: metric.name),
      let two = second.names.firstIndex(of: metric.name)
    else { return Estimate(gap, note: "no interval: no paired replicates for \(metric.name)") }
    let differences = strata.replicates(options, stream: "paired-scores") { weights in
      [first.values(weights)[one] - second.values(weights)[two]]
    }
    return BootstrapInterval.estimate(
      gap, replicates: differences.map { $0[0] }, confidence: options.confidence, isDifference: true
    )
  }

  private static func panel(
    _ evaluation: ModelEvaluation, _ strata: Strata, _ only: ResolvedMetric
  ) -> ScorePanel {
    let predictions = evaluation.predictions
    let target = evaluation.target
    let ranked: [RankedRows?] = target.classes.indices.map { code in
      if target.isBinary, code != target.positive { return nil }
      let rows = RankedRows(
        scores: predictions.probabilities[code],
        isPositive: predictions.labels.codes.map { $0 == Int32(code) })
      return rows.hasBothClasses ? rows : nil
    }
    return ScorePanel(
      labels: predictions.labels, probabilities: predictions.probabilities,
      areProbabilities: predictions.areProbabilities, ranked: ranked,
      calibration: evaluation.calibration, strata: strata, only: only)
  }
}
