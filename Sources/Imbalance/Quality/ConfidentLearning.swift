/// Confident learning: which labels a model that has not seen the rows doubts.
///
/// Northcutt, Jiang and Chuang, "Confident learning: estimating uncertainty in dataset labels",
/// J. Artif. Intell. Res. 70 (2021); thresholds, joint, scores and issues equal those of cleanlab
/// 2.9.0 with `filter_by="confident_learning"`, given the same probabilities.
public struct ConfidentLearning: Sendable {
  /// For each class the mean probability of its own rows; 2 for a class without rows.
  public let thresholds: [Double]
  /// For each labelled class and each class that the model is confident of, the rows counted.
  ///
  /// Not calibrated; the diagonal is at least 1.
  public let joint: [[Int]]
  /// For each row the probability of its label.
  public let selfConfidence: [Double]
  /// For each row (probability of its label − highest other + 1) / 2.
  public let normalizedMargin: [Double]
  /// For each row the class the model is confident of, or -1 where that is none.
  public let confidentClass: [Int32]
  /// Whether each row is counted off the diagonal and its label is not the likeliest class.
  public let isIssue: [Bool]

  /// Judges labels.
  ///
  /// - Parameters:
  ///   - codes: For each row the place of its class.
  ///   - probabilities: For each class the out-of-fold probability of each row.
  public init(codes: [Int32], probabilities: [[Double]]) {
    let classes = probabilities.count
    precondition(probabilities.allSatisfy { $0.count == codes.count }, "a probability for each row")
    var sums = [Double](repeating: 0, count: classes)
    var counts = [Int](repeating: 0, count: classes)
    for (row, code) in codes.enumerated() {
      sums[Int(code)] += probabilities[Int(code)][row]
      counts[Int(code)] += 1
    }
    let thresholds = zip(sums, counts).map { sum, count in
      count == 0 ? 2 : max(sum / Double(count), Self.lowestThreshold)
    }
    var joint = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
    var own = [Double](repeating: 0, count: codes.count)
    var margin = own
    var confident = [Int32](repeating: -1, count: codes.count)
    var isIssue = [Bool](repeating: false, count: codes.count)
    for (row, code) in codes.enumerated() {
      let label = Int(code)
      var passing = 0
      var first = -1
      var likeliest = 0
      var rival = -Double.infinity
      for other in 0..<classes {
        let value = probabilities[other][row]
        if value >= thresholds[other] - Self.tolerance {
          passing += 1
          if first < 0 { first = other }
        }
        if value > probabilities[likeliest][row] { likeliest = other }
        if other != label { rival = max(rival, value) }
      }
      own[row] = probabilities[label][row]
      margin[row] = (own[row] - rival + 1) / 2
      guard passing > 0 else { continue }
      let guess = passing > 1 ? likeliest : first
      confident[row] = Int32(guess)
      joint[label][guess] += 1
      // A label within rounding of the likeliest class is left alone.
      isIssue[row] = guess != label && !Self.isLikeliest(label, row, probabilities)
    }
    for code in 0..<classes { joint[code][code] = max(1, joint[code][code]) }
    self.thresholds = thresholds
    self.joint = joint
    selfConfidence = own
    normalizedMargin = margin
    confidentClass = confident
    self.isIssue = isIssue
  }

  /// Whether the label has the highest probability once it gets the benefit of rounding.
  private static func isLikeliest(
    _ label: Int, _ row: Int, _ probabilities: [[Double]]
  ) -> Bool {
    let own = probabilities[label][row] + tolerance
    for other in probabilities.indices where other != label {
      let value = probabilities[other][row]
      // Of equals the first class is taken.
      if value > own || (value == own && other < label) { return false }
    }
    return true
  }

  private static let tolerance = 1e-6
  private static let lowestThreshold = 2e-6
}
