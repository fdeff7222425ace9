/// The factor of a symmetric positive matrix, for solving against it.
struct Cholesky: Sendable {
  private let size: Int
  /// The lower factor, row by row.
  private let factor: [Double]
  /// The smallest share of a diagonal number that was left when its turn came: about 0 for
  /// columns that add up to each other, 1 for columns that share nothing.
  let smallestShare: Double

  /// Factors a matrix given row by row; a direction without curvature gets a little of it.
  ///
  /// The little ridge makes linearly dependent columns harmless for a solver that only wants a
  /// direction of descent.
  init(_ matrix: [Double], size: Int) {
    var factor = matrix
    var smallest = 1.0
    factor.withUnsafeMutableBufferPointer { l in
      for row in 0..<size {
        let original = l[row * size + row]
        for column in 0...row {
          var sum = l[row * size + column]
          for k in 0..<column { sum -= l[row * size + k] * l[column * size + k] }
          if row == column {
            let floor = max(original * 1e-11, 1e-300)
            smallest = min(smallest, original > 0 ? max(0, sum) / original : 0)
            l[row * size + row] = (sum > floor ? sum : max(original, 1e-12)).squareRoot()
          } else {
            l[row * size + column] = sum / l[column * size + column]
          }
        }
      }
    }
    self.factor = factor
    smallestShare = smallest
    self.size = size
  }

  /// The solution of `matrix * x = right`.
  func solve(_ right: [Double]) -> [Double] { backward(forward(right)) }

  /// The solution of `lower factor * x = right`.
  func forward(_ right: [Double]) -> [Double] {
    var x = right
    for row in 0..<size {
      var sum = x[row]
      for k in 0..<row { sum -= factor[row * size + k] * x[k] }
      x[row] = sum / factor[row * size + row]
    }
    return x
  }

  /// The solution of `transposed lower factor * x = right`.
  func backward(_ right: [Double]) -> [Double] {
    var x = right
    for row in stride(from: size - 1, through: 0, by: -1) {
      var sum = x[row]
      for k in (row + 1)..<max(size, row + 1) { sum -= factor[k * size + row] * x[k] }
      x[row] = sum / factor[row * size + row]
    }
    return x
  }

  /// The logarithm of the matrix's determinant.
  var logDeterminant: Double {
    var sum = 0.0
    for row in 0..<size { sum += NaturalLogarithm.log(factor[row * size + row]) }
    return 2 * sum
  }
}
