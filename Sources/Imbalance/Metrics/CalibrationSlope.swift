/// Whether probabilities are too extreme, or not extreme enough.
///
/// Cox, "Two further applications of a model for binary regression", Biometrika 45 (1958).
public enum CalibrationSlope: JudgedProbabilityMetric {
  public static let name = "calibration_slope"
  public static let title = "Calibration slope"
  public static let summary =
    "The slope of the outcome on the log-odds of the probability: 1 is right, below 1 the probabilities are too extreme."
  public static let definition =
    "b of the unpenalised logistic regression logit P(y) = a + b logit p, p within [2^-52, 1 - 2^-52]"
  public static let direction = MetricDirection.neutral
  public static let range = -Double.infinity...Double.infinity

  public static func estimate(
    _ rows: JudgedProbabilities, _ options: EvaluationOptions, z: Double
  ) -> Estimate {
    guard let reason = rows.missingClass else {
      guard let line = LogisticLine(rows.logits, targets: rows.targets) else {
        return .undefined("the classes are separated, so that no slope is steep enough")
      }
      guard line.slopeError.isFinite else {
        return .undefined("every row has the same probability")
      }
      return Estimate(
        .defined(line.slope), low: line.slope - z * line.slopeError,
        high: line.slope + z * line.slopeError, method: .wald)
    }
    return .undefined(reason)
  }
}
