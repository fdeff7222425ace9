/// The ROC curve: what share of the positive rows is found at what share of false alarms.
///
/// As scikit-learn's `roc_curve(drop_intermediate=False)`: one point for each distinct score,
/// descending, after a first point (0, 0) whose threshold is infinite.
public struct ROCCurve: Sendable, Hashable, Codable {
  /// One point of the curve.
  public struct Point: Sendable, Hashable {
    /// The share of negative rows called positive.
    public let fpr: Double
    /// The share of positive rows called positive.
    public let tpr: Double
    /// Rows that score at least this are called positive; `nil` at the start, where none is.
    public let threshold: Double?
  }

  /// For each point the share of negative rows called positive.
  public let fpr: [Double]
  /// For each point the share of positive rows called positive.
  public let tpr: [Double]
  /// For each point its threshold; infinite at the start.
  public let thresholds: [Double]
  /// The area under the curve.
  public let area: Double
  /// Whether a point is a corner, which `reduced` keeps.
  private let isCorner: [Bool]

  /// The points with their thresholds.
  public var points: [Point] {
    fpr.indices.map { i in
      Point(fpr: fpr[i], tpr: tpr[i], threshold: thresholds[i].isFinite ? thresholds[i] : nil)
    }
  }

  /// The same curve without points on a straight line between their neighbours.
  ///
  /// As scikit-learn's `drop_intermediate=True`: a point stays where the second difference of the
  /// counts is not zero.
  public var reduced: ROCCurve {
    let kept = isCorner.indices.filter { isCorner[$0] }
    return ROCCurve(
      fpr: kept.map { fpr[$0] }, tpr: kept.map { tpr[$0] }, thresholds: kept.map { thresholds[$0] },
      area: area, isCorner: [Bool](repeating: true, count: kept.count))
  }

  private init(
    fpr: [Double], tpr: [Double], thresholds: [Double], area: Double, isCorner: [Bool]
  ) {
    self.fpr = fpr
    self.tpr = tpr
    self.thresholds = thresholds
    self.area = area
    self.isCorner = isCorner
  }

  /// The curve of ranked rows; both classes have rows.
  package init(_ rows: RankedRows) {
    let count = rows.thresholds.count
    let positives = Double(rows.positives)
    let negatives = Double(rows.negatives)
    let tps = rows.truePositives
    let fps = rows.falsePositives
    fpr = [0] + fps.map { Double($0) / negatives }
    tpr = [0] + tps.map { Double($0) / positives }
    thresholds = [.infinity] + rows.thresholds
    area = rows.rocArea
    var corner = [Bool](repeating: true, count: count + 1)
    if count > 2 {
      for g in 1..<(count - 1) {
        corner[g + 1] =
          fps[g + 1] - 2 * fps[g] + fps[g - 1] != 0 || tps[g + 1] - 2 * tps[g] + tps[g - 1] != 0
      }
    }
    isCorner = corner
  }
}

/// The precision-recall curve.
///
/// As scikit-learn's `precision_recall_curve`: one point for each distinct score, ascending, and a
/// last point of precision 1 and recall 0 without a threshold.
public struct PrecisionRecallCurve: Sendable, Hashable, Codable {
  /// One point of the curve.
  public struct Point: Sendable, Hashable {
    /// The share of positive rows called positive.
    public let recall: Double
    /// The share of the rows called positive that are positive.
    public let precision: Double
    /// Rows that score at least this are called positive; `nil` at the end, where none is.
    public let threshold: Double?
  }

  /// For each point the share of the rows called positive that are positive.
  public let precision: [Double]
  /// For each point the share of positive rows called positive.
  public let recall: [Double]
  /// For each point but the last its threshold.
  public let thresholds: [Double]
  /// Average precision: the step-wise area.
  public let area: Double
  /// The share of positive rows: the precision that chance reaches.
  public let prevalence: Double

  /// The points with their thresholds.
  public var points: [Point] {
    precision.indices.map { i in
      Point(
        recall: recall[i], precision: precision[i],
        threshold: i < thresholds.count ? thresholds[i] : nil)
    }
  }

  /// The curve of ranked rows; there is at least one positive row.
  package init(_ rows: RankedRows) {
    let count = rows.thresholds.count
    let positives = Double(rows.positives)
    var precision = [Double](repeating: 1, count: count + 1)
    var recall = [Double](repeating: 0, count: count + 1)
    for g in 0..<count {
      let tp = Double(rows.truePositives[g])
      precision[count - 1 - g] = tp / (tp + Double(rows.falsePositives[g]))
      recall[count - 1 - g] = tp / positives
    }
    self.precision = precision
    self.recall = recall
    thresholds = rows.thresholds.reversed()
    area = rows.averagePrecision
    prevalence = positives / Double(rows.count)
  }
}

/// One class's curves against all other classes.
public struct ClassCurves: Sendable, Codable {
  /// The class's label.
  public let label: String
  /// Its rows.
  public let count: Int
  /// Its ROC curve.
  public let roc: ROCCurve
  /// Its precision-recall curve.
  public let pr: PrecisionRecallCurve
  /// The area under the ROC curve, with DeLong's interval.
  public let auc: Estimate
  /// Average precision, with its bootstrap interval.
  public let ap: Estimate
}
