/// How mixed the classes of a node are, over raw class totals.
struct Impurity: Sendable {
  let criterion: TreeOptions.Criterion
  let classes: Int

  /// The impurity of a node: 0 when it is pure.
  func value(_ totals: UnsafePointer<Double>, _ weight: Double) -> Double {
    guard weight > 0 else { return 0 }
    switch criterion {
    case .gini:
      var squares = 0.0
      for code in 0..<classes { squares += totals[code] * totals[code] }
      return 1 - squares / (weight * weight)
    case .entropy:
      var sum = 0.0
      for code in 0..<classes where totals[code] > 0 {
        let share = totals[code] / weight
        sum -= share * NaturalLogarithm.log(share) * 1.4426950408889634
      }
      return sum
    }
  }

  /// What a split gains, up to a constant of the node; larger is better.
  @inline(__always)
  func score(
    _ left: UnsafePointer<Double>, _ leftWeight: Double, _ all: UnsafePointer<Double>,
    _ rightWeight: Double
  ) -> Double {
    switch criterion {
    case .gini:
      var leftSquares = 0.0
      var rightSquares = 0.0
      for code in 0..<classes {
        let right = all[code] - left[code]
        leftSquares += left[code] * left[code]
        rightSquares += right * right
      }
      return leftSquares / leftWeight + rightSquares / rightWeight
    case .entropy:
      var sum = 0.0
      for code in 0..<classes {
        let (a, b) = (left[code], all[code] - left[code])
        if a > 0 { sum += a * NaturalLogarithm.log(a / leftWeight) }
        if b > 0 { sum += b * NaturalLogarithm.log(b / rightWeight) }
      }
      return sum
    }
  }
}
