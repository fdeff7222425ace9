/// A recipe and what is done with its scores: calibration, and the choice of a threshold.
///
/// All of it is learnt from the training rows it is given, so that cross-validation can do the
/// whole of it again inside every fold.
public struct Strategy: Sendable {
  /// How the threshold comes about.
  public enum Tuning: Sendable {
    /// A number; the default of 0.5 for two classes, unused for more.
    case fixed(Double)
    /// A rule on out-of-fold predictions of the training rows.
    case outOfFold(any ThresholdRule, folds: Int)

    /// A rule as it is written in templates, such as `recall >= 90%` or `mcc`.
    ///
    /// - Throws: What `ThresholdRules.parse` throws.
    public static func rule(
      _ text: String, cost: CostMatrix? = nil, folds: Int = 5
    ) throws(ParameterError) -> Tuning {
      .outOfFold(try ThresholdRules.parse(text, cost: cost), folds: folds)
    }
  }

  /// What makes the model.
  public let recipe: Recipe
  /// What makes its scores probabilities; `nil` leaves them as they are.
  public let calibrator: (any Calibrator)?
  /// In how many folds the calibrator's predictions are made.
  public let calibrationFolds: Int
  /// How the threshold comes about.
  public let tuning: Tuning

  /// Describes a strategy.
  public init(
    recipe: Recipe, calibrator: (any Calibrator)? = nil, calibrationFolds: Int = 5,
    tuning: Tuning = .fixed(0.5)
  ) {
    self.recipe = recipe
    self.calibrator = calibrator
    self.calibrationFolds = calibrationFolds
    self.tuning = tuning
  }

  /// The model, its calibration and its threshold, learnt from a training set.
  ///
  /// Calibration and threshold share one set of out-of-fold predictions where their folds are
  /// equally many: the map is learnt first, the threshold on the mapped scores.
  ///
  /// - Throws: `threshold-classes` for a rule with more than two classes, `calibration-classes` for
  ///   a calibrator that cannot take them, and whatever a fit or a rule throws.
  public func fit(
    _ training: TrainingSet, threads: Int = Processors.count
  ) throws(ModellingError) -> FittedStrategy {
    try fit(training, calibratingOn: nil, choosing: nil, threads: threads)
  }

  /// The same, with a validation set in place of out-of-fold predictions.
  ///
  /// - Parameters:
  ///   - calibrationRows: The rows that the calibration is learnt on; `nil` for out-of-fold ones.
  ///   - choice: A rule and the rows it chooses the threshold on; `nil` for the strategy's tuning.
  package func fit(
    _ training: TrainingSet, calibratingOn calibrationRows: ValidationSet?,
    choosing choice: (rule: any ThresholdRule, rows: ValidationSet)?, threads: Int
  ) throws(ModellingError) -> FittedStrategy {
    let model = try recipe.fit(training, threads: threads)
    var predictions: [Int: Predictions<ValidationRole>] = [:]
    func outOfFold(_ folds: Int) throws(ModellingError) -> Predictions<ValidationRole> {
      if let known = predictions[folds] { return known }
      let made = try recipe.outOfFoldPredictions(on: training, folds: folds, threads: threads)
      predictions[folds] = made
      return made
    }
    let calibration = try fitCalibration(
      of: model, base: training.base.labels,
      predictions: { () throws(ModellingError) in
        if let rows = calibrationRows { return model.predictions(on: rows, threads: threads) }
        return try outOfFold(calibrationFolds)
      })
    func chosen(
      by rule: any ThresholdRule, _ held: Predictions<ValidationRole>
    ) throws(ModellingError) -> FittedStrategy {
      let choice = try rule.choose(
        calibration.map { held.calibrated(by: $0) } ?? held,
        in: ThresholdContext(
          shares: ClassShares(base: training.base.labels, fitted: model),
          isCalibrated: calibration != nil))
      return FittedStrategy(
        model: model, calibration: calibration, threshold: choice.threshold, chosen: choice)
    }
    if let choice {
      guard model.target.isBinary else { throw Self.twoClassesOnly }
      return try chosen(by: choice.rule, model.predictions(on: choice.rows, threads: threads))
    }
    switch tuning {
    case .fixed(let threshold):
      return FittedStrategy(
        model: model, calibration: calibration,
        threshold: model.target.isBinary ? threshold : nil, chosen: nil)
    case .outOfFold(let rule, let folds):
      guard model.target.isBinary else { throw Self.twoClassesOnly }
      return try chosen(by: rule, try outOfFold(folds))
    }
  }

