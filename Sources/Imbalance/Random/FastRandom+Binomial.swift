internal import Glibc

extension FastRandom {
  /// How many of `trials` succeed when each does so with `probability`.
  ///
  /// Exact for every size: inversion of the sum of probabilities while fewer than 10 successes
  /// are expected, above that transformed rejection (Hörmann, 1993, algorithm BTRS), whose time
  /// does not grow with `trials`. A probability below 0 counts as 0, one above 1 as 1.
  public mutating func binomial(_ trials: Int, _ probability: Double) -> Int {
    guard trials > 0, probability > 0 else { return 0 }
    guard probability < 1 else { return trials }
    if probability > 0.5 { return trials - binomial(trials, 1 - probability) }
    return Double(trials) * probability < 10
      ? inverted(trials, probability) : rejected(trials, probability)
  }

  private mutating func inverted(_ trials: Int, _ probability: Double) -> Int {
    let odds = probability / (1 - probability)
    let none = exp(Double(trials) * log1p(-probability))
    while true {
      var left = uniform()
      var share = none
      var count = 0
      while left > share {
        left -= share
        count += 1
        if count > trials { break }
        share *= odds * Double(trials - count + 1) / Double(count)
        // Rounding can leave a rest that no share covers.
        if share == 0 { break }
      }
      if count <= trials, share > 0 { return count }
    }
  }

  private mutating func rejected(_ trials: Int, _ probability: Double) -> Int {
    let n = Double(trials)
    let deviation = (n * probability * (1 - probability)).squareRoot()
    let b = 1.15 + 2.53 * deviation
    let a = -0.0873 + 0.0248 * b + 0.01 * probability
    let centre = n * probability + 0.5
    let quick = 0.92 - 4.2 / b
    let alpha = (2.83 + 5.1 / b) * deviation
    let odds = probability / (1 - probability)
    let mode = ((n + 1) * probability).rounded(.down)
    let atMode = Self.stirlingRest(mode) + Self.stirlingRest(n - mode)
    while true {
      let u = uniform() - 0.5
      let v = openUniform()
      let edge = 0.5 - abs(u)
      if edge <= 0 { continue }
      let k = ((2 * a / edge + b) * u + centre).rounded(.down)
      if k < 0 || k > n { continue }
      if edge >= 0.07, v <= quick { return Int(k) }
      let height = log(v * alpha / (a / (edge * edge) + b))
      let bound =
        (mode + 0.5) * log((mode + 1) / (odds * (n - mode + 1)))
        + (n + 1) * log((n - mode + 1) / (n - k + 1))
        + (k + 0.5) * log(odds * (n - k + 1) / (k + 1))
        + atMode - Self.stirlingRest(k) - Self.stirlingRest(n - k)
      if height <= bound { return Int(k) }
    }
  }

  /// log(k!) less Stirling's approximation of it in terms of k + 1.
  private static func stirlingRest(_ k: Double) -> Double {
    if k < 10 {
      // The sum below is not close enough here, so the definition itself.
      let x = k + 1
      return lgamma(x) - ((k + 0.5) * log(x) - x + 0.918_938_533_204_672_8)
    }
    let inverse = 1 / (k + 1)
    let square = inverse * inverse
    return (1 / 12.0 - (1 / 360.0 - square / 1260) * square) * inverse
  }
}
