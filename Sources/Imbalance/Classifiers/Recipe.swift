/// Everything that makes a model from training rows, so that it can be made again in every fold.
public struct Recipe: Sendable {
  /// The classifier.
  public let classifier: any Classifier
  /// How columns are prepared for it.
  public let preparation: PreparationOptions
  /// How much the classes count.
  public let classWeight: ClassWeight
  /// Resampling of its own, after that which the training set remembers.
  public let resampling: [Resampling]
  /// Where its random stream starts.
  public let seed: Seed

  /// Describes how a model is made.
  public init(
    classifier: any Classifier, preparation: PreparationOptions = PreparationOptions(),
    classWeight: ClassWeight = .none, resampling: [Resampling] = [], seed: Seed
  ) {
    self.classifier = classifier
    self.preparation = preparation
    self.classWeight = classWeight
    self.resampling = resampling
    self.seed = seed
  }

  /// A model of the training rows: resampled, prepared, fitted.
  ///
  /// - Throws: `ModellingError` when the rows do not allow it.
  public func fit(_ training: TrainingSet, threads: Int) throws(ModellingError) -> FittedModel {
    let rows = try training.resampled(by: resampling, threads: threads)
    let type = type(of: classifier)
    let counts = rows.labels.classCounts
    guard rows.count > 0 else { throw noRows() }
    let present = counts.reduce(0) { $0 + ($1 > 0 ? 1 : 0) }
    guard present <= 2 || type.supportsMulticlass else {
      throw ModellingError(
        "too-many-classes",
        "'\(type.name)' tells two classes apart, and the training set has \(present)",
        hint: "choose a model that takes several classes, such as random_forest")
    }
    let prepared = try fitPreparation(rows, needs: type.needs, options: preparation)
    let classWeights = try classWeight.weights(for: rows.labels)
    let weights = classWeights.map { weights in rows.labels.codes.map { weights[Int($0)] } }
    let fitted = try classifier.fit(
      rows.prepared(by: prepared), weights: weights, seed: seed, threads: threads)
    return FittedModel(
      fitted: fitted, preparation: prepared, encoding: rows.encoding, target: rows.labels.target,
      trainingCount: rows.count, trainingCounts: counts, classWeights: classWeights)
  }

  /// What models that have not seen a row say of it, for every row before resampling.
  ///
  /// The rows before resampling are folded (stratified, in file order without shuffling), and in
  /// each fold the training set's own resampling, the recipe's and the preparation are done
  /// again on the other folds. Rows come in the order of `training.base`. When the smallest class
  /// has fewer rows than there are folds, there are as many folds as it has rows.
  ///
  /// - Throws: `too-few-rows` when a class has fewer than two rows, and whatever a fit throws.
  public func outOfFoldPredictions(
    on training: TrainingSet, folds: Int, threads: Int
  ) throws(ModellingError) -> Predictions<ValidationRole> {
    let base = training.base
    let used = try Self.foldCount(base.labels, wanted: folds)
    let classes = base.labels.target.classes.count
    var probabilities = [[Double]](
      repeating: [Double](repeating: 0, count: base.count), count: classes)
    var areProbabilities = true
    for fold in try base.stratifiedFolds(used, shuffle: false, seed: seed) {
      let model = try fit(
        replaying: training.lineage, on: fold.training, threads: threads)
      let said = model.predictions(on: fold.heldOut, threads: threads)
      areProbabilities = said.areProbabilities
      for code in 0..<classes {
        for (place, row) in fold.heldOutRows.enumerated() {
          probabilities[code][row] = said.probabilities[code][place]
        }
      }
    }
    return Predictions(
      labels: base.labels, probabilities: probabilities, areProbabilities: areProbabilities)
  }

  /// A model of rows on which remembered resampling is done first.
  ///
  /// - Throws: `ModellingError` when the rows do not allow it.
  public func fit(
    replaying lineage: Lineage?, on training: TrainingSet, threads: Int
  ) throws(ModellingError) -> FittedModel {
    try fit(training.resampled(by: lineage?.steps ?? [], threads: threads), threads: threads)
  }

  /// How many folds the classes allow: no more than the smallest class has rows, at least 2.
  ///
  /// - Throws: `too-few-rows` when a class has fewer than two rows.
  public static func foldCount(_ labels: Labels, wanted: Int) throws(ModellingError) -> Int {
    let counts = labels.classCounts
    for (code, count) in counts.enumerated() where count == 1 {
      throw ModellingError(
        "too-few-rows",
        "folds need at least two rows of each class, and class "
          + "'\(labels.target.classes[code])' has 1",
        hint: "use a validation set, or leave the class out")
    }
    let smallest = counts.filter { $0 > 0 }.min() ?? 0
    guard smallest >= 2 else { throw noRows() }
    return max(2, min(wanted, smallest))
  }
}
