/// Says the most frequent class of every row: the baseline that accuracy flatters.
///
/// scikit-learn's `DummyClassifier(strategy: most_frequent)`: probability 1 for that class, the
/// first of several in the order of the labels; weights count.
public struct Majority: Classifier {
  public static let name = "majority"
  public static let summary = "Says the most frequent class of every row."
  public static let parameters: [Parameter] = []
  public static let needs = InputNeeds.anything
  public static let supportsMulticlass = true
  public static let fittedTypes: [any FittedClassifier.Type] = [FittedMajority.self]

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    guard training.count > 0 else { throw noRows() }
    var totals = [Double](repeating: 0, count: training.labels.target.classes.count)
    for (row, code) in training.labels.codes.enumerated() {
      totals[Int(code)] += weights?[row] ?? 1
    }
    return FittedMajority(
      choice: totals.firstIndex(of: totals.max() ?? 0) ?? 0, classes: totals.count)
  }
}

/// The most frequent class.
struct FittedMajority: FittedClassifier {
  let choice: Int
  let classes: Int

  func probabilities(for table: Table, threads: Int) -> [[Double]] {
    (0..<classes).map { [Double](repeating: $0 == choice ? 1 : 0, count: table.count) }
  }

  var fit: FitSummary { FitSummary() }
}

/// The error of a fit without rows.
func noRows() -> ModellingError {
  ModellingError(
    "no-rows", "a fit needs rows, and the training set has none",
    hint: "check the split and the resampling")
}
