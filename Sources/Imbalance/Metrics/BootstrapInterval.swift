/// The percentile interval of bootstrap replicates.
enum BootstrapInterval {
  /// An estimate whose interval is read off the replicates; NaN stands for an undefined one.
  ///
  /// Where more than 5 % of the replicates are undefined there is no interval. The interval always
  /// holds the value itself, also at the edge of what is possible, where replicates lean inwards.
  static func estimate(
    _ value: MetricValue, replicates: [Double], confidence: Double
  ) -> Estimate {
    guard let number = value.number else { return Estimate(value) }
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
      value, low: min(number, Quantiles.linear(defined, tail)),
      high: max(number, Quantiles.linear(defined, 1 - tail)), method: .bootstrap)
  }
}
