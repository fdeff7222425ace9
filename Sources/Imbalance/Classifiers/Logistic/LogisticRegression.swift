/// A linear model of the log-odds, with a ridge, lasso or mixed penalty or none.
///
/// The optimum is scikit-learn's: C times the weighted log-loss, plus half the squared coefficients
/// (`l2`), their sizes (`l1`) or `l1_ratio` of the one and the rest of the other (`elasticnet`);
/// the intercept is not penalised, and more than two classes share one softmax. The solver is our
/// own and goes on to a step below `tol` in the log-odds, so coefficients do not depend on it.
///
/// With `loss: focal` the focal loss takes the log-loss's place, with `loss: auc` the number of
/// rows times the mean of a loss of pairs. Neither gives probabilities.
public struct LogisticRegression: Classifier {
  public static let name = "logistic_regression"
  public static let summary = "A linear model of the log-odds, with a penalty or none."
  public static let parameters = [
    Parameter(
      "penalty", .choice(["l2", "l1", "elasticnet", "none"]), default: .text("l2"),
      "How large coefficients are penalised: their squares, their sizes (which leaves out "
        + "columns), both, or not at all."),
    Parameter(
      "C", .number(0...Double.infinity, excludingLower: true, excludingUpper: true),
      default: .number(1), "The inverse of the penalty's strength."),
    Parameter(
      "l1_ratio", .number(0...1), default: .number(0.5),
      "The share of l1 in the elasticnet penalty."),
    Parameter(
      "fit_intercept", .boolean, default: .boolean(true), "Whether there is a constant term."),
    Parameter(
      "loss", .choice(["log_loss", "focal", "auc"]), default: .text("log_loss"),
      "What is minimised; focal and auc take two classes and give no probabilities."),
    Parameter(
      "gamma", .number(0...100), default: .number(2),
      "How much the focal loss looks away from rows that are already right."),
    Parameter(
      "alpha", .number(0...1), default: .number(0.25),
      "The focal loss's weight of positives; negatives have the rest."),
    Parameter(
      "auc_surrogate", .choice(PairwiseLoss.allCases.map(\.rawValue)),
      default: .text(PairwiseLoss.squaredHinge.rawValue),
      "What the auc loss takes a pair of a positive and a negative row to cost."),
    Parameter(
      "tol", .number(0...1, excludingLower: true), default: .number(1e-8),
      "The step in the log-odds below which the solver stops."),
    Parameter(
      "max_iter", .integer(1...1_000_000), default: .integer(1_000),
      "After how many steps the solver stops all the same."),
  ]
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true
  public static let fittedTypes: [any FittedClassifier.Type] = [FittedLinear.self]

  /// The penalties on squares and on sizes, in units of one row's loss.
  let ridge: Double
  let lasso: Double
  let hasIntercept: Bool
  /// `nil` for the log-loss, which has a solver of its own.
  let loss: ScoreProblem.Loss?
  let tolerance: Double
  let maxIterations: Int

  public init(_ values: ParameterValues) throws(ParameterError) {
    let penalty = values.text("penalty")
    if values.given.contains("l1_ratio"), penalty != "elasticnet" {
      throw ParameterError(
        "option-conflict", parameter: "l1_ratio",
        "'l1_ratio' divides the elasticnet penalty, and 'penalty' is \(penalty)",
        hint: "penalty: elasticnet")
    }
    let share =
      switch penalty {
      case "l1": 1.0
      case "elasticnet": values.number("l1_ratio")
      default: 0.0
      }
    let strength = values.number("C")
    ridge = penalty == "none" ? 0 : (1 - share) / strength
    lasso = penalty == "none" ? 0 : share / strength
    hasIntercept = values.boolean("fit_intercept")
    loss =
      switch values.text("loss") {
      case "focal":
        .pointwise(.focal(gamma: values.number("gamma"), alpha: values.number("alpha")))
      case "auc":
        .pairwise(PairwiseLoss(rawValue: values.text("auc_surrogate")) ?? .squaredHinge)
      default: nil
      }
    tolerance = values.number("tol")
    maxIterations = values.integer("max_iter")
    try Self.refuseIdleOptions(values)
    if case .pairwise? = loss, lasso > 0 {
      throw ParameterError(
        "option-conflict", parameter: "penalty", "the auc loss takes the penalties l2 and none",
        hint: "penalty: l2, or loss: log_loss")
    }
  }

