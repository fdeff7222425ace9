/// The thresholds worth trying on given rows, and what each leads to.
///
/// A candidate lies half-way between two neighbouring distinct scores, so that rows never seen
/// have room on both sides; one more lies above all scores and one below.
package struct ThresholdSearch: Sendable {
  /// The candidates, descending; from the first, which calls no row positive.
  package let candidates: [OperatingPoint]

  /// Lists the candidates.
  ///
  /// - Throws: `ModellingError` for rows of one class and scores that do not differ.
  package init(_ predictions: Predictions<ValidationRole>) throws(ModellingError) {
    let target = predictions.labels.target
    guard let positive = target.positive, target.isBinary else {
      throw ModellingError(
        "not-binary", "a threshold is chosen for two classes, and there are \(target.classes.count)"
      )
    }
    try Calls.checkFinite(predictions)
    let rows = RankedRows(
      scores: predictions.probabilities[positive],
      isPositive: predictions.labels.codes.map { $0 == Int32(positive) })
    guard rows.hasBothClasses else {
      throw ModellingError(
        "single-class",
        "choosing a threshold needs rows of both classes; of \(rows.count) rows "
          + "\(rows.positives) are positive",
        hint: "hold out more rows, or split by class")
    }
    guard rows.thresholds.count > 1, let highest = rows.thresholds.first,
      let lowest = rows.thresholds.last
    else {
      throw ModellingError(
        "constant-scores", "choosing a threshold needs scores that differ; all are the same",
        hint: "the model tells no rows apart: give it informative features or fewer restrictions")
    }
    let isShare = predictions.areProbabilities
    let above = isShare && highest < 1 ? Self.middle(1, highest) : highest.nextUp
    var points = [
      OperatingPoint(threshold: above, tp: 0, fp: 0, tn: rows.negatives, fn: rows.positives)
    ]
    for g in rows.thresholds.indices {
      let score = rows.thresholds[g]
      let next = g + 1 < rows.thresholds.count ? rows.thresholds[g + 1] : isShare ? 0 : lowest
      let counts = rows.counts(at: g)
      points.append(
        OperatingPoint(
          threshold: Self.middle(score, next), tp: counts.tp, fp: counts.fp, tn: counts.tn,
          fn: counts.fn))
    }
    candidates = points
  }

  /// Half-way between two scores; the higher one where no number lies between them.
  private static func middle(_ higher: Double, _ lower: Double) -> Double {
    let middle = higher / 2 + lower / 2
    return middle > lower && middle <= higher ? middle : higher
  }

  /// The candidate with the largest objective, the highest threshold of equals.
  ///
  /// Candidates without an objective are passed over.
  package func best(
    _ rule: String, _ objective: (BinaryCounts) -> Double?
  ) throws(ModellingError) -> ChosenThreshold {
    var best: (threshold: Double, value: Double)?
    for point in candidates {
      guard let value = objective(point.counts) else { continue }
      if let known = best, value <= known.value { continue }
      best = (point.threshold, value)
    }
    guard let best else {
      throw ModellingError(
        "threshold-unreachable", "no threshold gives '\(rule)' a value",
        hint: "choose another rule, or a number")
    }
    return ChosenThreshold(threshold: best.threshold, objective: best.value, rule: rule)
  }
}
