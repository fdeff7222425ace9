/// A random forest in which each tree sees as many rows of every class.
///
/// imbalanced-learn's `BalancedRandomForestClassifier` since 0.13, which follows Chen, Liaw and
/// Breiman, "Using random forest to learn imbalanced data", 2004: as many rows as the smallest
/// class has, drawn with replacement from every class. Weights count in growing the trees and not
/// in drawing.
public struct BalancedRandomForest: Classifier {
  public static let name = "balanced_random_forest"
  public static let summary = "A random forest in which each tree sees all classes equally often."
  public static let parameters = BalancedTrees.parameters(
    trees: 100, bootstrap: false, strategy: "all", replacement: true, maxFeatures: "sqrt")
  public static let needs = InputNeeds.anything
  public static let supportsMulticlass = true
  public static let fittedTypes: [any FittedClassifier.Type] = [
    FittedTrees.self, FittedForest.self,
  ]

  private let trees: BalancedTrees

  public init(_ values: ParameterValues) throws(ParameterError) {
    trees = BalancedTrees(values)
  }

  public func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    try trees.fit(training, weights: weights, seed: seed, threads: threads, method: Self.name)
  }
}
