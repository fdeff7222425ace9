internal import OrderedCollections

/// Everything that the scores of two classes determine.
struct BinaryScores: Sendable {
  let ranked: RankedRows
  let estimates: OrderedDictionary<String, Estimate>
  let roc: ROCCurve?
  let pr: PrecisionRecallCurve?
  let calibration: CalibrationSummary?

  init(
    _ predictions: Predictions<TestRole>, positive: Int, options: EvaluationOptions, z: Double
  ) {
    let scores = predictions.probabilities[positive]
    let codes = predictions.labels.codes
    let rows = RankedRows(scores: scores, isPositive: codes.map { $0 == Int32(positive) })
    ranked = rows
    roc = rows.hasBothClasses ? ROCCurve(rows) : nil
    pr = rows.hasBothClasses ? PrecisionRecallCurve(rows) : nil
    let calibration = predictions.areProbabilities ? CalibrationSummary(rows, z: z) : nil
    self.calibration = calibration

    var terms: ScoreReplicates.Terms?
    if let calibration {
      terms = ScoreReplicates.Terms(
        brier: BrierScore.losses(predictions.probabilities, codes, positive: positive) ?? [],
        logLoss: LogLoss.losses(predictions.probabilities, codes, positive: positive) ?? [],
        scores: scores, binEnds: calibration.descendingEnds)
    }
    let replicates = ScoreReplicates(rows, terms: terms, options: options)
    var estimates: OrderedDictionary<String, Estimate> = [:]
    estimates[ROCArea.name] = AreaEstimates.roc(rows, z: z)
    estimates[AveragePrecision.name] = AreaEstimates.averagePrecision(
      rows, replicates: replicates.averagePrecision, options: options, z: z)
    if let terms, let calibration {
      let pairs: [(String, Double, [Double])] = [
        (BrierScore.name, Self.mean(terms.brier), replicates.brier),
        (LogLoss.name, Self.mean(terms.logLoss), replicates.logLoss),
        (CalibrationError.name, calibration.ece, replicates.calibrationError),
      ]
      for (name, value, values) in pairs {
        estimates[name] = BootstrapInterval.estimate(
          .defined(value), replicates: values, confidence: options.confidence)
      }
      let counts = predictions.labels.classCounts
      for metric in Metrics.all {
        guard let skill = metric as? any SkillMetric.Type, let loss = estimates[skill.loss.name]
        else { continue }
        estimates[metric.name] = skill.estimate(loss, counts, isBinary: true)
      }
      var sum = 0.0
      for bin in calibration.bins { sum += bin.meanPredicted * Double(bin.count) }
      estimates[MeanProbabilityRatio.name] = MeanProbabilityRatio.estimate(
        sum: sum, positives: rows.positives, count: rows.count, z: z)
    } else {
      for metric in Metrics.all where metric is any ProbabilityMetric.Type && !metric.isOnDemand {
        estimates[metric.name] = .undefined("the scores are not probabilities")
      }
    }
    self.estimates = estimates
  }

  static func mean(_ values: [Double]) -> Double {
    var sum = 0.0
    for value in values { sum += value }
    return sum / Double(values.count)
  }
}
