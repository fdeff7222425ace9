/// The mean of trees over raw values.
struct FittedTrees: FittedClassifier {
  private let trees: FlatTrees
  private let order: [Int]
  private let classes: Int
  let fit: FitSummary

  /// - Parameters:
  ///   - order: The target's classes that the trees speak of.
  ///   - classes: How many classes the target has.
  ///   - fit: What there is to say beside the trees' sizes and importances.
  init(
    _ trees: [Tree], order: [Int], classes: Int, columns: [String],
    saying fit: FitSummary = FitSummary()
  ) {
    self.trees = FlatTrees(trees, classes: order.count)
    self.order = order
    self.classes = classes
    var fit = fit
    fit.columns = columns
    fit.importances = meanImportances(trees.map(\.gains), columns: columns.count)
    fit.counts =
      [
        ("trees", Double(trees.count)),
        ("leaves", trees.reduce(0) { $0 + Double($1.leafCount) }),
        ("depth", Double(trees.map(\.depth).max() ?? 0)),
      ] + fit.counts
    self.fit = fit
  }

  func probabilities(for table: Table, threads: Int) -> [[Double]] {
    var result = [[Double]](
      repeating: [Double](repeating: 0, count: table.count), count: classes)
    let sums = trees.sums(for: table, threads: threads)
    let share = 1 / Double(trees.count)
    for (place, code) in order.enumerated() { result[code] = sums[place].map { $0 * share } }
    return result
  }
}

/// The mean over trees of each tree's gains by column, all of them brought to a sum of 1.
///
/// Trees without a split say nothing; `weights` lets trees count differently.
func meanImportances(_ gains: [[Double]], columns: Int, weights: [Double]? = nil) -> [Double] {
  var sums = [Double](repeating: 0, count: columns)
  for (tree, gains) in gains.enumerated() {
    let total = gains.reduce(0, +)
    guard total > 0 else { continue }
    for place in sums.indices { sums[place] += (weights?[tree] ?? 1) * gains[place] / total }
  }
  let total = sums.reduce(0, +)
  return sums.map { total > 0 ? $0 / total : 0 }
}
