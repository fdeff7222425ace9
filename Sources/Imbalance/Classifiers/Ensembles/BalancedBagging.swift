/// Trees on rows drawn with replacement and then under-sampled until the classes balance.
///
/// imbalanced-learn's `BalancedBaggingClassifier`: as many rows as there are, drawn with
/// replacement, then random under-sampling inside each bag; probabilities are the mean of the
/// trees' leaf shares. A class that a bag does not hold has probability 0 in its tree. Weights
/// count in growing the trees and not in drawing.
public struct BalancedBagging: Classifier {
  public static let name = "balanced_bagging"
  public static let summary = "The mean of a few trees, each on a balanced bag of rows."
  public static let parameters =
    [
      Parameter(
        "n_estimators", .integer(1...100_000), default: .integer(10), "How many trees there are."),
      Parameter(
        "bootstrap", .boolean, default: .boolean(true),
        "Whether rows are drawn with replacement before a bag is balanced."),
    ] + BalancedBags.parameters(strategy: "auto", replacement: false)
    + TreeOptions.parameters(maxFeatures: "none")
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
