/// A linear score fitted by a loss other than the log-loss: of single rows, or of pairs.
///
/// The function is the mean loss over the rows' weight (or over pairs) plus `ridge / 2` times the
/// squared coefficients. Parameters are one for each column, then the intercept, which a loss of
/// pairs does not have.
final class ScoreProblem {
  enum Loss {
    case pointwise(PointwiseLoss)
    case pairwise(PairwiseLoss)
  }

  private let columns: ColumnPointers
  private let isPositive: [Bool]
  private let weights: [Double]?
  private let loss: Loss
  private let ridge: Double
  private let intercept: Bool
  private let totalWeight: Double
  private var scores: [Double]
  /// Bounds of the rows' second derivatives at the place of the last gradient.
  private var curvature: [Double]

  init(
    columns: ColumnPointers, isPositive: [Bool], weights: [Double]?, loss: Loss, ridge: Double,
    intercept: Bool
  ) {
    self.columns = columns
    self.isPositive = isPositive
    self.weights = weights
    self.loss = loss
    self.ridge = ridge
    if case .pairwise = loss { self.intercept = false } else { self.intercept = intercept }
    totalWeight = weights?.reduce(0, +) ?? Double(isPositive.count)
    scores = [Double](repeating: 0, count: isPositive.count)
    curvature = scores
  }

  private var rows: Int { isPositive.count }
  private var width: Int { columns.count + (intercept ? 1 : 0) }

  /// The gradient at a place; remembers the curvature there.
  func gradient(_ point: [Double]) -> [Double] {
    let block = LogisticKernel.block
    let constant = intercept ? point[columns.count] : 0
    var slopes = [Double](repeating: 0, count: rows)
    scores.withUnsafeMutableBufferPointer { scores in
      point.withUnsafeBufferPointer { point in
        guard let base = scores.baseAddress else { return }
        for row in 0..<rows { base[row] = constant }
        guard let point = point.baseAddress else { return }
        for start in stride(from: 0, to: rows, by: block) {
          LogisticKernel.addLinear(
            columns, point, start: start, size: min(block, rows - start), to: base + start)
        }
      }
    }
    switch loss {
    case .pointwise(let loss):
      for row in 0..<rows {
        let weight = (weights?[row] ?? 1) / totalWeight
        slopes[row] =
          weight * loss.gradient(margin: scores[row], isPositive: isPositive[row])
        curvature[row] =
          weight * loss.boundedHessian(margin: scores[row], isPositive: isPositive[row])
      }
    case .pairwise(let loss):
      scores.withUnsafeBufferPointer { scores in
        _ = slopes.withUnsafeMutableBufferPointer { slopes in
          PairwiseLoss.gradient(
            loss, scores: scores, isPositive: isPositive, weights: weights, into: slopes)
        }
      }
    }
    var gradient = [Double](repeating: 0, count: width)
    gradient.withUnsafeMutableBufferPointer { gradient in
      slopes.withUnsafeBufferPointer { slopes in
        guard let sum = gradient.baseAddress, let slope = slopes.baseAddress else { return }
        for start in stride(from: 0, to: rows, by: block) {
          LogisticKernel.addProducts(
            columns, slope + start, start: start, size: min(block, rows - start), to: sum)
        }
        if intercept { for row in 0..<rows { sum[columns.count] += slope[row] } }
      }
    }
    for column in 0..<columns.count { gradient[column] += ridge * point[column] }
    return gradient
  }

  /// A bound of the Hessian at the place of the last gradient.
  func metric() -> Descent.Metric {
    let (matrix, unit) = curvature(over: Array(0..<columns.count))
    let size = width
    if size > 700 {
      let diagonal = (0..<size).map { max(matrix[$0 * (size + 1)], 1e-12) }
      return Descent.Metric(solve: { zip($0, diagonal).map { $0 / $1 } }, unit: unit)
    }
    let factor = Cholesky(matrix, size: size)
    return Descent.Metric(solve: { factor.solve($0) }, unit: unit)
  }

  /// A bound of the Hessian over some columns and the intercept, with the intercept's curvature.
  func curvature(over chosen: [Int]) -> (matrix: [Double], unit: Double) {
    let pointers = chosen.map { columns[$0] }
    let size = chosen.count + (intercept ? 1 : 0)
    var (matrix, unit) = pointers.withUnsafeBufferPointer {
      buffer -> ([Double], Double) in
      guard let base = buffer.baseAddress, size > 0 else {
        return ([Double](repeating: 0, count: size * size), curvature.reduce(0, +))
      }
      let part = ColumnPointers(base: base, count: chosen.count)
      switch loss {
      case .pointwise:
        let sample = CurvatureSample(rows: (0..<Int32(rows)).map { $0 }, weights: curvature)
        return (sample.hessian(part, intercept: intercept), sample.total)
      case .pairwise(let loss):
        return pairs(part, bend: loss == .squaredHinge ? 2 : 0.25)
      }
    }
    for column in 0..<size {
      matrix[column * (size + 1)] *= 1 + 1e-10
      if column < chosen.count { matrix[column * (size + 1)] += ridge }
    }
    unit = max(unit, ridge)
    return (matrix, unit)
  }

  /// The mean over pairs of the products of their differences: both classes' covariances and the
  /// distance of their means. Times the largest bend of the loss it bounds the Hessian.
  private func pairs(_ part: ColumnPointers, bend: Double) -> ([Double], Double) {
    var result = [Double](repeating: 0, count: part.count * part.count)
    var gap = [Double](repeating: 0, count: part.count)
    for side in [true, false] {
      let own = isPositive.indices.filter { isPositive[$0] == side && (weights?[$0] ?? 1) > 0 }
      let total = own.reduce(0) { $0 + (weights?[$1] ?? 1) }
      guard total > 0 else { continue }
      let sample = CurvatureSample(
        rows: own.map(Int32.init), weights: own.map { (weights?[$0] ?? 1) / total })
      let products = sample.hessian(part, intercept: false)
      var means = [Double](repeating: 0, count: part.count)
      for column in 0..<part.count {
        let values = part[column]
        for row in own { means[column] += values[row] * (weights?[row] ?? 1) / total }
      }
      for i in 0..<part.count {
        gap[i] += side ? means[i] : -means[i]
        for j in 0..<part.count {
          result[i * part.count + j] += products[i * part.count + j] - means[i] * means[j]
        }
      }
    }
    for i in 0..<part.count {
      for j in 0..<part.count {
        result[i * part.count + j] = bend * (result[i * part.count + j] + gap[i] * gap[j])
      }
    }
    return (result, bend)
  }

  /// The intercept that gives the last scores the positives' share in the mean.
  func balancingIntercept() -> Double {
    var positives = 0.0
    for row in 0..<rows where isPositive[row] { positives += weights?[row] ?? 1 }
    // Between the extremes of what any row could ask for; halving is safe and soon done.
    let largest = scores.reduce(0) { max($0, abs($1)) }
    var (low, high) = (-largest - 40, largest + 40)
    for _ in 0..<80 {
      let middle = (low + high) / 2
      var sum = 0.0
      for row in 0..<rows {
        let score = scores[row] + middle
        let small = Exponential.exp(-abs(score))
        sum += (weights?[row] ?? 1) * (score >= 0 ? 1 : small) / (1 + small)
      }
      if sum < positives { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
