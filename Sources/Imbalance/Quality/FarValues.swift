/// The values of a column that lie far from the middle half of their class.
///
/// Tukey's outer fences: more than three times the width of the middle half below its lower or
/// above its upper end, quartiles by linear interpolation, for each class by itself, so that a
/// rare class is not an outlier of the others. A class whose middle half has no width has none.
struct FarValues: Sendable {
  /// The rows, ascending.
  let rows: [Int32]
  /// The value that lies farthest out, in widths of the middle half, with its row.
  let farthest: (value: Double, widths: Double, row: Int)?

  static let none = FarValues(rows: [], farthest: nil)
  /// How many widths from the middle half a value is far.
  static let fence = 3.0

  private init(rows: [Int32], farthest: (value: Double, widths: Double, row: Int)?) {
    self.rows = rows
    self.farthest = farthest
  }

  /// Finds the far values.
  ///
  /// - Parameters:
  ///   - order: The rows by ascending value.
  ///   - present: How many rows of each class have a value; these come first in `order`.
  init(_ values: [Double], order: [Int32], codes: [Int32], present: [Int]) {
    let classes = present.count
    // The order statistics that the two quartiles lie between.
    let wanted = present.map { count -> [Int] in
      let lower = 0.25 * Double(max(0, count - 1))
      let upper = 0.75 * Double(max(0, count - 1))
      return [
        Int(lower), min(Int(lower) + 1, max(0, count - 1)), Int(upper),
        min(Int(upper) + 1, max(0, count - 1)),
      ]
    }
    var met = [Int](repeating: 0, count: classes)
    var stops = [[Double]](repeating: [0, 0, 0, 0], count: classes)
    let total = present.reduce(0, +)
    for row in order.prefix(total) {
      let code = Int(codes[Int(row)])
      let rank = met[code]
      if rank <= wanted[code][3] {
        for stop in 0..<4 where wanted[code][stop] == rank { stops[code][stop] = values[Int(row)] }
      }
      met[code] = rank + 1
    }
    let quartiles = (0..<classes).map { code -> (low: Double, high: Double, width: Double) in
      func between(_ first: Int, _ p: Double) -> Double {
        let position = p * Double(max(0, present[code] - 1))
        return stops[code][first]
          + (stops[code][first + 1] - stops[code][first]) * (position - position.rounded(.down))
      }
      let low = between(0, 0.25)
      let high = between(2, 0.75)
      return (low, high, high - low)
    }
    var rows: [Int32] = []
    var farthest: (value: Double, widths: Double, row: Int)?
    for (row, value) in values.enumerated() where !value.isNaN {
      let (low, high, width) = quartiles[Int(codes[row])]
      guard width > 0 else { continue }
      let distance = max(low - value, value - high)
      guard distance > Self.fence * width else { continue }
      rows.append(Int32(row))
      let widths = distance / width
      if widths > farthest?.widths ?? 0 { farthest = (value, widths, row) }
    }
    self.rows = rows
    self.farthest = farthest
  }
}
