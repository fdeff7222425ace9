/// What a rule may know of the model beside its predictions.
public struct ThresholdContext: Sendable {
  /// The class shares of the data and those that the model learnt from; `nil` where unknown.
  public let shares: ClassShares?
  /// Whether the predictions were calibrated.
  public let isCalibrated: Bool

  /// Describes a model; by default one that learnt from the data as they are.
  public init(shares: ClassShares? = nil, isCalibrated: Bool = false) {
    self.shares = shares
    self.isCalibrated = isCalibrated
  }

  /// A threshold on true probabilities, as a threshold on what the model says.
  ///
  /// A model of resampled or weighted rows says too much: unless it was calibrated, its odds are
  /// off by the factor by which the classes' shares were changed, and so must the threshold be.
  ///
  /// - Throws: `threshold-scores` where the scores are not probabilities.
  func scaled(
    _ threshold: Double, _ predictions: Predictions<ValidationRole>, rule: String
  ) throws(ModellingError) -> (threshold: Double, note: String?) {
    guard predictions.areProbabilities else {
      throw ModellingError(
        "threshold-scores",
        "the rule '\(rule)' is a probability, and this model gives scores of another kind",
        hint: "add calibrate: platt, or choose a rule that is tuned, such as cost or f1")
    }
    guard !isCalibrated, let factor = shiftOfOdds, abs(factor - 1) > 1e-9 else {
      return (threshold, nil)
    }
    let shifted = threshold * factor / (threshold * factor + (1 - threshold))
    return (
      shifted,
      "\(threshold.rounded(digits: 4)) on true probabilities is \(shifted.rounded(digits: 4)) on what this model says, since resampling, weights or the method itself multiplied the odds of positive rows by \(factor.rounded(digits: 3)); calibrate to have both alike"
    )
  }

  /// The factor by which resampling and weights raised the odds of the positive class.
  private var shiftOfOdds: Double? {
    guard let shares, let positive = shares.positive, shares.natural.count == 2 else { return nil }
    let natural = shares.natural[positive] / shares.natural[1 - positive]
    let learnt = shares.learnt[positive] / shares.learnt[1 - positive]
    let factor = learnt / natural
    return factor.isFinite && factor > 0 ? factor : nil
  }
}

extension Double {
  /// The number with so many significant digits, in its shortest form.
  fileprivate func rounded(digits: Int) -> String {
    guard isFinite, self != 0 else { return shortText }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    var size = abs(self)
    var unit = 1.0
    while size < 0.1 {
      size *= 10
      unit *= 10
    }
    while size >= 1 {
      size /= 10
      unit /= 10
    }
    return ((self * unit * scale).rounded() / (unit * scale)).shortText
  }
}
