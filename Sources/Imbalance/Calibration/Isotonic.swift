/// Isotonic regression: the best curve that never falls, whatever its shape.
///
/// Zadrozny and Elkan, "Transforming classifier scores into accurate multiclass probability
/// estimates", 2002. Pool-adjacent-violators on the distinct scores, straight lines between them,
/// constant beyond: as scikit-learn's `IsotonicRegression(out_of_bounds="clip")`.
public struct IsotonicCalibration: Calibrator {
  public static let name = "isotonic"
  public static let summary =
    "Fits the best curve that never falls: any shape, for a thousand rows and more."
  public static let parameters: [Parameter] = []
  public static let supportsMulticlass = true
  public static let fittedType: any FittedCalibrator.Type = FittedIsotonic.self
  public static let needsPredictions = true

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func fit(
    _ predictions: Predictions<ValidationRole>?, shares: ClassShares
  ) throws(ModellingError) -> any FittedCalibrator {
    let held = try Predictions.toCalibrate(predictions, by: Self.name)
    let map = OneVersusRestMap(held) { scores, isClass in
      IsotonicCurve(scores, isClass.map { $0 ? 1 : 0 })
    }
    var notes = [
      "isotonic calibration gives many rows the same probability, so ranking metrics such as ROC-AUC "
        + "can change"
    ]
    let smallest = held.labels.classCounts.min() ?? 0
    if held.count < 1000 || smallest < 100 {
      notes.append(
        "isotonic calibration wants 1000 rows and 100 of the rarest class; it had \(held.count) and "
          + "\(smallest), where platt is the safer choice")
    }
    return FittedIsotonic(map: map, notes: notes)
  }
}

/// A curve that never falls, through knots.
struct IsotonicCurve: ScoreMap {
  /// The knots' scores, ascending.
  let scores: [Double]
  /// The knots' values, ascending.
  let values: [Double]

  /// The least-squares fit of the targets, each with weight 1.
  init(_ xs: [Double], _ targets: [Double]) {
    let order = xs.indices.sorted { (xs[$0], $0) < (xs[$1], $1) }
    // Blocks of neighbouring scores that share a mean; a later block below an earlier one joins it.
    var blocks: [(first: Double, last: Double, sum: Double, count: Double)] = []
    var next = 0
    while next < order.count {
      let x = xs[order[next]]
      var sum = 0.0
      var count = 0.0
      while next < order.count, xs[order[next]] == x {
        sum += targets[order[next]]
        count += 1
        next += 1
      }
      blocks.append((x, x, sum, count))
      while blocks.count > 1 {
        let last = blocks[blocks.count - 1]
        let before = blocks[blocks.count - 2]
        // Means in products, so that equal ones are equal.
        guard before.sum * last.count >= last.sum * before.count else { break }
        blocks.removeLast(2)
        blocks.append((before.first, last.last, before.sum + last.sum, before.count + last.count))
      }
    }
    var scores: [Double] = []
    var values: [Double] = []
    for block in blocks {
      scores.append(block.first)
      values.append(block.sum / block.count)
      if block.last > block.first {
        scores.append(block.last)
        values.append(block.sum / block.count)
      }
    }
    self.scores = scores
    self.values = values
  }

  func mapped(_ scores: [Double]) -> [Double] { scores.map { self($0) } }

  /// The value at a score.
  func callAsFunction(_ score: Double) -> Double {
    guard let first = scores.first, let last = scores.last else { return .nan }
    if score <= first { return values[0] }
    if score >= last { return values[values.count - 1] }
    var low = 0
    var high = scores.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if scores[middle] <= score { low = middle } else { high = middle }
    }
    let rise = values[high] - values[low]
    return values[low] + rise * ((score - scores[low]) / (scores[high] - scores[low]))
  }
}

/// Fitted curves, one for the positive class or one for each.
struct FittedIsotonic: FittedCalibrator {
  let map: OneVersusRestMap<IsotonicCurve>
  let notes: [String]

  func calibrated(_ probabilities: [[Double]]) -> [[Double]] { map(probabilities) }

  var parameters: [(name: String, value: Double)] {
    map.maps.enumerated().map {
      (map.positive == nil ? "knots_\($0.offset)" : "knots", Double($0.element.scores.count))
    }
  }
}
