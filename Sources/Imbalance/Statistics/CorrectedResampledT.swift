/// Nadeau and Bengio's corrected resampled t (2003), for values from overlapping training sets.
///
/// Folds share most of their training rows, so their values are no independent sample; the variance
/// of the mean is (1/J + test/training) s² for J values, where the plain test takes s²/J. With
/// repeats J is folds times repeats (Bouckaert and Frank 2004).
public struct CorrectedResampledT: Sendable, Hashable {
  /// The mean of the values.
  public let mean: Double
  /// The standard deviation of the values, with J - 1 in the denominator.
  public let deviation: Double
  /// The corrected standard error of the mean.
  public let error: Double
  /// One less than there are values.
  public let degrees: Double

  /// Measures values; at least two.
  ///
  /// - Parameters:
  ///   - values: One for each fold of each repeat.
  ///   - testToTraining: Held-out rows divided by training rows in a fold; 1/(k - 1) for k folds.
  public init?(_ values: [Double], testToTraining: Double) {
    guard values.count > 1 else { return nil }
    let count = Double(values.count)
    var sum = 0.0
    for value in values { sum += value }
    let mean = sum / count
    var squares = 0.0
    for value in values { squares += (value - mean) * (value - mean) }
    self.mean = mean
    deviation = (squares / (count - 1)).squareRoot()
    error = deviation * (1 / count + testToTraining).squareRoot()
    degrees = count - 1
  }

  /// The interval of the mean at a confidence.
  public func interval(confidence: Double) -> (low: Double, high: Double) {
    let half = StudentT.criticalValue(confidence: confidence, degrees: degrees) * error
    return (mean - half, mean + half)
  }

  /// The two-sided p value of a mean of zero; `nil` where all values are the same.
  public var pValue: Double? {
    error > 0 ? StudentT.twoSided(mean / error, degrees: degrees) : mean == 0 ? 1 : nil
  }
}
