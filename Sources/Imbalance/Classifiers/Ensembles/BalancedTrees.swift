/// Trees on bags in which the classes balance: what bagging and the forest of such trees share.
struct BalancedTrees: Sendable {
  private let count: Int
  private let bootstrap: Bool
  private let strategy: SamplingStrategy
  private let replacement: Bool
  private let options: TreeOptions

  /// The options, with the defaults in which the ensembles differ.
  static func parameters(
    trees: Int, bootstrap: Bool, strategy: String, replacement: Bool, maxFeatures: String
  ) -> [Parameter] {
    [
      Parameter(
        "n_estimators", .integer(1...100_000), default: .integer(trees),
        "How many trees there are."),
      Parameter(
        "bootstrap", .boolean, default: .boolean(bootstrap),
        "Whether rows are drawn with replacement before a bag is balanced."),
    ] + BalancedBags.parameters(strategy: strategy, replacement: replacement)
      + TreeOptions.parameters(maxFeatures: maxFeatures)
  }

  init(_ values: ParameterValues) {
    count = values.integer("n_estimators")
    bootstrap = values.boolean("bootstrap")
    strategy = SamplingStrategy(values)
    replacement = values.boolean("replacement")
    options = TreeOptions(values)
  }

  /// The mean of the trees.
  func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int, method: String
  ) throws(ModellingError) -> any FittedClassifier {
    _ = try presentClasses(training.labels, method: method)
    let bags = try BalancedBags(training.labels, strategy: strategy, replacement: replacement)
    let bootstrap = bootstrap
    return try BaggedTrees(count: count, options: options).fit(
      training, weights: weights, bags: bags, seed: seed, threads: threads
    ) { random in
      bootstrap ? bags.drawFromBootstrap(&random) : bags.draw(&random)
    }
  }
}
