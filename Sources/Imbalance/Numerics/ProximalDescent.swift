/// Minimises a smooth convex function plus a lasso penalty: coefficients of no use end at exactly 0.
///
/// Proximal Newton (Lee, Sun and Saunders, 2014): the function is replaced by its quadratic model,
/// whose penalised minimum is found coordinate by coordinate and then, its zeros and signs known,
/// exactly. Parameters lie decision by decision, columns first, then the intercept, which is not
/// penalised.
struct ProximalDescent {
  let tolerance: Double
  let maxIterations: Int
  /// What a coefficient's size costs.
  let lasso: Double
  let columns: Int
  let intercept: Bool
  let decisions: Int

  /// The Hessian over some of the columns of every decision, and the curvature of the intercept.
  typealias Curvature = (_ columns: [Int]) -> (matrix: [Double], unit: Double)

  private var width: Int { columns + (intercept ? 1 : 0) }

  /// The most parameters that a quadratic model has; others wait for their turn.
  static let largest = 800

  /// Searches from `start`; `curvature` is asked right after `gradient` at the same place.
  func minimise(
    from start: [Double], gradient: ([Double]) -> [Double], curvature: Curvature
  ) -> Descent.Result {
    var result = Descent.Result(
      point: start, iterations: 0, passes: 1, isConverged: false, isUnbounded: false)
    var slope = gradient(start)
    while result.iterations < maxIterations {
      let (chosen, isWhole) = workingSet(result.point, slope)
      let (matrix, unit) = curvature(chosen)
      let places = (0..<decisions).flatMap { decision in
        chosen.map { decision * width + $0 } + (intercept ? [decision * width + columns] : [])
      }
      let model = LassoModel(
        matrix: matrix, slope: places.map { slope[$0] }, start: places.map { result.point[$0] },
        penalties: places.map { $0 % width < columns ? lasso : 0 })
      let step = model.minimum(precision: 1e-4 * tolerance * tolerance * unit)
      var direction = [Double](repeating: 0, count: result.point.count)
      for (place, value) in zip(places, step) { direction[place] = value }
      let descent = change(result.point, slope, direction)
      if !(descent < 0) || -descent <= tolerance * tolerance * unit, isWhole {
        result.isConverged = true
        return result
      }
      let isNear = -descent <= 400 * tolerance * tolerance * unit && isWhole
      var length = 1.0
      var next = result.point
      for _ in 0..<40 {
        for place in next.indices {
          // A sum need not be 0 where the step leads to 0.
          next[place] =
            length == 1 && direction[place] == -result.point[place]
            ? 0 : result.point[place] + length * direction[place]
        }
        if isNear { break }
        slope = gradient(next)
        result.passes += 1
        let uphill = slopeAtEnd(next, slope, direction)
        if uphill <= -0.3 * descent { break }
        length *= min(0.7, max(0.1, -descent / (uphill - descent)))
      }
      result.iterations += 1
      result.point = next
      if isNear {
        result.isConverged = true
        return result
      }
    }
    return result
  }

  /// The columns whose coefficients are not 0 or should not be, and whether none had to wait.
  private func workingSet(_ point: [Double], _ slope: [Double]) -> ([Int], Bool) {
    let most = max(1, Self.largest / decisions - 1)
    if columns <= most { return (Array(0..<columns), true) }
    var urgency = [Double](repeating: 0, count: columns)
    for decision in 0..<decisions {
      for column in 0..<columns {
        let place = decision * width + column
        let excess = abs(slope[place]) - lasso
        urgency[column] = max(
          urgency[column], point[place] != 0 ? .infinity : max(0, excess))
      }
    }
    let waiting = urgency.indices.filter { urgency[$0] > 0 }
    if waiting.count <= most { return (waiting, true) }
    let order = waiting.sorted { a, b in
      urgency[a] != urgency[b] ? urgency[a] > urgency[b] : a < b
    }
    return (order.prefix(most).sorted(), false)
  }

  /// What a full step promises to the first order.
  private func change(_ point: [Double], _ slope: [Double], _ direction: [Double]) -> Double {
    var sum = 0.0
    for place in point.indices where direction[place] != 0 {
      sum += slope[place] * direction[place]
      if place % width < columns {
        sum += lasso * (abs(point[place] + direction[place]) - abs(point[place]))
      }
    }
    return sum
  }

  /// The slope of the penalised function on arriving at a point.
  private func slopeAtEnd(_ point: [Double], _ slope: [Double], _ direction: [Double]) -> Double {
    var sum = 0.0
    for place in point.indices where direction[place] != 0 {
      sum += slope[place] * direction[place]
      if place % width < columns {
        sum +=
          lasso
          * (point[place] == 0
            ? -abs(direction[place]) : point[place] > 0 ? direction[place] : -direction[place])
      }
    }
    return sum
  }
}
