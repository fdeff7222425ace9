/// The share of rows whose class is called right.
public enum Accuracy: MatrixMetric {
  public static let name = "accuracy"
  public static let title = "Accuracy"
  public static let summary =
    "The share of rows called right; high for any rule that always names the largest class."
  public static let definition = "rows called right / all rows"
  public static let isProportion = true

  public static func value(_ matrix: ConfusionMatrix) -> MetricValue {
    .ratio(matrix.correct, matrix.total, "there are no rows")
  }

  public static func fraction(_ matrix: ConfusionMatrix) -> Fraction? {
    Fraction(matrix.correct, matrix.total)
  }
}
