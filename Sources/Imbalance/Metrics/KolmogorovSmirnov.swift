/// The largest distance between the classes' score distributions.
public enum KolmogorovSmirnov: CurveMetric {
  public static let name = "ks"
  public static let title = "KS"
  public static let summary =
    "The largest gap between recall and false-positive rate at any threshold: how far the classes' scores lie apart."
  public static let definition = "max over thresholds of (recall - false-positive rate), at least 0"

  public static func value(_ ranking: RankingCounts, _ settings: MetricSettings) -> MetricValue {
    var largest = 0.0
    for g in ranking.truePositives.indices {
      let gap =
        Double(ranking.truePositives[g]) / Double(ranking.positives)
        - Double(ranking.falsePositives[g]) / Double(ranking.negatives)
      largest = max(largest, gap)
    }
    return .defined(largest)
  }
}
