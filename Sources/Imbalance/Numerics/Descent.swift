/// Minimises a smooth convex function with many rows behind it, in few looks at all of them.
///
/// L-BFGS (Nocedal, 1980) in the metric of an approximate Hessian: the Hessian makes the first
/// step nearly Newton's, the memory repairs what it has wrong. A step is shortened while the slope
/// at its end points clearly uphill, which needs no function values.
struct Descent {
  /// An approximate Hessian at the place of the last gradient.
  struct Metric {
    /// The approximate inverse Hessian times a vector.
    let solve: ([Double]) -> [Double]
    /// The curvature along the intercept: what a step of 1 in the log-odds costs.
    let unit: Double
  }

  /// Where the search ended.
  struct Result {
    var point: [Double]
    var iterations: Int
    var passes: Int
    var isConverged: Bool
    /// Whether the curvature vanished: the function falls for ever in some direction.
    var isUnbounded: Bool
  }

  let tolerance: Double
  let maxIterations: Int
  /// How many steps the memory may try to repair a poor metric before it is measured again.
  var patience = 0

  /// Searches from `start`; `metric` is asked right after `gradient` at the same place.
  func minimise(
    from start: [Double], gradient: ([Double]) -> [Double], metric: () -> Metric
  ) -> Result {
    var result = Result(
      point: start, iterations: 0, passes: 1, isConverged: false, isUnbounded: false)
    var slope = gradient(start)
    var current = metric()
    var memory: [(step: [Double], change: [Double], rho: Double)] = []
    var isFresh = true
    // Steps since the metric was measured.
    var age = 0
    while result.iterations < maxIterations {
      if current.unit < 1e-10 {
        result.isUnbounded = true
        return result
      }
      var direction = Self.direction(slope, memory, current)
      var descent = Self.dot(slope, direction)
      if !(descent < 0) {
        memory = []
        direction = current.solve(slope).map { -$0 }
        descent = Self.dot(slope, direction)
      }
      // The Newton decrement against a step of `tolerance` in the log-odds of every row.
      if !(descent < 0) || -descent <= tolerance * tolerance * current.unit {
        result.isConverged = true
        return result
      }
      // So near the end a step is right to a tenth without looking: take it and stop.
      if -descent <= 400 * tolerance * tolerance * current.unit {
        for place in direction.indices { result.point[place] += direction[place] }
        result.iterations += 1
        result.isConverged = true
        return result
      }
      var length = 1.0
      var next = result.point
      var nextSlope = slope
      for _ in 0..<40 {
        for place in next.indices { next[place] = result.point[place] + length * direction[place] }
        nextSlope = gradient(next)
        result.passes += 1
        let uphill = Self.dot(nextSlope, direction)
        if uphill <= -0.3 * descent { break }
        length *= min(0.7, max(0.1, -descent / (uphill - descent)))
      }
      result.iterations += 1
      let step = zip(next, result.point).map { $0 - $1 }
      let change = zip(nextSlope, slope).map { $0 - $1 }
      let product = Self.dot(step, change)
      let shrunk = Self.size(nextSlope) / Self.size(slope)
      result.point = next
      slope = nextSlope
      if age >= patience, (shrunk > 0.3 && !isFresh) || shrunk > 0.5 {
        current = metric()
        memory = []
        isFresh = true
        age = 0
      } else {
        isFresh = false
        age += 1
        // A change that is all rounding, along columns that add up to each other, teaches nothing.
        if product > 1e-9 * Self.size(step) * Self.size(change) {
          memory.append((step, change, 1 / product))
          if memory.count > 12 { memory.removeFirst() }
        }
      }
    }
    return result
  }

  private static func direction(
    _ slope: [Double], _ memory: [(step: [Double], change: [Double], rho: Double)],
    _ metric: Metric
  ) -> [Double] {
    var q = slope
    var shares: [Double] = []
    for pair in memory.reversed() {
      let share = pair.rho * dot(pair.step, q)
      for place in q.indices { q[place] -= share * pair.change[place] }
      shares.append(share)
    }
    var r = metric.solve(q)
    for (pair, share) in zip(memory, shares.reversed()) {
      let back = pair.rho * dot(pair.change, r)
      for place in r.indices { r[place] += (share - back) * pair.step[place] }
    }
    return r.map { -$0 }
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for place in a.indices { sum += a[place] * b[place] }
    return sum
  }

  private static func size(_ a: [Double]) -> Double { max(dot(a, a).squareRoot(), 1e-300) }
}
