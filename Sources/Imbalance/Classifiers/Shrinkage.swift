/// How far a covariance is drawn towards a sphere of the same size.
enum Shrinkage: Sendable, Hashable {
  case none
  /// (1 - s) covariance + s (its mean variance) on the diagonal.
  case fixed(Double)
  /// The share that is best in the mean (Ledoit and Wolf, 2004), on standardised columns.
  case ledoitWolf

  /// The classes' shrunk covariances, weighted by the priors: scikit-learn's `lsqr` solver.
  func pooled(
    _ moments: [ClassMoments], shares: [Double], columns: [[Double]], rows: [[Int]],
    weights: [Double]?
  ) -> [Double] {
    let size = columns.count
    var result = [Double](repeating: 0, count: size * size)
    for place in moments.indices {
      let own = shrunk(moments[place], columns: columns, rows: rows[place], weights: weights)
      for entry in result.indices { result[entry] += shares[place] * own[entry] }
    }
    return result
  }

  private func shrunk(
    _ moments: ClassMoments, columns: [[Double]], rows: [Int], weights: [Double]?
  ) -> [Double] {
    let size = columns.count
    var covariance = moments.scatter.map { moments.weight > 0 ? $0 / moments.weight : 0 }
    var scales = [Double](repeating: 1, count: size)
    let share: Double
    switch self {
    case .none: return covariance
    case .fixed(let given): share = given
    case .ledoitWolf:
      for column in 0..<size {
        let variance = covariance[column * (size + 1)]
        if variance > 0 { scales[column] = variance.squareRoot() }
      }
      for i in 0..<size {
        for j in 0..<size { covariance[i * size + j] /= scales[i] * scales[j] }
      }
      share = Self.best(
        covariance, moments, columns: columns, rows: rows, weights: weights, scales: scales)
    }
    var trace = 0.0
    for column in 0..<size { trace += covariance[column * (size + 1)] }
    for place in covariance.indices { covariance[place] *= 1 - share }
    for column in 0..<size { covariance[column * (size + 1)] += share * trace / Double(size) }
    for i in 0..<size {
      for j in 0..<size { covariance[i * size + j] *= scales[i] * scales[j] }
    }
    return covariance
  }

  private static func best(
    _ covariance: [Double], _ moments: ClassMoments, columns: [[Double]], rows: [Int],
    weights: [Double]?, scales: [Double]
  ) -> Double {
    let size = columns.count
    guard size > 1, moments.weight > 0 else { return 0 }
    var fourth = 0.0
    for row in rows {
      var length = 0.0
      for column in 0..<size {
        let value = (columns[column][row] - moments.means[column]) / scales[column]
        length += value * value
      }
      fourth += (weights?[row] ?? 1) * length * length
    }
    var (trace, squares) = (0.0, 0.0)
    for column in 0..<size { trace += covariance[column * (size + 1)] }
    for value in covariance { squares += value * value }
    let mean = trace / Double(size)
    let noise =
      (fourth / moments.weight - squares) / (moments.weight * Double(size))
    let spread = (squares - 2 * mean * trace + Double(size) * mean * mean) / Double(size)
    let bounded = min(noise, spread)
    return bounded > 0 && spread > 0 ? bounded / spread : 0
  }
}