  /// The strategy's calibration of a model; `nil` without one.
  package func fitCalibration(
    of model: FittedModel, base: Labels,
    predictions: () throws(ModellingError) -> Predictions<ValidationRole>
  ) throws(ModellingError) -> (any FittedCalibrator)? {
    guard let calibrator else { return nil }
    let type = type(of: calibrator)
    guard type.supportsMulticlass || model.target.isBinary else {
      throw ModellingError(
        "calibration-classes",
        "'\(type.name)' calibrates two classes; this target has \(model.target.classes.count)",
        hint: "calibrators of several classes: "
          + Calibrators.all.filter { $0.supportsMulticlass }.map { $0.name }
          .joined(separator: ", "))
    }
    if type.needsProbabilities, !model.fitted.areProbabilities {
      throw ModellingError(
        "calibration-scores",
        "'\(type.name)' corrects probabilities, and this model gives scores of another kind",
        hint: "use platt, which turns any score into a probability")
    }
    return try calibrator.fit(
      type.needsPredictions ? try predictions() : nil,
      shares: ClassShares(base: base, fitted: model))
  }

  /// The error of a threshold where there are more than two classes.
  package static var twoClassesOnly: ModellingError {
    ModellingError(
      "threshold-classes", "a threshold belongs to two classes; this target has more",
      hint: "leave 'threshold' out: the most probable class is predicted")
  }
}

/// A fitted model with its calibration and its threshold.
public struct FittedStrategy: Sendable {
  /// The model, which knows nothing of the calibration.
  public let model: FittedModel
  /// The map from its scores to probabilities; `nil` leaves them as they are.
  public let calibration: (any FittedCalibrator)?
  /// The threshold on the (calibrated) probability of the positive class; `nil` for more classes.
  public let threshold: Double?
  /// How the threshold was chosen, where it was.
  public let chosen: ChosenThreshold?

  /// Puts the parts together.
  package init(
    model: FittedModel, calibration: (any FittedCalibrator)?, threshold: Double?,
    chosen: ChosenThreshold?
  ) {
    self.model = model
    self.calibration = calibration
    self.threshold = threshold
    self.chosen = chosen
  }

  /// What a reader should know of the fit, the calibration and the threshold.
  public var notes: [String] {
    model.fit.notes + (calibration?.notes ?? []) + (chosen?.note.map { [$0] } ?? [])
  }

  /// What the model says of held-out rows after calibration, beside the truth.
  public func predictions<Role: HeldOutRole>(
    on rows: Partition<Role>, threads: Int = Processors.count
  ) -> Predictions<Role> {
    let said = model.predictions(on: rows, threads: threads)
    return calibration.map { said.calibrated(by: $0) } ?? said
  }

  /// Every metric of the test rows with its 95% interval, at the strategy's threshold.
  ///
  /// - Parameters:
  ///   - rows: The test set, which no training has seen.
  ///   - seed: Where the bootstrap's random stream starts.
  ///   - threads: How many threads may be used; no number depends on it.
  /// - Throws: What `ModelEvaluation` throws.
  public func evaluation(
    on rows: TestSet, seed: Seed, threads: Int = Processors.count
  ) throws(ModellingError) -> ModelEvaluation {
    try ModelEvaluation(
      predictions(on: rows, threads: threads), threshold: threshold,
      options: EvaluationOptions(seed: seed, threads: threads))
  }
}

extension Predictions {
  /// The same rows with calibrated probabilities, whatever the scores were before.
  package func calibrated(by calibration: any FittedCalibrator) -> Predictions {
    Predictions(
      labels: labels, probabilities: calibration.calibrated(probabilities), areProbabilities: true)
  }
}
