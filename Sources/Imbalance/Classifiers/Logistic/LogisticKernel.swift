/// The inner loops of logistic regression, over raw memory.
enum LogisticKernel {
  /// Rows in a block: all its intermediate numbers stay in the nearest cache.
  static let block = 512

  /// Adds `sum of coefficient * column` to `z` for `size` rows from `start`.
  @inline(__always)
  static func addLinear(
    _ columns: ColumnPointers, _ coefficients: UnsafePointer<Double>, start: Int, size: Int,
    to z: UnsafeMutablePointer<Double>
  ) {
    var column = 0
    while column &+ 3 < columns.count {
      let (a, b) = (columns[column] + start, columns[column &+ 1] + start)
      let (c, d) = (columns[column &+ 2] + start, columns[column &+ 3] + start)
      let (p, q) = (coefficients[column], coefficients[column &+ 1])
      let (r, s) = (coefficients[column &+ 2], coefficients[column &+ 3])
      for row in 0..<size {
        z[row] += (p * a[row] + q * b[row]) + (r * c[row] + s * d[row])
      }
      column &+= 4
    }
    while column < columns.count {
      let a = columns[column] + start
      let p = coefficients[column]
      for row in 0..<size { z[row] += p * a[row] }
      column &+= 1
    }
  }

  /// Adds to `gradient` each column's product with `residual` over `size` rows from `start`.
  @inline(__always)
  static func addProducts(
    _ columns: ColumnPointers, _ residual: UnsafePointer<Double>, start: Int, size: Int,
    to gradient: UnsafeMutablePointer<Double>
  ) {
    let whole = size & ~7
    var column = 0
    while column < columns.count {
      let isPair = column &+ 1 < columns.count
      let a = columns[column] + start
      let b = isPair ? columns[column &+ 1] + start : a
      var first = SIMD8<Double>(repeating: 0)
      var second = SIMD8<Double>(repeating: 0)
      var row = 0
      while row < whole {
        let shared = GramKernel.load(residual + row)
        first += GramKernel.load(a + row) * shared
        second += GramKernel.load(b + row) * shared
        row &+= 8
      }
      var one = first.sum()
      var two = second.sum()
      while row < size {
        one += a[row] * residual[row]
        two += b[row] * residual[row]
        row &+= 1
      }
      gradient[column] += one
      if isPair { gradient[column &+ 1] += two }
      column &+= 2
    }
  }

  /// Turns log-odds into probabilities in place; `size` is rounded up to eights.
  @inline(__always)
  static func sigmoid(_ z: UnsafeMutablePointer<Double>, size: Int) {
    var row = 0
    while row < size {
      let place = UnsafeMutableRawPointer(z + row)
      let value = UnsafeRawPointer(place).loadUnaligned(as: SIMD8<Double>.self)
      place.storeBytes(of: Exponential.sigmoid(value), as: SIMD8<Double>.self)
      row &+= 8
    }
  }

  /// Turns the scores of several classes into probabilities in place, class by class in strides.
  @inline(__always)
  static func softmax(_ z: UnsafeMutablePointer<Double>, classes: Int, size: Int) {
    var row = 0
    while row < size {
      func lanes(_ code: Int) -> SIMD8<Double> {
        UnsafeRawPointer(z + (code &* block &+ row)).loadUnaligned(as: SIMD8<Double>.self)
      }
      func store(_ value: SIMD8<Double>, _ code: Int) {
        UnsafeMutableRawPointer(z + (code &* block &+ row)).storeBytes(
          of: value, as: SIMD8<Double>.self)
      }
      var top = lanes(0)
      for code in 1..<classes {
        let value = lanes(code)
        top.replace(with: value, where: value .> top)
      }
      var total = SIMD8<Double>(repeating: 0)
      for code in 0..<classes {
        let value = lanes(code) - top
        let power = Exponential.exp(
          value.replacing(with: SIMD8(repeating: -700), where: value .< -700))
        total += power
        store(power, code)
      }
      for code in 0..<classes { store(lanes(code) / total, code) }
      row &+= 8
    }
  }

  /// One over the mean square of each column, times the columns; from a sample of rows.
  static func scales(_ columns: ColumnPointers, rows: Int) -> [Double] {
    (0..<columns.count).map { column in
      let step = max(1, rows / 512)
      var total = 0.0
      var count = 0
      for row in stride(from: 0, to: rows, by: step) {
        total += columns[column][row] * columns[column][row]
        count += 1
      }
      return total > 0 ? Double(count) / total / Double(columns.count) : 0
    }
  }

  /// For each row 1 plus the mean of its squared values, in units of the columns' mean squares.
  @inline(__always)
  static func sizes(
    _ columns: ColumnPointers, _ scales: UnsafePointer<Double>, start: Int, size: Int,
    to out: UnsafeMutablePointer<Double>
  ) {
    for row in 0..<size { out[row] = 1 }
    for column in 0..<columns.count {
      let values = columns[column] + start
      let scale = scales[column]
      for row in 0..<size { out[row] += scale * (values[row] * values[row]) }
    }
  }
}
