/// A learnt map of one class's scores.
protocol ScoreMap: Sendable, Codable {
  /// The probabilities of some scores.
  func mapped(_ scores: [Double]) -> [Double]
}

/// Maps of single classes' scores, put together into probabilities that sum to 1.
///
/// Two classes have one map, of the positive class. More classes have one each, learnt against the
/// rest, and the mapped scores are divided by their sum; where all are 0 the classes share equally.
/// As scikit-learn's `CalibratedClassifierCV`.
struct OneVersusRestMap<Map: ScoreMap>: Sendable, Codable {
  let maps: [Map]
  let positive: Int?

  /// Learns the maps of predictions that hold rows of each class.
  init(
    _ predictions: Predictions<ValidationRole>,
    fit: (_ scores: [Double], _ isClass: [Bool]) -> Map
  ) {
    let codes = predictions.labels.codes
    let target = predictions.labels.target
    positive = target.isBinary ? target.positive : nil
    maps = (positive.map { [$0] } ?? Array(target.classes.indices)).map { code in
      fit(predictions.probabilities[code], codes.map { $0 == Int32(code) })
    }
  }

  func callAsFunction(_ scores: [[Double]]) -> [[Double]] {
    if let positive, let map = maps.first {
      let mapped = map.mapped(scores[positive])
      var result = [[Double]](repeating: mapped.map { 1 - $0 }, count: 2)
      result[positive] = mapped
      return result
    }
    var mapped = maps.indices.map { maps[$0].mapped(scores[$0]) }
    for row in 0..<(mapped.first?.count ?? 0) {
      var total = 0.0
      for code in mapped.indices { total += mapped[code][row] }
      for code in mapped.indices {
        mapped[code][row] = total > 0 ? mapped[code][row] / total : 1 / Double(mapped.count)
      }
    }
    return mapped
  }
}

extension Predictions where Role == ValidationRole {
  /// The predictions a calibrator learns from: rows of every class, finite scores.
  ///
  /// - Throws: `calibration-rows` for classes without rows, `score-not-finite`.
  static func toCalibrate(
    _ predictions: Predictions<ValidationRole>?, by name: String
  ) throws(ModellingError) -> Predictions<ValidationRole> {
    guard let predictions, predictions.count > 0 else {
      throw ModellingError(
        "calibration-rows", "'\(name)' learns from held-out predictions, and there are none",
        hint: "calibrate: \(PriorCorrection.name) needs none")
    }
    let target = predictions.labels.target
    let counts = predictions.labels.classCounts
    if let empty = counts.firstIndex(of: 0) {
      throw ModellingError(
        "calibration-rows",
        "'\(name)' needs held-out rows of each class; of '\(target.classes[empty])' there are none",
        hint: "hold out more rows, or leave 'calibrate' out")
    }
    try Calls.checkFinite(predictions)
    return predictions
  }
}
