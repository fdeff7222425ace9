/// A quadratic function plus a penalty on the sizes of its coordinates.
struct LassoModel {
  /// Symmetric and not negative, row by row.
  let matrix: [Double]
  /// The slope at `start`.
  let slope: [Double]
  let start: [Double]
  /// What each coordinate's size costs.
  let penalties: [Double]

  private var size: Int { slope.count }

  /// The step from `start` to the minimum.
  ///
  /// - Parameter precision: What a sweep over the coordinates must gain to be worth another.
  func minimum(precision: Double) -> [Double] {
    var step = [Double](repeating: 0, count: size)
    var here = slope
    var first = 0.0
    let sweeps = max(60, min(20_000, 400_000_000 / max(1, size * size)))
    for sweep in 0..<sweeps {
      let gain = self.sweep(&step, &here)
      first = max(first, gain)
      if gain <= max(precision, 1e-14 * first) { break }
      // Coordinates that pull against each other take many sweeps: finish them together.
      if sweep % 20 == 19, let exact = finished(step) { return exact }
    }
    return step
  }

  /// Each coordinate's minimum in turn; the most that one of them gained.
  private func sweep(_ step: inout [Double], _ here: inout [Double]) -> Double {
    var most = 0.0
    matrix.withUnsafeBufferPointer { matrix in
      here.withUnsafeMutableBufferPointer { here in
        for place in 0..<size {
          let bend = matrix[place * size + place]
          guard bend > 0 else { continue }
          let value = start[place] + step[place]
          let free = value - here[place] / bend
          let shrink = penalties[place] / bend
          let next = free > shrink ? free - shrink : free < -shrink ? free + shrink : 0
          let move = next - value
          if move == 0 { continue }
          step[place] = next == 0 ? -start[place] : step[place] + move
          for other in 0..<size { here[other] += move * matrix[place * size + other] }
          most = max(most, bend * move * move)
        }
      }
    }
    return most
  }

  /// The exact minimum, if the coordinates at 0 and the signs of the others are already right.
  private func finished(_ step: [Double]) -> [Double]? {
    let free = step.indices.filter { penalties[$0] == 0 || start[$0] + step[$0] != 0 }
    guard !free.isEmpty else { return nil }
    var part = [Double](repeating: 0, count: free.count * free.count)
    var right = [Double](repeating: 0, count: free.count)
    // The unknowns are the values; coordinates at 0 have moved by -start.
    for (i, place) in free.enumerated() {
      for (j, other) in free.enumerated() {
        part[i * free.count + j] = matrix[place * size + other]
      }
      let value = start[place] + step[place]
      let pull = penalties[place] == 0 ? 0 : value > 0 ? penalties[place] : -penalties[place]
      var sum = -slope[place] - pull
      for other in 0..<size {
        let known = start[other]
        sum += matrix[place * size + other] * known
      }
      right[i] = sum
    }
    let factor = Cholesky(part, size: free.count)
    guard factor.smallestShare > 1e-10 else { return nil }
    let values = factor.solve(right)
    var found = start.map { -$0 }
    for (i, place) in free.enumerated() {
      let value = start[place] + step[place]
      if penalties[place] > 0, values[i] * value <= 0 { return nil }
      found[place] = values[i] - start[place]
    }
    for place in 0..<size where penalties[place] > 0 && start[place] + step[place] == 0 {
      var here = slope[place]
      for other in 0..<size { here += matrix[place * size + other] * found[other] }
      if abs(here) > penalties[place] * (1 + 1e-12) { return nil }
    }
    return found
  }
}
