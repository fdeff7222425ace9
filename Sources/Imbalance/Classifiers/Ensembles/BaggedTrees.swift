/// Grows a tree on each of several bags.
struct BaggedTrees: Sendable {
  let count: Int
  let options: TreeOptions

  /// Above so many rows in a bag, cuts are made between bins that all trees share.
  private static let exactRows = 8_192

  /// The mean of one tree for each bag.
  ///
  /// Small bags are copied and cut exactly; from large ones trees grow on shared bins, as in a
  /// random forest.
  func fit(
    _ training: TrainingSet, weights: [Double]?, bags: BalancedBags, seed: Seed, threads: Int,
    draw: @Sendable (inout FastRandom) -> [Int]
  ) throws(ModellingError) -> any FittedClassifier {
    let labels = training.labels
    let coding = try treeCodes(labels)
    let (options, table, classes) = (options, training.table, coding.order.count)
    @Sendable func bag(_ index: Int) -> [Int] {
      var random = FastRandom(seed.child("bag", index: index))
      return draw(&random)
    }
    guard bag(0).count > Self.exactRows else {
      let grown = parallelMap(count: count, threads: threads) {
        index -> (tree: Tree, sizes: [Int]) in
        let drawn = bag(index)
        let rows = drawn.filter { weights?[$0] ?? 1 > 0 }
        let own = table.gathering(rows)
        var grower = TreeGrower(
          own.columns, codes: rows.map { coding.codes[$0] }, classes: classes,
          weights: gathered(weights, rows), options: options,
          orders: TreeGrower.orders(own, count: rows.count, threads: 1),
          random: FastRandom(seed.child("tree", index: index)))
        return (grower.grow(), bags.sizes(of: drawn))
      }
      return FittedTrees(
        grown.map(\.tree), order: coding.order, classes: labels.target.classes.count,
        columns: table.names,
        saying: bags.summary(grown.map(\.sizes)))
    }
    let every = weights ?? [Double](repeating: 1, count: training.count)
    let bins = ForestBins(
      table, codes: coding.codes, classes: classes, weights: every, threads: threads)
    let trees = bins.grow(count: count, options: options, threads: threads) {
      index -> (samples: [BinnedGrower.Sample], random: FastRandom) in
      var draws = [Int32](repeating: 0, count: coding.codes.count)
      for row in bag(index) { draws[row] += 1 }
      var samples: [BinnedGrower.Sample] = []
      for row in draws.indices where draws[row] > 0 && every[row] > 0 {
        samples.append(
          BinnedGrower.Sample(
            row: Int32(row), code: Int32(coding.codes[row]),
            weight: Double(draws[row]) * every[row]))
      }
      return (samples, FastRandom(seed.child("tree", index: index)))
    }
    return FittedForest(
      trees: trees, bins: bins.bins, order: coding.order, classes: labels.target.classes.count,
      columns: table.names,
      said: bags.summary(parallelMap(count: count, threads: threads) { bags.sizes(of: bag($0)) }))
  }
}
