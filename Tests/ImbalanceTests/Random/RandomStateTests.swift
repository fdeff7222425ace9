import Foundation
import Imbalance
import Testing

/// What `random_numpy.py` recorded for one seed.
private struct Recorded: Decodable {
  let seed: UInt32
  let words: [UInt32]
  let uniform: [Double]
  let bounds: [Int]
  let bounded: [Int]
  let small: [Int]
  let normal: [Double]
  let permutation: [Int]
  let standardNormal: [Double]
  let shuffled: [Int]
  let choice: [Int]
  let choiceReplace: [Int]
  let choiceShares: [Int]
  let uniformRange: [Double]
  let gammaShapes: [Double]
  let gamma: [Double]
  let betaShapes: [[Double]]
  let beta: [Double]
  let exponential: Double
  let last: Double
  let longChecksum: Int
  let afterLong: Double

  static func all() throws -> [Recorded] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("../Parity/Oracle/random_numpy.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode([Recorded].self, from: Data(contentsOf: file))
  }
}

@Suite struct RandomStateTests {
  @Test("every kind of draw, one after the other, equals NumPy's bit for bit")
  func interleaved() throws {
    for it in try Recorded.all() {
      var random = RandomState(seed: it.seed)
      #expect(it.words.map { _ in random.nextUInt32() } == it.words)
      #expect(it.uniform.map { _ in random.uniform() } == it.uniform)
      #expect(it.bounds.map { random.randint(below: $0) } == it.bounded)
      #expect(random.randint(below: 10, count: 20) == it.small)
      #expect(it.normal.map { _ in random.normal() } == it.normal)
      #expect(random.permutation(17) == it.permutation)
      #expect(random.standardNormal(count: 6) == it.standardNormal)
      var eleven = Array(0..<11)
      random.shuffle(&eleven)
      #expect(eleven == it.shuffled)
      #expect(random.choice(30, size: 8, replace: false) == it.choice)
      #expect(random.choice(30, size: 8, replace: true) == it.choiceReplace)
      #expect(random.choice(shares: [0.1, 0.2, 0.3, 0.4], size: 12) == it.choiceShares)
      #expect(it.uniformRange.map { _ in random.uniform(-2.5, 7) } == it.uniformRange)
      #expect(it.gammaShapes.map { random.gamma(shape: $0) } == it.gamma)
      #expect(it.betaShapes.map { random.beta($0[0], $0[1]) } == it.beta)
      #expect(random.exponential() == it.exponential)
      #expect(random.uniform() == it.last)
    }
  }

  @Test("a permutation that needs several refills equals NumPy's")
  func long() throws {
    for it in try Recorded.all() {
      var random = RandomState(seed: it.seed)
      let places = random.permutation(5000)
      #expect(zip(places, 0..<5000).reduce(0) { $0 + $1.0 * $1.1 } == it.longChecksum)
      #expect(random.uniform() == it.afterLong)
    }
  }

  @Test("random_state seeds the generator as it is")
  func seeded() {
    var fixed = RandomState(Seed(randomState: 42))
    var plain = RandomState(seed: 42)
    #expect(fixed.nextUInt32() == plain.nextUInt32())
  }
}
