/// The area under the precision-recall-gain curve.
///
/// Flach and Kull, "Precision-recall-gain curves: PR analysis done right", NIPS 2015; equals their
/// `pyprg`. Unlike the area under the precision-recall curve, it can be compared across
/// prevalences, and a mean of its values means something.
public enum PrecisionRecallGain: CurveMetric {
  public static let name = "pr_gain_auc"
  public static let title = "PR-gain AUC"
  public static let summary =
    "The area under the precision-recall-gain curve: 0 is always calling positive, at any prevalence."
  public static let definition =
    "trapezoid over recall gain in [0, 1]; gain(z) = (z - prevalence) / ((1 - prevalence) z)"
  public static let range = -Double.infinity...1

  public static func value(_ ranking: RankingCounts, _ settings: MetricSettings) -> MetricValue {
    var sum = 0.0
    let points = points(ranking)
    for (a, b) in zip(points, points.dropFirst()) {
      sum += (b.recallGain - a.recallGain) * (a.precisionGain + b.precisionGain) / 2
    }
    return .defined(sum)
  }

  /// The curve from recall gain 0 to 1, where it begins with a point between two thresholds.
  package static func points(
    _ ranking: RankingCounts
  ) -> [(recallGain: Double, precisionGain: Double, index: Int)] {
    let positives = Double(ranking.positives)
    let negatives = Double(ranking.negatives)
    func gains(_ tp: Double, _ fp: Double) -> (Double, Double) {
      (1 - positives * (positives - tp) / (negatives * tp), 1 - positives * fp / (negatives * tp))
    }
    // Recall gain is 0 where recall equals the prevalence.
    let start = positives * positives / (positives + negatives)
    var points: [(recallGain: Double, precisionGain: Double, index: Int)] = []
    var tp = 0.0
    var fp = 0.0
    for g in ranking.truePositives.indices {
      let nextTP = Double(ranking.truePositives[g])
      let nextFP = Double(ranking.falsePositives[g])
      if nextTP >= start {
        if tp < start, nextTP > start {
          let share = (start - tp) / (nextTP - tp)
          points.append((0, gains(start, fp + (nextFP - fp) * share).1, g))
        }
        let (recall, precision) = gains(nextTP, nextFP)
        points.append((nextTP == start ? 0 : recall, precision, g))
      }
      tp = nextTP
      fp = nextFP
    }
    return points
  }
}
