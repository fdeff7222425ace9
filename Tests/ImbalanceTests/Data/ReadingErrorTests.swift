import Imbalance
import Testing

@Suite struct ReadingErrorTests {
  private struct Case: Sendable, CustomTestStringConvertible {
    let code: String
    let text: String
    let line: Int?
    let column: String?
    let options: DelimitedOptions
    var testDescription: String { code + " " + text.prefix(20) }

    init(
      _ code: String, _ text: String, line: Int? = nil, column: String? = nil,
      _ options: DelimitedOptions = DelimitedOptions(target: "y")
    ) {
      self.code = code
      self.text = text
      self.line = line
      self.column = column
      self.options = options
    }
  }

  private static let cases = [
    Case("ragged-row", "a,b,y\n1,2,0\n1,2\n", line: 3),
    Case("ragged-row", "a,b,y\n1,2,0\n\n1,2,0,4\n", line: 4),
    Case("unclosed-quote", "a,b,y\n1,2,0\n1,\"x,1\n2,3,4\n", line: 3, column: "b"),
    Case("text-after-quote", "a,b,y\n1,\"x\"z,0\n", line: 2, column: "b"),
    Case("lone-carriage-return", "a,b,y\r1,2,0\r1,2,1\r", line: 1),
    Case("lone-carriage-return", "a,b,y\n1,2\r2,0\n", line: 2),
    Case("number-overflow", "a,y\n1,0\n1e999,1\n", line: 3, column: "a"),
    Case("empty-column-name", "a,,y\n1,2,0\n", line: 1),
    Case("duplicate-column", "a,a,y\n1,2,0\n", line: 1, column: "a"),
    Case("no-rows", "a,y\n"),
    Case("no-rows", "a,y"),
    Case("no-rows", "a,y\n1,\n2,\n"),
    Case("no-features", "y\n1\n0\n"),
    Case("single-class", "a,y\n1,u\n2,u\n"),
    Case("too-many-classes", "a,y\n1,1.5\n2,2.5\n3,4.5\n"),
    Case("unknown-class", "a,y\n1,u\n2,v\n", .init(target: "y", positive: "w")),
    Case("unknown-column", "a,y\n1,u\n2,v\n", .init(target: "z")),
    Case("unknown-column", "a,y\n1,u\n2,v\n", .init(target: "y", drop: ["b"])),
    Case("unknown-column", "a,y\n1,u\n2,v\n", .init(target: "y", features: ["b"])),
    Case("missing-target", "a,y\n1,u\n2,v\n", .init()),
    Case("target-is-feature", "a,y\n1,u\n2,v\n", .init(target: "y", features: ["y"])),
    Case("all-missing-column", "a,b,y\n1,,u\n2,,v\n", line: 1, column: "b"),
    Case("nul-byte", "a,b,y\n1,x\0,u\n2,z,v\n", line: 2, column: "b"),
    Case("empty-file", "\u{FEFF}"),
  ]

  @Test("every fault is an error with its code and place, with any number of threads")
  func codes() {
    for it in Self.cases {
      for threads in [1, 2] {
        let error = readingError(Array(it.text.utf8), options: it.options, threads: threads)
        #expect(error?.code == it.code, "\(it.testDescription)")
        if let line = it.line { #expect(error?.place?.line == line, "\(it.testDescription)") }
        if let column = it.column { #expect(error?.place?.column == column) }
      }
    }
  }

  @Test("bytes that are not UTF-8 are an error with line and column")
  func notText() {
    let bytes = Array("a,b,y\n1,x,0\n2,".utf8) + [0x63, 0xE9] + Array(",1\n".utf8)
    let error = readingError(bytes)
    #expect(error?.code == "not-utf8")
    #expect(error?.place == .init(line: 3, column: "b"))
    #expect(readingError([0xFF, 0xFE, 0x61, 0, 0x2C, 0])?.code == "not-utf8")
  }

  @Test(
    "a few words in a column of numbers are an error that names the first", arguments: [0, 400])
  func almostNumeric(wordRow: Int) {
    var text = "a,y\n"
    for row in 0..<600 { text += (row == wordRow ? "n/a" : "\(row)") + ",\(row % 2)\n" }
    let error = readingError(Array(text.utf8))
    #expect(error?.code == "text-in-numeric-column")
    #expect(error?.place == .init(line: wordRow + 2, column: "a"))
    #expect(error?.message.contains("'n/a'") == true)
    let listed = DelimitedOptions(target: "y", missing: ["n/a"])
    #expect(readingError(Array(text.utf8), options: listed) == nil)
    let words = DelimitedOptions(target: "y", categorical: ["a"])
    #expect(readingError(Array(text.utf8), options: words) == nil)
  }

  @Test("a field over a megabyte is an error")
  func longField() {
    let text = "a,y\n" + String(repeating: "x", count: 1_000_001) + ",1\nu,0\n"
    #expect(readingError(Array(text.utf8))?.code == "field-too-long")
    let quoted = "a,y\n\"" + String(repeating: "x", count: 1_000_001) + "\",1\nu,0\n"
    #expect(readingError(Array(quoted.utf8))?.code == "field-too-long")
  }

  @Test("nan and inf are words, not numbers")
  func words() throws {
    let data = try readData("a,y\nnan,0\ninf,1\n0x10,0\n1e5,1\n")
    #expect(data.table.words("a") == ["nan", "inf", "0x10", "1e5"])
  }

  @Test("thousands of columns in a file of line feeds ask for no memory")
  func manyLines() {
    let header = (0..<2000).map { "c\($0)" }.joined(separator: ",") + ",y\n"
    let text = header + String(repeating: "\n", count: 2_000_000)
    #expect(readingError(Array(text.utf8))?.code == "no-rows")
  }
}
