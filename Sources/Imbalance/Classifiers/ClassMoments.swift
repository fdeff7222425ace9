/// What the Gaussian models learn from: weight, means and scatter of the rows of one class.
struct ClassMoments: Sendable {
  /// Of the rows; how many there are when all count once.
  let weight: Double
  let means: [Double]
  /// The weighted sum of products of differences from the means, row by row.
  let scatter: [Double]

  /// Measures the given rows.
  init(_ columns: [[Double]], rows: [Int], weights: [Double]?) {
    let width = columns.count
    let own = weights.map { weights in rows.map { weights[$0] } }
    var total = 0.0
    if let own { for weight in own { total += weight } } else { total = Double(rows.count) }
    weight = total
    // In pieces that stay in the cache: gather, centre, multiply.
    let means = columns.map { column -> Double in
      guard total > 0 else { return 0 }
      return column.withUnsafeBufferPointer { values in
        var sum = 0.0
        if let own {
          for (place, row) in rows.enumerated() { sum += own[place] * values[row] }
        } else {
          for row in rows { sum += values[row] }
        }
        return sum / total
      }
    }
    self.means = means
    var scatter = [Double](repeating: 0, count: width * width)
    let piece = max(64, min(4_096, 262_144 / max(1, width)))
    var start = 0
    while start < rows.count, width > 0 {
      let size = min(piece, rows.count - start)
      let roots = own.map { own in (0..<size).map { own[start + $0].squareRoot() } }
      let centred = [Double](unsafeUninitializedCapacity: width * size) { out, filled in
        for (column, values) in columns.enumerated() {
          let mean = means[column]
          values.withUnsafeBufferPointer { values in
            for place in 0..<size {
              let difference = values[rows[start + place]] - mean
              out[column * size + place] = difference * (roots?[place] ?? 1)
            }
          }
        }
        filled = width * size
      }
      let products = GramKernel.gram(centred, height: width, length: size)
      for place in scatter.indices { scatter[place] += products[place] }
      start += size
    }
    self.scatter = scatter
  }

  /// The moments of each class with rows, in the order of `present`.
  static func byClass(
    _ training: TrainingSet, _ columns: [[Double]], present: [Int], weights: [Double]?,
    threads: Int
  ) -> [ClassMoments] {
    let labels = training.labels
    return parallelMap(count: present.count, threads: threads) { place in
      ClassMoments(columns, rows: labels.rows(ofClass: present[place]), weights: weights)
    }
  }

  /// Each column's variance over the rows of all classes; 1 for a column that does not vary.
  static func variances(_ moments: [ClassMoments]) -> [Double] {
    let total = moments.reduce(0) { $0 + $1.weight }
    guard let size = moments.first?.means.count, total > 0 else { return [] }
    return (0..<size).map { column in
      var mean = 0.0
      for own in moments { mean += own.weight / total * own.means[column] }
      var sum = 0.0
      for own in moments {
        let gap = own.means[column] - mean
        sum += own.scatter[column * (size + 1)] + own.weight * gap * gap
      }
      return sum > 0 ? sum / total : 1
    }
  }
}
