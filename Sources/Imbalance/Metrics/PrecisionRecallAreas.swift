/// The area under the precision-recall curve by straight lines between its points.
///
/// yardstick's `pr_auc` and scikit-learn's `auc(recall, precision)`: too generous, because a
/// straight line between two points of this curve cannot be reached (Davis and Goadrich, 2006).
public enum PrecisionRecallTrapezoid: CurveMetric {
  public static let name = "pr_auc_trapezoid"
  public static let title = "PR-AUC (trapezoid)"
  public static let summary =
    "The area under the precision-recall curve by straight lines: for comparison with other tools."
  public static let definition =
    "sum over thresholds of (gain in recall) x (mean of the precisions at both ends), from recall 0 and precision 1"

  public static func value(_ ranking: RankingCounts, _ settings: MetricSettings) -> MetricValue {
    var sum = 0.0
    var precision = 1.0
    var before = 0
    for g in ranking.truePositives.indices {
      let tp = ranking.truePositives[g]
      let called = tp + ranking.falsePositives[g]
      guard called > 0 else { continue }
      let next = Double(tp) / Double(called)
      sum += Double(tp - before) / Double(ranking.positives) * ((precision + next) / 2)
      before = tp
      precision = next
    }
    return .defined(sum)
  }
}

/// The area under the precision-recall curve with its points rightly joined.
///
/// Davis and Goadrich, ICML 2006; as an integral in Keilwagen, Grosse and Grau, PLoS ONE 9 (2014),
/// and R's PRROC. Between two points the false alarms grow linearly with the cases found, so that
/// the curve between them is bent.
public enum PrecisionRecallInterpolated: CurveMetric {
  public static let name = "pr_auc_interpolated"
  public static let title = "PR-AUC (interpolated)"
  public static let summary =
    "The area under the precision-recall curve, its points joined as thresholds in between would (Davis and Goadrich)."
  public static let definition =
    "integral over recall of TP / (TP + FP), FP linear in TP between neighbouring thresholds"

  public static func value(_ ranking: RankingCounts, _ settings: MetricSettings) -> MetricValue {
    var sum = 0.0
    var tp = 0
    var fp = 0
    for g in ranking.truePositives.indices {
      let nextTP = ranking.truePositives[g]
      let nextFP = ranking.falsePositives[g]
      if nextTP > tp {
        // With slope h of FP on TP: precision = x / (A x + B).
        let h = Double(nextFP - fp) / Double(nextTP - tp)
        let a = 1 + h
        let b = Double(fp) - h * Double(tp)
        sum += Double(nextTP - tp) / a
        if b != 0 {
          let ratio = Double(nextTP + nextFP) / Double(tp + fp)
          sum -= b / (a * a) * NaturalLogarithm.log(ratio)
        }
      }
      tp = nextTP
      fp = nextFP
    }
    return .defined(sum / Double(ranking.positives))
  }

  /// The precision at a number of found cases between two points.
  package static func precision(
    at cases: Double, from a: (tp: Double, fp: Double), to b: (tp: Double, fp: Double)
  ) -> Double {
    let alarms = a.fp + (b.fp - a.fp) * ((cases - a.tp) / (b.tp - a.tp))
    return cases / (cases + alarms)
  }
}
