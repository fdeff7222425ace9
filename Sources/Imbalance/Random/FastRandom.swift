internal import Glibc

/// A small, fast generator for work that has no peer to equal: forests and bootstraps.
///
/// xoshiro256** (Blackman and Vigna, 2018), its four words filled by SplitMix64 from a `Seed`.
/// One seed gives one stream on every machine.
public struct FastRandom: Sendable {
  private var a: UInt64
  private var b: UInt64
  private var c: UInt64
  private var d: UInt64

  /// The stream of a seed.
  public init(_ seed: Seed) {
    var counter = seed.value
    func next() -> UInt64 {
      counter &+= 0x9E37_79B9_7F4A_7C15
      var z = counter
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    a = next()
    b = next()
    c = next()
    d = next()
  }

  /// The next 64 random bits.
  @inline(__always)
  public mutating func nextUInt64() -> UInt64 {
    let scaled = b &* 5
    let result = ((scaled &<< 7) | (scaled &>> 57)) &* 9
    let shifted = b &<< 17
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d &<< 45) | (d &>> 19)
    return result
  }

  /// A number in [0, 1) with 53 random bits.
  @inline(__always)
  public mutating func uniform() -> Double { Double(nextUInt64() &>> 11) * 0x1p-53 }

  /// A number in (0, 1), for use under a logarithm.
  @inline(__always)
  public mutating func openUniform() -> Double {
    (Double(nextUInt64() &>> 12) + 0.5) * 0x1p-52
  }

  /// A whole number in 0..<bound without bias; `bound` is at least 1 (Lemire, 2019).
  @inline(__always)
  public mutating func below(_ bound: Int) -> Int {
    let range = UInt64(bound)
    var product = nextUInt64().multipliedFullWidth(by: range)
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold {
        product = nextUInt64().multipliedFullWidth(by: range)
      }
    }
    return Int(product.high)
  }

  /// Reorders in place.
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for index in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(index, below(index + 1))
    }
  }

  /// 0..<count in random order.
  public mutating func permutation(_ count: Int) -> [Int] {
    var places = Array(0..<count)
    shuffle(&places)
    return places
  }

  /// `size` different places of 0..<count in random order; `size` is at most `count`.
  public mutating func sample(_ size: Int, of count: Int) -> [Int] {
    precondition(size <= count, "cannot draw more than there are without replacement")
    var places = Array(0..<count)
    for index in 0..<size { places.swapAt(index, index + below(count - index)) }
    return Array(places.prefix(size))
  }

  /// A standard normal number by the polar method.
  public mutating func normal() -> Double {
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      if square < 1, square > 0 { return x * (-2 * log(square) / square).squareRoot() }
    }
  }
}
