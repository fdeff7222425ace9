/// A few thousand rows that carry the curvature of many.
///
/// Rows are taken with a chance proportional to their curvature times their size, by walking the
/// running total in equal steps, without any randomness: rows with more than a step's worth count
/// as they are, others stand for their like. The Hessian of such a sample is a few percent off,
/// which costs a quasi-Newton method a pass or two, and saves it rows x columns^2 operations.
struct CurvatureSample {
  var rows: [Int32] = []
  var weights: [Double] = []
  /// The curvature of all rows.
  let total: Double

  /// Chooses about `wanted` rows, or all when there are not many more.
  init(
    _ curvature: UnsafeBufferPointer<Double>, sizes: UnsafeBufferPointer<Double>, wanted: Int
  ) {
    var total = 0.0
    var worth = 0.0
    for row in 0..<curvature.count {
      total += curvature[row]
      worth += curvature[row] * sizes[row]
    }
    self.total = total
    if curvature.count <= wanted + wanted / 2 {
      rows = (0..<Int32(curvature.count)).map { $0 }
      weights = Array(curvature)
      return
    }
    let step = worth / Double(wanted)
    var carried = step / 2
    for row in 0..<curvature.count {
      let value = curvature[row] * sizes[row]
      if value >= step {
        rows.append(Int32(row))
        weights.append(curvature[row])
      } else {
        carried += value
        if carried >= step {
          carried -= step
          rows.append(Int32(row))
          weights.append(step / sizes[row])
        }
      }
    }
  }

  /// Takes some rows as they are.
  init(rows: [Int32], weights: [Double]) {
    self.rows = rows
    self.weights = weights
    total = weights.reduce(0, +)
  }

  /// The Hessian over the columns and, last, an intercept.
  func hessian(_ columns: ColumnPointers, intercept: Bool) -> [Double] {
    let piece = 65_536
    guard rows.count > piece else { return product(columns, intercept: intercept) }
    // Piece by piece, so that no copy of all rows is held.
    var sum: [Double] = []
    for start in stride(from: 0, to: rows.count, by: piece) {
      let places = start..<min(rows.count, start + piece)
      let part = CurvatureSample(rows: Array(rows[places]), weights: Array(weights[places]))
        .product(columns, intercept: intercept)
      if sum.isEmpty { sum = part } else { for place in sum.indices { sum[place] += part[place] } }
    }
    return sum
  }

  private func product(_ columns: ColumnPointers, intercept: Bool) -> [Double] {
    let height = columns.count + (intercept ? 1 : 0)
    let length = rows.count
    var scaled = [Double](repeating: 0, count: height * length)
    let roots = weights.map { $0.squareRoot() }
    scaled.withUnsafeMutableBufferPointer { out in
      for column in 0..<columns.count {
        let source = columns[column]
        let start = column * length
        for place in 0..<length { out[start + place] = source[Int(rows[place])] * roots[place] }
      }
      if intercept {
        for place in 0..<length { out[columns.count * length + place] = roots[place] }
      }
    }
    return GramKernel.gram(scaled, height: height, length: length)
  }
}
