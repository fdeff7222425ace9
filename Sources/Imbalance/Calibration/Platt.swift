/// Platt's scaling: a logistic curve through the scores.
///
/// Platt, "Probabilistic outputs for support vector machines", 1999, with its targets
/// (N+ + 1) / (N+ + 2) and 1 / (N- + 2) in place of 1 and 0. The optimum is scikit-learn's
/// `CalibratedClassifierCV(method="sigmoid", ensemble=False)`, found to full precision.
public struct PlattScaling: Calibrator {
  public static let name = "platt"
  public static let summary =
    "Fits a logistic curve to the scores: two numbers, enough for few rows."
  public static let parameters = [
    Parameter(
      "scale", .choice(["auto", "log_odds", "probability"]), default: .text("auto"),
      "What the curve is drawn through: log-odds, which leave a calibrated model as it is, or the "
        + "probabilities themselves; auto takes log-odds unless some probability is 0 or 1, as votes "
        + "of trees are. Scores that are no probabilities are taken as they are.")
  ]
  public static let supportsMulticlass = true
  public static let fittedType: any FittedCalibrator.Type = FittedPlatt.self
  public static let needsPredictions = true

  private let scale: String

  public init(_ values: ParameterValues) throws(ParameterError) { scale = values.text("scale") }

  public func fit(
    _ predictions: Predictions<ValidationRole>?, shares: ClassShares
  ) throws(ModellingError) -> any FittedCalibrator {
    let held = try Predictions.toCalibrate(predictions, by: Self.name)
    // Of two classes only the positive one's curve is drawn: 1e-20 has log-odds, while 1 - 1e-20 is 1.
    let target = held.labels.target
    let drawn =
      target.isBinary ? target.positive.map { [held.probabilities[$0]] } : nil
    let isOpen = (drawn ?? held.probabilities).allSatisfy { $0.allSatisfy { $0 > 0 && $0 < 1 } }
    let usesLogits =
      held.areProbabilities && (scale == "log_odds" || (scale == "auto" && isOpen))
    let map = OneVersusRestMap(held) { scores, isClass in
      Curve(scores, isClass, usesLogits: usesLogits)
    }
    var notes: [String] = []
    if map.maps.contains(where: { $0.slope < 0 }) {
      notes.append(
        "Platt's curve falls: higher scores go with fewer cases, so calibration turns the ranking "
          + "round")
    }
    return FittedPlatt(map: map, notes: notes)
  }

  /// One class's curve.
  struct Curve: ScoreMap {
    let intercept: Double
    let slope: Double
    let usesLogits: Bool

    init(_ scores: [Double], _ isClass: [Bool], usesLogits: Bool) {
      self.usesLogits = usesLogits
      let own = Double(isClass.count { $0 })
      let rest = Double(isClass.count) - own
      let targets = isClass.map { $0 ? (own + 1) / (own + 2) : 1 / (rest + 2) }
      // Targets within 0 and 1 always have a finite optimum; the guard is for overflowing scores.
      let line = LogisticLine(
        usesLogits ? scores.map(LogisticLine.logit) : scores, targets: targets)
      intercept = line?.intercept ?? LogisticLine.logit((own + 1) / (own + rest + 2))
      slope = line?.slope ?? 0
    }

    func mapped(_ scores: [Double]) -> [Double] { scores.map { self($0) } }

    func callAsFunction(_ score: Double) -> Double {
      LogisticLine.sigmoid(
        intercept + slope * (usesLogits ? LogisticLine.logit(score) : score))
    }
  }
}

/// Fitted curves, one for the positive class or one for each.
struct FittedPlatt: FittedCalibrator {
  let map: OneVersusRestMap<PlattScaling.Curve>
  let notes: [String]

  func calibrated(_ probabilities: [[Double]]) -> [[Double]] { map(probabilities) }

  var parameters: [(name: String, value: Double)] {
    if map.positive != nil, let curve = map.maps.first {
      return [("intercept", curve.intercept), ("slope", curve.slope)]
    }
    return map.maps.enumerated().flatMap {
      [("intercept_\($0.offset)", $0.element.intercept), ("slope_\($0.offset)", $0.element.slope)]
    }
  }
}
