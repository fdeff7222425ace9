/// A network of layers in which every unit sees all units of the layer before.
///
/// scikit-learn's `MLPClassifier` with Adam: the same start, steps, penalty and stopping rule, in
/// single precision. Added to it are dropout in the hidden layers, while learning only, and two
/// losses for rare classes. Early stopping goes by the held-out loss and not by accuracy, which
/// says nothing where one class is rare. Row weights are brought to a mean of 1.
public struct MLP: Classifier {
  public static let name = "mlp"
  public static let summary = "A neural network of fully connected layers."
  public static let parameters = [
    Parameter(
      "hidden_layer_sizes", .either([.list(.integer(1...4_096)), .integer(1...4_096)]),
      default: .list([.integer(64)]), "How many units each hidden layer has."),
    Parameter(
      "activation", .choice(["relu", "tanh", "logistic"]), default: .text("relu"),
      "What a hidden unit makes of its sum."),
    Parameter("solver", .choice(["adam"]), default: .text("adam"), "How steps are chosen."),
    Parameter(
      "alpha", .number(0...1_000_000), default: .number(1e-4),
      "How strongly large weights are penalised (L2)."),
    Parameter(
      "learning_rate_init", .number(0...1_000, excludingLower: true), default: .number(1e-3),
      "The length of a step."),
    Parameter(
      "batch_size", .either([.choice(["auto"]), .integer(1...1_000_000)]), default: .text("auto"),
      "How many rows each step looks at; auto is 200, or all where there are fewer."),
    Parameter(
      "max_iter", .integer(1...1_000_000), default: .integer(200),
      "How often all rows are gone through at most."),
    Parameter(
      "dropout", .number(0...1, excludingUpper: true), default: .number(0),
      "The share of hidden units left out of each step, drawn anew."),
    Parameter(
      "early_stopping", .boolean, default: .boolean(false),
      "Whether rows are held out to tell when to stop; the best network is kept."),
    Parameter(
      "validation_fraction", .number(0...1, excludingLower: true, excludingUpper: true),
      default: .number(0.1), "The share of each class held out for early stopping."),
    Parameter(
      "n_iter_no_change", .integer(1...1_000_000), default: .integer(10),
      "How many rounds without improvement are borne."),
    Parameter(
      "tol", .number(0...1_000_000), default: .number(1e-4), "What counts as an improvement."),
    Parameter(
      "loss", .choice(["log_loss", "focal", "auc"]), default: .text("log_loss"),
      "What is made small: log_loss; focal, where easy rows count less; auc, by pairs of rows."),
  ]
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true
  public static let fittedTypes: [any FittedClassifier.Type] = [
    FittedNetwork.self, FittedShares.self,
  ]

  let hidden: [Int]
  let activation: NetworkShape.Activation
  let options: NetworkTraining.Options

  public init(_ values: ParameterValues) throws(ParameterError) {
    switch values["hidden_layer_sizes"] {
    case .list(let items)?:
      hidden = items.compactMap { if case .integer(let width) = $0 { width } else { nil } }
    case .integer(let width)?: hidden = [width]
    default: hidden = [64]
    }
    guard hidden.count <= 20 else {
      throw ParameterError(
        "option-range", parameter: "hidden_layer_sizes",
        "'hidden_layer_sizes' takes up to 20 layers, not \(hidden.count)")
    }
    activation = NetworkShape.Activation(rawValue: values.text("activation")) ?? .relu
    var options = NetworkTraining.Options()
    options.alpha = values.number("alpha")
    options.rate = values.number("learning_rate_init")
    options.batch = values.optionalInteger("batch_size")
    options.epochs = values.integer("max_iter")
    options.dropout = values.number("dropout")
    options.held = values.boolean("early_stopping") ? values.number("validation_fraction") : nil
    options.patience = values.integer("n_iter_no_change")
    options.tolerance = values.number("tol")
    options.loss = NetworkLoss(rawValue: values.text("loss")) ?? .logLoss
    self.options = options
  }

  public func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    let labels = training.labels
    _ = try presentClasses(labels, method: Self.name)
    let coding = try treeCodes(labels)
    guard coding.order.count == 2 || options.loss == .logLoss else {
      throw ModellingError(
        "too-many-classes",
        "the loss '\(options.loss.rawValue)' tells two classes apart, and the training set has "
          + "\(coding.order.count)", hint: "use loss: log_loss, with class_weight: balanced")
    }
    let count = training.count
    let given = weights ?? [Double](repeating: 1, count: count)
    let mean = given.reduce(0, +) / Double(count)
    let columns = training.table.numericColumns
    guard !columns.isEmpty else {
      // Nothing to learn from but how frequent the classes are.
      var shares = [Double](repeating: 0, count: labels.target.classes.count)
      for (row, code) in labels.codes.enumerated() {
        shares[Int(code)] += given[row] / (mean * Double(count))
      }
      return FittedShares(shares: shares)
    }
    let outputs = coding.order.count == 2 ? 1 : coding.order.count
    let training = NetworkTraining(
      shape: NetworkShape([columns.count] + hidden + [outputs], activation: activation),
      options: options, rows: networkRows(columns, from: 0, count: count), codes: coding.codes,
      weights: given.map { $0 / mean }, classes: coding.order.count)
    let result = training.run(seed: seed)
    guard result.loss.isFinite, result.numbers.allSatisfy(\.isFinite) else {
      throw ModellingError(
        "diverged", "the network's weights grew without bound after \(result.epochs) rounds",
        hint: "lower learning_rate_init, or standardize the columns")
    }
    var fit = FitSummary()
    fit.counts = [("iterations", Double(result.epochs)), ("loss", result.loss)]
    if !result.isDone {
      fit.notes.append(
        "the network was still improving after \(result.epochs) rounds over the rows: raise "
          + "max_iter")
    }
    if options.loss != .logLoss {
      fit.notes.append(
        "the loss '\(options.loss.rawValue)' teaches an order of rows and not probabilities: "
          + "calibrate them, or choose a threshold")
    }
    return FittedNetwork(
      shape: training.shape, numbers: result.numbers, order: coding.order,
      classes: labels.target.classes.count, fit: fit,
      areProbabilities: options.loss == .logLoss)
  }
}

/// The same probabilities for every row.
struct FittedShares: FittedClassifier {
  let shares: [Double]

  func probabilities(for table: Table, threads: Int) -> [[Double]] {
    shares.map { [Double](repeating: $0, count: table.count) }
  }

  var fit: FitSummary { FitSummary() }
}
