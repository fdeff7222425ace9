/// Rows of two classes ranked by score, ties taken together.
///
/// Everything that depends on the ranking alone (curves, areas, thresholds) is read off the counts
/// at the distinct scores; the rows are sorted once.
public struct RankedRows: Sendable {
  /// For each row, in file order, whether it is positive.
  public let isPositive: [Bool]
  /// The rows from highest to lowest score, ties in file order.
  public let order: [Int32]
  /// The distinct scores, descending.
  public let thresholds: [Double]
  /// For each distinct score, the positive rows that score at least as much.
  public let truePositives: [Int32]
  /// For each distinct score, the negative rows that score at least as much.
  public let falsePositives: [Int32]
  /// How many rows are positive.
  public let positives: Int
  /// How many rows are negative.
  public let negatives: Int

  /// How many rows there are.
  public var count: Int { isPositive.count }

  /// Ranks rows; the scores are finite.
  package init(scores: [Double], isPositive: [Bool]) {
    precondition(scores.count == isPositive.count, "a score for each row")
    let order = descendingOrder(of: scores)
    let n = scores.count
    var thresholds: [Double] = []
    var tps: [Int32] = []
    var fps: [Int32] = []
    var tp: Int32 = 0
    order.withUnsafeBufferPointer { order in
      scores.withUnsafeBufferPointer { scores in
        isPositive.withUnsafeBufferPointer { isPositive in
          thresholds.reserveCapacity(n)
          tps.reserveCapacity(n)
          fps.reserveCapacity(n)
          if n > 0 {
            var current = scores[Int(order[0])]
            for i in 0..<n {
              let row = Int(order[i])
              let score = scores[row]
              if score != current {
                thresholds.append(current)
                tps.append(tp)
                fps.append(Int32(truncatingIfNeeded: i) &- tp)
                current = score
              }
              tp &+= isPositive[row] ? 1 : 0
            }
            thresholds.append(current)
            tps.append(tp)
            fps.append(Int32(truncatingIfNeeded: n) &- tp)
          }
        }
      }
    }
    self.isPositive = isPositive
    self.order = order
    self.thresholds = thresholds
    truePositives = tps
    falsePositives = fps
    positives = Int(tp)
    negatives = n - Int(tp)
  }

  /// Whether both classes have rows.
  package var hasBothClasses: Bool { positives > 0 && negatives > 0 }

  /// The area under the ROC curve; both classes have rows.
  package var rocArea: Double {
    // In whole numbers, so that ties and order of summation do not matter.
    var doubled = 0
    var tpBefore = 0
    var fpBefore = 0
    for g in 0..<thresholds.count {
      let tp = Int(truePositives[g])
      let fp = Int(falsePositives[g])
      doubled &+= (fp &- fpBefore) &* (tp &+ tpBefore)
      tpBefore = tp
      fpBefore = fp
    }
    return Double(doubled) / (2 * Double(positives) * Double(negatives))
  }

  /// Average precision: the step-wise sum of precision over the gains in recall.
  ///
  /// There is at least one positive row.
  package var averagePrecision: Double {
    var sum = 0.0
    var before: Int32 = 0
    for g in 0..<thresholds.count where truePositives[g] != before {
      let tp = truePositives[g]
      let gain = Double(tp &- before) / Double(positives)
      sum += gain * (Double(tp) / Double(tp &+ falsePositives[g]))
      before = tp
    }
    return sum
  }

  /// The counts when rows that score at least the `index`-th threshold are called positive.
  package func counts(at index: Int) -> BinaryCounts {
    let tp = Int(truePositives[index])
    let fp = Int(falsePositives[index])
    return BinaryCounts(tp: tp, fp: fp, tn: negatives - fp, fn: positives - tp)
  }
}
