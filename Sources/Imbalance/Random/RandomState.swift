internal import Glibc

/// NumPy's legacy generator `RandomState(seed)`, bit for bit.
///
/// A sampler or split that draws in the order of its peer gives the peer's rows. The generator is
/// MT19937 (Matsumoto and Nishimura, 1998) seeded by `init_genrand`; the distributions are those
/// NumPy froze in `RandomState`. Checked against numpy 2.4.6. It is a value: a copy repeats the
/// same stream. `log` comes from the C library, as in NumPy.
public struct RandomState: Sendable {
  private static let size = 624
  private static let shift = 397

  private var state: [UInt32]
  private var position = RandomState.size
  private var cachedNormal: Double?

  /// The stream that `RandomState(seed)` gives.
  public init(seed: UInt32) {
    var word = seed
    state = (0..<Self.size).map { index in
      defer { word = 1_812_433_253 &* (word ^ (word >> 30)) &+ UInt32(index) &+ 1 }
      return word
    }
  }

  /// The stream of a directive: `random_state` as it is, or 32 bits of the derived seed.
  public init(_ seed: Seed) { self.init(seed: seed.numpy) }

  /// The next 32 random bits.
  public mutating func nextUInt32() -> UInt32 {
    if position == Self.size { refill() }
    var word = state[position]
    position += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9D2C_5680
    word ^= (word << 15) & 0xEFC6_0000
    return word ^ (word >> 18)
  }

  /// A number in [0, 1) with 53 random bits: NumPy's `random_sample`.
  public mutating func uniform() -> Double {
    let high = nextUInt32() >> 5
    let low = nextUInt32() >> 6
    return (Double(high) * 67_108_864 + Double(low)) / 9_007_199_254_740_992
  }

  /// A number in [low, high).
  public mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * uniform()
  }

  /// A whole number in 0..<bound, by masked rejection. `bound` is at least 1; 1 draws nothing.
  public mutating func randint(below bound: Int) -> Int {
    precondition(bound > 0, "a random number needs a range")
    return bounded(UInt64(bound - 1))
  }

  /// `count` whole numbers in 0..<bound: `randint(0, bound, size=count)`.
  public mutating func randint(below bound: Int, count: Int) -> [Int] {
    var drawn: [Int] = []
    drawn.reserveCapacity(count)
    for _ in 0..<count { drawn.append(randint(below: bound)) }
    return drawn
  }

  /// A whole number in `range`: `randint(low, high)`.
  public mutating func randint(in range: Range<Int>) -> Int {
    range.lowerBound + randint(below: range.count)
  }

  /// Reorders in place, from the last element down.
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for index in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(index, bounded(UInt64(index)))
    }
  }

  /// 0..<count in random order.
  public mutating func permutation(_ count: Int) -> [Int] { permutation(of: Array(0..<count)) }

  /// The elements in random order.
  public mutating func permutation<Element>(of elements: [Element]) -> [Element] {
    var shuffled = elements
    shuffle(&shuffled)
    return shuffled
  }

  /// `size` places in 0..<count: `choice(count, size, replace)`.
  ///
  /// Without replacement `size` is at most `count`; it draws a whole permutation, as NumPy does.
  public mutating func choice(_ count: Int, size: Int, replace: Bool) -> [Int] {
    if replace { return randint(below: count, count: size) }
    precondition(size <= count, "cannot draw more than there are without replacement")
    return Array(permutation(count).prefix(size))
  }

  /// `size` places drawn with replacement: `choice(len(p), size, p=p)`. Shares sum to 1.
  public mutating func choice(shares: [Double], size: Int) -> [Int] {
    var cumulative: [Double] = []
    var sum = 0.0
    for share in shares {
      sum += share
      cumulative.append(sum)
    }
    for index in cumulative.indices { cumulative[index] /= sum }
    return (0..<size).map { _ in
      let drawn = uniform()
      var low = 0
      var high = cumulative.count
      while low < high {
        let middle = (low + high) / 2
        if cumulative[middle] <= drawn { low = middle + 1 } else { high = middle }
      }
      return min(low, cumulative.count - 1)
    }
  }

  /// A standard normal number by the polar method, every second one from the cache.
  public mutating func normal() -> Double {
    if let cached = cachedNormal {
      cachedNormal = nil
      return cached
    }
    while true {
      let x1 = 2 * uniform() - 1
      let x2 = 2 * uniform() - 1
      let square = x1 * x1 + x2 * x2
      if square >= 1 || square == 0 { continue }
      let factor = (-2 * log(square) / square).squareRoot()
      cachedNormal = factor * x1
      return factor * x2
    }
  }

  /// A normal number: `normal(mean, deviation)`.
  public mutating func normal(mean: Double, deviation: Double) -> Double {
    mean + deviation * normal()
  }

  /// `count` standard normal numbers: `standard_normal(count)`.
  public mutating func standardNormal(count: Int) -> [Double] {
    [Double](unsafeUninitializedCapacity: count) { drawn, filled in
      filled = count
      for place in 0..<count { drawn[place] = normal() }
    }
  }

  /// A standard exponential number.
  public mutating func exponential() -> Double { -log(1 - uniform()) }

  private mutating func bounded(_ maximum: UInt64) -> Int {
    if maximum == 0 { return 0 }
    let mask = UInt64.max >> UInt64(maximum.leadingZeroBitCount)
    while true {
      let drawn = maximum <= 0xFFFF_FFFF ? UInt64(nextUInt32()) : nextUInt64()
      if drawn & mask <= maximum { return Int(drawn & mask) }
    }
  }

  private mutating func nextUInt64() -> UInt64 {
    let high = UInt64(nextUInt32())
    return high << 32 | UInt64(nextUInt32())
  }

  private mutating func refill() {
    state.withUnsafeMutableBufferPointer { words in
      func twist(_ place: Int, _ next: Int, _ other: Int) {
        let joined = (words[place] & 0x8000_0000) | (words[next] & 0x7FFF_FFFF)
        words[place] = words[other] ^ (joined >> 1) ^ ((joined & 1) &* 0x9908_B0DF)
      }
      let (size, shift) = (Self.size, Self.shift)
      for place in 0..<(size - shift) { twist(place, place + 1, place + shift) }
      for place in (size - shift)..<(size - 1) { twist(place, place + 1, place + shift - size) }
      twist(size - 1, 0, shift - 1)
    }
    position = 0
  }
}
