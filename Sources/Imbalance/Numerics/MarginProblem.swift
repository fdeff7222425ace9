/// Where a search for a margin ended.
struct MarginResult: Sendable {
  var point: [Double]
  var iterations: Int
  var isConverged: Bool
}

/// The rows of a support vector machine: half the squared coefficients plus each row's cost times
/// its (squared) hinge loss.
struct MarginProblem: Sendable {
  let columns: [[Double]]
  /// 1 or -1 for each row.
  let signs: [Double]
  /// What a row's loss is multiplied by.
  let costs: [Double]

  /// The rows' values along a direction.
  private func values(_ pointers: ColumnPointers, _ point: [Double]) -> [Double] {
    var out = [Double](repeating: 0, count: signs.count)
    out.withUnsafeMutableBufferPointer { out in
      point.withUnsafeBufferPointer { point in
        guard let base = out.baseAddress, let point = point.baseAddress else { return }
        for start in stride(from: 0, to: out.count, by: LogisticKernel.block) {
          LogisticKernel.addLinear(
            pointers, point, start: start, size: min(LogisticKernel.block, out.count - start),
            to: base + start)
        }
      }
    }
    return out
  }

  /// Each column's product with numbers for the rows.
  private func products(_ pointers: ColumnPointers, _ rows: [Double]) -> [Double] {
    var out = [Double](repeating: 0, count: pointers.count)
    out.withUnsafeMutableBufferPointer { out in
      rows.withUnsafeBufferPointer { rows in
        guard let base = out.baseAddress, let values = rows.baseAddress else { return }
        for start in stride(from: 0, to: rows.count, by: LogisticKernel.block) {
          LogisticKernel.addProducts(
            pointers, values + start, start: start,
            size: min(LogisticKernel.block, rows.count - start), to: base)
        }
      }
    }
    return out
  }

  /// The squared hinge's optimum by Newton's method: the function is quadratic as long as the same
  /// rows lie within their margins, and an exact line search settles which do.
  func squaredHinge(maxIterations: Int) -> MarginResult {
    let width = columns.count
    var result = MarginResult(
      point: [Double](repeating: 0, count: width), iterations: 0, isConverged: width == 0)
    guard width > 0, !signs.isEmpty else { return result }
    return withColumnPointers(columns) { pointers in
      var margins = [Double](repeating: 0, count: signs.count)
      while result.iterations < maxIterations {
        var pull = [Double](repeating: 0, count: signs.count)
        var active: [Int32] = []
        var bends: [Double] = []
        for row in signs.indices {
          let short = 1 - signs[row] * margins[row]
          if short > 0, costs[row] > 0 {
            pull[row] = -2 * costs[row] * signs[row] * short
            active.append(Int32(row))
            bends.append(2 * costs[row])
          }
        }
        var gradient = products(pointers, pull)
        for place in gradient.indices { gradient[place] += result.point[place] }
        var hessian = CurvatureSample(rows: active, weights: bends)
          .hessian(pointers, intercept: false)
        for place in 0..<width { hessian[place * (width + 1)] += 1 }
        let step = Cholesky(hessian, size: width).solve(gradient).map { -$0 }
        let decrement = -zip(step, gradient).reduce(0) { $0 + $1.0 * $1.1 }
        let size = result.point.reduce(1) { $0 + $1 * $1 }
        guard decrement > 1e-22 * size else {
          result.isConverged = true
          return result
        }
        let change = values(pointers, step)
        let length = lineSearch(result.point, step, margins, change)
        for place in 0..<width { result.point[place] += length * step[place] }
        for row in margins.indices { margins[row] += length * change[row] }
        result.iterations += 1
      }
      return result
    }
  }

