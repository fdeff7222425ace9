/// The truth about held-out rows beside what a model says of them.
///
/// The role tells what they may be used for: a threshold is tuned on
/// `Predictions<ValidationRole>`, a result is reported on `Predictions<TestRole>`.
public struct Predictions<Role: HeldOutRole>: Sendable, Codable {
  /// The true classes.
  public let labels: Labels
  /// For each class the probability (or score) of each row.
  public let probabilities: [[Double]]
  /// Whether the scores are probabilities: within 0 and 1, summing to 1 over the classes.
  public let areProbabilities: Bool

  /// Only models, folds and the reader of outside predictions make these.
  package init(labels: Labels, probabilities: [[Double]], areProbabilities: Bool = true) {
    self.labels = labels
    self.probabilities = probabilities
    self.areProbabilities = areProbabilities
  }

  /// How many rows there are.
  public var count: Int { labels.count }

  /// The positive class's score of each row, for a binary target.
  package var positiveScores: [Double] {
    guard let positive = labels.target.positive else {
      preconditionFailure("only a binary target has positive scores")
    }
    return probabilities[positive]
  }
}
