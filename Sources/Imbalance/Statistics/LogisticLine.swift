/// A logistic curve of one variable, fitted by maximum likelihood: Newton's method on two numbers.
///
/// Platt's map and the recalibration of probabilities are both this. Targets may lie anywhere from
/// 0 to 1; there is no penalty. The variable is centred and scaled first, so that its unit does not
/// matter.
struct LogisticLine: Sendable {
  /// The value at zero, on the scale of log-odds.
  let intercept: Double
  /// The change for each unit.
  let slope: Double
  /// The standard error of the slope, from the curvature at the optimum.
  let slopeError: Double

  /// The curve that makes the targets most likely.
  ///
  /// A variable that does not vary has slope 0. `nil` where no finite curve is best: the targets
  /// are all 0, all 1, or separated by the variable.
  init?(_ xs: [Double], targets: [Double]) {
    let n = Double(xs.count)
    guard n > 0 else { return nil }
    var sum = 0.0
    for x in xs { sum += x }
    let mean = sum / n
    var squares = 0.0
    for x in xs { squares += (x - mean) * (x - mean) }
    let scale = (squares / n).squareRoot()
    guard scale.isFinite else { return nil }
    if scale == 0 {
      guard let level = Self.shift(of: [Double](repeating: 0, count: xs.count), to: targets) else {
        return nil
      }
      self.init(intercept: level.shift, slope: 0, slopeError: .infinity)
      return
    }
    let us = xs.map { ($0 - mean) / scale }
    var a = 0.0
    var b = 0.0
    var state = Curvature(us, targets, a, b)
    for _ in 0..<100 {
      let determinant = state.aa * state.bb - state.ab * state.ab
      guard determinant > 0, determinant.isFinite else { return nil }
      let stepA = (state.bb * state.a - state.ab * state.b) / determinant
      let stepB = (state.aa * state.b - state.ab * state.a) / determinant
      var size = 1.0
      var next = Curvature(us, targets, a + stepA, b + stepB)
      while !(next.loss <= state.loss + 1e-13 * abs(state.loss)), size > 1e-6 {
        size /= 2
        next = Curvature(us, targets, a + size * stepA, b + size * stepB)
      }
      a += size * stepA
      b += size * stepB
      state = next
      // Beyond this the classes are separated, and the likelihood grows for ever.
      guard abs(a) < 700, abs(b) < 700 else { return nil }
      if abs(size * stepA) + abs(size * stepB) < 1e-11 * (1 + abs(a) + abs(b)) {
        let end = state.aa * state.bb - state.ab * state.ab
        guard end > 0 else { return nil }
        self.init(
          intercept: a - b * mean / scale, slope: b / scale,
          slopeError: (state.aa / end).squareRoot() / scale)
        return
      }
    }
    return nil
  }

  private init(intercept: Double, slope: Double, slopeError: Double) {
    self.intercept = intercept
    self.slope = slope
    self.slopeError = slopeError
  }

  /// The probability at `x`.
  func callAsFunction(_ x: Double) -> Double { Self.sigmoid(intercept + slope * x) }

  /// The number that, added to all log-odds, makes the targets most likely, with its error.
  ///
  /// `nil` where the targets are all 0 or all 1.
  static func shift(
    of logits: [Double], to targets: [Double]
  ) -> (shift: Double, error: Double)? {
    var total = 0.0
    for target in targets { total += target }
    guard total > 0, total < Double(targets.count) else { return nil }
    // The expected number of ones grows with the shift: Newton's steps, kept within a bracket.
    var low = -800.0
    var high = 800.0
    var shift = 0.0
    for _ in 0..<200 {
      var expected = 0.0
      var weight = 0.0
      for logit in logits {
        let p = sigmoid(logit + shift)
        expected += p
        weight += p * (1 - p)
      }
      let gap = total - expected
      if gap > 0 { low = shift } else { high = shift }
      var next = weight > 0 ? shift + gap / weight : .nan
      if !(next > low && next < high) { next = (low + high) / 2 }
      if abs(next - shift) <= 1e-13 * max(1, abs(shift)) {
        return (next, weight > 0 ? 1 / weight.squareRoot() : .infinity)
      }
      shift = next
    }
    return (shift, .infinity)
  }

  /// 1 / (1 + e^-z).
  static func sigmoid(_ z: Double) -> Double {
    if z >= 0 { return 1 / (1 + Exponential.exp(-z)) }
    let e = Exponential.exp(z)
    return e / (1 + e)
  }

  /// The log-odds of a probability that is kept 2^-52 away from 0 and 1.
  static func logit(_ p: Double) -> Double {
    let kept = max(0x1p-52, min(1 - 0x1p-52, p))
    return NaturalLogarithm.log(kept) - NaturalLogarithm.log(1 - kept)
  }

  /// The loss at a curve, its downhill direction and its curvature.
  private struct Curvature {
    var loss = 0.0
    var a = 0.0
    var b = 0.0
    var aa = 0.0
    var ab = 0.0
    var bb = 0.0

    init(_ xs: [Double], _ targets: [Double], _ intercept: Double, _ slope: Double) {
      for i in xs.indices {
        let x = xs[i]
        let z = intercept + slope * x
        let e = Exponential.exp(-abs(z))
        let p = z >= 0 ? 1 / (1 + e) : e / (1 + e)
        loss += max(z, 0) + NaturalLogarithm.log(1 + e) - targets[i] * z
        let residual = targets[i] - p
        let weight = e / ((1 + e) * (1 + e))
        a += residual
        b += residual * x
        aa += weight
        ab += weight * x
        bb += weight * x * x
      }
    }
  }
}
