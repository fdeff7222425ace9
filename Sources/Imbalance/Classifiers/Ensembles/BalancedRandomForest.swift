/// A random forest in which each tree sees as many rows of every class.
///
/// imbalanced-learn's `BalancedRandomForestClassifier` since 0.13, which follows Chen, Liaw and
/// Breiman, "Using random forest to learn imbalanced data", 2004: as many rows as the smallest
/// class has, drawn with replacement from every class. Weights count in growing the trees and not
/// in drawing.
public struct BalancedRandomForest: Classifier {
  public static let name = "balanced_random_forest"
  public static let summary = "A random forest in which each tree sees all classes equally often."
  public static let parameters =
    [
      Parameter(
        "n_estimators", .integer(1...100_000), default: .integer(100), "How many trees there are."),
      Parameter(
        "bootstrap", .boolean, default: .boolean(false),
        "Whether rows are drawn with replacement before a bag is balanced."),
    ] + BalancedBags.parameters(strategy: "all", replacement: true)
    + TreeOptions.parameters(maxFeatures: "sqrt")
  public static let needs = InputNeeds.anything
  public static let supportsMulticlass = true

  let treeCount: Int
  let bootstrap: Bool
  let strategy: SamplingStrategy
  let replacement: Bool
  let options: TreeOptions

  public init(_ values: ParameterValues) throws(ParameterError) {
    treeCount = values.integer("n_estimators")
    bootstrap = values.boolean("bootstrap")
    strategy = SamplingStrategy(values)
    replacement = values.boolean("replacement")
    options = TreeOptions(values)
  }

  public func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    _ = try presentClasses(training.labels, method: Self.name)
    let bags = try BalancedBags(
      training.labels, strategy: strategy, replacement: replacement)
    let bootstrap = bootstrap
    return try BaggedTrees(count: treeCount, options: options).fit(
      training, weights: weights, bags: bags, seed: seed, threads: threads
    ) { random in
      bootstrap ? bags.drawFromBootstrap(&random) : bags.draw(&random)
    }
  }
}
