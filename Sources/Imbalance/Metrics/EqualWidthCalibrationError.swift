/// The expected calibration error over bins of equal width.
public enum EqualWidthCalibrationError: JudgedProbabilityMetric {
  public static let name = "ece_equal_width"
  public static let title = "ECE (equal width)"
  public static let summary =
    "The mean gap between predicted probabilities and observed shares, over 10 bins of equal width: for comparison with other tools."
  public static let definition =
    "sum over 10 bins of equal width (an edge belongs to the lower bin) of (rows / all rows) |mean p - observed share|"

  public static func estimate(
    _ rows: JudgedProbabilities, _ options: EvaluationOptions, z: Double
  ) -> Estimate {
    let ranked = RankedRows(scores: rows.probabilities, isPositive: rows.isPositive)
    let summary = CalibrationSummary(ranked, z: z)
    let value = MetricValue.defined(summary.equalWidthError)
    guard ranked.hasBothClasses else {
      return Estimate(value, note: "no interval: only one class has rows")
    }
    let replicates = ScoreReplicates(
      ranked,
      terms: ScoreReplicates.Terms(
        brier: rows.probabilities, logLoss: rows.probabilities, scores: rows.probabilities,
        binEnds: summary.equalWidthEnds), options: options)
    return BootstrapInterval.estimate(
      value, replicates: replicates.calibrationError, confidence: options.confidence)
  }
}
