/// The positive class's probabilities beside the truth, as calibration metrics read them.
public struct JudgedProbabilities: Sendable {
  /// The probability of each row.
  public let probabilities: [Double]
  /// Whether each row is positive.
  public let isPositive: [Bool]

  init<Role>(_ predictions: Predictions<Role>, positive: Int) {
    probabilities = predictions.probabilities[positive]
    isPositive = predictions.labels.codes.map { $0 == Int32(positive) }
  }

  /// The log-odds of each row.
  var logits: [Double] { probabilities.map(LogisticLine.logit) }
  /// 1 for positive rows, 0 for others.
  var targets: [Double] { isPositive.map { $0 ? 1 : 0 } }
  /// Why nothing can be learnt from the rows; `nil` where both classes have some.
  var missingClass: String? {
    let positives = isPositive.count { $0 }
    return positives == 0
      ? "no row is positive" : positives == isPositive.count ? "no row is negative" : nil
  }
}

/// A metric of two classes' probabilities that is no mean over rows, computed when asked for.
public protocol JudgedProbabilityMetric: ProbabilityMetric {
  /// The value with its interval; there is at least one row.
  static func estimate(_ rows: JudgedProbabilities, _ options: EvaluationOptions, z: Double)
    -> Estimate
}

extension JudgedProbabilityMetric {
  /// Computed when asked for, unless a metric says otherwise.
  public static var isOnDemand: Bool { true }
  /// No mean over rows.
  public static func losses(
    _ probabilities: [[Double]], _ codes: [Int32], positive: Int?
  ) -> [Double]? { nil }
}
