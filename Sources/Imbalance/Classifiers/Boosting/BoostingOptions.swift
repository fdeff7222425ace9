/// How boosted trees grow and when boosting stops.
struct BoostingOptions: Sendable {
  /// Whether a part of the training rows is kept aside to stop on.
  enum EarlyStopping: Sendable { case auto, on, off }

  let learningRate: Double
  let maxIterations: Int
  let maxLeaves: Int?
  let maxDepth: Int
  let minSamplesLeaf: Int
  let minHessian: Double
  let l2: Double
  let maxFeatures: Double
  let maxBins: Int
  let loss: PointwiseLoss
  let positiveWeight: Double
  let earlyStopping: EarlyStopping
  let validationFraction: Double
  let patience: Int
  let tolerance: Double

  static let parameters: [Parameter] =
    [
      Parameter(
        "learning_rate", .number(0...1_000, excludingLower: true), default: .number(0.1),
        "The share of each tree's step that is taken."),
      Parameter(
        "max_iter", .integer(1...100_000), default: .integer(100),
        "How many rounds there are; each adds a tree, or one for each class of several."),
      Parameter(
        "max_leaf_nodes", .either([.choice(["none"]), .integer(2...Int.max)]),
        default: .integer(31), "How many leaves a tree may have; the best splits come first."),
      Parameter(
        "max_depth", .either([.choice(["none"]), .integer(1...1_000_000)]), default: .text("none"),
        "How many splits a row can meet."),
      Parameter(
        "min_samples_leaf", .integer(1...Int.max), default: .integer(20),
        "How many rows each side of a split must keep."),
      Parameter(
        "min_hessian", .number(0...1e12), default: .number(1),
        "How much hessian, the sum of p (1 - p) times the weight, each side of a split must keep: "
          + "what keeps rows that are all but certain from making leaves with runaway values."),
      Parameter(
        "l2_regularization", .number(0...1e12), default: .number(0),
        "How strongly large leaf values are held back, in units of hessian."),
      Parameter(
        "max_features", .number(0...1, excludingLower: true), default: .number(1),
        "The share of the columns, drawn at random, that a split looks at."),
      Parameter(
        "max_bins", .integer(2...255), default: .integer(255),
        "How many bins a column is cut into; missing values have one of their own."),
    ] + lossParameters + stoppingParameters

  private static let lossParameters: [Parameter] = [
    Parameter(
      "loss", .choice(["log_loss", "focal"]), default: .text("log_loss"),
      "What the trees make small; focal is for two classes and gives no probabilities."),
    Parameter(
      "gamma", .number(0...100), default: .number(2),
      "How much less the focal loss counts rows that are already right."),
    Parameter(
      "alpha", .number(0...1, excludingLower: true, excludingUpper: true), default: .number(0.25),
      "The focal loss's weight of positives; negatives have 1 - alpha."),
    Parameter(
      "scale_pos_weight", .number(0...1e9, excludingLower: true), default: .number(1),
      "A factor on the weight of the positive class, of two."),
  ]

  private static let stoppingParameters: [Parameter] = [
    Parameter(
      "early_stopping", .choice(["auto", "true", "false"]), default: .text("auto"),
      "Whether boosting stops when the loss on rows kept aside no longer falls; auto: with more "
        + "than 10000 rows, where at least 200 rows of every class can be kept aside."),
    Parameter(
      "validation_fraction", .number(0...1, excludingLower: true, excludingUpper: true),
      default: .number(0.1), "The share of the training rows kept aside to stop on."),
    Parameter(
      "n_iter_no_change", .integer(1...Int.max), default: .integer(10),
      "After how many rounds without a smaller loss boosting stops."),
    Parameter(
      "tol", .number(0...1e12), default: .number(1e-7),
      "By how much the loss must fall to count as smaller."),
  ]

  /// Reads checked options.
  init(_ values: ParameterValues) {
    learningRate = values.number("learning_rate")
    maxIterations = values.integer("max_iter")
    maxLeaves = values.optionalInteger("max_leaf_nodes")
    maxDepth = values.optionalInteger("max_depth") ?? Int.max
    minSamplesLeaf = values.integer("min_samples_leaf")
    minHessian = values.number("min_hessian")
    l2 = values.number("l2_regularization")
    maxFeatures = values.number("max_features")
    maxBins = values.integer("max_bins")
    loss =
      values.text("loss") == "focal"
      ? .focal(gamma: values.number("gamma"), alpha: values.number("alpha")) : .logLoss
    positiveWeight = values.number("scale_pos_weight")
    earlyStopping =
      switch values.text("early_stopping") {
      case "true": .on
      case "false": .off
      default: .auto
      }
    validationFraction = values.number("validation_fraction")
    patience = values.integer("n_iter_no_change")
    tolerance = values.number("tol")
  }
}
