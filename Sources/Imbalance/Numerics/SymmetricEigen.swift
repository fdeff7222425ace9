/// The eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations.
///
/// Slower than reducing to a band first, and accurate to the last digits for small eigenvalues
/// too, which is what a decision about rank needs.
struct SymmetricEigen: Sendable {
  /// Descending.
  let values: [Double]
  /// One list for each value, of length 1; the sign makes the largest part positive.
  let vectors: [[Double]]

  /// Decomposes a matrix given row by row.
  init(_ matrix: [Double], size: Int) {
    var a = matrix
    // Row k of `v` becomes the eigenvector of diagonal place k.
    var v = [Double](repeating: 0, count: size * size)
    for k in 0..<size { v[k * size + k] = 1 }
    a.withUnsafeMutableBufferPointer { a in
      v.withUnsafeMutableBufferPointer { v in
        for _ in 0..<60 where !Self.sweep(a, v, size) {}
      }
    }
    let diagonal = (0..<size).map { a[$0 * size + $0] }
    let order = (0..<size).sorted { i, j in
      diagonal[i] != diagonal[j] ? diagonal[i] > diagonal[j] : i < j
    }
    values = order.map { diagonal[$0] }
    vectors = order.map { place in
      let row = Array(v[place * size..<(place + 1) * size])
      var largest = 0
      for k in row.indices where abs(row[k]) > abs(row[largest]) { largest = k }
      return size > 0 && row[largest] < 0 ? row.map { -$0 } : row
    }
  }

  /// Turns every pair of rows and columns once; whether there was nothing left to turn.
  private static func sweep(
    _ a: UnsafeMutableBufferPointer<Double>, _ v: UnsafeMutableBufferPointer<Double>, _ size: Int
  ) -> Bool {
    var isDone = true
    for p in 0..<size {
      for q in (p + 1)..<max(size, p + 1) {
        let off = a[p * size + q]
        let (first, second) = (a[p * size + p], a[q * size + q])
        // Too small to change either diagonal value's last digit.
        if off == 0 || abs(off) <= 1e-17 * (abs(first) * abs(second)).squareRoot()
          || abs(off) < 1e-300
        {
          continue
        }
        isDone = false
        let theta = (second - first) / (2 * off)
        let t = (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        for k in 0..<size {
          let (x, y) = (a[p * size + k], a[q * size + k])
          a[p * size + k] = c * x - s * y
          a[q * size + k] = s * x + c * y
          let (e, f) = (v[p * size + k], v[q * size + k])
          v[p * size + k] = c * e - s * f
          v[q * size + k] = s * e + c * f
        }
        // Columns are the rows' mirror image but for the two places where both meet.
        for k in 0..<size where k != p && k != q {
          a[k * size + p] = a[p * size + k]
          a[k * size + q] = a[q * size + k]
        }
        a[p * size + p] = first - t * off
        a[q * size + q] = second + t * off
        a[p * size + q] = 0
        a[q * size + p] = 0
      }
    }
    return isDone
  }
}
