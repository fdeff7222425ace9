/// The percentile interval of bootstrap replicates.
enum BootstrapInterval {
  /// An estimate whose interval is read off the replicates; NaN stands for an undefined one.
  ///
  /// Where more than 5 % of the replicates are undefined there is no interval.
  static func estimate(
    _ value: MetricValue, replicates: [Double], confidence: Double
  ) -> Estimate {
    guard value.number != nil else { return Estimate(value) }
    guard !replicates.isEmpty else { return Estimate(value, note: "no replicates were asked for") }
    var defined = replicates.filter { !$0.isNaN }
    let undefined = replicates.count - defined.count
    guard undefined * 20 <= replicates.count else {
      return Estimate(
        value,
        note: "no interval: undefined in \(undefined) of \(replicates.count) bootstrap replicates")
    }
    defined.sort()
    let tail = (1 - confidence) / 2
    return Estimate(
      value, low: Quantiles.linear(defined, tail), high: Quantiles.linear(defined, 1 - tail),
      method: .bootstrap)
  }
}
