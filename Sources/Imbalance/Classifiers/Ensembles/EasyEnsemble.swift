/// Several AdaBoosts, each on all of the smallest class and as many rows of the others.
///
/// Liu, Wu and Zhou, "Exploratory undersampling for class-imbalance learning", 2009, as
/// imbalanced-learn's `EasyEnsembleClassifier`: the mean of the AdaBoosts' probabilities, which
/// lie between 0.12 and 0.88 for two classes. Weights count in boosting and not in drawing.
public struct EasyEnsemble: Classifier {
  public static let name = "easy_ensemble"
  public static let summary = "The mean of several AdaBoosts, each on a balanced bag of rows."
  public static let parameters =
    [
      Parameter(
        "n_estimators", .integer(1...10_000), default: .integer(10),
        "How many AdaBoosts there are."),
      Parameter(
        "rounds", .integer(1...10_000), default: .integer(50),
        "How many trees each AdaBoost has at most."),
      Boosting.Options.learningRate, Boosting.Options.maxDepth,
    ] + BalancedBags.parameters(strategy: "auto", replacement: false)
  public static let needs = InputNeeds.anything
  public static let supportsMulticlass = true
  public static let fittedTypes: [any FittedClassifier.Type] = [FittedBoosting.self]

  let memberCount: Int
  let options: Boosting.Options
  let strategy: SamplingStrategy
  let replacement: Bool

  public init(_ values: ParameterValues) throws(ParameterError) {
    memberCount = values.integer("n_estimators")
    options = Boosting.Options(
      rounds: values.integer("rounds"), learningRate: values.number("learning_rate"),
      maxDepth: values.integer("max_depth"))
    strategy = SamplingStrategy(values)
    replacement = values.boolean("replacement")
  }

  public func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    let labels = training.labels
    _ = try presentClasses(labels, method: Self.name)
    let coding = try treeCodes(labels)
    let bags = try BalancedBags(labels, strategy: strategy, replacement: replacement)
    let (table, options) = (training.table, options)
    let grown = parallelMap(count: memberCount, threads: threads) { index in
      var random = FastRandom(seed.child("bag", index: index))
      let drawn = bags.draw(&random)
      let rows = drawn.filter { weights?[$0] ?? 1 > 0 }
      let boosting = Boosting.adaptive(
        options, table.gathering(rows), codes: rows.map { coding.codes[$0] },
        classes: coding.order.count, weights: gathered(weights, rows), threads: 1)
      return (boosting: boosting, sizes: bags.sizes(of: drawn))
    }
    return FittedBoosting(
      grown.map(\.boosting), order: coding.order, classes: labels.target.classes.count,
      columns: table.names, wanted: options.rounds, saying: bags.summary(grown.map(\.sizes)))
  }
}
