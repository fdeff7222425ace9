/// Trees on rows drawn with replacement and then under-sampled until the classes balance.
///
/// imbalanced-learn's `BalancedBaggingClassifier`: as many rows as there are, drawn with
/// replacement, then random under-sampling inside each bag; probabilities are the mean of the
/// trees' leaf shares. A class that a bag does not hold has probability 0 in its tree. Weights
/// count in growing the trees and not in drawing.
public struct BalancedBagging: Classifier {
  public static let name = "balanced_bagging"
  public static let summary = "The mean of a few trees, each on a balanced bag of rows."
  public static let parameters = BalancedTrees.parameters(
    trees: 10, bootstrap: true, strategy: "auto", replacement: false, maxFeatures: "none")
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
