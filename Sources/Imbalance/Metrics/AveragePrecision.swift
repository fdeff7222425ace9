/// The area under the precision-recall curve, step-wise.
public enum AveragePrecision: RankingMetric {
  public static let name = "pr_auc"
  public static let title = "PR-AUC"
  public static let summary =
    "Precision averaged over recall (average precision); the prevalence is what chance reaches."
  public static let definition = "sum over thresholds of (gain in recall) x precision"

  public static func value(_ rows: RankedRows) -> Double { rows.averagePrecision }
}
