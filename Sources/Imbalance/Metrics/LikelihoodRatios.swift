/// How much likelier an alarm is for a positive row than for a negative one.
public enum PositiveLikelihoodRatio: CountsMetric {
  public static let name = "lr_plus"
  public static let title = "LR+"
  public static let summary =
    "How many times likelier a positive row is to be called positive than a negative one."
  public static let definition = "recall / false-positive rate"
  public static let range = 0.0...Double.infinity

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    LikelihoodRatio.value((counts.tp, counts.positives), (counts.fp, counts.negatives)) {
      "no negative row was predicted positive"
    }
  }

  public static func interval(_ counts: BinaryCounts, z: Double) -> ClosedFormInterval? {
    LikelihoodRatio.interval((counts.tp, counts.positives), (counts.fp, counts.negatives), z: z)
  }
}

/// How much likelier silence is for a positive row than for a negative one.
public enum NegativeLikelihoodRatio: CountsMetric {
  public static let name = "lr_minus"
  public static let title = "LR-"
  public static let summary =
    "How many times likelier a positive row is to be called negative than a negative one."
  public static let definition = "false-negative rate / specificity"
  public static let direction = MetricDirection.lowerIsBetter
  public static let range = 0.0...Double.infinity

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    LikelihoodRatio.value((counts.fn, counts.positives), (counts.tn, counts.negatives)) {
      "no negative row was predicted negative"
    }
  }

  public static func interval(_ counts: BinaryCounts, z: Double) -> ClosedFormInterval? {
    LikelihoodRatio.interval((counts.fn, counts.positives), (counts.tn, counts.negatives), z: z)
  }
}

/// A ratio of two independent proportions.
enum LikelihoodRatio {
  typealias Part = (hits: Int, total: Int)

  static func value(_ over: Part, _ under: Part, _ reason: () -> String) -> MetricValue {
    if over.total == 0 { return .undefined("no row is positive") }
    if under.total == 0 { return .undefined("no row is negative") }
    if under.hits == 0 { return .undefined(reason()) }
    return .defined(
      Double(over.hits) / Double(over.total) / (Double(under.hits) / Double(under.total)))
  }

  /// The normal interval of the ratio's logarithm: Simel, Samsa and Matchar, J. Clin. Epidemiol. 44
  /// (1991). `nil` where a count is zero; the bootstrap serves there.
  static func interval(_ over: Part, _ under: Part, z: Double) -> ClosedFormInterval? {
    guard over.hits > 0, under.hits > 0, let value = value(over, under, { "" }).number else {
      return nil
    }
    func part(_ part: Part) -> Double { 1 / Double(part.hits) - 1 / Double(part.total) }
    let factor = ElementaryFunctions.exp(z * (part(over) + part(under)).squareRoot())
    return ClosedFormInterval(low: value / factor, high: value * factor, method: .wald)
  }
}
