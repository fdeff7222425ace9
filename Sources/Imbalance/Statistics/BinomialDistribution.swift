/// The binomial distribution: exact sums, and draws in constant time.
package enum BinomialDistribution {
  /// The probability that a fair coin thrown `n` times shows heads at most `k` times.
  ///
  /// Built from the middle outwards by ratios, so that nothing over- or underflows.
  package static func fairLowerTail(_ k: Int, of n: Int) -> Double {
    if k < 0 { return 0 }
    if k >= n { return 1 }
    var weights = [Double](repeating: 0, count: n + 1)
    let mode = n / 2
    weights[mode] = 1
    for i in stride(from: mode, to: 0, by: -1) {
      weights[i - 1] = weights[i] * Double(i) / Double(n - i + 1)
    }
    for i in mode..<n { weights[i + 1] = weights[i] * Double(n - i) / Double(i + 1) }
    var below = 0.0
    var all = 0.0
    for i in 0...n {
      all += weights[i]
      if i <= k { below += weights[i] }
    }
    return below / all
  }

  /// A random number of successes in `n` trials of probability `p`.
  ///
  /// Inversion for small means, else Hörmann's BTRS rejection (J. Stat. Comput. Simul. 46, 1993).
  package static func draw(_ n: Int, _ p: Double, _ random: inout FastRandom) -> Int {
    if n <= 0 || p <= 0 { return 0 }
    if p >= 1 { return n }
    if p > 0.5 { return n - draw(n, 1 - p, &random) }
    return Double(n) * p < 10 ? inversion(n, p, &random) : rejection(n, p, &random)
  }

  private static func inversion(_ n: Int, _ p: Double, _ random: inout FastRandom) -> Int {
    let q = 1 - p
    let odds = p / q
    let first = power(q, n)
    while true {
      var u = random.uniform()
      var probability = first
      var k = 0
      while u > probability, k <= 110 {
        u -= probability
        k += 1
        probability *= odds * (Double(n) + 1 - Double(k)) / Double(k)
      }
      // Beyond 110 only rounding gets there, the mean being below 10.
      if k <= 110, k <= n { return k }
    }
  }

  private static func rejection(_ n: Int, _ p: Double, _ random: inout FastRandom) -> Int {
    let trials = Double(n)
    let odds = p / (1 - p)
    let spread = (trials * p * (1 - p)).squareRoot()
    let b = 1.15 + 2.53 * spread
    let a = -0.0873 + 0.0248 * b + 0.01 * p
    let c = trials * p + 0.5
    let inner = 0.92 - 4.2 / b
    let alpha = (2.83 + 5.1 / b) * spread
    let mode = ((trials + 1) * p).rounded(.down)
    while true {
      let u = random.uniform() - 0.5
      let v = random.uniform()
      let us = 0.5 - abs(u)
      if us <= 0 { continue }
      let k = ((2 * a / us + b) * u + c).rounded(.down)
      if us >= 0.07, v <= inner { return Int(k) }
      if k < 0 || k > trials || v <= 0 { continue }
      let left = ElementaryFunctions.log(v * alpha / (a / (us * us) + b))
      let right =
        (mode + 0.5) * ElementaryFunctions.log((mode + 1) / (odds * (trials - mode + 1)))
        + (trials + 1) * ElementaryFunctions.log((trials - mode + 1) / (trials - k + 1))
        + (k + 0.5) * ElementaryFunctions.log(odds * (trials - k + 1) / (k + 1))
        + stirlingTail(mode) + stirlingTail(trials - mode) - stirlingTail(k)
        - stirlingTail(trials - k)
      if left <= right { return Int(k) }
    }
  }

  /// What Stirling's formula leaves out of log(k!).
  private static func stirlingTail(_ k: Double) -> Double {
    if k < 10 { return smallTails[Int(k)] }
    let x = k + 1
    let xx = x * x
    return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / xx) / xx) / x
  }

  /// log(k!) - ((k + 1/2) log(k + 1) - (k + 1) + log(2 pi) / 2) for k from 0 to 9.
  private static let smallTails: [Double] = (0..<10).map { k in
    var factorial = 1.0
    for i in stride(from: 2, through: k, by: 1) { factorial *= Double(i) }
    let x = Double(k + 1)
    return ElementaryFunctions.log(factorial)
      - ((Double(k) + 0.5) * ElementaryFunctions.log(x) - x + 0.9189385332046728)
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    var result = 1.0
    var square = base
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }
}
