/// All score metrics of one model's predictions, for any weights of the rows.
///
/// Used where two models share their replicates, and for more than two classes.
struct ScorePanel: Sendable {
  /// The names of the values, in their order.
  let names: [String]
  private let strata: Strata
  private let rankings: [ClassRanking]
  private let positive: Int?
  private let ranks: Bool
  private let losses: [[Double]]
  /// For each slot its place among the calibration bins, and its residual, for two classes.
  private let bins: [Int32]
  private let residuals: [Double]
  private let binCount: Int

  /// - Parameters:
  ///   - labels: The rows' classes.
  ///   - probabilities: For each class the score of each row.
  ///   - areProbabilities: Whether the probability metrics apply.
  ///   - ranked: For each class the rows ranked by its score; `nil` for classes not ranked.
  ///   - calibration: The bins, for probabilities of two classes.
  ///   - strata: The slots that the weights are for.
  ///   - only: The one metric that is wanted; `nil` for all.
  init(
    labels: Labels, probabilities: [[Double]], areProbabilities: Bool, ranked: [RankedRows?],
    calibration: CalibrationSummary?, strata: Strata, only: ResolvedMetric? = nil
  ) {
    self.strata = strata
    let target = labels.target
    positive = target.positive
    let ranks = only.map { $0.family == .ranking } ?? true
    let rankings =
      !ranks
      ? []
      : ranked.enumerated().compactMap { code, rows in
        rows.map {
          ClassRanking($0, code: code, labels: labels, slotOfRow: strata.slotOfRow)
        }
      }
    self.rankings = rankings
    self.ranks = ranks
    var names: [String] = []
    if ranks, positive != nil {
      if !rankings.isEmpty { names = ["roc_auc", "pr_auc"] }
    } else if ranks {
      for i in rankings.indices { names += ["roc_auc:\(i)", "pr_auc:\(i)"] }
      names += [
        "roc_auc_macro", "roc_auc_weighted", "roc_auc_ovo", "pr_auc_macro", "pr_auc_weighted",
      ]
    }
    var losses: [[Double]] = []
    if areProbabilities {
      for metric in Metrics.all {
        guard only.map({ $0.metric == metric }) ?? true,
          let metric = metric as? any ProbabilityMetric.Type,
          let byRow = metric.losses(probabilities, labels.codes, positive: target.positive)
        else { continue }
        names.append(metric.name)
        losses.append(strata.rowOfSlot.map { byRow[Int($0)] })
      }
    }
    var bins: [Int32] = []
    var residuals: [Double] = []
    var binCount = 0
    if only.map({ $0.metric == CalibrationError.self }) ?? true, let calibration,
      let positive = target.positive, let rows = ranked[positive]
    {
      names.append("ece")
      bins = [Int32](repeating: 0, count: labels.count)
      residuals = [Double](repeating: 0, count: labels.count)
      let ends = calibration.descendingEnds
      binCount = ends.count - 1
      for bin in 0..<binCount {
        for row in rows.order[ends[bin]..<ends[bin + 1]].lazy.map(Int.init) {
          let slot = Int(strata.slotOfRow[row])
          bins[slot] = Int32(bin)
          residuals[slot] = (rows.isPositive[row] ? 1 : 0) - probabilities[positive][row]
        }
      }
    }
    self.names = names
    self.losses = losses
    self.bins = bins
    self.residuals = residuals
    self.binCount = binCount
  }

  /// The values, in the order of `names`; NaN where undefined.
  func values(_ weights: UnsafePointer<UInt8>) -> [Double] {
    var values: [Double] = []
    let areas = rankings.map { $0.areas(weights) }
    if positive != nil {
      for (ranking, area) in zip(rankings, areas) {
        values.append(against(area, ranking.code))
        values.append(area.averagePrecision)
      }
    } else if ranks {
      values = averages(areas)
    }
    for losses in losses { values.append(strata.mean(losses, weights)) }
    if binCount > 0 {
      var sums = [Double](repeating: 0, count: binCount)
      for slot in bins.indices { sums[Int(bins[slot])] += Double(weights[slot]) * residuals[slot] }
      var error = 0.0
      for sum in sums { error += abs(sum) }
      values.append(error / Double(bins.count))
    }
    return values
  }

  /// The area of one class against the rest.
  private func against(_ area: ClassRanking.Areas, _ code: Int) -> Double {
    var wins = 0
    for win in area.doubledWins { wins += win }
    let own = strata.counts[code]
    return Double(wins) / (2 * Double(own) * Double(strata.rowOfSlot.count - own))
  }

  private func averages(_ areas: [ClassRanking.Areas]) -> [Double] {
    var values: [Double] = []
    var macro = (roc: 0.0, pr: 0.0)
    var weighted = (roc: 0.0, pr: 0.0)
    var pairs = 0.0
    for (ranking, area) in zip(rankings, areas) {
      let roc = against(area, ranking.code)
      let own = Double(strata.counts[ranking.code])
      values += [roc, area.averagePrecision]
      macro.roc += roc
      macro.pr += area.averagePrecision
      weighted.roc += own * roc
      weighted.pr += own * area.averagePrecision
      for other in rankings where other.code != ranking.code {
        pairs +=
          Double(area.doubledWins[other.code]) / (2 * own * Double(strata.counts[other.code]))
      }
    }
    let count = Double(rankings.count)
    let n = Double(strata.rowOfSlot.count)
    return values + [
      macro.roc / count, weighted.roc / n, pairs / (count * (count - 1)), macro.pr / count,
      weighted.pr / n,
    ]
  }
}
