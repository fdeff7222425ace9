/// Guesses a class for every row, each as often as it occurs in the training rows.
///
/// scikit-learn's `DummyClassifier(strategy: stratified)`, draw for draw: a guess is drawn for each
/// row given, in order, from a stream that starts anew with every table; so the guesses are a
/// function of the seed and of how many rows there are. Probabilities are 1 for the class guessed.
public struct Stratified: Classifier {
  public static let name = "stratified"
  public static let summary = "Guesses a class for every row, each as often as it occurs."
  public static let parameters: [Parameter] = []
  public static let needs = InputNeeds.anything
  public static let supportsMulticlass = true
  public static let fittedTypes: [any FittedClassifier.Type] = [FittedStratified.self]

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    FittedStratified(shares: try classShares(training.labels, weights: weights), seed: seed)
  }
}

/// The classes' shares, and where the guesses start.
struct FittedStratified: FittedClassifier {
  let shares: [Double]
  let seed: Seed

  func probabilities(for table: Table, threads: Int) -> [[Double]] {
    var result = shares.map { _ in [Double](repeating: 0, count: table.count) }
    let present = shares.indices.filter { shares[$0] > 0 }
    var random = RandomState(seed)
    for row in 0..<table.count { result[draw(present, &random)][row] = 1 }
    return result
  }

  /// One draw of NumPy's `multinomial(1, shares)`: class by class, taken or left.
  private func draw(_ present: [Int], _ random: inout RandomState) -> Int {
    var rest = 1.0
    for code in present.dropLast() {
      if random.bernoulli(shares[code] / rest) { return code }
      rest -= shares[code]
    }
    return present.last ?? 0
  }

  var fit: FitSummary { FitSummary() }
}

extension RandomState {
  /// NumPy's `binomial(1, p)`: by inversion, of the rarer outcome.
  fileprivate mutating func bernoulli(_ p: Double) -> Bool {
    if p <= 0 { return false }
    if p > 0.5 { return !rare(1 - p) }
    return rare(p)
  }

  private mutating func rare(_ p: Double) -> Bool {
    while true {
      var drawn = uniform()
      let none = 1 - p
      if drawn <= none { return false }
      drawn -= none
      if drawn <= p * none / (1 - p) { return true }
    }
  }
}