  /// Where the slope along a step vanishes.
  private func lineSearch(
    _ point: [Double], _ step: [Double], _ margins: [Double], _ change: [Double]
  ) -> Double {
    let along = zip(point, step).reduce(0) { $0 + $1.0 * $1.1 }
    let square = step.reduce(0) { $0 + $1 * $1 }
    func slope(_ t: Double) -> (value: Double, bend: Double) {
      var value = along + t * square
      var bend = square
      for row in margins.indices {
        let short = 1 - signs[row] * (margins[row] + t * change[row])
        if short > 0 {
          value -= 2 * costs[row] * signs[row] * change[row] * short
          bend += 2 * costs[row] * change[row] * change[row]
        }
      }
      return (value, bend)
    }
    var (low, high) = (0.0, Double.infinity)
    var t = 1.0
    let start = abs(slope(0).value)
    for _ in 0..<60 {
      let here = slope(t)
      if abs(here.value) <= 1e-13 * start { break }
      if here.value > 0 { high = t } else { low = t }
      let next = t - here.value / here.bend
      t = next > low && next < high ? next : high.isFinite ? (low + high) / 2 : 2 * t
    }
    return t
  }

  /// The hinge's optimum. Rows well outside their margin have no share in it: the search begins
  /// with those that the squared hinge finds near, and takes up any other that turns out to be.
  func hinge(maxIterations: Int) -> MarginResult {
    let all = costs.indices.filter { costs[$0] > 0 }
    guard !columns.isEmpty, !all.isEmpty else { return interior(all, maxIterations: maxIterations) }
    return withColumnPointers(columns) { pointers in
      func margins(_ point: [Double]) -> [Double] {
        zip(values(pointers, point), signs).map { $0 * $1 }
      }
      var own = margins(squaredHinge(maxIterations: 100).point)
      var isKept = [Bool](repeating: false, count: signs.count)
      for row in all where own[row] < 1.2 { isKept[row] = true }
      var steps = 0
      while true {
        let kept = all.filter { isKept[$0] }
        var result = interior(kept, maxIterations: maxIterations)
        steps += result.iterations
        result.iterations = steps
        if kept.count == all.count { return result }
        own = margins(result.point)
        var isComplete = true
        for row in all where !isKept[row] && own[row] < 1 {
          isKept[row] = true
          isComplete = false
        }
        if isComplete { return result }
      }
    }
  }

  /// The hinge's optimum over some rows, by an interior point of the dual (Mehrotra's predictor and
  /// corrector).
  ///
  /// Each row has a share between 0 and its cost; the coefficients are the shares' sum of signed
  /// rows. The dual's matrix has the rank of the columns, so a step costs rows times columns
  /// squared (Ferris and Munson, 2002).
  private func interior(_ rows: [Int], maxIterations: Int) -> MarginResult {
    let width = columns.count
    var result = MarginResult(
      point: [Double](repeating: 0, count: width), iterations: 0, isConverged: width == 0)
    guard width > 0, !rows.isEmpty else { return result }
    let signed = columns.map { column in rows.map { signs[$0] * column[$0] } }
    let caps = rows.map { costs[$0] }
    let part = MarginProblem(
      columns: signed, signs: [Double](repeating: 1, count: rows.count), costs: caps)
    return withColumnPointers(signed) { pointers in
      var state = InteriorPoint(caps: caps)
      var nearest = (distance: Double.infinity, point: result.point)
      result.point = part.products(pointers, state.shares)
      while result.iterations < min(maxIterations, 200) {
        let margins = part.values(pointers, result.point)
        let gap = state.gap
        let size = result.point.reduce(1) { $0 + $1 * $1 }
        let infeasible = state.residual(margins)
        let distance = gap + infeasible
        if distance < nearest.distance { nearest = (distance, result.point) }
        if gap <= 1e-12 * size, infeasible <= 1e-10 * size {
          result.isConverged = true
          return result
        }
        // At the edge of what doubles can tell, steps may lead away again.
        if state.isStuck || (nearest.distance < 1e-8 * size && distance > 100 * nearest.distance) {
          result.point = nearest.point
          result.isConverged = nearest.distance < 1e-8 * size
          return result
        }
        let weights = state.diagonal.map { 1 / $0 }
        var matrix = CurvatureSample(
          rows: (0..<Int32(rows.count)).map { $0 }, weights: weights
        ).hessian(pointers, intercept: false)
        for place in 0..<width { matrix[place * (width + 1)] += 1 }
        let factor = Cholesky(matrix, size: width)
        func solve(_ right: [Double]) -> [Double] {
          let scaled = zip(right, weights).map { $0 * $1 }
          let pulled = part.values(pointers, factor.solve(part.products(pointers, scaled)))
          return scaled.indices.map { scaled[$0] - weights[$0] * pulled[$0] }
        }
        state.step(margins, solve)
        // From the shares anew, so that rounding does not add up.
        result.point = part.products(pointers, state.shares)
        result.iterations += 1
      }
      return result
    }
  }
}

