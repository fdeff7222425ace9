/// Learns from labelled rows to give each class a probability.
public protocol Classifier: Capability {
  /// What it can take as it is.
  static var needs: InputNeeds { get }
  /// Whether it works for more than two classes.
  static var supportsMulticlass: Bool { get }

  /// A model of the training rows.
  ///
  /// - Parameters:
  ///   - training: Rows whose columns have been prepared according to `needs`.
  ///   - weights: One weight for each row, or `nil` for equal weights.
  ///   - seed: Where its random stream starts.
  ///   - threads: How many threads may be used; the model does not depend on it.
  /// - Throws: `ModellingError` when the rows do not allow a fit.
  func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier
}

/// What a classifier has learnt.
public protocol FittedClassifier: Sendable {
  /// For each class, in the order of the target's classes, the probability of each row.
  ///
  /// Reached only through a fitted model and a held-out partition.
  func probabilities(for table: Table, threads: Int) -> [[Double]]
  /// What the results file says about the fit: coefficients, importances, sizes.
  var fit: FitSummary { get }
  /// Whether the numbers are meant as probabilities. Scores lie within 0 and 1 too, 0.5 being where
  /// the decision turns, but only their order means something until they are calibrated.
  var areProbabilities: Bool { get }
}

extension FittedClassifier {
  /// True for most.
  public var areProbabilities: Bool { true }
}

/// What a model learnt, in numbers a reader can check.
public struct FitSummary: Sendable {
  /// The intercept of a linear model, on the scale that the model saw; one for each decision.
  public var intercepts: [Double] = []
  /// The coefficients of a linear model by prepared column; one list for each decision.
  public var coefficients: [[Double]] = []
  /// The names of the prepared columns that `coefficients` and `importances` speak of.
  public var columns: [String] = []
  /// The mean decrease in impurity of a tree or forest by prepared column, summing to 1.
  public var importances: [Double] = []
  /// Further counts by name: iterations, trees, leaves, depth.
  public var counts: [(name: String, value: Double)] = []
  /// By which factor the method itself made the rows of each class count, beside weights that it was
  /// given: balanced bags, `scale_pos_weight`. In the order of the target's classes; `nil` for 1.
  public var raised: [Double]?
  /// What a reader should know, such as a solver that stopped early.
  public var notes: [String] = []

  /// An empty summary.
  public init() {}
}

/// Every classifier there is, in the order of documentation.
public enum Classifiers {
  /// One line for each.
  public static let all: [any Classifier.Type] = [
    Majority.self,
    Prior.self,
    Stratified.self,
    LogisticRegression.self,
    LinearSVM.self,
    LDA.self,
    QDA.self,
    GaussianNaiveBayes.self,
    NearestNeighbours.self,
    DecisionTree.self,
    RandomForest.self,
    ExtraTrees.self,
    AdaBoost.self,
    HistGradientBoosting.self,
    BalancedBagging.self,
    BalancedRandomForest.self,
    EasyEnsemble.self,
    RUSBoost.self,
    MLP.self,
  ]
}
