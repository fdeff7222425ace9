/// The correlation of the calls with the truth.
///
/// For more than two classes Gorodkin's R_K (Comput. Biol. Chem. 28, 2004), as in scikit-learn.
public enum MatthewsCorrelation: MatrixMetric {
  public static let name = "mcc"
  public static let title = "MCC"
  public static let summary =
    "Matthews' correlation of calls and truth: 1 is perfect, 0 is no better than chance."
  public static let definition =
    "(TP TN - FP FN) / sqrt((TP + FP)(TP + FN)(TN + FP)(TN + FN)); R_K for more classes"
  public static let range = -1.0...1.0

  public static func value(_ matrix: ConfusionMatrix) -> MetricValue {
    let agreement = Agreement(matrix)
    let calls = agreement.total * agreement.total - agreement.squaredCalls
    let truth = agreement.total * agreement.total - agreement.squaredTruth
    if truth == 0 { return .undefined("only one class has rows") }
    if calls == 0 { return .undefined("only one class was ever predicted") }
    let top = Double(agreement.total * agreement.correct - agreement.products)
    return .defined(
      max(-1, min(1, top / (Double(calls).squareRoot() * Double(truth).squareRoot()))))
  }
}

/// The whole numbers that chance-corrected agreement is made of.
struct Agreement {
  let total: Int
  let correct: Int
  let squaredCalls: Int
  let squaredTruth: Int
  let products: Int

  init(_ matrix: ConfusionMatrix) {
    var squaredCalls = 0
    var squaredTruth = 0
    var products = 0
    for i in matrix.counts.indices {
      let truth = matrix.rowTotal(i)
      let calls = matrix.columnTotal(i)
      squaredTruth += truth * truth
      squaredCalls += calls * calls
      products += truth * calls
    }
    total = matrix.total
    correct = matrix.correct
    self.squaredCalls = squaredCalls
    self.squaredTruth = squaredTruth
    self.products = products
  }
}
