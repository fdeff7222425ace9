/// A linear model of the log-odds, with a ridge penalty or none.
///
/// The optimum is scikit-learn's: C times the weighted log-loss plus half the squared
/// coefficients, the intercept not penalised; more than two classes share one softmax. The solver
/// is our own and goes on to a step below `tol` in the log-odds, so coefficients do not depend on
/// it.
public struct LogisticRegression: Classifier {
  public static let name = "logistic_regression"
  public static let summary = "A linear model of the log-odds, with a ridge penalty or none."
  public static let parameters = [
    Parameter(
      "penalty", .choice(["l2", "none"]), default: .text("l2"),
      "Whether large coefficients are penalised."),
    Parameter(
      "C", .number(0...Double.infinity, excludingLower: true, excludingUpper: true),
      default: .number(1), "The inverse of the penalty's strength."),
    Parameter(
      "fit_intercept", .boolean, default: .boolean(true), "Whether there is a constant term."),
    Parameter(
      "tol", .number(0...1, excludingLower: true), default: .number(1e-8),
      "The step in the log-odds below which the solver stops."),
    Parameter(
      "max_iter", .integer(1...1_000_000), default: .integer(1_000),
      "After how many steps the solver stops all the same."),
  ]
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true

  let isPenalised: Bool
  let strength: Double
  let hasIntercept: Bool
  let tolerance: Double
  let maxIterations: Int

  public init(_ values: ParameterValues) throws(ParameterError) {
    isPenalised = values.text("penalty") == "l2"
    strength = values.number("C")
    hasIntercept = values.boolean("fit_intercept")
    tolerance = values.number("tol")
    maxIterations = values.integer("max_iter")
  }

  public func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    let labels = training.labels
    let present = try presentClasses(labels, method: Self.name)
    // The positive class comes second, so that coefficients speak for it.
    let order =
      present.count == 2 && labels.target.positive == present[0]
      ? [present[1], present[0]] : present
    var place = [Int32](repeating: 0, count: labels.target.classes.count)
    for (index, code) in order.enumerated() { place[code] = Int32(index) }
    let columns = training.table.numericColumns
    let codes = labels.codes.map { place[Int($0)] }
    let solver = LogisticSolver(
      inverseStrength: isPenalised ? 1 / strength : 0, intercept: hasIntercept,
      tolerance: tolerance, maxIterations: maxIterations, threads: threads)
    let result = solver.solve(columns, codes: codes, classes: order.count, weights: weights)
    return FittedLinear(
      result, order: order, classes: labels.target.classes.count, columns: training.table.names,
      hasIntercept: hasIntercept, isPenalised: isPenalised)
  }
}

/// The classes that have rows, ascending.
///
/// - Throws: `single-class` unless there are two.
func presentClasses(_ labels: Labels, method: String) throws(ModellingError) -> [Int] {
  let counts = labels.classCounts
  let present = counts.indices.filter { counts[$0] > 0 }
  guard present.count >= 2 else {
    guard let only = present.first else { throw noRows() }
    throw ModellingError(
      "single-class",
      "'\(method)' needs rows of at least two classes, and the training set has only "
        + "'\(labels.target.classes[only])'",
      hint: "split with stratification, or use majority")
  }
  return present
}
