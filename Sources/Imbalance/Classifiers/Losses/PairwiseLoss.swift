/// A loss of pairs of a positive and a negative row: low when positives score higher, so that
/// minimising it raises the area under the ROC curve.
///
/// The value is the mean over all pairs of a surrogate of the difference d = s(positive) -
/// s(negative). Only the order of rows is learnt: scores may all move alike, and are no
/// probabilities.
public enum PairwiseLoss: String, Sendable, Hashable, CaseIterable {
  /// max(0, 1 - d)^2, in n log n steps: every positive meets a running total of negatives.
  case squaredHinge = "squared_hinge"
  /// log(1 + exp(-d)), pair by pair: no shorter way is exact.
  case logistic

  /// The loss, and its derivative by each score.
  ///
  /// - Parameters:
  ///   - surrogate: What a pair costs.
  ///   - scores: Of every row; finite.
  ///   - isPositive: Which rows should score high.
  ///   - weights: Of every row; a pair counts by the product. `nil` for equal ones.
  ///   - gradient: Room for one number for each row.
  /// - Returns: The mean over pairs; 0 when a class has no rows.
  @discardableResult
  public static func gradient(
    _ surrogate: PairwiseLoss = .squaredHinge, scores: UnsafeBufferPointer<Double>,
    isPositive: [Bool], weights: [Double]?, into gradient: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    precondition(scores.count == isPositive.count && scores.count == gradient.count)
    for row in scores.indices { gradient[row] = 0 }
    let sides = Sides(scores: scores, isPositive: isPositive, weights: weights)
    guard sides.pairs > 0 else { return 0 }
    return switch surrogate {
    case .squaredHinge: squaredHinge(sides, scores, gradient)
    case .logistic: logistic(sides, scores, gradient)
    }
  }

  /// The rows of either class with their weights.
  private struct Sides {
    var positives: [Int] = []
    var negatives: [Int] = []
    let weights: [Double]?
    /// The total weight of all pairs.
    var pairs = 0.0
    /// A score in the middle of all, taken off so that squares keep their digits.
    var centre = 0.0

    init(scores: UnsafeBufferPointer<Double>, isPositive: [Bool], weights: [Double]?) {
      self.weights = weights
      var totals = (0.0, 0.0)
      for row in isPositive.indices where (weights?[row] ?? 1) > 0 {
        if isPositive[row] {
          positives.append(row)
          totals.0 += weights?[row] ?? 1
        } else {
          negatives.append(row)
          totals.1 += weights?[row] ?? 1
        }
        centre += scores[row]
      }
      pairs = totals.0 * totals.1
      centre /= max(1, Double(positives.count + negatives.count))
    }

    func weight(_ row: Int) -> Double { weights?[row] ?? 1 }
  }

  /// Sums over the other class that a sweep keeps: weights, and weights times scores and squares.
  private struct Totals {
    var count = 0.0
    var sum = 0.0
    var squares = 0.0

    mutating func add(_ score: Double, _ weight: Double) {
      count += weight
      sum += weight * score
      squares += weight * score * score
    }
  }

  private static func squaredHinge(
    _ sides: Sides, _ scores: UnsafeBufferPointer<Double>,
    _ gradient: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    let centre = sides.centre
    let highFirst = descendingOrder(of: sides.negatives.map { scores[$0] })
      .map { sides.negatives[Int($0)] }
    let positives = descendingOrder(of: sides.positives.map { scores[$0] })
      .map { sides.positives[Int($0)] }
    var loss = 0.0
    // From the highest positive down, ever more negatives come within reach: s > positive - 1.
    var above = Totals()
    var next = 0
    for row in positives {
      let shift = 1 - (scores[row] - centre)
      while next < highFirst.count, scores[highFirst[next]] - scores[row] > -1 {
        above.add(scores[highFirst[next]] - centre, sides.weight(highFirst[next]))
        next += 1
      }
      let own = sides.weight(row) / sides.pairs
      loss += own * (above.squares + 2 * shift * above.sum + shift * shift * above.count)
      gradient[row] = -2 * own * (shift * above.count + above.sum)
    }
    // From the lowest negative up, ever more positives are within reach.
    var below = Totals()
    next = positives.count - 1
    for row in highFirst.reversed() {
      while next >= 0, scores[row] - scores[positives[next]] > -1 {
        below.add(scores[positives[next]] - centre, sides.weight(positives[next]))
        next -= 1
      }
      let shift = 1 + (scores[row] - centre)
      gradient[row] = 2 * sides.weight(row) / sides.pairs * (shift * below.count - below.sum)
    }
    // Rounding may leave a hair below zero.
    return max(0, loss)
  }

  private static func logistic(
    _ sides: Sides, _ scores: UnsafeBufferPointer<Double>,
    _ gradient: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    let count = sides.negatives.count
    let padded = (count + 7) & ~7
    // Rows that fill up the last eight have no weight.
    var values = [Double](repeating: 0, count: padded)
    var weights = [Double](repeating: 0, count: padded)
    var pulls = [Double](repeating: 0, count: padded)
    for (place, row) in sides.negatives.enumerated() {
      values[place] = scores[row]
      weights[place] = sides.weight(row)
    }
    var loss = 0.0
    for row in sides.positives {
      let own = sides.weight(row) / sides.pairs
      let (value, pull) = PairwiseKernel.logistic(
        scores[row], own, against: values, weights: weights, adding: &pulls)
      loss += value
      gradient[row] = -pull
    }
    for (place, row) in sides.negatives.enumerated() { gradient[row] = pulls[place] }
    return loss
  }
}

/// The inner loop of the pairwise logistic loss, over raw memory.
enum PairwiseKernel {
  /// One positive against all negatives: the summed loss, and the sum of its pulls.
  static func logistic(
    _ score: Double, _ own: Double, against values: [Double], weights: [Double],
    adding pulls: inout [Double]
  ) -> (loss: Double, pull: Double) {
    values.withUnsafeBufferPointer { values in
      weights.withUnsafeBufferPointer { weights in
        pulls.withUnsafeMutableBufferPointer { pulls in
          guard let value = values.baseAddress, let weight = weights.baseAddress,
            let pull = pulls.baseAddress
          else { return (0, 0) }
          var losses = SIMD8<Double>(repeating: 0)
          var total = SIMD8<Double>(repeating: 0)
          let one = SIMD8<Double>(repeating: 1)
          let mine = SIMD8<Double>(repeating: score)
          var place = 0
          while place < values.count {
            let gap = GramKernel.load(value + place) - mine
            let share = GramKernel.load(weight + place) * own
            // log(1 + exp(gap)) = max(gap, 0) + log(1 + exp(-|gap|)).
            let isPositive = gap .> 0
            let size = gap.replacing(with: -gap, where: isPositive)
            let small = Exponential.exp(
              size.replacing(with: SIMD8(repeating: -700), where: size .< -700))
            let chance = small.replacing(with: one, where: isPositive) / (one + small)
            var rest = SIMD8<Double>(repeating: 0)
            for lane in 0..<8 { rest[lane] = NaturalLogarithm.log1p(small[lane]) }
            losses += share * (gap.replacing(with: SIMD8(repeating: 0), where: .!isPositive) + rest)
            let force = share * chance
            total += force
            let target = UnsafeMutableRawPointer(pull + place)
            target.storeBytes(of: GramKernel.load(pull + place) + force, as: SIMD8<Double>.self)
            place &+= 8
          }
          return (losses.sum(), total.sum())
        }
      }
    }
  }
}
