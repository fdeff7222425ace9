/// Finds the coefficients: first on a few thousand rows, then on all of them.
struct LogisticSolver {
  /// The ridge penalty on squares, and the lasso penalty on sizes, in units of one row's loss.
  let inverseStrength: Double
  var lasso = 0.0
  let intercept: Bool
  let tolerance: Double
  let maxIterations: Int
  let threads: Int

  /// The optimum for rows whose codes are 0 up to `classes`, and how it was found.
  func solve(
    _ columns: [[Double]], codes: [Int32], classes: Int, weights: [Double]?
  ) -> Descent.Result {
    var start = Self.atPrevalence(
      codes, classes: classes, weights: weights, columns: columns.count, intercept: intercept)
    // Without a penalty a sample may be separable where the rows are not: no place to start from.
    let isLarge =
      inverseStrength > 0 && lasso == 0 && codes.count > 4_000 && columns.count * 8 < codes.count
    if isLarge, let few = thinned(codes, weights: weights, classes: classes) {
      start = rough(columns, codes, few, classes, from: start)
    }
    return withColumnPointers(columns) { pointers in
      codes.withUnsafeBufferPointer { codeBuffer in
        Self.withOptional(weights) { weightBuffer in
          let problem = LogisticProblem(
            columns: pointers, rows: codes.count, codes: codeBuffer, classes: classes,
            weights: weightBuffer, inverseStrength: inverseStrength, intercept: intercept,
            threads: threads)
          if lasso > 0 {
            return ProximalDescent(
              tolerance: tolerance, maxIterations: maxIterations,
              lasso: lasso / problem.totalWeight, columns: columns.count, intercept: intercept,
              decisions: problem.decisions
            ).minimise(from: start, gradient: problem.gradient, curvature: problem.curvature)
          }
          if isLarge {
            // Where the first guess puts its doubts, a second sample looks closer.
            _ = problem.gradient(start)
            let few = problem.telling(max(1_500, codes.count / 20))
            if few.count * 3 < codes.count {
              start = rough(columns, codes, few, classes, from: start)
            }
          }
          return descent(problem, tolerance, maxIterations).minimise(
            from: start, gradient: problem.gradient, metric: problem.metric)
        }
      }
    }
  }

  /// The search for a problem: a metric that leaves out how the classes hang together is measured
  /// seldom, since a new one is no better and the memory learns what it lacks.
  private func descent(
    _ problem: LogisticProblem, _ tolerance: Double, _ maxIterations: Int
  ) -> Descent {
    var descent = Descent(tolerance: tolerance, maxIterations: maxIterations)
    if problem.hasPoorMetric { descent.patience = 250 }
    return descent
  }

  /// Nearly the optimum for some of the rows with weights of their own.
  private func rough(
    _ columns: [[Double]], _ codes: [Int32], _ few: [(row: Int, weight: Double)], _ classes: Int,
    from start: [Double]
  ) -> [Double] {
    let chosen = columns.map { column in
      column.withUnsafeBufferPointer { values in few.map { values[$0.row] } }
    }
    let total = few.reduce(0) { $0 + $1.weight }
    return withColumnPointers(chosen) { pointers in
      few.map { codes[$0.row] }.withUnsafeBufferPointer { codeBuffer in
        few.map(\.weight).withUnsafeBufferPointer { weightBuffer in
          let problem = LogisticProblem(
            columns: pointers, rows: few.count, codes: codeBuffer, classes: classes,
            weights: weightBuffer, inverseStrength: inverseStrength, intercept: intercept,
            threads: 1)
          let found = descent(problem, 2e-3, 30).minimise(
            from: start, gradient: problem.gradient, metric: problem.metric)
          // A sample of few rows may be separable where all rows are not: its end is no start.
          return total > 0 && found.isConverged && found.point.allSatisfy(\.isFinite)
            ? found.point : start
        }
      }
    }
  }

  /// Up to 1,000 evenly spaced rows of each class, each standing for several.
  private func thinned(
    _ codes: [Int32], weights: [Double]?, classes: Int
  ) -> [(row: Int, weight: Double)]? {
    var counts = [Int](repeating: 0, count: classes)
    for code in codes { counts[Int(code)] += 1 }
    let most = 1_000
    let taken = counts.map { min($0, most) }
    guard taken.reduce(0, +) * 3 < codes.count else { return nil }
    var seen = [Int](repeating: 0, count: classes)
    var chosen: [(row: Int, weight: Double)] = []
    for (row, code) in codes.enumerated() {
      let own = Int(code)
      let place = seen[own]
      seen[own] += 1
      // The place at which the running quota reaches the next whole number.
      if place * taken[own] / counts[own] != (place + 1) * taken[own] / counts[own] {
        chosen.append((row, (weights?[row] ?? 1) * Double(counts[own]) / Double(taken[own])))
      }
    }
    return chosen
  }

  /// Coefficients of 0 and intercepts that give every row the classes' shares.
  private static func atPrevalence(
    _ codes: [Int32], classes: Int, weights: [Double]?, columns: Int, intercept: Bool
  ) -> [Double] {
    let decisions = classes == 2 ? 1 : classes
    let width = columns + (intercept ? 1 : 0)
    var start = [Double](repeating: 0, count: decisions * width)
    guard intercept else { return start }
    var totals = [Double](repeating: 0, count: classes)
    for (row, code) in codes.enumerated() { totals[Int(code)] += weights?[row] ?? 1 }
    let logs = totals.map { NaturalLogarithm.log(max($0, 1e-9)) }
    if decisions == 1 {
      start[columns] = logs[1] - logs[0]
    } else {
      let mean = logs.reduce(0, +) / Double(classes)
      for decision in 0..<decisions { start[decision * width + columns] = logs[decision] - mean }
    }
    return start
  }

  private static func withOptional<Result>(
    _ values: [Double]?, _ body: (UnsafeBufferPointer<Double>?) -> Result
  ) -> Result {
    guard let values else { return body(nil) }
    return values.withUnsafeBufferPointer { body($0) }
  }
}
