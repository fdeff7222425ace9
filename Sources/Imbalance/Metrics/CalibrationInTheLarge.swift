/// Whether probabilities are too high or too low on the whole.
///
/// Cox (1958), with the slope held at 1. Balancing the classes shifts it by about the log-odds of
/// the prevalence.
public enum CalibrationInTheLarge: JudgedProbabilityMetric {
  public static let name = "calibration_in_the_large"
  public static let title = "Calibration in the large"
  public static let summary =
    "What must be added to all log-odds for the right number of cases: 0 is right, below 0 the model promises too many."
  public static let definition =
    "a of the logistic regression logit P(y) = a + logit p, p within [2^-52, 1 - 2^-52]"
  public static let direction = MetricDirection.neutral
  public static let range = -Double.infinity...Double.infinity

  public static func estimate(
    _ rows: JudgedProbabilities, _ options: EvaluationOptions, z: Double
  ) -> Estimate {
    if let reason = rows.missingClass { return .undefined(reason) }
    guard let fit = LogisticLine.shift(of: rows.logits, to: rows.targets), fit.error.isFinite else {
      return .undefined("every probability is 0 or 1")
    }
    return Estimate(
      .defined(fit.shift), low: fit.shift - z * fit.error, high: fit.shift + z * fit.error,
      method: .wald)
  }
}
