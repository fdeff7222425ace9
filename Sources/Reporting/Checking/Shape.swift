internal import Imbalance

/// What values a name will have once it has been computed, known before anything runs.
package indirect enum Shape: Sendable {
  /// A number, perhaps with an interval.
  case number
  /// Words.
  case text
  /// True or false.
  case boolean
  /// Named values, each with its shape, in the order they are documented.
  case record([(name: String, shape: Shape)])
  /// Named values whose names are known only after running, such as class labels.
  case open(Shape)
  /// Named values, and others of one shape whose names are known only after running.
  case openRecord([(name: String, shape: Shape)], others: Shape)
  /// A metric: a number that also has `.low` and `.high`.
  case estimate
  /// A metric over folds: an estimate that also has `.mean`, `.std`, `.gap` and the seed's spread.
  case foldScores
  /// A loss over shuffles: an estimate that also has `.mean` and `.std`.
  case shuffleLoss

  /// What a metric over folds has beside the parts of an estimate.
  static let foldParts = ["mean", "std", "gap", "seed_std", "fold_std"]

  /// The shape of a part, or `nil` when there is no such part.
  package func part(_ name: String) -> Shape? {
    switch self {
    case .record(let parts): parts.first { $0.name == name }?.shape
    case .open(let shape): shape
    case .openRecord(let parts, let others): parts.first { $0.name == name }?.shape ?? others
    case .shuffleLoss: ["low", "high", "value", "mean", "std"].contains(name) ? .number : nil
    case .estimate: ["low", "high", "value"].contains(name) ? .number : nil
    case .foldScores:
      (["low", "high", "value"] + Self.foldParts).contains(name) ? .number : nil
    case .number, .text, .boolean: nil
    }
  }

  /// The names of the parts, for suggestions.
  package var partNames: [String] {
    switch self {
    case .record(let parts), .openRecord(let parts, _): parts.map(\.name)
    case .estimate: ["low", "high"]
    case .foldScores: Self.foldParts + ["low", "high"]
    case .shuffleLoss: ["low", "high", "mean", "std"]
    case .number, .text, .boolean, .open: []
    }
  }

  /// The shape in words.
  package var description: String {
    switch self {
    case .number, .estimate, .foldScores, .shuffleLoss: "a number"
    case .text: "text"
    case .boolean: "true or false"
    case .record, .open, .openRecord: "a group of values"
    }
  }
}

extension Shape {
  /// The values that every set of labelled rows has.
  package static let rows = Shape.record([
    ("rows", .number), ("n", .number), ("features", .number), ("positive", .text),
    ("positives", .number), ("negatives", .number), ("prevalence", .estimate),
    ("imbalance_ratio", .number), ("majority_share", .estimate), ("classes", .open(.number)),
    ("synthetic", .number), ("copies", .number),
  ])

  /// The values of a trained model.
  static let model = Shape.record([
    ("threshold", .number), ("model", .text), ("data", .text), ("training_rows", .number),
  ])

  /// The values of one model in an evaluation: every metric, its ends, and the threshold.
  static let evaluatedModel = Shape.record(
    Metrics.all.map { ($0.name, .estimate) } + [("threshold", .number)])

  /// The values of an evaluation: those of its test rows, and one group for each model.
  static func evaluation(models: [String]) -> Shape {
    guard case .record(let rows) = Shape.rows else { return .open(.evaluatedModel) }
    return .record(
      rows + [("best_accuracy", .text)] + models.map { ($0, .evaluatedModel) })
  }

  /// The values of one model in a cross-validation: every metric over the folds.
  static let crossValidatedModel = Shape.record(
    Metrics.all.map { ($0.name, .foldScores) } + [
      ("threshold", .foldScores), ("probability_ratio", .number),
    ])

  /// The values of a cross-validation.
  static func crossValidation(models: [String]) -> Shape {
    .record(
      [("folds", .number), ("repeats", .number)] + models.map { ($0, .crossValidatedModel) })
  }

  /// The values of a learning curve: what the last step up in rows has brought.
  static func learningCurve(models: [String]) -> Shape {
    .record(
      [("verdict", .text)]
        + models.map { ($0, .record([("value", .estimate), ("gain", .estimate)])) })
  }

  /// The values of importances: the most important column, the metric as it was, and each column's.
  static let importance = Shape.openRecord(
    [("first", .text), ("baseline", .number), ("columns", .open(.shuffleLoss))],
    others: .shuffleLoss)

  /// The values of a comparison: differences and p values are those against the baseline.
  static func comparison(models: [String]) -> Shape {
    .record(
      [("best", .text), ("baseline", .text), ("verdict", .text), ("p_value", .number)]
        + models.map { name in
          (
            name,
            .record([
              ("value", .estimate), ("rank", .number), ("difference", .estimate),
              ("p_value", .number), ("p_best", .number),
            ])
          )
        })
  }
}
