public import OrderedCollections

/// Everything that held-out rows say about one model.
///
/// Two classes: a row is called positive when its score reaches the threshold (0.5 unless given).
/// More classes: a row is called the class of its highest score, the first of equals.
public struct ModelEvaluation: Sendable, Codable {
  /// The threshold of the calls; `nil` for more than two classes.
  public let threshold: Double?
  /// How many rows of each class were called what.
  public let confusion: ConfusionMatrix
  /// The classes.
  public let target: Target
  /// How many rows were scored.
  public let count: Int
  /// Whether the scores are probabilities.
  public let areProbabilities: Bool
  /// Every metric that applies, in the order of `Metrics.all`; those on demand are only asked for.
  public let metrics: OrderedDictionary<String, Estimate>
  /// For more than two classes, each class's metrics against the rest, in the target's order.
  public let classMetrics: [OrderedDictionary<String, Estimate>]
  /// The full ROC curve, for two classes that both have rows; `roc.reduced` is enough to draw.
  public let roc: ROCCurve?
  /// The precision-recall curve, for two classes that both have rows.
  public let pr: PrecisionRecallCurve?
  /// For more than two classes, the curves of each class that has rows.
  public let oneVersusRest: [ClassCurves]
  /// What other thresholds would lead to, for two classes: at most about 400, descending.
  public let sweep: [OperatingPoint]
  /// Probabilities beside observed shares, for two classes.
  public let calibration: CalibrationSummary?
  /// The positive class's scores by actual class, for two classes.
  public let scoreHistogram: ScoreHistogram?
  /// The share of positive rows, for two classes.
  public let prevalence: Estimate
  /// The accuracy of always naming the class that is the largest in these very rows.
  public let majorityAccuracy: Estimate
  /// How the evaluation was made.
  public let options: EvaluationOptions

  /// Metrics on demand that were asked for beforehand.
  private var asked: OrderedDictionary<String, Estimate> = [:]

  /// The rows and scores, for comparisons with other models.
  package let predictions: Predictions<TestRole>
  /// What each row was called.
  package let calls: [Int32]

  /// Judges predictions.
  ///
  /// - Throws: `ModellingError` for no rows (`no-rows`), a score that is not a finite number
  ///   (`score-not-finite`), or options out of range (`evaluation-options`).
  public init(
    _ predictions: Predictions<TestRole>, threshold: Double?, options: EvaluationOptions
  ) throws(ModellingError) {
    try Self.check(predictions, threshold, options)
    let target = predictions.labels.target
    let z = NormalDistribution.criticalValue(confidence: options.confidence)
    self.target = target
    self.predictions = predictions
    self.options = options
    count = predictions.count
    areProbabilities = predictions.areProbabilities
    let cut = target.isBinary ? threshold ?? 0.5 : nil
    self.threshold = cut
    calls = Calls.make(predictions, threshold: cut)
    let confusion = Calls.matrix(predictions.labels, calls)
    self.confusion = confusion
    let largest = confusion.counts.indices.reduce(0) { max($0, confusion.rowTotal($1)) }
    majorityAccuracy = .proportion(
      Fraction(largest, confusion.total), z: z, otherwise: "there are no rows")

    let counts = CountEstimates(
      confusion, options: options, z: z, threshold: areProbabilities ? cut : nil)
    if let positive = target.positive, target.isBinary {
      let scores = BinaryScores(predictions, positive: positive, options: options, z: z)
      metrics = counts.binary.merging(scores.estimates) { old, _ in old }.ordered()
      prevalence = counts.binary["prevalence"] ?? .undefined("there are no rows")
      roc = scores.roc
      pr = scores.pr
      sweep = scores.ranked.sweep(limit: 400)
      calibration = scores.calibration
      scoreHistogram = ScoreHistogram(
        scores: predictions.probabilities[positive], codes: predictions.labels.codes,
        classes: target.classes.count, areProbabilities: predictions.areProbabilities)
      oneVersusRest = []
      classMetrics = []
    } else {
      let scores = MulticlassScores(predictions, options: options, z: z)
      metrics = counts.multiclass.merging(scores.estimates) { old, _ in old }.ordered()
      classMetrics = confusion.labels.indices.map { code in
        counts.ofClass(code).merging(scores.ofClass[code]) { old, _ in old }
      }
      prevalence = .undefined("there are more than two classes")
      roc = nil
      pr = nil
      sweep = []
      calibration = nil
      scoreHistogram = nil
      oneVersusRest = scores.curves
    }
  }

