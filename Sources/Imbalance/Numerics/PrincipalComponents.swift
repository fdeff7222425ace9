/// The directions in which standardised rows differ most, from their covariance.
///
/// Source: Pearson, Phil. Mag. 2 (1901). A direction's sign makes its largest weight positive, so
/// that the same rows are always drawn the same way up.
package struct PrincipalComponents: Sendable {
  /// For each direction its share of all the spread, descending.
  package let shares: [Double]
  /// For each direction the weight of every column; squares add up to 1.
  package let weights: [[Double]]

  /// The directions of some points, the widest first.
  package init(_ points: StandardSpace.Points) {
    let columns = points.coordinates
    let size = columns.count
    let count = Double(max(1, points.rows.count))
    let means = columns.map { $0.reduce(0, +) / count }
    var matrix = [Double](repeating: 0, count: size * size)
    for i in 0..<size {
      for j in i..<size {
        var sum = 0.0
        columns[i].withUnsafeBufferPointer { a in
          columns[j].withUnsafeBufferPointer { b in
            for row in a.indices { sum += (a[row] - means[i]) * (b[row] - means[j]) }
          }
        }
        matrix[i * size + j] = sum / count
        matrix[j * size + i] = sum / count
      }
    }
    let eigen = SymmetricEigen(matrix, size: size)
    let all = eigen.values.reduce(0) { $0 + max(0, $1) }
    shares = eigen.values.map { all > 0 ? max(0, $0) / all : 0 }
    weights = eigen.vectors
  }

  /// How far points lie along one direction.
  package func scores(of points: StandardSpace.Points, along direction: Int) -> [Double] {
    var scores = [Double](repeating: 0, count: points.rows.count)
    for (column, weight) in zip(points.coordinates, weights[direction]) {
      for row in scores.indices { scores[row] += column[row] * weight }
    }
    return scores
  }
}
