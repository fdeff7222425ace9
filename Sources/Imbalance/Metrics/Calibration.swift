/// Predicted probabilities beside what was observed.
public struct CalibrationSummary: Sendable, Hashable, Codable {
  /// Rows of similar probability.
  public struct Bin: Sendable, Hashable, Codable {
    /// The mean of the predicted probabilities.
    public let meanPredicted: Double
    /// The share of positive rows.
    public let observed: Double
    /// The lower end of the share's Wilson interval.
    public let low: Double
    /// The upper end of the share's Wilson interval.
    public let high: Double
    /// The rows in the bin.
    public let count: Int
    /// The positive rows in the bin.
    public let positives: Int
  }

  /// Up to 15 bins of about equally many rows, ascending; rows of equal score share a bin.
  public let bins: [Bin]
  /// The bins out of ten of equal width that have rows; a score on an edge belongs to the lower bin.
  public let equalWidth: [Bin]
  /// The expected calibration error over `bins`.
  public let ece: Double
  /// The expected calibration error over `equalWidth`.
  public let equalWidthError: Double
  /// For each of `bins`, from the highest scores down, how many rows rank within or above it.
  package let descendingEnds: [Int]
  /// The same for `equalWidth`.
  package let equalWidthEnds: [Int]

  /// Bins ranked rows, of which there is at least one.
  package init(_ rows: RankedRows, z: Double, binCount: Int = 15) {
    let n = rows.count
    var ends: [Int] = []
    var groupEnds: [Int] = []
    var next = 1
    for g in stride(from: rows.thresholds.count - 1, through: 0, by: -1) {
      // Rows that score at most the g-th threshold.
      let below = n - (g == 0 ? 0 : Int(rows.truePositives[g - 1] + rows.falsePositives[g - 1]))
      if below * binCount >= next * n {
        ends.append(below)
        groupEnds.append(g)
        while below * binCount >= next * n { next += 1 }
      }
    }
    bins = Self.makeBins(rows, lowestGroups: groupEnds, z: z)
    descendingEnds = [0] + ends.dropLast().map { n - $0 }.reversed() + [n]

    var widthGroups: [Int] = []
    for bin in 1...10 {
      let edge = Double(bin) / 10
      // Thresholds descend: the first one at or below the edge.
      var low = 0
      var high = rows.thresholds.count
      while low < high {
        let middle = (low + high) / 2
        if rows.thresholds[middle] <= edge || bin == 10 { high = middle } else { low = middle + 1 }
      }
      if low < rows.thresholds.count, widthGroups.last != low { widthGroups.append(low) }
    }
    equalWidth = Self.makeBins(rows, lowestGroups: widthGroups, z: z)
    // Groups descend within a bin: the rows above a bin are those before its last group.
    equalWidthEnds =
      widthGroups.reversed().map { group in
        group == 0 ? 0 : Int(rows.truePositives[group - 1] + rows.falsePositives[group - 1])
      } + [n]
    ece = Self.error(bins, n)
    equalWidthError = Self.error(equalWidth, n)
  }

  /// Bins from the lowest scores upwards; each reaches up to and with the given group.
  private static func makeBins(_ rows: RankedRows, lowestGroups: [Int], z: Double) -> [Bin] {
    var bins: [Bin] = []
    var last = rows.thresholds.count
    for group in lowestGroups {
      var sum = 0.0
      var count = 0
      var positives = 0
      for g in stride(from: last - 1, through: group, by: -1) {
        let tp = Int(rows.truePositives[g] - (g == 0 ? 0 : rows.truePositives[g - 1]))
        let fp = Int(rows.falsePositives[g] - (g == 0 ? 0 : rows.falsePositives[g - 1]))
        sum += Double(tp + fp) * rows.thresholds[g]
        count += tp + fp
        positives += tp
      }
      last = group
      let ends = ProportionIntervals.wilson(hits: positives, total: count, z: z)
      bins.append(
        Bin(
          meanPredicted: sum / Double(count), observed: Double(positives) / Double(count),
          low: ends.low, high: ends.high, count: count, positives: positives))
    }
    return bins
  }

  private static func error(_ bins: [Bin], _ n: Int) -> Double {
    var sum = 0.0
    for bin in bins {
      sum += Double(bin.count) / Double(n) * abs(bin.meanPredicted - bin.observed)
    }
    return sum
  }
}
