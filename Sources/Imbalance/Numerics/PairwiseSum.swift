/// Sums in the order in which NumPy adds up a contiguous array of doubles.
///
/// Rounding decides how many rows ADASYN makes, so the order of a sum can show.
enum PairwiseSum {
  /// The sum of the values.
  static func of(_ values: [Double]) -> Double { of(values[...]) }

  private static func of(_ values: ArraySlice<Double>) -> Double {
    let first = values.startIndex
    let count = values.count
    if count < 8 { return values.reduce(-0.0, +) }
    if count <= 128 {
      var lanes = Array(values.prefix(8))
      let whole = count - count % 8
      var place = 8
      while place < whole {
        for lane in 0..<8 { lanes[lane] += values[first + place + lane] }
        place += 8
      }
      var sum =
        ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3]))
        + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]))
      for rest in values[(first + whole)...] { sum += rest }
      return sum
    }
    let half = count / 2 - (count / 2) % 8
    return of(values[first..<(first + half)]) + of(values[(first + half)...])
  }
}
