/// What a name in a template stands for.
package enum Kind: String, Sendable, CaseIterable {
  /// Labelled rows that have not been split.
  case dataset = "data set"
  /// A data set's parts, reached as `NAME.train`, `NAME.test` and `NAME.validation`.
  case split = "split"
  /// Rows to learn from.
  case trainingSet = "training set"
  /// Rows to choose a threshold on.
  case validationSet = "validation set"
  /// Rows to judge on.
  case testSet = "test set"
  /// A fitted model with its threshold.
  case model = "model"
  /// Scores made elsewhere, with the rows they score.
  case predictions = "predictions"
  /// Models judged on held-out rows.
  case evaluation = "evaluation"
  /// One model's part of an evaluation.
  case evaluatedModel = "evaluated model"
  /// Models refitted and judged in folds.
  case crossValidation = "cross-validation"
  /// Models refitted with fewer rows.
  case learningCurve = "learning curve"
  /// What the columns of a test set are worth to a model.
  case importance = "importance"
  /// Models ranked and tested against each other.
  case comparison = "comparison"
  /// What was found out about data.
  case description = "description"
  /// A quality gate.
  case gate = "gate"
  /// A numbered figure.
  case figure = "figure"
  /// A numbered table.
  case table = "table"

  /// The kind with its article, for a sentence.
  package var withArticle: String {
    switch self {
    case .predictions: "predictions"
    case .evaluation, .evaluatedModel, .importance: "an \(rawValue)"
    default: "a \(rawValue)"
    }
  }
}
