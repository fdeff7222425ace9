/// The expected calibration error: how far bins of probabilities miss the observed shares.
public enum CalibrationError: ProbabilityMetric {
  public static let name = "ece"
  public static let title = "ECE"
  public static let summary =
    "The mean gap between predicted probabilities and observed shares, over 15 bins of equal size."
  public static let definition =
    "sum over 15 equal-mass bins (ties kept together) of (rows / all rows) |mean p - observed share|"

  public static func losses(
    _ probabilities: [[Double]], _ codes: [Int32], positive: Int?
  ) -> [Double]? { nil }
}
