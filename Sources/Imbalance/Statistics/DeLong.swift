/// The variance of areas under ROC curves, by the share of opposite rows that each row beats.
///
/// Source: DeLong, DeLong & Clarke-Pearson, Biometrics 44 (1988); in O(n log n) as in Sun & Xu,
/// IEEE Signal Process. Lett. 21 (2014).
package struct DeLong: Sendable {
  /// For each positive row, in file order, the share of negative rows scored lower, ties half.
  package let positivePlacements: [Double]
  /// For each negative row, in file order, the share of positive rows scored higher, ties half.
  package let negativePlacements: [Double]

  /// The area under the curve.
  package var area: Double { Self.mean(positivePlacements) }

  /// The placements of ranked rows; both classes have rows.
  package init(_ rows: RankedRows) {
    let n = rows.count
    var byRow = [Double](repeating: 0, count: n)
    let positives = Double(rows.positives)
    let negatives = Double(rows.negatives)
    var start = 0
    var tpBefore = 0.0
    var fpBefore = 0.0
    rows.isPositive.withUnsafeBufferPointer { isPositive in
      rows.order.withUnsafeBufferPointer { order in
        byRow.withUnsafeMutableBufferPointer { byRow in
          for g in 0..<rows.thresholds.count {
            let tp = Double(rows.truePositives[g])
            let fp = Double(rows.falsePositives[g])
            let end = Int(rows.truePositives[g]) &+ Int(rows.falsePositives[g])
            let ofPositive = (negatives - 0.5 * (fpBefore + fp)) / negatives
            let ofNegative = 0.5 * (tpBefore + tp) / positives
            for i in start..<end {
              let row = Int(order[i])
              byRow[row] = isPositive[row] ? ofPositive : ofNegative
            }
            start = end
            tpBefore = tp
            fpBefore = fp
          }
        }
      }
    }
    var ofPositives: [Double] = []
    var ofNegatives: [Double] = []
    ofPositives.reserveCapacity(rows.positives)
    ofNegatives.reserveCapacity(rows.negatives)
    for row in 0..<n {
      if rows.isPositive[row] {
        ofPositives.append(byRow[row])
      } else {
        ofNegatives.append(byRow[row])
      }
    }
    positivePlacements = ofPositives
    negativePlacements = ofNegatives
  }

  /// The variance of the area; `nil` where a class has a single row.
  package var variance: Double? { Self.covariance(self, self) }

  /// The covariance of the areas of two models on the same rows; `nil` where a class has one row.
  package static func covariance(_ a: DeLong, _ b: DeLong) -> Double? {
    let m = a.positivePlacements.count
    let n = a.negativePlacements.count
    guard m > 1, n > 1, b.positivePlacements.count == m, b.negativePlacements.count == n else {
      return nil
    }
    return products(a.positivePlacements, b.positivePlacements) / Double(m)
      + products(a.negativePlacements, b.negativePlacements) / Double(n)
  }

  private static func mean(_ values: [Double]) -> Double {
    var sum = 0.0
    for value in values { sum += value }
    return sum / Double(values.count)
  }

  private static func products(_ a: [Double], _ b: [Double]) -> Double {
    let meanA = mean(a)
    let meanB = mean(b)
    var sum = 0.0
    for i in 0..<a.count { sum += (a[i] - meanA) * (b[i] - meanB) }
    return sum / Double(a.count - 1)
  }
}
