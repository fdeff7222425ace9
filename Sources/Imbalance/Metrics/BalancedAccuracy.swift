/// The mean of the classes' recalls.
///
/// Classes without rows are left out, as in scikit-learn; fewer than two classes leave it undefined.
public enum BalancedAccuracy: MatrixMetric {
  public static let name = "balanced_accuracy"
  public static let title = "Balanced accuracy"
  public static let summary =
    "The mean of the classes' recalls: 0.5 for two classes means no better than a coin."
  public static let definition = "mean over classes of (rows called right / rows of the class)"
  public static let isProportion = true

  public static func value(_ matrix: ConfusionMatrix) -> MetricValue {
    var sum = 0.0
    var classes = 0
    for i in matrix.counts.indices {
      let rows = matrix.rowTotal(i)
      if rows == 0 { continue }
      sum += Double(matrix.counts[i][i]) / Double(rows)
      classes += 1
    }
    guard classes > 1 else { return .undefined("only one class has rows") }
    return .defined(sum / Double(classes))
  }

  public static func interval(_ counts: BinaryCounts, z: Double) -> ClosedFormInterval? {
    guard counts.positives > 0, counts.negatives > 0 else { return nil }
    let ends = ProportionIntervals.sum(
      (counts.tp, counts.positives), (counts.tn, counts.negatives), z: z)
    return ClosedFormInterval(low: ends.low / 2, high: ends.high / 2, method: .newcombe)
  }
}
