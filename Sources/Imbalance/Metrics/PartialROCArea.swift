/// The area under the ROC curve where false alarms are few.
///
/// As scikit-learn's `roc_auc_score(max_fpr=...)`: the area up to the given false-positive rate,
/// standardised so that chance has 0.5 (McClish, Med. Decis. Making 9, 1989).
public enum PartialROCArea: CurveMetric {
  public static let name = "partial_auc"
  public static let title = "Partial ROC-AUC"
  public static let summary =
    "The area under the ROC curve up to a false-positive rate, 0.5 for chance: `partial_auc(10%)`."
  public static let definition =
    "(1 + (A - m^2/2) / (m - m^2/2)) / 2, A the area up to the false-positive rate m"
  public static let argument: MetricArgument? = MetricArgument(
    "max_fpr", 0...1, default: 0.1, isShare: true, "up to FPR")

  public static func value(_ ranking: RankingCounts, _ settings: MetricSettings) -> MetricValue {
    let most = settings.argument ?? 0.1
    let positives = Double(ranking.positives)
    let negatives = Double(ranking.negatives)
    var area = 0.0
    var fpr = 0.0
    var tpr = 0.0
    for g in ranking.truePositives.indices {
      let x = Double(ranking.falsePositives[g]) / negatives
      let y = Double(ranking.truePositives[g]) / positives
      if x > most {
        let end = tpr + (y - tpr) * ((most - fpr) / (x - fpr))
        area += (most - fpr) * (tpr + end) / 2
        fpr = most
        break
      }
      area += (x - fpr) * (tpr + y) / 2
      fpr = x
      tpr = y
    }
    let least = most * most / 2
    return .defined((1 + (area - least) / (most - least)) / 2)
  }
}
