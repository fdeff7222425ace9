/// A table's bins, learnt once for all trees of a forest.
struct ForestBins: Sendable {
  /// How each column falls into bins.
  let bins: [ColumnBins]
  private let matrix: [UInt8]
  private let rows: Int
  private let classes: Int

  /// Learns bins and looks up every value's.
  init(
    _ table: Table, codes: [UInt8], classes: Int, weights: [Double], threads: Int
  ) {
    let columns = table.columns
    let learnt = parallelMap(count: columns.count, threads: threads) { place in
      let bins = ColumnBins.learn(
        columns[place], codes: codes, classes: classes, weights: weights)
      return (bins: bins, codes: bins.codes(of: columns[place]))
    }
    bins = learnt.map(\.bins)
    matrix = Array(learnt.map(\.codes).joined())
    rows = table.count
    self.classes = classes
  }

  /// Trees, each from the rows and the random stream that `start` gives it.
  func grow(
    count: Int, options: TreeOptions, threads: Int,
    from start: @Sendable (Int) -> (samples: [BinnedGrower.Sample], random: FastRandom)
  ) -> [BinnedTree] {
    let (bins, rows, classes) = (bins, rows, classes)
    return matrix.withUnsafeBufferPointer { buffer -> [BinnedTree] in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1) { nothing in
        // A table without columns has no bins; its trees are single leaves.
        guard let base = buffer.baseAddress ?? UnsafePointer(nothing.baseAddress) else { return [] }
        let ground = BinnedGrower.Ground(
          bins: base, rows: rows, columns: bins.count,
          isCategorical: bins.map(\.isCategorical), classes: classes, options: options)
        return parallelMap(count: count, threads: threads) { index in
          let (samples, random) = start(index)
          var grower = BinnedGrower(ground, samples: samples, random: random)
          return grower.grow()
        }
      }
    }
  }
}
