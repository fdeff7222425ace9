/// How much of the Brier score's room for improvement a model uses.
///
/// As scikit-learn's `d2_brier_score`.
public enum BrierSkill: SkillMetric {
  public static let name = "d2_brier"
  public static let title = "Brier skill"
  public static let summary =
    "How much smaller the Brier score is than that of always predicting the prevalence: 0 is no better."
  public static let definition = "1 - Brier score / Brier score of predicting each class's share"
  public static let loss: any ProbabilityMetric.Type = BrierScore.self

  public static func reference(_ counts: [Int], isBinary: Bool) -> Double {
    let n = Double(counts.reduce(0, +))
    var sum = 0.0
    for count in counts { sum += Double(count) / n * (1 - Double(count) / n) }
    // Two classes: the positive one's square alone.
    return isBinary ? sum / 2 : sum
  }
}

/// How much of the log-loss's room for improvement a model uses.
///
/// As scikit-learn's `d2_log_loss_score`: McFadden's R squared on held-out rows.
public enum LogLossSkill: SkillMetric {
  public static let name = "d2_log_loss"
  public static let title = "Log-loss skill"
  public static let summary =
    "How much smaller the log-loss is than that of always predicting the prevalence: 0 is no better."
  public static let definition = "1 - log-loss / log-loss of predicting each class's share"
  public static let loss: any ProbabilityMetric.Type = LogLoss.self

  public static func reference(_ counts: [Int], isBinary: Bool) -> Double {
    let n = Double(counts.reduce(0, +))
    var sum = 0.0
    for count in counts where count > 0 {
      sum -= Double(count) / n * NaturalLogarithm.log(Double(count) / n)
    }
    return sum
  }
}

/// A loss set against that of a forecast that knows the classes' shares and nothing else.
public protocol SkillMetric: ProbabilityMetric {
  /// The loss.
  static var loss: any ProbabilityMetric.Type { get }
  /// The loss of always predicting the shares of the very rows that are judged.
  static func reference(_ counts: [Int], isBinary: Bool) -> Double
}

extension SkillMetric {
  /// More is better.
  public static var direction: MetricDirection { .higherIsBetter }
  /// Without a lower end: a forecast can be as bad as it likes.
  public static var range: ClosedRange<Double> { -Double.infinity...1 }
  /// No mean over rows.
  public static func losses(
    _ probabilities: [[Double]], _ codes: [Int32], positive: Int?
  ) -> [Double]? { nil }

  /// The skill that a loss means; the interval turns round with it.
  ///
  /// Replicates keep the class sizes, so that the reference is the same in each.
  static func estimate(_ loss: Estimate, _ counts: [Int], isBinary: Bool) -> Estimate {
    guard let value = loss.value.number else { return Estimate(loss.value) }
    let reference = reference(counts, isBinary: isBinary)
    guard reference > 0 else { return .undefined("only one class has rows") }
    return Estimate(
      .defined(1 - value / reference), low: loss.high.map { 1 - $0 / reference },
      high: loss.low.map { 1 - $0 / reference }, method: loss.method, note: loss.note)
  }
}
