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
  /// A metric: a number that also has `.low` and `.high`.
  case estimate

  /// The shape of a part, or `nil` when there is no such part.
  func part(_ name: String) -> Shape? {
    switch self {
    case .record(let parts): parts.first { $0.name == name }?.shape
    case .open(let shape): shape
    case .estimate: ["low", "high", "value"].contains(name) ? .number : nil
    case .number, .text, .boolean: nil
    }
  }

  /// The names of the parts, for suggestions.
  var partNames: [String] {
    switch self {
    case .record(let parts): parts.map(\.name)
    case .estimate: ["low", "high"]
    case .number, .text, .boolean, .open: []
    }
  }

  /// The shape in words.
  var description: String {
    switch self {
    case .number, .estimate: "a number"
    case .text: "text"
    case .boolean: "true or false"
    case .record, .open: "a group of values"
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
}
