/// The mean squared error of the probabilities.
///
/// Two classes: the positive class's probability alone. More classes: summed over the classes and
/// not halved, as in scikit-learn, so that it lies between 0 and 2.
public enum BrierScore: ProbabilityMetric {
  public static let name = "brier"
  public static let title = "Brier score"
  public static let summary = "The mean squared error of the probabilities."
  public static let definition =
    "mean of (p - y)^2 for two classes; mean of the sum over classes of (p - y)^2 for more"
  public static let range = 0.0...2.0

  public static func losses(
    _ probabilities: [[Double]], _ codes: [Int32], positive: Int?
  ) -> [Double]? {
    if let positive {
      let scores = probabilities[positive]
      return codes.indices.map { row in
        let error = scores[row] - (codes[row] == Int32(positive) ? 1 : 0)
        return error * error
      }
    }
    var losses = [Double](repeating: 0, count: codes.count)
    for (k, scores) in probabilities.enumerated() {
      for row in codes.indices {
        let error = scores[row] - (codes[row] == Int32(k) ? 1 : 0)
        losses[row] += error * error
      }
    }
    return losses
  }
}
