/// The best split of a node so far.
struct GradientSplit {
  /// G_L^2 / (H_L + l2) + G_R^2 / (H_R + l2), in units.
  var score: Double
  var feature = -1
  var cut: UInt8 = 0
  var missingLeft = false
  /// The bins of a categorical column that go left.
  var set: SIMD4<UInt64>?
  /// The sums of what goes left.
  var left = GradientKernel.Pair()

  init(score: Double) { self.score = score }
}

/// The search for a node's best split in its histogram, over raw memory.
///
/// Gradients, hessians and l2 are in units, so that no sum has to be scaled.
struct SplitSearch {
  typealias Pair = GradientKernel.Pair

  let units: GradientUnits
  let total: Pair
  let minCount: Int
  /// At least one unit, so that nothing is divided by zero.
  let minHessian: Double
  let l2: Double
  private let gradient: Double
  private let hessian: Double
  private let count: Int

  init(units: GradientUnits, total: Pair, minCount: Int, minHessian: Double, l2: Double) {
    self.units = units
    self.total = total
    self.minCount = minCount
    self.minHessian = max(1, minHessian * units.hessianScale)
    self.l2 = l2 * units.hessianScale
    gradient = Double(total.x)
    hessian = units.hessian(total)
    count = units.count(total)
  }

  /// What a node is worth unsplit.
  var ownScore: Double { gradient * gradient / (hessian + l2) }

  /// Whether each side of some split could be large enough.
  var canSplit: Bool { count / 2 >= minCount && hessian >= 2 * minHessian }

  /// Tries every cut of a column of numbers; missing values go to either side.
  func searchCuts(
    _ histogram: UnsafePointer<Pair>, missing: Int, feature: Int, best: inout GradientSplit
  ) {
    let absent = histogram[missing]
    guard absent.y != 0 else {
      // The last cut would have nothing on its right.
      if scan(histogram, bins: missing &- 1, start: Pair(), feature: feature, best: &best) {
        best.missingLeft = 2 &* units.count(best.left) > count
      }
      return
    }
    if scan(histogram, bins: missing, start: Pair(), feature: feature, best: &best) {
      best.missingLeft = false
    }
    if scan(histogram, bins: missing &- 1, start: absent, feature: feature, best: &best) {
      best.missingLeft = true
    }
  }

  /// Tries the cuts after the first `bins` bins, `start` being on the left already.
  private func scan(
    _ histogram: UnsafePointer<Pair>, bins: Int, start: Pair, feature: Int,
    best: inout GradientSplit
  ) -> Bool {
    var left = start
    var score = best.score
    var found = -1
    var foundLeft = left
    let mask = 1 &<< units.countShift &- 1
    var bin = 0
    while bin < bins {
      let own = histogram[bin]
      bin &+= 1
      if own.y == 0 { continue }
      left = left &+ own
      let leftCount = Int(left.y &>> units.countShift)
      if leftCount < minCount { continue }
      if count &- leftCount < minCount { break }
      let leftHessian = Double(left.y & mask)
      if leftHessian < minHessian { continue }
      let rightHessian = hessian - leftHessian
      if rightHessian < minHessian { break }
      let leftGradient = Double(left.x)
      let rightGradient = gradient - leftGradient
      let (a, b) = (leftHessian + l2, rightHessian + l2)
      // num / den > score without the division.
      let num = leftGradient * leftGradient * b + rightGradient * rightGradient * a
      let den = a * b
      if num > score * den {
        score = num / den
        found = bin &- 1
        foundLeft = left
      }
    }
    guard found >= 0 else { return false }
    best.score = score
    best.feature = feature
    best.cut = UInt8(truncatingIfNeeded: found)
    best.set = nil
    best.left = foundLeft
    return true
  }

  /// Tries sets of levels: in the order of gradient by hessian the best set is a beginning or an
  /// end (Fisher, 1958).
  ///
  /// As scikit-learn does it: levels with fewer than ten rows in the node stay on the right, and
  /// sets have at most half the levels. The order is smoothed by the hessian of ten average rows,
  /// where theirs adds a hessian of 10, which drowns all levels where positives are rare.
  func searchLevels(
    _ histogram: UnsafePointer<Pair>, missing: Int, feature: Int, best: inout GradientSplit
  ) {
    let smoothing = 10 * hessian / Double(count)
    var levels: [(bin: Int, order: Double)] = []
    for bin in 0...missing where units.count(histogram[bin]) >= 10 {
      let own = histogram[bin]
      levels.append((bin, Double(own.x) / (units.hessian(own) + smoothing)))
    }
    guard !levels.isEmpty else { return }
    levels.sort { ($0.order, $0.bin) < ($1.order, $1.bin) }
    for isReversed in [false, true] {
      var left = Pair()
      var set = SIMD4<UInt64>()
      for turn in 0..<(levels.count + 1) / 2 {
        let bin = levels[isReversed ? levels.count - 1 - turn : turn].bin
        left = left &+ histogram[bin]
        set[bin >> 6] |= 1 << UInt64(bin & 63)
        let leftCount = units.count(left)
        let leftHessian = units.hessian(left)
        guard leftCount >= minCount, leftHessian >= minHessian else { continue }
        guard count - leftCount >= minCount, hessian - leftHessian >= minHessian else { break }
        let leftGradient = Double(left.x)
        let rightGradient = gradient - leftGradient
        let score =
          leftGradient * leftGradient / (leftHessian + l2)
          + rightGradient * rightGradient / (hessian - leftHessian + l2)
        guard score > best.score else { continue }
        best.score = score
        best.feature = feature
        best.cut = 0
        best.left = left
        best.missingLeft =
          histogram[missing].y != 0
          ? set[missing >> 6] >> UInt64(missing & 63) & 1 == 1 : 2 * leftCount > count
        best.set = set
      }
    }
  }
}
