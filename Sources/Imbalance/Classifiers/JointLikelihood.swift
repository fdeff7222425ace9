/// Turns each class's log-likelihood of rows into probabilities, block by block.
enum JointLikelihood {
  /// Writes the log of prior times likelihood of one class for `size` rows from `start`.
  typealias Score =
    @Sendable (
      _ columns: ColumnPointers, _ place: Int, _ start: Int, _ size: Int,
      _ out: UnsafeMutablePointer<Double>
    ) -> Void

  /// For each class of the target the probability of each row; 0 for classes without rows.
  ///
  /// A row so far from every class that no likelihood can be told gets the classes' shares.
  static func probabilities(
    _ table: Table, present: [Int], classes: Int, shares: [Double], threads: Int,
    score: @escaping Score
  ) -> [[Double]] {
    let rows = table.count
    var result = [[Double]](repeating: [Double](repeating: 0, count: rows), count: classes)
    guard rows > 0 else { return result }
    let block = LogisticKernel.block
    let count = present.count
    let parts = withColumnPointers(table.numericColumns) { columns in
      parallelMap(count: (rows + block - 1) / block, threads: threads) { part -> [Double] in
        let start = part * block
        let size = min(block, rows - start)
        var scores = [Double](repeating: 0, count: count * block)
        scores.withUnsafeMutableBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return }
          for place in 0..<count { score(columns, place, start, size, base + place * block) }
          LogisticKernel.softmax(base, classes: count, size: size)
        }
        return scores
      }
    }
    for (place, code) in present.enumerated() {
      result[code].withUnsafeMutableBufferPointer { out in
        for (part, scores) in parts.enumerated() {
          let start = part * block
          for row in 0..<min(block, rows - start) {
            let chance = scores[place * block + row]
            out[start + row] = chance.isNaN ? shares[code] : chance
          }
        }
      }
    }
    return result
  }
}
