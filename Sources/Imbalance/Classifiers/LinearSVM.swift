/// A linear support vector machine: the widest margin that C's worth of mistakes allows.
///
/// scikit-learn's `LinearSVC`: half the squared coefficients plus C times the weighted (squared)
/// hinge loss of the decision; the intercept is the coefficient of a column that is
/// `intercept_scaling` everywhere, and penalised like the others. More than two classes: one
/// machine for each against the rest. The optimum is unique and ours is it: Newton's method for
/// the squared hinge, an interior point for the hinge.
///
/// Decisions are no probabilities. They are shown as 1 / (1 + exp(-decision)), which keeps their
/// order and puts the boundary at 0.5.
public struct LinearSVM: Classifier {
  public static let name = "linear_svm"
  public static let summary = "A linear support vector machine; scores, not probabilities."
  public static let parameters = [
    Parameter(
      "C", .number(0...Double.infinity, excludingLower: true, excludingUpper: true),
      default: .number(1), "The inverse of the penalty's strength."),
    Parameter(
      "loss", .choice(["squared_hinge", "hinge"]), default: .text("squared_hinge"),
      "What a row on the wrong side of its margin costs: its distance, or the square."),
    Parameter(
      "fit_intercept", .boolean, default: .boolean(true), "Whether there is a constant term."),
    Parameter(
      "intercept_scaling",
      .number(0...Double.greatestFiniteMagnitude, excludingLower: true), default: .number(1),
      "The height of the constant column; the higher, the less the intercept is penalised."),
    Parameter(
      "max_iter", .integer(1...1_000_000), default: .integer(1_000),
      "After how many steps the solver stops all the same."),
  ]
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true
  public static let fittedTypes: [any FittedClassifier.Type] = [FittedLinear.self]

  let strength: Double
  let isSquared: Bool
  let constant: Double?
  let maxIterations: Int

  public init(_ values: ParameterValues) throws(ParameterError) {
    strength = values.number("C")
    isSquared = values.text("loss") == "squared_hinge"
    constant = values.boolean("fit_intercept") ? values.number("intercept_scaling") : nil
    maxIterations = values.integer("max_iter")
  }

  public func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    let labels = training.labels
    let present = try presentClasses(labels, method: Self.name)
    let order =
      present.count == 2 && labels.target.positive == present[0]
      ? [present[1], present[0]] : present
    let rows = training.count
    var columns = training.table.numericColumns
    if let constant { columns.append([Double](repeating: constant, count: rows)) }
    let decided = order.count == 2 ? [order[1]] : order
    let machine = self
    let all = columns
    let costs = (0..<rows).map { strength * (weights?[$0] ?? 1) }
    let found = parallelMap(count: decided.count, threads: threads) { place -> MarginResult in
      let code = Int32(decided[place])
      let problem = MarginProblem(
        columns: all, signs: labels.codes.map { $0 == code ? 1 : -1 }, costs: costs)
      return machine.isSquared
        ? problem.squaredHinge(maxIterations: machine.maxIterations)
        : problem.hinge(maxIterations: machine.maxIterations)
    }
    let width = training.table.names.count
    var fit = FitSummary()
    fit.columns = training.table.names
    fit.coefficients = found.map { Array($0.point.prefix(width)) }
    let intercepts = found.map { result in constant.map { $0 * result.point[width] } ?? 0 }
    fit.intercepts = constant == nil ? [] : intercepts
    fit.counts = [("iterations", Double(found.map(\.iterations).max() ?? 0))]
    fit.notes.append(
      "its scores are decisions on a scale from 0 to 1, 0.5 being the boundary, and no "
        + "probabilities: calibrate makes them so")
    if found.contains(where: { !$0.isConverged }) {
      fit.notes.append("the solver stopped before reaching the optimum: raise max_iter")
    }
    var model = FittedLinear(
      coefficients: fit.coefficients, intercepts: intercepts, order: order,
      classes: labels.target.classes.count, fit: fit)
    model.standsAlone = true
    model.areProbabilities = false
    return model
  }
}
