internal import Glibc

extension RandomState {
  /// A standard gamma number of the given shape, at least 0.
  ///
  /// Marsaglia and Tsang (2000) above shape 1, Ahrens and Dieter's GS (1974) below it.
  public mutating func gamma(shape: Double) -> Double {
    if shape == 1 { return exponential() }
    if shape == 0 { return 0 }
    return shape < 1 ? smallGamma(shape) : largeGamma(shape)
  }

  /// A beta number; both shapes above 0. Jöhnk's method when neither is above 1.
  public mutating func beta(_ a: Double, _ b: Double) -> Double {
    guard a <= 1, b <= 1 else {
      let first = gamma(shape: a)
      return first / (first + gamma(shape: b))
    }
    while true {
      let u = uniform()
      let v = uniform()
      let x = pow(u, 1 / a)
      let y = pow(v, 1 / b)
      let sum = x + y
      if sum > 1 || u + v == 0 { continue }
      if sum > 0 { return x / sum }
      let logX = log(u) / a
      let logY = log(v) / b
      let largest = max(logX, logY)
      return exp(logX - largest - log(exp(logX - largest) + exp(logY - largest)))
    }
  }

  private mutating func smallGamma(_ shape: Double) -> Double {
    while true {
      let u = uniform()
      let v = exponential()
      if u <= 1 - shape {
        let x = pow(u, 1 / shape)
        if x <= v { return x }
      } else {
        let y = -log((1 - u) / shape)
        let x = pow(1 - shape + shape * y, 1 / shape)
        if x <= v + y { return x }
      }
    }
  }

  private mutating func largeGamma(_ shape: Double) -> Double {
    let b = shape - 1 / 3.0
    let c = 1 / (9 * b).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      if root <= 0 { continue }
      let v = root * root * root
      let u = uniform()
      if u < 1 - 0.0331 * (x * x) * (x * x) { return b * v }
      if log(u) < 0.5 * x * x + b * (1 - v + log(v)) { return b * v }
    }
  }
}
