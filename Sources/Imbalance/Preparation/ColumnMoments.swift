/// Means and spreads of complete columns, four columns in one pass.
///
/// Each column is summed row by row, so that the bits are those of a plain loop; four sums side by
/// side keep the adder busy, which one alone leaves idle three quarters of the time.
enum ColumnMoments {
  typealias Column = UnsafePointer<Double>

  /// The sum of each of four columns.
  static func sums(
    _ a: Column, _ b: Column, _ c: Column, _ d: Column, count: Int
  ) -> (Double, Double, Double, Double) {
    var (p, q, r, s) = (0.0, 0.0, 0.0, 0.0)
    for row in 0..<count {
      p += a[row]
      q += b[row]
      r += c[row]
      s += d[row]
    }
    return (p, q, r, s)
  }

  /// For each of two columns the sums of the squared differences from its mean and of the
  /// differences.
  static func differences(
    _ a: Column, _ meanA: Double, _ b: Column, _ meanB: Double, count: Int
  ) -> (first: (squares: Double, rest: Double), second: (squares: Double, rest: Double)) {
    var (first, second) = ((squares: 0.0, rest: 0.0), (squares: 0.0, rest: 0.0))
    for row in 0..<count {
      let x = a[row] - meanA
      let y = b[row] - meanB
      first.squares += x * x
      first.rest += x
      second.squares += y * y
      second.rest += y
    }
    return (first, second)
  }
}
