/// How many rows of a class lie among their own kind.
///
/// Napierala and Stefanowski, "Types of minority class examples and their influence on learning
/// classifiers from imbalanced data", J. Intell. Inf. Syst. 46 (2016), with k = 5: a row is safe
/// with 4 or 5 nearest rows of its class, borderline with 2 or 3, rare with 1, an outlier with
/// none. Distances are those of standardised numbers and 0/1 categories.
public struct MinorityTypeCounts: Sendable, Hashable {
  /// Rows with 4 or 5 fellows among their five nearest rows.
  public let safe: Int
  /// Rows with 2 or 3.
  public let borderline: Int
  /// Rows with 1.
  public let rare: Int
  /// Rows with none.
  public let outlier: Int

  /// The rows asked.
  public var total: Int { safe + borderline + rare + outlier }

  /// Counts the answers of a class.
  public init(_ answers: [NeighbourSurvey.Answer]) {
    var counts = [0, 0, 0, 0]
    for answer in answers {
      switch answer.fellows {
      case 4...: counts[0] += 1
      case 2, 3: counts[1] += 1
      case 1: counts[2] += 1
      default: counts[3] += 1
      }
    }
    (safe, borderline, rare, outlier) = (counts[0], counts[1], counts[2], counts[3])
  }
}

extension NeighbourSurvey {
  /// The types of the rows of a class.
  public func types(_ code: Int) -> MinorityTypeCounts { MinorityTypeCounts(answers[code]) }
}

extension Labels {
  /// The class that is rarest among those that have rows, the first of equals.
  package var rarestClass: Int? {
    let counts = classCounts
    return counts.indices.filter { counts[$0] > 0 }.min { (counts[$0], $0) < (counts[$1], $1) }
  }

  /// The class with the most rows, the first of equals.
  package var largestClass: Int? {
    let counts = classCounts
    return counts.indices.filter { counts[$0] > 0 }.min { (counts[$1], $0) < (counts[$0], $1) }
  }

  /// The classes that are rare: the smaller of two, or those with at most four fifths of the mean of several.
  package var rareClasses: [Int] {
    let counts = classCounts
    let present = counts.indices.filter { counts[$0] > 0 }
    guard present.count > 1, let rarest = rarestClass else { return [] }
    if present.count == 2 { return [rarest] }
    let total = counts.reduce(0, +)
    let rare = present.filter { 5 * counts[$0] * present.count <= 4 * total }
    return rare.sorted { (counts[$0], $0) < (counts[$1], $1) }
  }
}
