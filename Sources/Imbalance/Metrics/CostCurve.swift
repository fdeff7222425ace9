/// The least that a model's calls can cost, whatever the classes' shares and costs turn out to be.
///
/// Drummond and Holte, "Cost curves", Mach. Learn. 65 (2006). Each point of the ROC curve is a line
/// from its false-positive rate to its false-negative rate; the curve is their lower envelope, whose
/// corners come from the ROC curve's convex hull. The best threshold for each share is taken on the
/// judged rows themselves, so that the curve is a little too kind to every model.
public struct CostCurve: Sendable, Hashable {
  /// A corner of the curve.
  public struct Point: Sendable, Hashable {
    /// The share of the possible cost that positive rows make up: PC(+).
    public let positiveCost: Double
    /// The normalised expected cost.
    public let cost: Double
  }

  /// The corners, from PC(+) 0 to 1, the lines in between straight.
  public let points: [Point]

  /// Where the curve is below that of calling every row alike; `nil` where it nowhere is.
  public var usefulRange: ClosedRange<Double>? {
    guard points.count > 3 else { return nil }
    return points[1].positiveCost...points[points.count - 2].positiveCost
  }

  /// The curve of a ranking in which both classes have rows.
  public init(_ ranking: RankingCounts) {
    let hull = Self.hull(ranking)
    let positives = Double(ranking.positives)
    let negatives = Double(ranking.negatives)
    var points = [Point(positiveCost: 0, cost: 0)]
    for (a, b) in zip(hull, hull.dropFirst()) {
      let alarms = Double(b.fp - a.fp) / negatives
      let found = Double(b.tp - a.tp) / positives
      let x = alarms / (alarms + found)
      let miss = 1 - Double(a.tp) / positives
      let alarm = Double(a.fp) / negatives
      points.append(Point(positiveCost: x, cost: alarm * (1 - x) + miss * x))
    }
    points.append(Point(positiveCost: 1, cost: 0))
    self.points = points
  }

  /// The corners of the ROC curve's upper convex hull, worked out in whole numbers.
  ///
  /// Whatever the costs and the prevalence, the cheapest threshold is one of these. `place` is how
  /// many of the distinct scores are called positive, 0 for none.
  package static func hull(_ ranking: RankingCounts) -> [(fp: Int, tp: Int, place: Int)] {
    var hull: [(fp: Int, tp: Int, place: Int)] = [(0, 0, 0)]
    for (index, (fp, tp)) in zip(ranking.falsePositives, ranking.truePositives).enumerated() {
      while hull.count > 1 {
        let a = hull[hull.count - 2]
        let b = hull[hull.count - 1]
        // Stays only where the curve turns right, towards fewer cases for each false alarm.
        if (b.fp - a.fp) * (tp - a.tp) - (b.tp - a.tp) * (fp - a.fp) < 0 { break }
        hull.removeLast()
      }
      if let last = hull.last, last.fp == fp, last.tp == tp { continue }
      hull.append((fp, tp, index + 1))
    }
    return hull
  }

  /// The height of the curve.
  public func cost(at positiveCost: Double) -> Double {
    var low = 0
    var high = points.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if points[middle].positiveCost <= positiveCost { low = middle } else { high = middle }
    }
    let a = points[low]
    let b = points[high]
    let width = b.positiveCost - a.positiveCost
    return width > 0
      ? a.cost + (b.cost - a.cost) * ((positiveCost - a.positiveCost) / width) : a.cost
  }

  /// The share of the possible cost that positive rows make up: what PC(+) a prevalence and costs mean.
  public static func positiveCost(prevalence: Double, cost: CostMatrix?) -> Double {
    let miss = cost.map { $0.falseNegative - $0.truePositive } ?? 1
    let alarm = cost.map { $0.falsePositive - $0.trueNegative } ?? 1
    let total = prevalence * miss + (1 - prevalence) * alarm
    return total > 0 ? prevalence * miss / total : prevalence
  }
}
