public import OrderedCollections

/// How far probabilities can be taken at their word, in numbers with intervals.
///
/// Small enough to be kept of a model as it was before calibration.
public struct CalibrationAudit: Sendable, Codable {
  /// The metrics of an audit, in the order of a table.
  public static let metrics = [
    "mean_probability_ratio", "calibration_in_the_large", "calibration_slope", "ece", "brier",
    "log_loss",
  ]

  /// The estimates by metric.
  public let estimates: OrderedDictionary<String, Estimate>
  /// Probabilities beside observed shares, for two classes.
  public let summary: CalibrationSummary?

  /// One of the estimates.
  public subscript(metric: String) -> Estimate? { estimates[metric] }

  /// What an evaluation says of its probabilities.
  public init(_ evaluation: ModelEvaluation) {
    var estimates: OrderedDictionary<String, Estimate> = [:]
    for name in Self.metrics { estimates[name] = evaluation[name] }
    self.estimates = estimates
    summary = evaluation.calibration
  }

  /// What test rows say of probabilities, with the same replicates as an evaluation of them.
  package init(_ predictions: Predictions<TestRole>, options: EvaluationOptions) {
    let z = NormalDistribution.criticalValue(confidence: options.confidence)
    var found: OrderedDictionary<String, Estimate> = [:]
    if let positive = predictions.labels.target.positive, predictions.labels.target.isBinary {
      let scores = BinaryScores(predictions, positive: positive, options: options, z: z)
      found = scores.estimates
      summary = scores.calibration
      let rows = JudgedProbabilities(predictions, positive: positive)
      for metric: any JudgedProbabilityMetric.Type in [
        CalibrationInTheLarge.self, CalibrationSlope.self,
      ] {
        found[metric.name] =
          predictions.areProbabilities
          ? metric.estimate(rows, options, z: z) : .undefined("the scores are not probabilities")
      }
    } else {
      found = MulticlassScores(predictions, options: options, z: z).estimates
      summary = nil
    }
    var estimates: OrderedDictionary<String, Estimate> = [:]
    for name in Self.metrics {
      estimates[name] = found[name] ?? .undefined("\(name) is defined for two classes")
    }
    self.estimates = estimates
  }
}

extension ModelEvaluation {
  /// What prior correction would make of the probabilities; `nil` where they are none.
  package func corrected(for shares: ClassShares) -> CalibrationAudit? {
    guard areProbabilities else { return nil }
    return CalibrationAudit(
      predictions.calibrated(by: FittedPriorCorrection(shares)), options: options)
  }
}
