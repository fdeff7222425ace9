/// Hard predictions made from scores.
package enum Calls {
  /// What each row is called: positive at or above the threshold, or the class of the highest score.
  package static func make<Role>(_ predictions: Predictions<Role>, threshold: Double?) -> [Int32] {
    let target = predictions.labels.target
    if let threshold, let positive = target.positive, let negative = target.negative {
      return predictions.probabilities[positive].map {
        $0 >= threshold ? Int32(positive) : Int32(negative)
      }
    }
    let scores = predictions.probabilities
    return (0..<predictions.count).map { row in
      var best = 0
      for k in 1..<max(1, scores.count) where scores[k][row] > scores[best][row] { best = k }
      return Int32(best)
    }
  }

  /// The confusion matrix of calls.
  package static func matrix(_ labels: Labels, _ calls: [Int32]) -> ConfusionMatrix {
    let classes = labels.target.classes.count
    var flat = [Int](repeating: 0, count: classes * classes)
    for row in calls.indices { flat[Int(labels.codes[row]) * classes + Int(calls[row])] += 1 }
    return ConfusionMatrix(
      labels: labels.target.classes,
      counts: (0..<classes).map { Array(flat[($0 * classes)..<(($0 + 1) * classes)]) },
      positive: labels.target.isBinary ? labels.target.positive : nil)
  }

  /// - Throws: `ModellingError` for a score that is not a finite number.
  package static func checkFinite<Role>(
    _ predictions: Predictions<Role>
  ) throws(ModellingError) {
    for (k, scores) in predictions.probabilities.enumerated() {
      if let row = scores.firstIndex(where: { !$0.isFinite }) {
        throw ModellingError(
          "score-not-finite",
          "every score is a finite number; row \(row + 1) of the \(Role.name) has "
            + "\(scores[row]) for class '\(predictions.labels.target.classes[k])'",
          hint: "look for missing or overflowing values in what the model was given")
      }
    }
  }
}
