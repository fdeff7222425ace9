/// Gives every row the classes' shares of the training rows as its probabilities.
///
/// scikit-learn's `DummyClassifier(strategy: prior)`: the honest answer without any feature, and
/// perfectly calibrated; weights count.
public struct Prior: Classifier {
  public static let name = "prior"
  public static let summary = "Gives every row the classes' shares as probabilities."
  public static let parameters: [Parameter] = []
  public static let needs = InputNeeds.anything
  public static let supportsMulticlass = true
  public static let fittedTypes: [any FittedClassifier.Type] = [FittedPrior.self]

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    FittedPrior(shares: try classShares(training.labels, weights: weights))
  }
}

/// The classes' shares.
struct FittedPrior: FittedClassifier {
  let shares: [Double]

  func probabilities(for table: Table, threads: Int) -> [[Double]] {
    shares.map { [Double](repeating: $0, count: table.count) }
  }

  var fit: FitSummary { FitSummary() }
}

/// Each class's share of the rows' weight.
///
/// - Throws: `no-rows` without any weight.
func classShares(_ labels: Labels, weights: [Double]?) throws(ModellingError) -> [Double] {
  let totals = classTotals(labels, weights: weights)
  let all = totals.reduce(0, +)
  guard all > 0 else { throw noRows() }
  return totals.map { $0 / all }
}

/// Each class's rows, or their weight.
func classTotals(_ labels: Labels, weights: [Double]?) -> [Double] {
  guard let weights else { return labels.classCounts.map(Double.init) }
  var totals = [Double](repeating: 0, count: labels.target.classes.count)
  for (row, code) in labels.codes.enumerated() { totals[Int(code)] += weights[row] }
  return totals
}