  /// A metric by the name an author writes; `nil` for a name that is no metric's.
  ///
  /// `f_beta(b)` and averages that are not among `metrics` are computed when asked for.
  public subscript(name: String) -> Estimate? { estimate(name, options) }

  /// A metric's value alone, without the replicates that its interval would cost.
  public func value(_ name: String) -> MetricValue? {
    var quick = options
    quick.replicates = 0
    return estimate(name, quick)?.value
  }

  /// The same evaluation, with these metrics computed once instead of each time they are asked for.
  package func adding(_ metrics: [ResolvedMetric]) -> ModelEvaluation {
    var result = self
    for metric in metrics where self.metrics[metric.name] == nil {
      result.asked[metric.name] = self[metric.name]
    }
    return result
  }

  private func estimate(_ name: String, _ options: EvaluationOptions) -> Estimate? {
    if let known = metrics[name] ?? asked[name] { return known }
    guard let resolved = Metrics.named(name) else { return nil }
    let z = NormalDistribution.criticalValue(confidence: options.confidence)
    if resolved.metric is any CountsMetric.Type {
      if resolved.average == .none, !target.isBinary {
        let averages = Metrics.named(name + "_macro") == nil ? nil : name + "_macro"
        return .undefined(
          "\(name) is defined for two classes"
            + (averages.map { "; for more there is \($0)" } ?? ""))
      }
      return CountEstimates(
        confusion, options: options, z: z, threshold: areProbabilities ? threshold : nil
      ).estimate(resolved)
    }
    if resolved.metric is any MatrixMetric.Type {
      return CountEstimates(confusion, options: options, z: z).estimate(resolved)
    }
    if resolved.metric is any CurveMetric.Type {
      return CurveEstimates(predictions, options: options).estimate(resolved)
    }
    if let metric = resolved.metric as? any JudgedProbabilityMetric.Type,
      let positive = target.positive,
      target.isBinary
    {
      guard areProbabilities else { return .undefined("the scores are not probabilities") }
      return metric.estimate(
        JudgedProbabilities(predictions, positive: positive), options, z: z)
    }
    if target.isBinary { return .undefined("\(name) averages over more than two classes") }
    return .undefined("\(name) is defined for two classes")
  }

  private static func check(
    _ predictions: Predictions<TestRole>, _ threshold: Double?, _ options: EvaluationOptions
  ) throws(ModellingError) {
    if predictions.count == 0 {
      throw ModellingError(
        "no-rows", "an evaluation needs at least one row, and there is none",
        hint: "check the split and the missing labels")
    }
    if !(options.confidence > 0 && options.confidence < 1) || options.replicates < 0
      || options.threads < 1
    {
      throw ModellingError(
        "evaluation-options",
        "confidence lies between 0 and 1, replicates are not negative, threads are at least 1")
    }
    if let threshold, threshold.isNaN {
      throw ModellingError("threshold-not-a-number", "a threshold is a number")
    }
    try Calls.checkFinite(predictions)
  }
}

extension OrderedDictionary where Key == String, Value == Estimate {
  /// The same estimates in the order of `Metrics.all`, averages behind their metric.
  fileprivate func ordered() -> Self {
    let places = OrderedDictionary<String, Int>(
      uniqueKeysWithValues: Metrics.all.enumerated().map { ($1.name, $0) })
    let ranks = keys.enumerated().map { index, key in
      let base = Metrics.named(key).map { $0.metric.name } ?? key
      return (places[base] ?? Metrics.all.count, index)
    }
    let order = ranks.indices.sorted { ranks[$0] < ranks[$1] }
    return Self(uniqueKeysWithValues: order.map { (elements[$0].key, elements[$0].value) })
  }
}
