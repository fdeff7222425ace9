/// The start of a random stream, derived by name and never by position.
///
/// A step's seed is mixed from the root seed, its verb and its name, so that inserting or moving
/// other directives changes nothing else. FNV-1a over UTF-8, then a SplitMix64 finaliser; Swift's
/// own `Hasher` is seeded per process and must not be used.
public struct Seed: Sendable, Hashable, Codable {
  /// The 64 bits that everything below is mixed from.
  public let value: UInt64
  /// The seed given by `random_state`, which NumPy's `RandomState` reads as it is.
  private let fixed: UInt32?

  /// The root seed of a report.
  public init(root: UInt64) {
    value = Self.mix(root)
    fixed = nil
  }

  /// The seed that an author fixed with `random_state`.
  public init(randomState: UInt32) {
    value = Self.mix(UInt64(randomState) ^ 0x6E75_6D70_7900_0000)
    fixed = randomState
  }

  private init(mixed: UInt64) {
    value = mixed
    fixed = nil
  }

  /// The seed of a part, told apart by words and numbers.
  public func child(_ words: String..., index: Int = 0) -> Seed {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for word in words {
      for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = (hash ^ 0x1F) &* 0x100_0000_01B3
    }
    return Seed(mixed: Self.mix(value ^ Self.mix(hash ^ UInt64(bitPattern: Int64(index)))))
  }

  /// The seed as NumPy's `RandomState` takes it: `random_state` itself where it was given.
  public var numpy: UInt32 { fixed ?? UInt32(truncatingIfNeeded: value >> 32) }

  private static func mix(_ input: UInt64) -> UInt64 {
    var z = input &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
