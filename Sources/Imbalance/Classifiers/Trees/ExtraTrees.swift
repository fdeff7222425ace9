/// Many trees on all rows, each split the best of a few random cuts.
///
/// Geurts, Ernst and Wehenkel, "Extremely randomized trees", 2006, with scikit-learn's options: a
/// cut lies anywhere between a node's smallest and largest value. Missing values go to a side drawn
/// for each cut, and words fall to both sides at random. Each tree has its own random stream, so
/// the number of threads changes nothing.
public struct ExtraTrees: Classifier {
  public static let name = "extra_trees"
  public static let summary = "The mean of many trees with randomly drawn columns and cuts."
  public static let parameters =
    [
      Parameter(
        "n_estimators", .integer(1...100_000), default: .integer(100), "How many trees there are."),
      Parameter(
        "bootstrap", .boolean, default: .boolean(false),
        "Whether each tree gets rows drawn with replacement, or all of them."),
    ] + TreeOptions.parameters(maxFeatures: "sqrt")
  public static let needs = InputNeeds.anything
  public static let supportsMulticlass = true
  public static let fittedTypes: [any FittedClassifier.Type] = [FittedTrees.self]

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
    let ground = RandomCutGrower.Ground(
      table: training.table, codes: coding.codes, classes: coding.order.count, weights: weights,
      options: options)
    let (bootstrap, count) = (bootstrap, training.count)
    let trees = parallelMap(count: treeCount, threads: threads) { index -> Tree in
      var random = FastRandom(seed.child("tree", index: index))
      var draws: [Int32]?
      if bootstrap {
        var drawn = [Int32](repeating: 0, count: count)
        for _ in 0..<count { drawn[random.below(count)] += 1 }
        draws = drawn
      }
      var grower = RandomCutGrower(ground, draws: draws, random: random)
      return grower.grow()
    }
    return FittedTrees(
      trees, order: coding.order, classes: labels.target.classes.count,
      columns: training.table.names)
  }
}
