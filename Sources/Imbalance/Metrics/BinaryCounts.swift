/// The four cells of a two-class confusion matrix.
public struct BinaryCounts: Sendable, Hashable, Codable {
  /// Positive rows called positive.
  public let tp: Int
  /// Negative rows called positive.
  public let fp: Int
  /// Negative rows called negative.
  public let tn: Int
  /// Positive rows called negative.
  public let fn: Int

  /// Names the four cells.
  public init(tp: Int, fp: Int, tn: Int, fn: Int) {
    self.tp = tp
    self.fp = fp
    self.tn = tn
    self.fn = fn
  }

  /// All rows.
  public var total: Int { tp + fp + tn + fn }
  /// The rows that are positive.
  public var positives: Int { tp + fn }
  /// The rows that are negative.
  public var negatives: Int { fp + tn }

  static func + (a: BinaryCounts, b: BinaryCounts) -> BinaryCounts {
    BinaryCounts(tp: a.tp + b.tp, fp: a.fp + b.fp, tn: a.tn + b.tn, fn: a.fn + b.fn)
  }
}
