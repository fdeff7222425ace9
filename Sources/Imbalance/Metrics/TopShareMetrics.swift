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

  public static func proportionAtItsEnd(
    _ ranking: RankingCounts, _ settings: MetricSettings
  ) -> (hits: Int, total: Int, scale: Double)? {
    let rows = ranking.rows(of: settings.argument ?? 0.1)
    return TopShare.end(ranking, settings, perRecall: Double(ranking.positives) / Double(rows))
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

  public static func proportionAtItsEnd(
    _ ranking: RankingCounts, _ settings: MetricSettings
  ) -> (hits: Int, total: Int, scale: Double)? {
    TopShare.end(ranking, settings, perRecall: 1)
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

  public static func proportionAtItsEnd(
    _ ranking: RankingCounts, _ settings: MetricSettings
  ) -> (hits: Int, total: Int, scale: Double)? {
    let rows = ranking.rows(of: settings.argument ?? 0.1)
    return TopShare.end(ranking, settings, perRecall: Double(ranking.count) / Double(rows))
  }
}

/// The rows that score highest.
private enum TopShare {
  static let argument = MetricArgument(
    "k", 0...1e15, default: 0.1, isShare: true, "at the top")

  /// None or all of the positive rows among those at the top, or nothing else at the top; a recall of
  /// one is worth `perRecall`.
  static func end(
    _ ranking: RankingCounts, _ settings: MetricSettings, perRecall: Double
  ) -> (hits: Int, total: Int, scale: Double)? {
    let (rows, found) = found(ranking, settings)
    if found == 0 { return (0, ranking.positives, perRecall) }
    if found == Double(ranking.positives) {
      return (ranking.positives, ranking.positives, perRecall)
    }
    if found == Double(rows) {
      return (rows, rows, perRecall * found / Double(ranking.positives))
    }
    return nil
  }

  static func found(
    _ ranking: RankingCounts, _ settings: MetricSettings
  ) -> (rows: Int, found: Double) {
    let rows = ranking.rows(of: settings.argument ?? 0.1)
    return (rows, ranking.expectedPositives(among: rows))
  }
}
