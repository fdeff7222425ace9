/// A number that judges a classifier, with everything a report says about it.
///
/// A metric conforms to one of the four protocols below, which say what it is computed from.
public protocol Metric: Sendable {
  /// The name an author writes.
  static var name: String { get }
  /// The name a report prints, such as "Balanced accuracy".
  static var title: String { get }
  /// One sentence that says what it tells.
  static var summary: String { get }
  /// The formula in plain text.
  static var definition: String { get }
  /// Which way it gets better.
  static var direction: MetricDirection { get }
  /// The values it can take.
  static var range: ClosedRange<Double> { get }
  /// What it is computed from.
  static var family: MetricFamily { get }
  /// Whether it is printed as a percentage.
  static var isProportion: Bool { get }
  /// The number it takes in brackets; `nil` where it takes none.
  static var argument: MetricArgument? { get }
  /// Whether it is computed only where an author asks for it by name.
  static var isOnDemand: Bool { get }
  /// Whether it means nothing without the costs of mistakes.
  static var needsCosts: Bool { get }
}

extension Metric {
  /// More is better, unless a metric says otherwise.
  public static var direction: MetricDirection { .higherIsBetter }
  /// From 0 to 1, unless a metric says otherwise.
  public static var range: ClosedRange<Double> { 0...1 }
  /// The confusion matrix, unless a metric says otherwise.
  public static var family: MetricFamily { .confusion }
  /// Not a percentage, unless a metric says otherwise.
  public static var isProportion: Bool { false }
  /// No number in brackets, unless a metric says otherwise.
  public static var argument: MetricArgument? { nil }
  /// Part of every evaluation, unless a metric says otherwise.
  public static var isOnDemand: Bool { false }
  /// No costs, unless a metric says otherwise.
  public static var needsCosts: Bool { false }
}

/// What a metric is told beside the counts.
public struct MetricSettings: Sendable, Hashable {
  /// How many times recall weighs as much as precision, for `f_beta(b)`.
  public var beta: Double
  /// What each outcome costs, for `cost`.
  public var cost: CostMatrix?
  /// The threshold of the calls on probabilities, for `net_benefit`.
  public var threshold: Double?
  /// The number in brackets, such as the share of `lift(10%)`; `nil` for the metric's own default.
  public var argument: Double?
  /// Names the settings.
  public init(
    beta: Double = 1, cost: CostMatrix? = nil, threshold: Double? = nil, argument: Double? = nil
  ) {
    self.beta = beta
    self.cost = cost
    self.threshold = threshold
    self.argument = argument
  }
}

/// The two ends of an interval in closed form.
public struct ClosedFormInterval: Sendable, Hashable {
  /// The lower end.
  public let low: Double
  /// The upper end.
  public let high: Double
  /// How it was made.
  public let method: IntervalMethod
}

/// A metric of the four cells of a two-class confusion matrix.
///
/// For more than two classes each class is set against the rest, and the values are averaged.
public protocol CountsMetric: Metric {
  /// The value, or why there is none.
  static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue
  /// The value as a fraction of rows, for proportions; `nil` for everything else.
  static func fraction(_ counts: BinaryCounts) -> Fraction?
  /// The interval, where a closed form serves better than the bootstrap.
  static func interval(_ counts: BinaryCounts, z: Double) -> ClosedFormInterval?
  /// Whether `NAME_macro`, `NAME_micro` and `NAME_weighted` exist.
  static var hasAverages: Bool { get }
}

extension CountsMetric {
  /// Not a proportion, unless a metric says otherwise.
  public static func fraction(_ counts: BinaryCounts) -> Fraction? { nil }
  /// The bootstrap, unless a metric says otherwise.
  public static func interval(_ counts: BinaryCounts, z: Double) -> ClosedFormInterval? { nil }
  /// Averages exist, unless a metric says otherwise.
  public static var hasAverages: Bool { true }
}

/// A metric of a whole confusion matrix, for any number of classes.
public protocol MatrixMetric: Metric {
  /// The value, or why there is none.
  static func value(_ matrix: ConfusionMatrix) -> MetricValue
  /// The value as a fraction of rows, for proportions; `nil` for everything else.
  static func fraction(_ matrix: ConfusionMatrix) -> Fraction?
  /// The interval for two classes, where a closed form serves better than the bootstrap.
  static func interval(_ counts: BinaryCounts, z: Double) -> ClosedFormInterval?
}

extension MatrixMetric {
  /// Not a proportion, unless a metric says otherwise.
  public static func fraction(_ matrix: ConfusionMatrix) -> Fraction? { nil }
  /// The bootstrap, unless a metric says otherwise.
  public static func interval(_ counts: BinaryCounts, z: Double) -> ClosedFormInterval? { nil }
}

/// A metric of the ranking of one class's rows among the others.
public protocol RankingMetric: Metric {
  /// The value; both classes have rows.
  static func value(_ rows: RankedRows) -> Double
}

extension RankingMetric {
  /// The ranking.
  public static var family: MetricFamily { .ranking }
}

/// A metric that judges scores as probabilities.
public protocol ProbabilityMetric: Metric {
  /// The loss of each row, where the metric is a mean over rows; `nil` where it is not.
  ///
  /// - Parameters:
  ///   - probabilities: For each class the probability of each row.
  ///   - codes: The actual class of each row.
  ///   - positive: The positive class, for two classes.
  static func losses(_ probabilities: [[Double]], _ codes: [Int32], positive: Int?) -> [Double]?
}

extension ProbabilityMetric {
  /// The scores as probabilities.
  public static var family: MetricFamily { .probability }
  /// Less is better.
  public static var direction: MetricDirection { .lowerIsBetter }
}

/// Every metric there is, in the order of documentation.
public enum Metrics {
  /// One line for each.
  public static let all: [any Metric.Type] = [
    Accuracy.self,
    BalancedAccuracy.self,
    BalancedAccuracyAdjusted.self,
    Precision.self,
    Recall.self,
    Specificity.self,
    NegativePredictiveValue.self,
    FalsePositiveRate.self,
    FalseNegativeRate.self,
    PositiveLikelihoodRatio.self,
    NegativeLikelihoodRatio.self,
    F1.self,
    F2.self,
    FBeta.self,
    Jaccard.self,
    GMean.self,
    GMeanMacro.self,
    GMeanPooled.self,
    MatthewsCorrelation.self,
    CohensKappa.self,
    YoudensJ.self,
    Markedness.self,
    IndexBalancedAccuracy.self,
    ROCArea.self,
    PartialROCArea.self,
    AveragePrecision.self,
    PrecisionRecallTrapezoid.self,
    PrecisionRecallInterpolated.self,
    PrecisionRecallGain.self,
    KolmogorovSmirnov.self,
    PrecisionAtTop.self,
    RecallAtTop.self,
    Lift.self,
    BrierScore.self,
    BrierSkill.self,
    LogLoss.self,
    LogLossSkill.self,
    CalibrationError.self,
    EqualWidthCalibrationError.self,
    MeanProbabilityRatio.self,
    CalibrationInTheLarge.self,
    CalibrationSlope.self,
    NetBenefit.self,
    AlertRate.self,
    Prevalence.self,
    Cost.self,
    ExpectedCost.self,
    TruePositives.self,
    FalsePositives.self,
    TrueNegatives.self,
    FalseNegatives.self,
    RowCount.self,
    PositiveCount.self,
    NegativeCount.self,
  ]
}
