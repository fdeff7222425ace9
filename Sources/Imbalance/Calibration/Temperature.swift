/// Temperature scaling: one number that makes all probabilities less, or more, extreme.
///
/// Guo and others, "On calibration of modern neural networks", 2017. The log-probabilities (or the
/// margins of a model without probabilities) are divided by the temperature that makes the classes
/// most likely. The order of the classes within a row stays. As scikit-learn's
/// `CalibratedClassifierCV(method="temperature")`, whose `beta_` is 1 / temperature.
public struct TemperatureScaling: Calibrator {
  public static let name = "temperature"
  public static let summary =
    "Divides log-probabilities by one number: cures over-confidence, for any number of classes."
  public static let parameters: [Parameter] = []
  public static let supportsMulticlass = true
  public static let fittedType: any FittedCalibrator.Type = FittedTemperature.self
  public static let needsPredictions = true

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func fit(
    _ predictions: Predictions<ValidationRole>?, shares: ClassShares
  ) throws(ModellingError) -> any FittedCalibrator {
    let held = try Predictions.toCalibrate(predictions, by: Self.name)
    let positive = held.labels.target.isBinary ? held.labels.target.positive : nil
    let isProbability = held.areProbabilities
    let logits = FittedTemperature.logits(held.probabilities, isProbability, positive: positive)
    guard let inverse = Self.inverseTemperature(logits, held.labels.codes) else {
      throw ModellingError(
        "calibration-scores",
        "'temperature' needs probabilities or margins that say something about the classes; these are better the less they are believed",
        hint: "use platt, which may also turn scores round")
    }
    var notes: [String] = []
    if !isProbability { notes.append("the scores are read as margins (log-odds)") }
    if inverse > Self.largest * 0.999 {
      notes.append("the classes are separated, so that no temperature is low enough")
    }
    return FittedTemperature(
      inverse: inverse, isProbability: isProbability, positive: positive, notes: notes)
  }

  /// scikit-learn looks within the same bounds, e^-10 to e^10.
  static let largest = 22026.465794806718

  /// The factor on the logits with the least log-loss; `nil` where that is at the lower bound.
  private static func inverseTemperature(_ logits: [[Double]], _ codes: [Int32]) -> Double? {
    // The log-loss is convex in the factor: its derivative is bisected, then Newton's steps.
    func derivative(_ factor: Double) -> (first: Double, second: Double) {
      var first = 0.0
      var second = 0.0
      for row in codes.indices {
        var top = -Double.infinity
        for column in logits { top = max(top, column[row]) }
        var total = 0.0
        var mean = 0.0
        var square = 0.0
        for column in logits {
          let e = Exponential.exp(factor * (column[row] - top))
          total += e
          mean += e * column[row]
          square += e * column[row] * column[row]
        }
        mean /= total
        first += mean - logits[Int(codes[row])][row]
        second += max(0, square / total - mean * mean)
      }
      return (first, second)
    }
    var low = 1 / largest
    var high = largest
    if derivative(low).first >= 0 { return nil }
    if derivative(high).first <= 0 { return high }
    var factor = 1.0
    for _ in 0..<200 {
      let slope = derivative(factor)
      if slope.first < 0 { low = factor } else { high = factor }
      var next = slope.second > 0 ? factor - slope.first / slope.second : .nan
      if !(next > low && next < high) { next = (low * high).squareRoot() }
      if abs(next - factor) <= 1e-13 * factor { return next }
      factor = next
    }
    return factor
  }
}

/// The factor that the logits are multiplied by.
struct FittedTemperature: FittedCalibrator {
  let inverse: Double
  let isProbability: Bool
  let positive: Int?
  let notes: [String]

  func calibrated(_ probabilities: [[Double]]) -> [[Double]] {
    let logits = Self.logits(probabilities, isProbability, positive: positive)
    var result = logits
    for row in 0..<(logits.first?.count ?? 0) {
      var top = -Double.infinity
      for column in logits { top = max(top, column[row]) }
      var total = 0.0
      for code in logits.indices {
        result[code][row] = Exponential.exp(inverse * (logits[code][row] - top))
        total += result[code][row]
      }
      for code in logits.indices { result[code][row] /= total }
    }
    return result
  }

  /// Logarithms of probabilities, 1e-12 added first as in scikit-learn; margins as they are, those
  /// of two classes as log-odds of the positive one.
  static func logits(
    _ scores: [[Double]], _ areProbabilities: Bool, positive: Int?
  ) -> [[Double]] {
    if areProbabilities { return scores.map { $0.map { NaturalLogarithm.log($0 + 1e-12) } } }
    guard let positive else { return scores }
    var logits = scores.map { [Double](repeating: 0, count: $0.count) }
    logits[positive] = scores[positive]
    return logits
  }

  var parameters: [(name: String, value: Double)] { [("temperature", 1 / inverse)] }
}
