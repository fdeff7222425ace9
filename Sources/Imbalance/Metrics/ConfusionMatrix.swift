/// How many rows of each class were called what: rows are the actual classes, columns the calls.
public struct ConfusionMatrix: Sendable, Hashable, Codable {
  /// The class labels, in the order of rows and columns.
  public let labels: [String]
  /// The counts: `counts[actual][predicted]`.
  public let counts: [[Int]]
  /// The positive class's place, for two classes.
  public let positive: Int?

  /// Makes a matrix from its counts, one list for each actual class.
  public init(labels: [String], counts: [[Int]], positive: Int?) {
    precondition(counts.count == labels.count && counts.allSatisfy { $0.count == labels.count })
    self.labels = labels
    self.counts = counts
    self.positive = positive
  }

  /// The matrix of two classes, the negative one first.
  init(_ counts: BinaryCounts) {
    self.init(
      labels: ["negative", "positive"],
      counts: [[counts.tn, counts.fp], [counts.fn, counts.tp]], positive: 1)
  }

  /// All rows.
  public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }
  /// The rows whose class was called right.
  public var correct: Int { counts.indices.reduce(0) { $0 + counts[$1][$1] } }
  /// The rows of the actual class `i`.
  public func rowTotal(_ i: Int) -> Int { counts[i].reduce(0, +) }
  /// The rows that were called class `i`.
  public func columnTotal(_ i: Int) -> Int { counts.reduce(0) { $0 + $1[i] } }

  /// Class `i` against all others.
  public func oneVersusRest(_ i: Int) -> BinaryCounts {
    let tp = counts[i][i]
    let fp = columnTotal(i) - tp
    let fn = rowTotal(i) - tp
    return BinaryCounts(tp: tp, fp: fp, tn: total - tp - fp - fn, fn: fn)
  }

  /// The four cells, for two classes.
  public var binary: BinaryCounts? { positive.map(oneVersusRest) }
  /// Positive rows called positive, for two classes.
  public var tp: Int? { binary?.tp }
  /// Negative rows called positive, for two classes.
  public var fp: Int? { binary?.fp }
  /// Negative rows called negative, for two classes.
  public var tn: Int? { binary?.tn }
  /// Positive rows called negative, for two classes.
  public var fn: Int? { binary?.fn }
}
