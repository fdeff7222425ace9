/// Estimates of metrics of the ranking, with bootstrap intervals of their own.
struct CurveEstimates: Sendable {
  private let rankings: [ClassRanking]
  private let strata: Strata
  private let options: EvaluationOptions
  private let isBinary: Bool

  /// Ranks the rows: by the positive class's score, or by each class's where there are more.
  init(_ predictions: Predictions<TestRole>, options: EvaluationOptions) {
    let labels = predictions.labels
    let target = labels.target
    let strata = Strata(labels)
    self.strata = strata
    self.options = options
    isBinary = target.isBinary
    let codes = target.isBinary ? target.positive.map { [$0] } ?? [] : Array(target.classes.indices)
    rankings = codes.compactMap { code in
      let rows = RankedRows(
        scores: predictions.probabilities[code], isPositive: labels.codes.map { $0 == Int32(code) })
      guard rows.hasBothClasses else { return nil }
      return ClassRanking(rows, code: code, labels: labels, slotOfRow: strata.slotOfRow)
    }
  }

  /// One metric's estimate.
  func estimate(_ resolved: ResolvedMetric) -> Estimate {
    guard isBinary == (resolved.average == .none) else {
      return .undefined(
        isBinary
          ? "\(resolved.name) averages over more than two classes"
          : "\(resolved.name) is defined for two classes; for more there is \(resolved.name)_macro")
    }
    guard !rankings.isEmpty else { return .undefined("only one class has rows") }
    let once = [UInt8](repeating: 1, count: strata.rowOfSlot.count)
    let value = once.withUnsafeBufferPointer { weights in
      weights.baseAddress.map { self.value(resolved, $0) } ?? .undefined("there are no rows")
    }
    guard value.number != nil else { return Estimate(value) }
    let replicates = strata.replicates(options, stream: "curves") { weights in
      [self.value(resolved, weights).number ?? .nan]
    }
    let estimate = BootstrapInterval.estimate(
      value, replicates: replicates.map { $0[0] }, confidence: options.confidence)
    return estimate.low == nil ? atItsEnd(resolved, value) ?? estimate : estimate
  }

  /// Wilson's interval where no replicate differs, since a share of rows is none or all.
  private func atItsEnd(_ resolved: ResolvedMetric, _ value: MetricValue) -> Estimate? {
    let once = [UInt8](repeating: 1, count: strata.rowOfSlot.count)
    guard isBinary, rankings.count == 1, let metric = resolved.metric as? any CurveMetric.Type,
      let end = once.withUnsafeBufferPointer({ weights in
        weights.baseAddress.flatMap {
          metric.proportionAtItsEnd(
            rankings[0].counts($0), MetricSettings(argument: resolved.argument))
        }
      })
    else { return nil }
    let (low, high) = ProportionIntervals.wilson(
      hits: end.hits, total: end.total,
      z: NormalDistribution.criticalValue(confidence: options.confidence))
    return Estimate(value, low: low * end.scale, high: high * end.scale, method: .wilson)
  }

  /// The value when each slot counts as often as it was drawn.
  func value(_ resolved: ResolvedMetric, _ weights: UnsafePointer<UInt8>) -> MetricValue {
    guard let metric = resolved.metric as? any CurveMetric.Type else {
      return .undefined("\(resolved.name) does not judge a ranking")
    }
    let settings = MetricSettings(argument: resolved.argument)
    var sum = 0.0
    var total = 0.0
    for ranking in rankings {
      switch metric.value(ranking.counts(weights), settings) {
      case .undefined(let reason): return .undefined(reason)
      case .defined(let value):
        let weight = resolved.average == .weighted ? Double(strata.counts[ranking.code]) : 1
        sum += weight * value
        total += weight
      }
    }
    return total > 0 ? .defined(sum / total) : .undefined("only one class has rows")
  }
}
