/// A support-vector machine with the Gaussian kernel exp(-gamma d²), for two classes.
///
/// Sequential minimal optimisation with second-order choice of the pair (Fan, Chen and Lin,
/// "Working set selection using second order information for training support vector machines",
/// 2005), the method of libsvm and so of scikit-learn's `SVC`. Kernel rows are kept up to a fixed
/// amount of memory and computed again when needed: never rows times rows.
package struct SupportVectorMachine: Sendable {
  /// For each row, those of the first class and then those of the second, its weight; 0 for rows
  /// that are no support vectors.
  package let weights: [Double]
  /// What is taken from the weighted sum of kernels; positive decisions are the first class.
  package let offset: Double
  /// How many pairs were optimised.
  package let rounds: Int

  /// Learns to tell two classes apart.
  ///
  /// - Parameters:
  ///   - space: The columns; at least one.
  ///   - first: The rows of one class.
  ///   - second: The rows of the other.
  ///   - penalty: The upper bound of a weight (C).
  ///   - tolerance: How far the optimality conditions may be missed.
  ///   - memory: How many bytes of kernel rows may be kept.
  package init(
    _ space: [[Double]], first: [Int], second: [Int], gamma: Double, penalty: Double = 1,
    tolerance: Double = 1e-3, memory: Int = 100_000_000, threads: Int
  ) {
    var solver = PairSolver(
      GaussianRows(space, rows: first + second, gamma: gamma, memory: memory, threads: threads),
      positives: first.count, penalty: penalty)
    solver.solve(tolerance: tolerance)
    weights = solver.weights
    offset = solver.offset
    rounds = solver.rounds
  }

  /// scikit-learn's `gamma: scale`: 1 / (columns x variance of all the numbers together).
  package static func scaledGamma(_ space: [[Double]]) -> Double {
    let count = Double(space.count * (space.first?.count ?? 0))
    let mean = space.reduce(0) { $1.reduce($0, +) } / count
    let squares = space.reduce(0) { $1.reduce($0) { $0 + ($1 - mean) * ($1 - mean) } }
    return squares > 0 ? 1 / (Double(space.count) * (squares / count)) : 1
  }
}
