/// Quantiles of a sample.
package enum Quantiles {
  /// The quantile by linear interpolation between order statistics (type 7, NumPy's default).
  ///
  /// `sorted` is ascending and not empty.
  package static func linear(_ sorted: [Double], _ p: Double) -> Double {
    let position = p * Double(sorted.count - 1)
    let lower = Int(position.rounded(.down))
    let upper = min(lower + 1, sorted.count - 1)
    let share = position - Double(lower)
    return sorted[lower] + (sorted[upper] - sorted[lower]) * share
  }
}
