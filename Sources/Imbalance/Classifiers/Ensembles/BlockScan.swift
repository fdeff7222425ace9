/// The best way to part one column's blocks in two.
struct BlockSplit: Sendable {
  let score: Double
  /// The decrease in Gini impurity, times the weight.
  let gain: Double
  let column: Int
  /// For each block whether it lies left; the last is for missing values.
  let isLeft: [Bool]
  let missingLeft: Bool
  /// The weight of each class on the left, and everywhere.
  let left: [Double]
  let totals: [Double]
}

/// The search for the best split of blocks whose class weights are known, by Gini impurity.
struct BlockScan {
  /// Block by block the weight of each class; the last block is for missing values.
  let sums: [Double]
  let sizes: [Int]
  let classes: Int
  let rows: Int
  let column: Int

  private var missing: Int { sizes.count - 1 }

  private func totals() -> [Double] {
    var totals = [Double](repeating: 0, count: classes)
    for place in sums.indices { totals[place % classes] += sums[place] }
    return totals
  }

  /// Tries every cut between neighbouring blocks, with missing values on either side.
  func cuts() -> BlockSplit? {
    let blocks = missing
    let hasMissing = sizes[missing] > 0
    guard blocks > 1 || (blocks == 1 && sizes[0] > 0 && hasMissing) else { return nil }
    let totals = totals()
    var best = (score: -Double.infinity, last: -1, missingLeft: false)
    for missingLeft in hasMissing ? [false, true] : [false] {
      var left = [Double](repeating: 0, count: classes)
      if missingLeft { for code in 0..<classes { left[code] = sums[missing * classes + code] } }
      // Values on one side and missing ones on the other is one more cut.
      let last = hasMissing && !missingLeft ? blocks : blocks - 1
      let found = Self.scan(sums, blocks: last, &left, totals)
      if found.score > best.score { best = (found.score, found.block, missingLeft) }
    }
    guard best.last >= 0 else { return nil }
    let isLeft = sizes.indices.map { $0 < missing ? $0 <= best.last : best.missingLeft }
    let size = sizes[...best.last].reduce(0, +)
    return split(
      isLeft, missingLeft: hasMissing ? best.missingLeft : 2 * size > rows, score: best.score,
      totals)
  }

  /// The best cut after one of the first blocks, over raw memory.
  private static func scan(
    _ sums: [Double], blocks: Int, _ left: inout [Double], _ totals: [Double]
  ) -> (score: Double, block: Int) {
    let classes = totals.count
    let weight = totals.reduce(0, +)
    var best = (score: -Double.infinity, block: -1)
    sums.withUnsafeBufferPointer { sums in
      left.withUnsafeMutableBufferPointer { left in
        totals.withUnsafeBufferPointer { totals in
          for block in 0..<blocks {
            var (leftWeight, leftSquares, rightSquares) = (0.0, 0.0, 0.0)
            for code in 0..<classes {
              left[code] += sums[block &* classes &+ code]
              let right = totals[code] - left[code]
              leftWeight += left[code]
              leftSquares += left[code] * left[code]
              rightSquares += right * right
            }
            let score = leftSquares / leftWeight + rightSquares / (weight - leftWeight)
            // Weights that vanish beside the others may leave a side without any.
            if score > best.score, score < .infinity { best = (score, block) }
          }
        }
      }
    }
    return best
  }

  /// Tries the levels of a categorical column: in the order of the second class's share for two
  /// classes, which holds the best split (Breiman and others, 1984); else one against the rest.
  func levels() -> BlockSplit? {
    var groups = sizes.indices.filter { sizes[$0] > 0 }
    guard groups.count > 1 else { return nil }
    let totals = totals()
    let weight = totals.reduce(0, +)
    let isOrdered = classes == 2
    if isOrdered {
      func share(_ block: Int) -> Double {
        sums[block * 2 + 1] / (sums[block * 2] + sums[block * 2 + 1])
      }
      groups.sort { share($0) != share($1) ? share($0) < share($1) : $0 < $1 }
    }
    var best = (score: -Double.infinity, turn: -1)
    var left = [Double](repeating: 0, count: classes)
    for (turn, block) in groups.enumerated() where !isOrdered || turn + 1 < groups.count {
      if !isOrdered { left = [Double](repeating: 0, count: classes) }
      for code in 0..<classes { left[code] += sums[block * classes + code] }
      let leftWeight = left.reduce(0, +)
      var (leftSquares, rightSquares) = (0.0, 0.0)
      for code in 0..<classes {
        leftSquares += left[code] * left[code]
        rightSquares += (totals[code] - left[code]) * (totals[code] - left[code])
      }
      let score = leftSquares / leftWeight + rightSquares / (weight - leftWeight)
      if score > best.score, score < .infinity { best = (score, turn) }
    }
    guard best.turn >= 0 else { return nil }
    var isLeft = [Bool](repeating: false, count: sizes.count)
    for block in isOrdered ? Array(groups[...best.turn]) : [groups[best.turn]] {
      isLeft[block] = true
    }
    let size = sizes.indices.reduce(0) { $0 + (isLeft[$1] ? sizes[$1] : 0) }
    return split(
      isLeft, missingLeft: sizes[missing] > 0 ? isLeft[missing] : 2 * size > rows,
      score: best.score, totals)
  }

  private func split(
    _ isLeft: [Bool], missingLeft: Bool, score: Double, _ totals: [Double]
  ) -> BlockSplit {
    var left = [Double](repeating: 0, count: classes)
    for block in sizes.indices where isLeft[block] {
      for code in 0..<classes { left[code] += sums[block * classes + code] }
    }
    let weight = totals.reduce(0, +)
    let squares = totals.reduce(0) { $0 + $1 * $1 }
    return BlockSplit(
      score: score, gain: max(0, score - squares / weight), column: column, isLeft: isLeft,
      missingLeft: missingLeft, left: left, totals: totals)
  }
}
