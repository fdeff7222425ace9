/// The mean negative log-likelihood of the probabilities.
///
/// Probabilities are kept 2^-52 away from 0 and 1, as in scikit-learn.
public enum LogLoss: ProbabilityMetric {
  public static let name = "log_loss"
  public static let title = "Log-loss"
  public static let summary =
    "The mean surprise at the true class, in nats; severe on confident mistakes."
  public static let definition = "mean of -ln(p of the true class), p within [2^-52, 1 - 2^-52]"
  public static let range = 0.0...Double.infinity

  public static func losses(
    _ probabilities: [[Double]], _ codes: [Int32], positive: Int?
  ) -> [Double]? {
    codes.indices.map { row in
      let p = probabilities[Int(codes[row])][row]
      return -ElementaryFunctions.log(max(0x1p-52, min(1 - 0x1p-52, p)))
    }
  }
}
