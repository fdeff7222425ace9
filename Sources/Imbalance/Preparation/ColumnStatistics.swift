/// Centres and spreads of training columns, as NumPy and scikit-learn compute them.
enum ColumnStatistics {
  /// The middle value of the present ones, the mean of two middle ones; NaN when none is present.
  static func median(_ values: [Double]) -> Double {
    var present = values.filter { !$0.isNaN }
    guard !present.isEmpty else { return .nan }
    present.sort()
    let middle = present.count / 2
    return present.count % 2 == 1
      ? present[middle] : (present[middle - 1] + present[middle]) / 2
  }

  /// The mean of the present values; NaN when none is present.
  static func mean(_ values: [Double]) -> Double {
    var sum = 0.0
    var count = 0
    for value in values where !value.isNaN {
      sum += value
      count += 1
    }
    return count == 0 ? .nan : sum / Double(count)
  }

  /// The most frequent present value, the smallest of several; NaN when none is present.
  static func mode(_ values: [Double]) -> Double {
    let present = values.filter { !$0.isNaN }.sorted()
    var best = Double.nan
    var bestCount = 0
    var start = 0
    for place in present.indices
    where place + 1 == present.count
      || present[place + 1] != present[place]
    {
      if place + 1 - start > bestCount {
        best = present[place]
        bestCount = place + 1 - start
      }
      start = place + 1
    }
    return best
  }

  /// Mean and population standard deviation, the latter 1 for a column that does not vary.
  ///
  /// A column counts as constant below the rounding error of its own variance, the rule of
  /// scikit-learn's `StandardScaler`.
  /// Missing values count as `fill`, or not at all where that is NaN.
  static func centreAndScale(_ given: [Double], fill: Double) -> (centre: Double, scale: Double) {
    let values =
      fill.isNaN && given.contains { $0.isNaN } ? given.filter { !$0.isNaN } : given
    let count = Double(values.count)
    guard count > 0 else { return (0, 1) }
    return values.withUnsafeBufferPointer { source in
      var sum = 0.0
      for value in source { sum += value.isNaN ? fill : value }
      let mean = sum / count
      var squares = 0.0
      var rest = 0.0
      for value in source {
        let difference = (value.isNaN ? fill : value) - mean
        squares += difference * difference
        rest += difference
      }
      let variance = (squares - rest * rest / count) / count
      let epsilon = Double.ulpOfOne
      let bound = count * epsilon * variance + (count * mean * epsilon) * (count * mean * epsilon)
      return (mean, variance <= bound ? 1 : variance.squareRoot())
    }
  }
}
