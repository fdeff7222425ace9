/// The share of positive rows among those that score highest.
public enum PrecisionAtTop: CurveMetric {
  public static let name = "precision_at"
  public static let title = "Precision"
  public static let summary =
    "Of the rows that score highest, the share that is positive: `precision_at(5%)`, `precision_at(200)`."
  public static let definition =
    "positive rows among the first k / k; equal scores in any order alike"
  public static let isProportion = true
  public static let argument: MetricArgument? = TopShare.argument

  public static func value(_ ranking: RankingCounts, _ settings: MetricSettings) -> MetricValue {
    let (rows, found) = TopShare.found(ranking, settings)
    return .defined(found / Double(rows))
  }
}

/// The share of all positive rows that are found among those that score highest.
public enum RecallAtTop: CurveMetric {
  public static let name = "recall_at"
  public static let title = "Recall"
  public static let summary =
    "The share of all positive rows found among those that score highest (cumulative gain): `recall_at(10%)`."
  public static let definition =
    "positive rows among the first k / all positive rows; equal scores in any order alike"
  public static let isProportion = true
  public static let argument: MetricArgument? = TopShare.argument

  public static func value(_ ranking: RankingCounts, _ settings: MetricSettings) -> MetricValue {
    .defined(TopShare.found(ranking, settings).found / Double(ranking.positives))
  }
}

/// How many times as many positive rows the highest scores hold as equally many random rows.
public enum Lift: CurveMetric {
  public static let name = "lift"
  public static let title = "Lift"
  public static let summary =
    "How many times as many cases the highest-scoring rows hold as random ones: `lift(10%)`."
  public static let definition = "(positive rows among the first k / k) / prevalence"
  public static let range = 0.0...Double.infinity
  public static let argument: MetricArgument? = TopShare.argument

  public static func value(_ ranking: RankingCounts, _ settings: MetricSettings) -> MetricValue {
    let (rows, found) = TopShare.found(ranking, settings)
    return .defined(
      found / Double(rows) * (Double(ranking.count) / Double(ranking.positives)))
  }
}

/// The rows that score highest.
private enum TopShare {
  static let argument = MetricArgument(
    "k", 0...1e15, default: 0.1, isShare: true, "at the top")

  static func found(
    _ ranking: RankingCounts, _ settings: MetricSettings
  ) -> (rows: Int, found: Double) {
    let rows = ranking.rows(of: settings.argument ?? 0.1)
    return (rows, ranking.expectedPositives(among: rows))
  }
}
