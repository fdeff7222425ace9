/// The squared G-mean, weighted towards recall.
///
/// Source: García, Mollineda & Sánchez, IbPRIA 2009; imbalanced-learn's
/// `make_index_balanced_accuracy(alpha=0.1, squared=True)(geometric_mean_score)`.
public enum IndexBalancedAccuracy: CountsMetric {
  public static let name = "iba"
  public static let title = "Index balanced accuracy"
  public static let summary = "Recall times specificity, a little more where recall is the larger."
  public static let definition = "(1 + 0.1 (recall - specificity)) recall specificity"

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    if counts.positives == 0 { return .undefined("no row is positive") }
    if counts.negatives == 0 { return .undefined("no row is negative") }
    let recall = Double(counts.tp) / Double(counts.positives)
    let specificity = Double(counts.tn) / Double(counts.negatives)
    return .defined((1 + 0.1 * (recall - specificity)) * recall * specificity)
  }
}
