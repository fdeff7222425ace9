/// Many trees, each on rows drawn with replacement and a few random columns for each split.
///
/// Breiman, "Random forests", 2001, with scikit-learn's options; probabilities are the mean of
/// the leaves' shares. Columns with more than 255 different values are cut at quantiles that are
/// fine where rare classes lie, which makes growing many times faster than exact cuts and costs no
/// quality. Categories and missing values are taken as they are. Each tree has its own random
/// stream, so the number of threads changes nothing.
public struct RandomForest: Classifier {
  public static let name = "random_forest"
  public static let summary =
    "The mean of many trees, each on randomly drawn rows and columns."
  public static let parameters =
    [
      Parameter(
        "n_estimators", .integer(1...100_000), default: .integer(100), "How many trees there are."),
      Parameter(
        "bootstrap", .boolean, default: .boolean(true),
        "Whether each tree gets rows drawn with replacement, or all of them."),
    ] + TreeOptions.parameters(maxFeatures: "sqrt")
  public static let needs = InputNeeds.anything
  public static let supportsMulticlass = true
  public static let fittedTypes: [any FittedClassifier.Type] = [FittedForest.self]

  let treeCount: Int
  let bootstrap: Bool
  let options: TreeOptions

  public init(_ values: ParameterValues) throws(ParameterError) {
    treeCount = values.integer("n_estimators")
    bootstrap = values.boolean("bootstrap")
    options = TreeOptions(values)
  }

  public func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    let labels = training.labels
    _ = try presentClasses(labels, method: Self.name)
    let coding = try treeCodes(labels)
    let weights = weights ?? [Double](repeating: 1, count: training.count)
    let bins = ForestBins(
      training.table, codes: coding.codes, classes: coding.order.count, weights: weights,
      threads: threads)
    let bootstrap = bootstrap
    let trees = bins.grow(count: treeCount, options: options, threads: threads) {
      index -> (samples: [BinnedGrower.Sample], random: FastRandom) in
      var random = FastRandom(seed.child("tree", index: index))
      let samples = Self.samples(
        coding.codes, weights: weights, bootstrap: bootstrap, random: &random)
      return (samples, random)
    }
    return FittedForest(
      trees: trees, bins: bins.bins, order: coding.order, classes: labels.target.classes.count,
      columns: training.table.names)
  }

  /// The rows of one tree, ascending, each with its number of draws times its weight.
  private static func samples(
    _ codes: [UInt8], weights: [Double], bootstrap: Bool, random: inout FastRandom
  ) -> [BinnedGrower.Sample] {
    var draws = [Int32](repeating: bootstrap ? 0 : 1, count: codes.count)
    if bootstrap {
      draws.withUnsafeMutableBufferPointer { draws in
        for _ in 0..<draws.count { draws[random.below(draws.count)] &+= 1 }
      }
    }
    var samples: [BinnedGrower.Sample] = []
    samples.reserveCapacity(bootstrap ? codes.count * 2 / 3 : codes.count)
    for row in codes.indices where draws[row] > 0 && weights[row] > 0 {
      samples.append(
        BinnedGrower.Sample(
          row: Int32(row), code: Int32(codes[row]), weight: Double(draws[row]) * weights[row]))
    }
    return samples
  }
}

/// The trees of a forest and the bins they speak of.
struct FittedForest: FittedClassifier {
  let trees: [BinnedTree]
  let bins: [ColumnBins]
  let order: [Int]
  let classes: Int
  let columns: [String]
  /// What there is to say beside sizes and importances.
  var said = FitSummary()

  func probabilities(for table: Table, threads: Int) -> [[Double]] {
    var result = [[Double]](
      repeating: [Double](repeating: 0, count: table.count), count: classes)
    guard table.count > 0 else { return result }
    let known = order.count
    let rows = table.count
    let (trees, bins) = (trees, bins)
    let codes = parallelMap(count: bins.count, threads: threads) {
      bins[$0].codes(of: table.columns[$0])
    }
    let width = max(1, bins.count)
    let chunk = 512
    let parts = parallelMap(count: (rows + chunk - 1) / chunk, threads: threads) {
      part -> [Double] in
      let start = part * chunk
      let size = min(chunk, rows - start)
      // A chunk's bins row by row: a row's walk then stays within a line or two of memory.
      var own = [UInt8](repeating: 0, count: size * width)
      for (column, bins) in codes.enumerated() {
        for row in 0..<size { own[row * width + column] = bins[start + row] }
      }
      var sums = [Double](repeating: 0, count: known * size)
      sums.withUnsafeMutableBufferPointer { sums in
        own.withUnsafeBufferPointer { own in
          guard let base = own.baseAddress, let out = sums.baseAddress else { return }
          for tree in trees {
            tree.addShares(base, rows: size, width: width, classes: known, to: out)
          }
        }
      }
      return sums
    }
    let share = 1 / Double(trees.count)
    for (part, sums) in parts.enumerated() {
      let size = sums.count / known
      for (place, code) in order.enumerated() {
        for row in 0..<size { result[code][part * chunk + row] = sums[place * size + row] * share }
      }
    }
    return result
  }

  var fit: FitSummary {
    var fit = said
    fit.columns = columns
    fit.importances = meanImportances(trees.map(\.gains), columns: columns.count)
    fit.counts =
      [
        ("trees", Double(trees.count)),
        ("leaves", trees.reduce(0) { $0 + Double($1.leaves) }),
        ("depth", Double(trees.map(\.depth).max() ?? 0)),
      ] + said.counts
    return fit
  }
}
