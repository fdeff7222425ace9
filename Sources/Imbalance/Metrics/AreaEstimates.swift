/// Estimates of areas under curves, with what to do where the usual interval has no width.
enum AreaEstimates {
  /// The area under the ROC curve with DeLong's interval, cut to 0 and 1.
  ///
  /// Classes that are perfectly separated have no variance to estimate from: there the interval is
  /// Wilson's for as many successes (or failures) as the smaller class has rows.
  static func roc(_ rows: RankedRows, z: Double) -> Estimate {
    guard rows.hasBothClasses else { return .undefined(missingClass(rows)) }
    let area = rows.rocArea
    let smaller = min(rows.positives, rows.negatives)
    if area == 1 || area == 0 {
      let ends = ProportionIntervals.wilson(hits: area == 1 ? smaller : 0, total: smaller, z: z)
      return Estimate(
        .defined(area), low: ends.low, high: ends.high, method: .wilson,
        note: "perfectly separated; interval as of \(smaller) rows that all agree")
    }
    guard let variance = DeLong(rows).variance else {
      return Estimate(.defined(area), note: "no interval: a class has a single row")
    }
    let half = z * max(0, variance).squareRoot()
    return Estimate(
      .defined(area), low: max(0, area - half), high: min(1, area + half), method: .deLong,
      note: variance == 0 ? "no width: every score ties with as many rows of each class" : nil)
  }

  /// Average precision with its bootstrap interval; Wilson's where positives are all ranked first.
  static func averagePrecision(
    _ rows: RankedRows, replicates: [Double], options: EvaluationOptions, z: Double
  ) -> Estimate {
    guard rows.hasBothClasses else { return .undefined(missingClass(rows)) }
    let value = rows.averagePrecision
    if rows.rocArea == 1 {
      let smaller = min(rows.positives, rows.negatives)
      let ends = ProportionIntervals.wilson(hits: smaller, total: smaller, z: z)
      return Estimate(
        .defined(value), low: ends.low, high: ends.high, method: .wilson,
        note: "perfectly separated; interval as of \(smaller) rows that all agree")
    }
    return BootstrapInterval.estimate(
      .defined(value), replicates: replicates, confidence: options.confidence)
  }

  static func missingClass(_ rows: RankedRows) -> String {
    rows.positives == 0 ? "no row is positive" : "no row is negative"
  }
}
