/// Takes back the shift of probabilities that resampling or class weights bring.
///
/// The odds of each class are divided by the factor by which its share was raised: Elkan, "The
/// foundations of cost-sensitive learning", 2001; Dal Pozzolo and others, "Calibrating probability
/// with undersampling for unbalanced classification", 2015. Exact for random resampling and
/// weights with a well-specified model, an approximation where rows were invented.
public struct PriorCorrection: Calibrator {
  public static let name = "prior"
  public static let summary =
    "Takes back the shift that resampling or class weights bring, from the class shares alone."
  public static let parameters: [Parameter] = []
  public static let supportsMulticlass = true
  public static let fittedType: any FittedCalibrator.Type = FittedPriorCorrection.self
  public static let needsPredictions = false
  public static let needsProbabilities = true

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func fit(
    _ predictions: Predictions<ValidationRole>?, shares: ClassShares
  ) throws(ModellingError) -> any FittedCalibrator {
    FittedPriorCorrection(shares)
  }
}

/// One factor for each class, by which its probability is multiplied before all are made to sum to 1.
struct FittedPriorCorrection: FittedCalibrator {
  let factors: [Double]

  init(_ shares: ClassShares) {
    factors = zip(shares.natural, shares.learnt).map { natural, learnt in
      learnt > 0 ? natural / learnt : 0
    }
  }

  func calibrated(_ probabilities: [[Double]]) -> [[Double]] {
    var result = probabilities
    for row in 0..<(probabilities.first?.count ?? 0) {
      var total = 0.0
      for code in factors.indices { total += probabilities[code][row] * factors[code] }
      guard total > 0 else { continue }
      for code in factors.indices {
        result[code][row] = probabilities[code][row] * factors[code] / total
      }
    }
    return result
  }

  var parameters: [(name: String, value: Double)] {
    factors.enumerated().map { ("factor_\($0.offset)", $0.element) }
  }
}
