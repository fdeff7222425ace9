internal import Imbalance

/// What a value that a template can name says, in one sentence.
enum ValueMeaning {
  /// The sentence for the path of a value; `nil` where its name says it all.
  static func sentence(for path: [String], of thing: Thing?) -> String? {
    guard let last = path.last else { return nil }
    if path.first == "params" { return "A parameter of this report." }
    if path.contains("classes") { return "The rows of one class." }
    // The nearest name that is a metric, or else a value that all things of the kind have.
    for name in path.dropFirst().reversed() {
      if let metric = Metrics.named(name), isMetric(thing) || name == "prevalence" {
        return parts.first { $0.name == last }?.sentence ?? metric.summary
      }
      if case .description? = thing, let check = QualityChecks.all.first(where: { $0.name == name })
      {
        return check.summary
      }
    }
    return (values + parts).first { $0.name == last }?.sentence
  }

  private static func isMetric(_ thing: Thing?) -> Bool {
    switch thing {
    case .evaluation?, .crossValidation?: true
    default: false
    }
  }

  /// What every number with an interval, or over folds, has.
  private static let parts: [(name: String, sentence: String)] = [
    ("low", "The lower end of the interval."), ("high", "The upper end of the interval."),
    ("mean", "The mean over the folds."),
    ("std", "The standard deviation over the folds."),
    ("gap", "How much better it was on the training rows than on the held-out ones."),
    ("seed_std", "How much the value moves with the seed alone."),
    ("fold_std", "How much the value moves with the fold alone."),
  ]

  private static let values: [(name: String, sentence: String)] = [
    ("rows", "The number of rows."), ("n", "The number of rows."),
    ("features", "The columns that a model may see."),
    ("positives", "The rows that are positive."), ("negatives", "The rows that are negative."),
    ("imbalance_ratio", "The rows of the largest class for each row of the smallest."),
    ("majority_share", "The share of the largest class: how often always guessing it is right."),
    ("synthetic", "The rows that a sampler invented."),
    ("copies", "The rows that a sampler copied."),
    ("threshold", "The score from which on a row counts as positive."),
    ("training_rows", "The rows that the model learnt from."),
    ("folds", "The number of folds."), ("repeats", "How often the folds were drawn."),
    ("probability_ratio", "The mean probability divided by the share of positive rows."),
    ("value", "The value by which the models are compared."),
    ("rank", "The place in the ranking; 1 is the best."),
    ("difference", "The value less that of the baseline."),
    ("p_value", "How often chance alone would differ as much from the baseline."),
    ("p_best", "How often chance alone would differ as much from the best."),
    ("gain", "What the last step up in rows has brought."),
  ]
}
