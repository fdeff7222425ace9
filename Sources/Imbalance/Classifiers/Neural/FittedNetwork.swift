/// A network that has learnt.
struct FittedNetwork: FittedClassifier {
  let shape: NetworkShape
  let numbers: [Float]
  let order: [Int]
  let classes: Int
  let fit: FitSummary
  /// False for losses that teach an order of rows.
  let areProbabilities: Bool

  func probabilities(for table: Table, threads: Int) -> [[Double]] {
    var result = [[Double]](
      repeating: [Double](repeating: 0, count: table.count), count: classes)
    let outputs = order.count == 2 ? 1 : order.count
    let chunk = 256
    let own = self
    let columns = table.numericColumns
    let parts = parallelMap(count: (table.count + chunk - 1) / chunk, threads: threads) {
      part -> [Double] in
      let start = part * chunk
      let size = min(chunk, table.count - start)
      var pass = NetworkPass(own.shape, capacity: size)
      let rows = networkRows(columns, from: start, count: size)
      let width = own.shape.layers[0].paddedInputs
      rows.withUnsafeBufferPointer { rows in
        guard let base = rows.baseAddress else { return }
        for row in 0..<size { pass.setInput(row, base + row * width) }
      }
      var unused = FastRandom(Seed(root: 0))
      pass.forward(own.numbers, rows: size, random: &unused)
      var shares = [Double](repeating: 0, count: size * outputs)
      for row in 0..<size {
        if outputs == 1 {
          shares[row] =
            Exponential.sigmoid(
              SIMD8<Double>(repeating: finite(pass.output(row, 0))))[0]
          continue
        }
        let said = (0..<outputs).map { finite(pass.output(row, $0)) }
        let top = said.max() ?? 0
        let powers = said.map { Exponential.exp($0 - top) }
        let norm = powers.reduce(0, +)
        for code in 0..<outputs { shares[code * size + row] = powers[code] / norm }
      }
      return shares
    }
    for (part, shares) in parts.enumerated() {
      let size = shares.count / outputs
      for row in 0..<size {
        if outputs == 1 {
          result[order[1]][part * chunk + row] = shares[row]
          result[order[0]][part * chunk + row] = 1 - shares[row]
        } else {
          for (place, code) in order.enumerated() {
            result[code][part * chunk + row] = shares[place * size + row]
          }
        }
      }
    }
    return result
  }
}

/// A decision that came out infinite or undefined, brought back to a number.
private func finite(_ value: Float) -> Double {
  value.isNaN ? 0 : Double(max(-1e30, min(1e30, value)))
}

/// Some rows of columns, row by row, each filled up to whole vectors.
func networkRows(_ columns: [[Double]], from start: Int, count: Int) -> [Float] {
  let width = NetworkKernel.padded(columns.count)
  var rows = [Float](repeating: 0, count: count * width)
  rows.withUnsafeMutableBufferPointer { rows in
    for (place, column) in columns.enumerated() {
      column.withUnsafeBufferPointer { column in
        for row in 0..<count {
          // What no training row comes near must not become infinite.
          rows[row &* width &+ place] = Float(max(-1e12, min(1e12, column[start &+ row])))
        }
      }
    }
  }
  return rows
}
