/// The Hessian of a softmax over several classes, all classes together.
///
/// With probabilities p it is the sum, over pairs of classes a and b, of (e_a - e_b)(e_a - e_b)'
/// times the Gram matrix of the rows weighted by p_a p_b. Each pair may thus have a sample of rows
/// of its own, and the sum is still positive. Leaving out what ties the classes together would be
/// cheaper, and lets the solver crawl: rare classes next to a large one are tied closely.
struct SoftmaxCurvature {
  /// The Hessian, decision by decision, without a penalty.
  private(set) var hessian: [Double]
  /// The curvature along each decision's intercept.
  private(set) var totals: [Double]
  private let decisions: Int
  private let width: Int

  /// The most parameters for which the whole Hessian is worth its making.
  static let largest = 800

  /// Adds up the pairs.
  ///
  /// - Parameters:
  ///   - probabilities: Of every row, decision by decision.
  ///   - weights: Of every row, or none.
  ///   - sizes: What each row can weigh in a Hessian.
  ///   - wanted: About how many rows a pair's sample may have.
  init(
    probabilities: [Double], decisions: Int, columns: ColumnPointers, rows: Int,
    weights: UnsafeBufferPointer<Double>?, sizes: [Double], wanted: Int, intercept: Bool
  ) {
    let width = columns.count + (intercept ? 1 : 0)
    let side = decisions * width
    self.decisions = decisions
    self.width = width
    hessian = [Double](repeating: 0, count: side * side)
    totals = [Double](repeating: 0, count: decisions)
    var curvature = [Double](repeating: 0, count: rows)
    let pairs = decisions * (decisions - 1) / 2
    let budget = min(20_000, max(wanted, 100_000_000 / max(1, pairs * width * width)))
    for a in 0..<decisions {
      for b in 0..<a {
        for row in 0..<rows {
          curvature[row] =
            (weights?[row] ?? 1) * probabilities[a * rows + row] * probabilities[b * rows + row]
        }
        let sample = curvature.withUnsafeBufferPointer { curvature in
          sizes.withUnsafeBufferPointer { sizes in
            CurvatureSample(curvature, sizes: sizes, wanted: budget)
          }
        }
        totals[a] += sample.total
        totals[b] += sample.total
        add(sample.hessian(columns, intercept: intercept), a, b)
      }
    }
  }

  private mutating func add(_ block: [Double], _ a: Int, _ b: Int) {
    let side = decisions * width
    for i in 0..<width {
      for j in 0..<width {
        let value = block[i * width + j]
        hessian[(a * width + i) * side + a * width + j] += value
        hessian[(b * width + i) * side + b * width + j] += value
        hessian[(a * width + i) * side + b * width + j] -= value
        hessian[(b * width + i) * side + a * width + j] -= value
      }
    }
  }

  /// The Hessian of the weighted mean with its penalty, made invertible.
  ///
  /// Adding the same to all classes changes no probability, so that direction has no curvature of
  /// its own. It gets the classes' mean; the gradient has no part in it.
  func penalised(_ ridge: Double, penalisedColumns: Int, totalWeight: Double) -> [Double] {
    let side = decisions * width
    var result = hessian
    for place in result.indices { result[place] /= totalWeight }
    for column in 0..<width {
      var mean = 0.0
      for a in 0..<decisions { mean += result[(a * width + column) * (side + 1)] }
      mean = max(mean / Double(decisions), 1e-12)
      for a in 0..<decisions {
        for b in 0..<decisions {
          result[(a * width + column) * side + b * width + column] += mean / Double(decisions)
        }
        result[(a * width + column) * (side + 1)] *= 1 + 1e-10
        if column < penalisedColumns { result[(a * width + column) * (side + 1)] += ridge }
      }
    }
    return result
  }
}