  /// An option that belongs to another loss is a mistake, not a detail.
  private static func refuseIdleOptions(_ values: ParameterValues) throws(ParameterError) {
    let loss = values.text("loss")
    for (name, owner) in [("gamma", "focal"), ("alpha", "focal"), ("auc_surrogate", "auc")]
    where values.given.contains(name) && loss != owner {
      throw ParameterError(
        "option-conflict", parameter: name,
        "'\(name)' belongs to the \(owner) loss, and 'loss' is \(loss)", hint: "loss: \(owner)")
    }
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
    guard loss == nil || order.count == 2 else {
      throw ModellingError(
        "too-many-classes",
        "the focal and auc losses tell two classes apart, and the training set has \(order.count)",
        hint: "loss: log_loss")
    }
    let solver = LogisticSolver(
      inverseStrength: ridge, lasso: lasso, intercept: hasIntercept, tolerance: tolerance,
      maxIterations: maxIterations, threads: threads)
    var result = solver.solve(columns, codes: codes, classes: order.count, weights: weights)
    if let loss {
      result = refitted(from: result, columns, codes.map { $0 == 1 }, weights, loss)
    }
    return model(result, order: order, training: training)
  }

  private func model(
    _ result: Descent.Result, order: [Int], training: TrainingSet
  ) -> FittedLinear {
    let isPenalised = ridge > 0 || lasso > 0
    let found = FittedLinear(
      result, order: order, classes: training.labels.target.classes.count,
      columns: training.table.names, hasIntercept: hasIntercept, isPenalised: isPenalised,
      isSparse: lasso > 0)
    guard let loss else { return found }
    var fit = found.fit
    switch loss {
    case .pointwise:
      fit.notes.append(
        "the focal loss looks away from rows that are already right, so its scores are no "
          + "probabilities: calibrate makes them so")
    case .pairwise:
      fit.notes.append(
        "the auc loss learns an order only, so its scores are no probabilities: calibrate makes "
          + "them so; the intercept gives them the positives' share in the mean")
    }
    var marked = FittedLinear(
      coefficients: found.coefficients, intercepts: found.intercepts, order: order,
      classes: found.classes, fit: fit)
    marked.areProbabilities = false
    return marked
  }

  /// The optimum of another loss, searched for from the log-loss's.
  private func refitted(
    from start: Descent.Result, _ columns: [[Double]], _ isPositive: [Bool], _ weights: [Double]?,
    _ loss: ScoreProblem.Loss
  ) -> Descent.Result {
    let total = weights?.reduce(0, +) ?? Double(isPositive.count)
    return withColumnPointers(columns) { pointers in
      let problem = ScoreProblem(
        columns: pointers, isPositive: isPositive, weights: weights, loss: loss,
        ridge: ridge / total, intercept: hasIntercept)
      if lasso > 0 {
        return ProximalDescent(
          tolerance: tolerance, maxIterations: maxIterations, lasso: lasso / total,
          columns: columns.count, intercept: hasIntercept, decisions: 1
        ).minimise(
          from: start.point, gradient: problem.gradient, curvature: problem.curvature)
      }
      var descent = Descent(tolerance: tolerance, maxIterations: maxIterations)
      descent.patience = 12
      guard case .pairwise = loss else {
        return descent.minimise(
          from: start.point, gradient: problem.gradient, metric: problem.metric)
      }
      var result = descent.minimise(
        from: Array(start.point.prefix(columns.count)), gradient: problem.gradient,
        metric: problem.metric)
      if hasIntercept {
        _ = problem.gradient(result.point)
        result.point.append(problem.balancingIntercept())
      }
      return result
    }
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
