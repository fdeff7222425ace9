/// How many cases a model promises for each one that there is.
public enum MeanProbabilityRatio: JudgedProbabilityMetric {
  public static let name = "mean_probability_ratio"
  public static let title = "Mean p / prevalence"
  public static let summary =
    "How many cases the probabilities promise for each one that there is: 1 is right, 2 is twice too many."
  public static let definition = "mean probability of the positive class / share of positive rows"
  public static let direction = MetricDirection.neutral
  public static let range = 0.0...Double.infinity
  public static let isOnDemand = false

  /// The interval is that of the number of cases, on the scale of its logarithm: Debray and others,
  /// BMJ 356 (2017), i6460.
  public static func estimate(
    _ rows: JudgedProbabilities, _ options: EvaluationOptions, z: Double
  ) -> Estimate {
    let positives = rows.isPositive.count { $0 }
    var sum = 0.0
    for p in rows.probabilities { sum += p }
    return estimate(sum: sum, positives: positives, count: rows.isPositive.count, z: z)
  }

  static func estimate(sum: Double, positives: Int, count: Int, z: Double) -> Estimate {
    guard positives > 0 else { return .undefined("no row is positive") }
    let ratio = sum / Double(positives)
    let share = Double(positives) / Double(count)
    let factor = ElementaryFunctions.exp(z * ((1 - share) / Double(positives)).squareRoot())
    guard share < 1 else { return Estimate(.defined(ratio)) }
    return Estimate(.defined(ratio), low: ratio / factor, high: ratio * factor, method: .wald)
  }
}
