/// Many small trees, each correcting what the ones before it got wrong.
///
/// Gradient boosting on binned columns (Friedman, 2001; Ke and others, "LightGBM", 2017), with
/// the names and defaults of scikit-learn's `HistGradientBoostingClassifier`. Trees grow best split
/// first; missing values learn a side; categories are taken as they are; more than two classes get
/// one tree each in every round, under a softmax.
///
/// `min_hessian` is 1 where LightGBM has 0.001 and scikit-learn next to nothing. A row adds
/// p (1 - p) to the hessian, so with 0.17 % positives a leaf of twenty sure rows holds next to
/// none, its value (gradient by hessian) is nearly unbounded, and the peers' defaults fall to a
/// PR-AUC of 0.10 and 0.08 where 0.54 and more can be had.
public struct HistGradientBoosting: Classifier {
  public static let name = "hist_gradient_boosting"
  public static let summary = "Many small trees, each correcting the ones before it."
  public static let parameters = BoostingOptions.parameters
  public static let needs = InputNeeds.anything
  public static let supportsMulticlass = true
  public static let fittedTypes: [any FittedClassifier.Type] = [FittedGradientBoosting.self]

  let options: BoostingOptions

  public init(_ values: ParameterValues) throws(ParameterError) {
    options = BoostingOptions(values)
    for name in ["gamma", "alpha"] where values.given.contains(name) && options.loss == .logLoss {
      throw ParameterError(
        "option-conflict", parameter: name, "'\(name)' belongs to 'loss: focal'",
        hint: "leave it out, or write loss: focal")
    }
  }

  public func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    _ = try presentClasses(training.labels, method: Self.name)
    let coding = try treeCodes(training.labels)
    let classes = coding.order.count
    let weights = try rowWeights(weights, coding.codes, classes)
    let cut = try validationCut(training, weights, coding.codes, classes, seed)
    let columns = training.table.columns
    let sample = BinSample(of: cut.fitting, codes: coding.codes, classes: classes, seed: seed)
    let maxBins = options.maxBins
    let bins = parallelMap(count: columns.count, threads: threads) {
      sample.learn(columns[$0], candidates: cut.fitting, maxBins: maxBins)
    }
    let matrix = BinMatrix(training.table, bins: bins, rows: cut.fitting, threads: threads)
    let gradients = BoostingGradients(
      codes: cut.fitting.map { coding.codes[Int($0)] },
      weights: weights.map { weights in cut.fitting.map { weights[Int($0)] } }, classes: classes,
      loss: options.loss, threads: threads)
    let validation =
      cut.held.isEmpty
      ? nil
      : BoostingRun.Validation(
        matrix: BinMatrix(
          training.table, bins: bins, rows: cut.held, columns: matrix.columns, threads: threads),
        codes: cut.held.map { coding.codes[Int($0)] }, weights: cut.weights)
    let run = BoostingRun(
      matrix, gradients: gradients, validation: validation, options: options, seed: seed,
      threads: threads)
    return FittedGradientBoosting(
      run: run, bins: matrix.columns.map { bins[$0] }, places: matrix.columns, order: coding.order,
      classes: training.labels.target.classes.count, columns: training.table.names,
      loss: options.loss, heldCount: cut.held.count,
      positiveWeight: options.positiveWeight)
  }

  /// The rows' weights, the positive class's multiplied; `nil` for equal ones.
  private func rowWeights(
    _ weights: [Double]?, _ codes: [UInt8], _ classes: Int
  ) throws(ModellingError) -> [Double]? {
    if classes > 2 {
      let option =
        options.positiveWeight != 1 ? "scale_pos_weight" : options.loss != .logLoss ? "loss" : nil
      if let option {
        throw ModellingError(
          "two-classes-only",
          "'\(option)' speaks of a positive class, and the training set has \(classes) classes",
          hint: option == "loss" ? "use loss: log_loss" : "use class_weight")
      }
    }
    let factor = options.positiveWeight
    let all =
      factor == 1
      ? weights
      : codes.indices.map { (weights?[$0] ?? 1) * (codes[$0] == 1 ? factor : 1) }
    if let all, !(all.reduce(0, +) < 1e100) {
      throw ModellingError(
        "class-weight", "weights must add up to a number below 1e100",
        hint: "only ratios of weights matter much: divide all of them")
    }
    return all
  }

  /// The rows to learn from, and those kept aside to stop on.
  private func validationCut(
    _ training: TrainingSet, _ weights: [Double]?, _ codes: [UInt8], _ classes: Int, _ seed: Seed
  ) throws(ModellingError) -> ValidationCut {
    let usable = (0..<training.count).compactMap { row in
      (weights?[row] ?? 1) > 0 ? Int32(row) : nil
    }
    let isWanted =
      switch options.earlyStopping {
      case .on: true
      case .off: false
      case .auto: training.count > 10_000
      }
    guard isWanted else { return ValidationCut(all: usable) }
    let isAuto = options.earlyStopping == .auto
    if let cut = ValidationCut(
      of: usable, training: training, codes: codes, classes: classes, weights: weights,
      share: options.validationFraction, least: isAuto ? 200 : 1, seed: seed)
    {
      return cut
    }
    if isAuto { return ValidationCut(all: usable) }
    throw ModellingError(
      "too-few-rows",
      "'early_stopping' keeps \(options.validationFraction.shortText) of each class aside, and a "
        + "class has too few rows for that",
      hint: "use early_stopping: false, or another validation_fraction")
  }
}
