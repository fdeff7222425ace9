/// The geometric mean of the classes' recalls.
///
/// Follows imbalanced-learn's `geometric_mean_score`, except that a class without rows is left out.
public enum GMean: MatrixMetric {
  public static let name = "g_mean"
  public static let title = "G-mean"
  public static let summary =
    "The geometric mean of the classes' recalls: zero as soon as one class is never found."
  public static let definition = "K-th root of the product of the K classes' recalls"

  public static func value(_ matrix: ConfusionMatrix) -> MetricValue {
    var recalls: [Double] = []
    for i in matrix.counts.indices {
      let rows = matrix.rowTotal(i)
      if rows > 0 { recalls.append(Double(matrix.counts[i][i]) / Double(rows)) }
    }
    guard recalls.count > 1 else { return .undefined("only one class has rows") }
    if recalls.contains(0) { return .defined(0) }
    if recalls.count == 2 { return .defined((recalls[0] * recalls[1]).squareRoot()) }
    var sum = 0.0
    for recall in recalls { sum += ElementaryFunctions.log(recall) }
    return .defined(min(1, ElementaryFunctions.exp(sum / Double(recalls.count))))
  }
}
