/// Optimises the weights of a support-vector machine two at a time.
///
/// Rows at a bound that cannot be chosen again are set aside every so often, and looked at once
/// more before the end.
struct PairSolver {
  private(set) var weights: [Double]
  private(set) var offset = 0.0
  private(set) var rounds = 0
  private var kernel: GaussianRows
  private let positives: Int
  private let penalty: Double
  /// The rows that matter, ascending.
  private var active: [Int]
  /// For each of them the gradient times the sign of its class.
  private var slopes: [Double]

  init(_ kernel: GaussianRows, positives: Int, penalty: Double) {
    self.kernel = kernel
    self.positives = positives
    self.penalty = penalty
    weights = [Double](repeating: 0, count: kernel.count)
    active = Array(0..<kernel.count)
    slopes = active.map { $0 < positives ? -1 : 1 }
  }

  mutating func solve(tolerance: Double) {
    let most = max(10_000_000, 100 * kernel.count)
    let period = min(kernel.count, 1000)
    var untilShrinking = period
    while rounds < most {
      untilShrinking -= 1
      if untilShrinking == 0 {
        untilShrinking = period
        setAside()
      }
      guard let (up, low, step) = choose(tolerance) else {
        guard active.count < kernel.count else { break }
        takeBack()
        untilShrinking = 1
        if choose(tolerance) == nil { break }
        continue
      }
      rounds += 1
      move(up, low, by: step)
    }
    if active.count < kernel.count { takeBack() }
    offset = middle()
  }

  /// Whether a weight may move in the direction of its class.
  @inline(__always)
  private func canRise(_ row: Int) -> Bool {
    row < positives ? weights[row] < penalty : weights[row] > 0
  }

  /// Whether a weight may move against the direction of its class.
  @inline(__always)
  private func canFall(_ row: Int) -> Bool {
    row < positives ? weights[row] > 0 : weights[row] < penalty
  }

  /// The pair, by places among the active rows, that promises most, and how far to go; `nil` at
  /// the optimum.
  private mutating func choose(_ tolerance: Double) -> (up: Int, low: Int, step: Double)? {
    var up = -1
    var highest = -Double.infinity
    for place in active.indices where canRise(active[place]) && -slopes[place] >= highest {
      highest = -slopes[place]
      up = place
    }
    guard up >= 0 else { return nil }
    let row = kernel.row(active[up])
    var low = -1
    var lowest = -Double.infinity
    var best = Double.infinity
    var step = 0.0
    for place in active.indices where canFall(active[place]) {
      let slope = slopes[place]
      lowest = max(lowest, slope)
      let difference = highest + slope
      guard difference > 0 else { continue }
      let curvature = max(2 - 2 * Double(row[place]), 1e-12)
      let gain = -(difference * difference) / curvature
      if gain <= best {
        best = gain
        low = place
        step = difference / curvature
      }
    }
    guard low >= 0, highest + lowest >= tolerance else { return nil }
    return (up, low, step)
  }

  private mutating func move(_ up: Int, _ low: Int, by wanted: Double) {
    let (i, j) = (active[up], active[low])
    let roomUp = i < positives ? penalty - weights[i] : weights[i]
    let roomLow = j < positives ? weights[j] : penalty - weights[j]
    let step = min(wanted, roomUp, roomLow)
    // A bound that is reached is reached exactly.
    weights[i] =
      step == roomUp ? (i < positives ? penalty : 0) : weights[i] + (i < positives ? step : -step)
    weights[j] =
      step == roomLow ? (j < positives ? 0 : penalty) : weights[j] + (j < positives ? -step : step)
    let first = kernel.row(i)
    let second = kernel.row(j)
    first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        slopes.withUnsafeMutableBufferPointer { slopes in
          for place in 0..<slopes.count {
            slopes[place] += step * (Double(first[place]) - Double(second[place]))
          }
        }
      }
    }
  }

  /// Sets aside rows at a bound that no pair would take.
  private mutating func setAside() {
    var highest = -Double.infinity
    var lowest = -Double.infinity
    for (place, row) in active.enumerated() {
      if canRise(row) { highest = max(highest, -slopes[place]) }
      if canFall(row) { lowest = max(lowest, slopes[place]) }
    }
    let places = active.indices.filter { place in
      let row = active[place]
      if !canRise(row) { return -slopes[place] <= highest }
      if !canFall(row) { return slopes[place] <= lowest }
      return true
    }
    guard places.count < active.count else { return }
    active = places.map { active[$0] }
    slopes = places.map { slopes[$0] }
    kernel.narrow(to: places)
  }

  /// Looks at every row again, with slopes computed anew.
  private mutating func takeBack() {
    kernel.widen()
    var all = (0..<kernel.count).map { $0 < positives ? -1.0 : 1.0 }
    for row in weights.indices where weights[row] > 0 {
      let weight = row < positives ? weights[row] : -weights[row]
      let values = kernel.kernel(row)
      for place in all.indices { all[place] += weight * Double(values[place]) }
    }
    active = Array(all.indices)
    slopes = all
  }

  /// The slope of the rows between the bounds, or the middle of what the bounds allow.
  private func middle() -> Double {
    var sum = 0.0
    var free = 0
    var high = Double.infinity
    var low = -Double.infinity
    for (place, row) in active.enumerated() {
      switch (canRise(row), canFall(row)) {
      case (true, true):
        sum += slopes[place]
        free += 1
      case (true, false): high = min(high, slopes[place])
      case (false, true): low = max(low, slopes[place])
      case (false, false): break
      }
    }
    return free > 0 ? sum / Double(free) : (high + low) / 2
  }
}
