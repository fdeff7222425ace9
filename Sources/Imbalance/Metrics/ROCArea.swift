/// The area under the ROC curve.
public enum ROCArea: RankingMetric {
  public static let name = "roc_auc"
  public static let title = "ROC-AUC"
  public static let summary =
    "How often a positive row scores above a negative one; blind to how rare positives are."
  public static let definition =
    "share of (positive, negative) pairs with the positive scored higher, ties counting half"

  public static func value(_ rows: RankedRows) -> Double { rows.rocArea }
}
