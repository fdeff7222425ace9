/// The percentile interval of bootstrap replicates.
enum BootstrapInterval {
  /// An estimate whose interval is read off the replicates; NaN stands for an undefined one.
  ///
  /// Where more than 5 % of the replicates are undefined there is no interval. The interval always
  /// holds the value itself, also at the edge of what is possible, where replicates lean inwards.
  static func estimate(
    _ value: MetricValue, replicates: [Double], confidence: Double, isDifference: Bool = false
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
    // A score that no draw of rows can move, such as the average precision of a constant score at
    // a fixed prevalence, has no sampling error to speak of: an interval of no width would claim
    // certainty.
    if !isDifference, let first = defined.first, let last = defined.last,
      last - first <= 1e-12 * abs(number)
    {
      return Estimate(value, note: "no interval: the same in every bootstrap replicate")
    }
    let tail = (1 - confidence) / 2
    return Estimate(
      value, low: min(number, Quantiles.linear(defined, tail)),
      high: max(number, Quantiles.linear(defined, 1 - tail)), method: .bootstrap)
  }
}
