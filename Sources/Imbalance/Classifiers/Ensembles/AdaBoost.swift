/// Trees of one question, each learning mostly from the rows the earlier ones got wrong.
///
/// SAMME as in scikit-learn's `AdaBoostClassifier`: the same trees, weights and probabilities
/// where no two cuts are equally good (there it tosses a coin, here the first column wins).
/// Categories and missing values are taken as they are.
public struct AdaBoost: Classifier {
  public static let name = "ada_boost"
  public static let summary =
    "Small trees, each learning mostly from the rows that earlier ones got wrong."
  public static let parameters = Boosting.Options.parameters
  public static let needs = InputNeeds.anything
  public static let supportsMulticlass = true
  public static let fittedTypes: [any FittedClassifier.Type] = [FittedBoosting.self]

  let options: Boosting.Options

  public init(_ values: ParameterValues) throws(ParameterError) {
    options = Boosting.Options(values)
  }

  public func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    let labels = training.labels
    _ = try presentClasses(labels, method: Self.name)
    let coding = try treeCodes(labels)
    let boosting = Boosting.adaptive(
      options, training.table, codes: coding.codes, classes: coding.order.count,
      weights: weights ?? [Double](repeating: 1, count: training.count), threads: threads)
    return FittedBoosting(
      [boosting], order: coding.order, classes: labels.target.classes.count,
      columns: training.table.names, wanted: options.rounds)
  }
}

extension Boosting.Options {
  /// Reads checked options.
  init(_ values: ParameterValues) {
    rounds = values.integer("n_estimators")
    learningRate = values.number("learning_rate")
    maxDepth = values.integer("max_depth")
  }
}
