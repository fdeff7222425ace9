/// A count of rows: exact for these rows, so it has no interval.
public protocol RowCounting: CountsMetric {
  /// The count.
  static func count(_ counts: BinaryCounts) -> Int
}

extension RowCounting {
  /// A count of rows.
  public static var family: MetricFamily { .count }
  /// From nothing upwards.
  public static var range: ClosedRange<Double> { 0...Double.infinity }
  /// A count is not averaged over classes.
  public static var hasAverages: Bool { false }
  /// The count as a number.
  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    .defined(Double(count(counts)))
  }
}

/// Positive rows called positive.
public enum TruePositives: RowCounting {
  public static let name = "tp"
  public static let title = "True positives"
  public static let summary = "Positive rows called positive."
  public static let definition = "TP"
  public static let direction = MetricDirection.higherIsBetter

  public static func count(_ counts: BinaryCounts) -> Int { counts.tp }
}

/// Negative rows called positive.
public enum FalsePositives: RowCounting {
  public static let name = "fp"
  public static let title = "False positives"
  public static let summary = "Negative rows called positive."
  public static let definition = "FP"
  public static let direction = MetricDirection.lowerIsBetter

  public static func count(_ counts: BinaryCounts) -> Int { counts.fp }
}

/// Negative rows called negative.
public enum TrueNegatives: RowCounting {
  public static let name = "tn"
  public static let title = "True negatives"
  public static let summary = "Negative rows called negative."
  public static let definition = "TN"
  public static let direction = MetricDirection.higherIsBetter

  public static func count(_ counts: BinaryCounts) -> Int { counts.tn }
}

/// Positive rows called negative.
public enum FalseNegatives: RowCounting {
  public static let name = "fn"
  public static let title = "False negatives"
  public static let summary = "Positive rows called negative."
  public static let definition = "FN"
  public static let direction = MetricDirection.lowerIsBetter

  public static func count(_ counts: BinaryCounts) -> Int { counts.fn }
}

/// All rows that were scored.
public enum RowCount: RowCounting {
  public static let name = "n"
  public static let title = "Rows"
  public static let summary = "All rows that were scored."
  public static let definition = "TP + FP + TN + FN"
  public static let direction = MetricDirection.neutral

  public static func count(_ counts: BinaryCounts) -> Int { counts.total }
}

/// The rows that are positive.
public enum PositiveCount: RowCounting {
  public static let name = "positives"
  public static let title = "Positives"
  public static let summary = "The rows that are positive."
  public static let definition = "TP + FN"
  public static let direction = MetricDirection.neutral

  public static func count(_ counts: BinaryCounts) -> Int { counts.positives }
}

/// The rows that are negative.
public enum NegativeCount: RowCounting {
  public static let name = "negatives"
  public static let title = "Negatives"
  public static let summary = "The rows that are negative."
  public static let definition = "TN + FP"
  public static let direction = MetricDirection.neutral

  public static func count(_ counts: BinaryCounts) -> Int { counts.negatives }
}
