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
      !given.hasGaps
      ? given
      : fill.isNaN ? given.filter { !$0.isNaN } : given.map { $0.isNaN ? fill : $0 }
    return centresAndScales([values])[0]
  }

  /// The same for complete columns of equal length.
  static func centresAndScales(_ columns: [[Double]]) -> [(centre: Double, scale: Double)] {
    guard let rows = columns.first?.count, rows > 0 else { return columns.map { _ in (0, 1) } }
    let count = Double(rows)
    var results: [(centre: Double, scale: Double)] = []
    for first in stride(from: 0, to: columns.count, by: 4) {
      let group = Array(columns[first..<min(first + 4, columns.count)])
      results += withColumnPointers(group) { pointers -> [(centre: Double, scale: Double)] in
        // A short group repeats its last column, and the surplus is left out.
        func at(_ place: Int) -> UnsafePointer<Double> { pointers[min(place, group.count - 1)] }
        let sums = ColumnMoments.sums(at(0), at(1), at(2), at(3), count: rows)
        let means = (sums.0 / count, sums.1 / count, sums.2 / count, sums.3 / count)
        let lower = ColumnMoments.differences(at(0), means.0, at(1), means.1, count: rows)
        let upper = ColumnMoments.differences(at(2), means.2, at(3), means.3, count: rows)
        let found = [
          (means.0, scale(lower.first, means.0, count)),
          (means.1, scale(lower.second, means.1, count)),
          (means.2, scale(upper.first, means.2, count)),
          (means.3, scale(upper.second, means.3, count)),
        ]
        return found.prefix(group.count).map { (centre: $0.0, scale: $0.1) }
      }
    }
    return results
  }

  private static func scale(
    _ sums: (squares: Double, rest: Double), _ mean: Double, _ count: Double
  ) -> Double {
    let variance = (sums.squares - sums.rest * sums.rest / count) / count
    let epsilon = Double.ulpOfOne
    let bound = count * epsilon * variance + (count * mean * epsilon) * (count * mean * epsilon)
    return variance <= bound ? 1 : variance.squareRoot()
  }
}
