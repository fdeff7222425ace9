import Reporting
import TestSupport
import Testing

/// Bytes for keeping: what is read is what was written, and damaged bytes are refused.
@Suite struct BinaryCodingTests {
  private struct Inner: Codable, Hashable {
    var name: String
    var number: Double?
    var flags: [Bool]
  }

  private enum Choice: Codable, Hashable {
    case none
    case one(Int)
    case two(first: String, second: Inner)
  }

  private enum Word: String, Codable { case yes, no }

  private struct Outer: Codable, Hashable {
    var numbers: [Double]
    var gaps: [Double?]
    var nested: [[Int32]]
    var inner: Inner?
    var choices: [Choice]
    var word: Word
    var words: [String]
    var small: Float
    var bytes: [UInt8]
    var large: UInt64
    var maybe: Int??
  }

  private func read<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value {
    try bytes.withUnsafeBytes { try BinaryDecoder.value(type, from: $0) }
  }

  private func random(_ seed: UInt64) -> Outer {
    var random = SplitMix(seed: seed)
    func text() -> String {
      String(
        (0..<random.below(6)).map { _ in ["a", "é", "\u{1F600}", "\n", "0"][random.below(5)] }
          .joined())
    }
    func number() -> Double {
      [0, -0.0, 1.5, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude][
        random.below(7)] * (random.below(2) == 0 ? 1 : 3)
    }
    func inner() -> Inner {
      Inner(
        name: text(), number: random.below(2) == 0 ? nil : number(),
        flags: (0..<random.below(4)).map { _ in random.below(2) == 0 })
    }
    return Outer(
      numbers: (0..<random.below(5)).map { _ in number() },
      gaps: (0..<random.below(5)).map { _ in random.below(2) == 0 ? nil : number() },
      nested: (0..<random.below(3)).map { _ in (0..<random.below(4)).map { Int32($0) } },
      inner: random.below(2) == 0 ? nil : inner(),
      choices: (0..<random.below(5)).map { _ in
        [Choice.none, .one(random.below(9)), .two(first: text(), second: inner())][random.below(3)]
      }, word: random.below(2) == 0 ? .yes : .no, words: (0..<random.below(3)).map { _ in text() },
      small: Float(random.below(100)) / 7, bytes: [1, 2, 255], large: .max,
      maybe: [nil, .some(nil), 5][random.below(3)])
  }

  @Test func whatIsReadIsWhatWasWritten() throws {
    for seed in 0..<300 {
      let value = random(UInt64(seed))
      #expect(try read(Outer.self, BinaryEncoder.bytes(of: value)) == value)
    }
    // Bits that are equal to nothing, not even to themselves.
    let odd = [Double.nan, Double(bitPattern: 0x7FF0_0000_0000_0001), -.nan]
    let back = try read([Double].self, BinaryEncoder.bytes(of: odd))
    #expect(back.map(\.bitPattern) == odd.map(\.bitPattern))
  }

  @Test func damagedBytesAreRefusedOrReadAsOtherValuesButNeverCrash() throws {
    var refused = 0
    for seed in 0..<60 {
      var random = SplitMix(seed: UInt64(seed))
      let bytes = try BinaryEncoder.bytes(of: self.random(UInt64(seed)))
      for cut in 0..<bytes.count {
        #expect(throws: DecodingError.self) { try read(Outer.self, Array(bytes[..<cut])) }
      }
      #expect(throws: DecodingError.self) { try read(Outer.self, bytes + [0]) }
      for _ in 0..<40 {
        var other = bytes
        other[random.below(other.count)] ^= UInt8(1 << random.below(8))
        if (try? read(Outer.self, other)) == nil { refused += 1 }
      }
    }
    #expect(refused > 300)
  }

  @Test func aDictionaryIsRefused() {
    #expect(throws: EncodingError.self) { try BinaryEncoder.bytes(of: ["a": 1, "b": 2]) }
  }
}
