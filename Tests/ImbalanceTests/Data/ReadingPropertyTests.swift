import Foundation
import Imbalance
import Testing

@Suite struct ReadingPropertyTests {
  private static let seeds = [
    "a,b,y\n1,x,0\n2.5,\"q,\"\"r\",1\n,z,0\n-3e2,\"line\nbreak\",1\n",
    "\u{FEFF}a;b;y\r\n1;x;0\r\n2;\"y\";1\r\n3;é;0\r\n",
    "a\tb\ty\n0.1\t\"\"\t0\n1e308\tu\t1\n.5\tv\t0\n",
  ]
  private static let pieces: [[UInt8]] =
    ["\"", ",", "\n", "\r\n", "\r", ";", "\t", "1e999", "nan", "-", ".", " ", "\"\"", "\0", "é"]
    .map { Array($0.utf8) } + [[0xFF], [0xC3], [0x1F, 0x8B, 8], [0xEF, 0xBB, 0xBF], []]

  @Test("no mutation of a small file crashes, and threads never change the outcome")
  func fuzz() {
    var random = FastRandom(Seed(root: 11))
    var read = 0
    for round in 0..<20_000 {
      var bytes = Array(Self.seeds[round % Self.seeds.count].utf8)
      for _ in 0...random.below(4) {
        let place = random.below(bytes.count + 1)
        let length = min(random.below(4), bytes.count - place)
        bytes.replaceSubrange(
          place..<(place + length), with: Self.pieces[random.below(Self.pieces.count)])
      }
      if random.below(10) == 0 { bytes = Array(bytes.prefix(random.below(bytes.count + 1))) }
      let options = DelimitedOptions(target: "y", missing: round % 2 == 0 ? ["z", "0.1"] : [])
      let whole = outcome(of: bytes, options: options, threads: 1)
      let cut = outcome(of: bytes, options: options, threads: 3, smallestPiece: 3)
      switch (whole, cut) {
      case (.success(let a), .success(let b)):
        read += 1
        #expect(Self.text(a) == Self.text(b), "\(String(decoding: bytes, as: UTF8.self))")
      case (.failure(let a), .failure(let b)):
        #expect(a == b, "\(String(decoding: bytes, as: UTF8.self))")
      default: Issue.record("only one of both reads \(bytes)")
      }
    }
    // Enough of them must get through for the reading itself to be tried.
    #expect(read > 1500)
  }

  /// Everything that was read, to be compared.
  private static func text(_ data: Dataset) -> String {
    let columns = data.table.columns.map { column in
      switch column {
      case .numeric(let values): "\(values.map(\.bitPattern))"
      case .categorical(let words): "\(words.levels) \(words.codes)"
      }
    }
    return "\(data.table.names) \(columns) \(data.labels) \(data.source)"
  }

  @Test("random tables read back as they were written, in any number of chunks", arguments: 0..<12)
  func roundTrip(round: Int) throws {
    var random = FastRandom(Seed(root: 12).child("round trip", index: round))
    let rows = round < 8 ? 50 : 40_000
    let words = [
      "", "plain", "a,b", "say \"hi\"", "two\nlines", "two\r\nlines", " blank ", "é√", "\"",
    ]
    var numbers: [Double] = []
    var texts: [String?] = []
    var labels: [Int32] = []
    var file = "n,t,y\n"
    for row in 0..<rows {
      let bits = random.nextUInt64()
      let value =
        random.below(3) == 0
        ? Double(bitPattern: bits) : (random.uniform() - 0.5) * pow(10, Double(random.below(12)))
      let number = value.isFinite && random.below(20) > 0 ? value : .nan
      let word = words[random.below(words.count)]
      let code = Int32(row < 2 ? row : random.below(2))
      numbers.append(number)
      texts.append(word.isEmpty ? nil : word)
      labels.append(code)
      let mustQuote = word.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
      let quoted = "\"" + word.replacingOccurrences(of: "\"", with: "\"\"") + "\""
      let end = random.below(2) == 0 ? "\n" : "\r\n"
      file += number.isNaN ? "" : "\(number)"
      file += "," + (mustQuote || random.below(2) == 0 ? quoted : word) + ",\(code)" + end
    }
    for threads in [1, 2, 3] {
      let data = try readData(file, positive: "1", threads: threads)
      #expect(data.labels.codes == labels)
      #expect(data.table.words("t") == texts)
      let read = data.table.numbers("n")
      #expect(read.count == rows)
      #expect(
        zip(read, numbers).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN })
    }
  }

  @Test("a fault late in a large file is placed alike with any number of threads")
  func lateFault() {
    var file = "n,t,y\n"
    for row in 0..<60_000 { file += "\(row).25,\"two\nlines \(row % 5)\",\(row % 2)\n" }
    file += "1,\"x,1\n"
    let errors = [1, 2, 3].map { readingError(Array(file.utf8), threads: $0) }
    #expect(errors[0]?.code == "unclosed-quote")
    #expect(errors[0]?.place == .init(line: 120_002, column: "t"))
    #expect(errors.allSatisfy { $0 == errors[0] })
  }
}
