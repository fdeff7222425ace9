/// Balanced accuracy, rescaled so that chance is 0.
///
/// As scikit-learn's `balanced_accuracy_score(adjusted=True)`: for two classes it is Youden's J.
public enum BalancedAccuracyAdjusted: MatrixMetric {
  public static let name = "balanced_accuracy_adjusted"
  public static let title = "Balanced accuracy, adjusted"
  public static let summary =
    "The mean of the classes' recalls, rescaled: 0 is no better than a coin, 1 is perfect."
  public static let definition = "(balanced accuracy - 1/K) / (1 - 1/K), K classes with rows"
  public static let range = -1.0...1.0
  public static let isOnDemand = true

  public static func value(_ matrix: ConfusionMatrix) -> MetricValue {
    switch BalancedAccuracy.value(matrix) {
    case .undefined(let reason): return .undefined(reason)
    case .defined(let value):
      let chance = 1 / Double(matrix.counts.indices.count { matrix.rowTotal($0) > 0 })
      return .defined((value - chance) / (1 - chance))
    }
  }

  public static func interval(_ counts: BinaryCounts, z: Double) -> ClosedFormInterval? {
    YoudensJ.interval(counts, z: z)
  }
}
