/// The trees of a boosted model and the bins they speak of.
struct FittedGradientBoosting: FittedClassifier {
  let rounds: [[BoostedTree]]
  let baseline: [Double]
  /// Bins by column of the matrix, and where those columns are in the table.
  let bins: [BoostingColumn]
  let places: [Int]
  let order: [Int]
  let classes: Int
  let columns: [String]
  let loss: PointwiseLoss
  let stoppedAfter: Int?
  let heldCount: Int
  /// What `scale_pos_weight` multiplied the positive rows' weights by.
  let positiveWeight: Double
  /// After each round the mean loss on the rows kept aside.
  let validationLosses: [Double]

  init(
    run: BoostingRun, bins: [BoostingColumn], places: [Int], order: [Int], classes: Int,
    columns: [String], loss: PointwiseLoss, heldCount: Int, positiveWeight: Double
  ) {
    rounds = run.rounds
    baseline = run.baseline
    stoppedAfter = run.stoppedAfter
    validationLosses = run.validationLosses
    self.bins = bins
    self.places = places
    self.order = order
    self.classes = classes
    self.columns = columns
    self.loss = loss
    self.heldCount = heldCount
    self.positiveWeight = positiveWeight
  }

  var areProbabilities: Bool { loss.givesProbabilities }

  func probabilities(for table: Table, threads: Int) -> [[Double]] {
    var result = [[Double]](
      repeating: [Double](repeating: 0, count: table.count), count: classes)
    let chunk = 1_024
    let scorers = baseline.indices.map { output in
      rounds.map { LeafMasks($0[output], columns: bins.count) }
    }
    let parts = parallelMap(count: (table.count + chunk - 1) / chunk, threads: threads) {
      part -> [[Double]] in
      let start = part * chunk
      let rows = start..<min(table.count, start + chunk)
      let own = OwnedMemory<UInt8>(repeating: 0, count: bins.count * chunk)
      for (column, bins) in bins.enumerated() {
        bins.write(rows, of: table.columns[places[column]], to: own.base + column * chunk)
      }
      let scores = baseline.indices.map { output -> [Double] in
        var scores = [Double](repeating: baseline[output], count: rows.count)
        scores.withUnsafeMutableBufferPointer { scores in
          guard let base = scores.baseAddress else { return }
          LeafMasks.add(
            scorers[output], bins: UnsafePointer(own.base), stride: chunk, rows: rows.count,
            to: base)
        }
        return scores
      }
      return Self.shares(scores)
    }
    for (part, shares) in parts.enumerated() {
      for (place, code) in order.enumerated() {
        result[code].replaceSubrange(
          part * chunk..<part * chunk + shares[place].count, with: shares[place])
      }
    }
    return result
  }

  /// The classes' probabilities from the scores of some rows.
  private static func shares(_ scores: [[Double]]) -> [[Double]] {
    if scores.count == 1 {
      let second = scores[0].map { z -> Double in
        let small = Exponential.exp(-abs(z))
        return (z < 0 ? small : 1) / (1 + small)
      }
      return [second.map { 1 - $0 }, second]
    }
    var shares = scores
    for row in scores[0].indices {
      let peak = scores.reduce(-Double.infinity) { max($0, $1[row]) }
      var sum = 0.0
      for output in scores.indices {
        shares[output][row] = Exponential.exp(scores[output][row] - peak)
        sum += shares[output][row]
      }
      for output in scores.indices { shares[output][row] /= sum }
    }
    return shares
  }

  var fit: FitSummary {
    var fit = FitSummary()
    fit.columns = columns
    var gains = [Double](repeating: 0, count: columns.count)
    for tree in rounds.joined() {
      for (column, gain) in tree.gains.enumerated() { gains[places[column]] += gain }
    }
    let total = gains.reduce(0, +)
    fit.importances = gains.map { total > 0 ? $0 / total : 0 }
    fit.counts = [
      ("iterations", Double(rounds.count)),
      ("trees", Double(rounds.count * baseline.count)),
      ("leaves", rounds.joined().reduce(0) { $0 + Double($1.leaves) }),
      ("depth", Double(rounds.joined().map(\.depth).max() ?? 0)),
    ]
    if heldCount > 0 { fit.counts.append(("rows kept aside", Double(heldCount))) }
    if let stoppedAfter {
      fit.notes.append(
        "stopped after \(stoppedAfter) rounds, since the loss on \(heldCount) rows kept aside no "
          + "longer fell; the first \(rounds.count) are used")
    }
    if positiveWeight != 1, order.count == 2 {
      fit.raised = (0..<classes).map { $0 == order[1] ? positiveWeight : 1 }
    }
    if !loss.givesProbabilities {
      fit.notes.append(
        "the focal loss gives scores between 0 and 1 that are no probabilities; calibrate them "
          + "before they are read as such")
    }
    return fit
  }
}
