/// Learns from labelled rows to give each class a probability.
public protocol Classifier: Capability {
  /// What it can take as it is.
  static var needs: InputNeeds { get }
  /// Whether it works for more than two classes.
  static var supportsMulticlass: Bool { get }
  /// All that `fit` may give, so that what was kept can be read again.
  static var fittedTypes: [any FittedClassifier.Type] { get }

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

/// What a classifier has learnt. Codable for keeping it between runs of one build of the program:
/// decoding trusts its bytes.
public protocol FittedClassifier: Sendable, Codable {
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
public struct FitSummary: Sendable, Codable {
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

  private enum CodingKeys: CodingKey {
    case intercepts, coefficients, columns, importances, countNames, countValues, raised, notes
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    intercepts = try container.decode([Double].self, forKey: .intercepts)
    coefficients = try container.decode([[Double]].self, forKey: .coefficients)
    columns = try container.decode([String].self, forKey: .columns)
    importances = try container.decode([Double].self, forKey: .importances)
    let names = try container.decode([String].self, forKey: .countNames)
    let values = try container.decode([Double].self, forKey: .countValues)
    counts = Array(zip(names, values).map { (name: $0, value: $1) })
    raised = try container.decodeIfPresent([Double].self, forKey: .raised)
    notes = try container.decode([String].self, forKey: .notes)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(intercepts, forKey: .intercepts)
    try container.encode(coefficients, forKey: .coefficients)
    try container.encode(columns, forKey: .columns)
    try container.encode(importances, forKey: .importances)
    try container.encode(counts.map(\.name), forKey: .countNames)
    try container.encode(counts.map(\.value), forKey: .countValues)
    try container.encodeIfPresent(raised, forKey: .raised)
    try container.encode(notes, forKey: .notes)
  }
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