/// The shares of a box, the room left in it, and the prices of both walls.
private struct InteriorPoint {
  private(set) var shares: [Double]
  private var rooms: [Double]
  private var lows: [Double]
  private var highs: [Double]
  private(set) var isStuck = false

  init(caps: [Double]) {
    shares = caps.map { $0 / 2 }
    rooms = shares
    lows = [Double](repeating: 1, count: caps.count)
    highs = lows
  }

  /// How far the walls' prices are from being paid only at a wall.
  var gap: Double {
    var sum = 0.0
    for place in shares.indices {
      sum += shares[place] * lows[place] + rooms[place] * highs[place]
    }
    return sum
  }

  var diagonal: [Double] {
    shares.indices.map { lows[$0] / shares[$0] + highs[$0] / rooms[$0] }
  }

  /// The largest violation of the dual's balance.
  func residual(_ margins: [Double]) -> Double {
    var worst = 0.0
    for place in shares.indices {
      worst = max(worst, abs(margins[place] - 1 - lows[place] + highs[place]))
    }
    return worst
  }

  /// One step with the system's solver.
  mutating func step(_ margins: [Double], _ solve: ([Double]) -> [Double]) {
    let count = shares.count
    let balance = shares.indices.map { margins[$0] - 1 - lows[$0] + highs[$0] }
    let mean = gap / Double(2 * count)
    func direction(
      _ centre: Double, _ first: Move?
    ) -> Move {
      var low = [Double](repeating: 0, count: count)
      var high = low
      var right = low
      for place in 0..<count {
        low[place] = centre - shares[place] * lows[place]
        high[place] = centre - rooms[place] * highs[place]
        if let first {
          low[place] -= first.shares[place] * first.lows[place]
          high[place] += first.shares[place] * first.highs[place]
        }
        right[place] =
          -balance[place] + low[place] / shares[place] - high[place] / rooms[place]
      }
      let change = solve(right)
      for place in 0..<count {
        low[place] = (low[place] - lows[place] * change[place]) / shares[place]
        high[place] = (high[place] + highs[place] * change[place]) / rooms[place]
      }
      return Move(shares: change, lows: low, highs: high)
    }
    let first = direction(0, nil)
    let (a, b) = reach(first)
    var after = 0.0
    for place in 0..<count {
      after +=
        (shares[place] + a * first.shares[place]) * (lows[place] + b * first.lows[place])
        + (rooms[place] - a * first.shares[place]) * (highs[place] + b * first.highs[place])
    }
    let ratio = after / Double(2 * count) / mean
    let move = direction(ratio * ratio * ratio * mean, first)
    let (primal, dual) = reach(move)
    let length = min(1, 0.9995 * min(primal, dual))
    isStuck = !(length > 1e-10)
    if isStuck { return }
    for place in 0..<count {
      shares[place] += length * move.shares[place]
      rooms[place] -= length * move.shares[place]
      lows[place] += length * move.lows[place]
      highs[place] += length * move.highs[place]
    }
  }

  private struct Move {
    let shares: [Double]
    let lows: [Double]
    let highs: [Double]
  }

  /// The longest steps, up to 1, that keep shares and rooms, and prices, above 0.
  private func reach(_ move: Move) -> (Double, Double) {
    var (primal, dual) = (1.0, 1.0)
    for place in shares.indices {
      let change = move.shares[place]
      if change < 0 { primal = min(primal, -shares[place] / change) }
      if change > 0 { primal = min(primal, rooms[place] / change) }
      if move.lows[place] < 0 { dual = min(dual, -lows[place] / move.lows[place]) }
      if move.highs[place] < 0 { dual = min(dual, -highs[place] / move.highs[place]) }
    }
    return (primal, dual)
  }
}
