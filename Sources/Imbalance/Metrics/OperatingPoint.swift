/// What a threshold leads to.
public struct OperatingPoint: Sendable, Hashable, Codable {
  /// Rows that score at least this are called positive.
  public let threshold: Double
  /// Positive rows called positive.
  public let tp: Int
  /// Negative rows called positive.
  public let fp: Int
  /// Negative rows called negative.
  public let tn: Int
  /// Positive rows called negative.
  public let fn: Int

  /// The four cells.
  public var counts: BinaryCounts { BinaryCounts(tp: tp, fp: fp, tn: tn, fn: fn) }
}

extension RankedRows {
  /// At most about `limit` of the distinct thresholds, descending.
  ///
  /// All of them where they are few enough. Else those at which a positive row is gained come
  /// first, then evenly spaced others; the first and the last are always among them.
  package func sweep(limit: Int) -> [OperatingPoint] {
    let all = thresholds.count
    guard all > 0 else { return [] }
    var chosen: [Int]
    if all <= limit {
      chosen = Array(0..<all)
    } else {
      let gains = (0..<all).filter { truePositives[$0] != ($0 == 0 ? 0 : truePositives[$0 - 1]) }
      var marked = Set([0, all - 1])
      if gains.count >= limit {
        for i in 0..<limit { marked.insert(gains[i * (gains.count - 1) / (limit - 1)]) }
      } else {
        marked.formUnion(gains)
        let rest = limit - gains.count
        if rest > 1 { for i in 0..<rest { marked.insert(i * (all - 1) / (rest - 1)) } }
      }
      chosen = marked.sorted()
    }
    return chosen.map { g in
      let cells = counts(at: g)
      return OperatingPoint(
        threshold: thresholds[g], tp: cells.tp, fp: cells.fp, tn: cells.tn, fn: cells.fn)
    }
  }
}

/// How the scores of each class are spread.
public struct ScoreHistogram: Sendable, Hashable, Codable {
  /// The edges of the bins, ascending; a score on an inner edge belongs to the bin above it.
  public let edges: [Double]
  /// For each class, in the target's order, the rows in each bin.
  public let counts: [[Int]]

  /// Counts scores: from 0 to 1 for probabilities, else from the lowest to the highest.
  package init(
    scores: [Double], codes: [Int32], classes: Int, areProbabilities: Bool, bins: Int = 20
  ) {
    var low = 0.0
    var high = 1.0
    if !areProbabilities, let first = scores.first {
      low = scores.reduce(first) { min($0, $1) }
      high = scores.reduce(first) { max($0, $1) }
      if low == high {
        low -= 0.5
        high += 0.5
      }
    }
    // Halves keep the width finite for scores near the largest double.
    let width = (high / 2 - low / 2) / Double(bins) * 2
    edges = (0...bins).map { $0 == bins ? high : low + Double($0) * width }
    var counts = [[Int]](repeating: [Int](repeating: 0, count: bins), count: classes)
    for row in scores.indices {
      let place = ((scores[row] - low) / width).rounded(.down)
      let bin = place >= Double(bins) ? bins - 1 : place > 0 ? Int(place) : 0
      counts[Int(codes[row])][bin] += 1
    }
    self.counts = counts
  }
}
