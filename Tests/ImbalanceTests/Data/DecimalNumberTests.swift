import Foundation
import Imbalance
import Testing

@Suite struct DecimalNumberTests {
  /// Reads numbers through the reader's fast path.
  private func read(_ texts: [String]) throws -> [Double] {
    let file = "n,c\n" + texts.map { $0 + ",x\n" }.joined()
    let columns = try TableReader.read(FileBytes(Array(file.utf8), named: "n"), named: "n").columns
    guard case .numeric(let values)? = columns.first else { return [] }
    return values
  }

  @Test("random numbers of every length and size equal strtod's bit for bit")
  func random() throws {
    var random = FastRandom(Seed(root: 21))
    var texts: [String] = []
    for _ in 0..<200_000 {
      switch random.below(5) {
      case 0:
        let value = Double(bitPattern: random.nextUInt64())
        if value.isFinite { texts.append("\(value)") }
      case 1:
        let digits = 1 + random.below(25)
        let point = random.below(digits + 1)
        var text = random.below(2) == 0 ? "-" : ""
        for place in 0..<digits {
          if place == point { text += "." }
          text += "\(random.below(10))"
        }
        texts.append(text + (random.below(2) == 0 ? "e\(random.below(90) - 45)" : ""))
      case 2: texts.append("\(random.nextUInt64())")
      case 3: texts.append(String(format: "%.17g", random.normal()))
      default: texts.append(String(format: "%.6f", 1000 * random.normal()))
      }
    }
    let values = try read(texts)
    #expect(values.count == texts.count)
    var wrong: [String] = []
    for (text, value) in zip(texts, values) where value.bitPattern != strtod(text, nil).bitPattern {
      wrong.append(text)
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }

  @Test(
    "numbers half way between two doubles, and at the ends of the range, are rounded as strtod's")
  func hard() throws {
    let texts = [
      "9007199254740993", "9007199254740993.0", "9007199254740992.999999999999", "1e23", "8.5e22",
      "9007199254740995", "0.1", "0.3", "2.2250738585072011e-308", "2.2250738585072014e-308",
      "4.9e-324", "2.4e-324", "1.7976931348623157e308", "5e-324", "-0", "0e999999", "1e-999",
      "123456789012345678901234567890", "0.000000000000000000000000000001",
      "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880",
      "6929495644600919.5", "3.518437208883201171875e13", "00000000000000000000000001.5",
    ]
    let values = try read(texts)
    #expect(values.map(\.bitPattern) == texts.map { strtod($0, nil).bitPattern })
  }
}
