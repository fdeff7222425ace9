import Foundation
import Imbalance
import Testing

@Suite struct DatasetReadingTests {
  @Test("numbers, words, gaps and labels come out as they were written")
  func plain() throws {
    let text = "a,b,c,y\n1,x,0.5,no\n-2.5e3,,,yes\n.5,\" x,\"\"q\"\"\nz\",1.,no\n"
    let data = try readData(text, positive: "yes")
    #expect(data.table.names == ["a", "b", "c"])
    #expect(data.table.numbers("a") == [1, -2500, 0.5])
    #expect(data.table.words("b") == ["x", nil, " x,\"q\"\nz"])
    #expect(data.table.numbers("c").map { $0.isNaN ? -1 : $0 } == [0.5, -1, 1])
    #expect(data.labels.target.classes == ["no", "yes"])
    #expect(data.labels.target.positive == 1)
    #expect(data.labels.codes == [0, 1, 0])
    #expect(data.source.unlabelledRows == 0)
    #expect(data.source.notes.isEmpty)
  }

  @Test(
    "byte order marks, line ends, delimiters and a missing last line end change nothing",
    arguments: [
      "\u{FEFF}a,b,y\n1,u,0\n2,v,1\n3,w,0\n", "a,b,y\r\n1,u,0\r\n2,v,1\r\n3,w,0\r\n",
      "a;b;y\n1;u;0\n2;v;1\n3;w;0", "a\tb\ty\n1\tu\t0\n2\tv\t1\n3\tw\t0\n\n",
      "\"a\",\"b\",\"y\"\r\n\"1\",\"u\",\"0\"\r\n\r\n\"2\",v,1\n 3 ,w, 0 ",
    ])
  func variants(text: String) throws {
    let data = try readData(text, positive: "1")
    #expect(data.table.numbers("a") == [1, 2, 3])
    #expect(data.table.words("b") == ["u", "v", "w"])
    #expect(data.labels.codes == [0, 1, 0])
  }

  @Test("a .tsv file has tabs, whatever its header looks like")
  func tabs() throws {
    let data = try readData("a,b\ty\n1\t0\n2\t1\n3\t0\n", named: "made.tsv", positive: "1")
    #expect(data.table.names == ["a,b"])
  }

  @Test("missing words count as empty fields, even those that look like numbers")
  func missing() throws {
    let text = "a,b,y\n-999,NA,0\n1,u,1\n2, NA ,0\n-999.0,\"NA\",1\n3,v,0\n"
    let data = try readData(text, positive: "1", missing: ["NA", "-999"])
    #expect(data.table.numbers("a").map { $0.isNaN ? 0 : $0 } == [0, 1, 2, -999, 3])
    #expect(data.table.words("b") == [nil, "u", nil, nil, "v"])
    #expect(data.table.columns.map(\.missingCount) == [1, 3])
  }

  @Test("rows without a label are left out and counted, and words only they had are forgotten")
  func unlabelled() throws {
    let text = "a,b,y\n1,u,0\n2,only,\n3,v,1\n4,w,NA\n5,u,0\n"
    let data = try readData(text, positive: "1", missing: ["NA"])
    #expect(data.count == 3)
    #expect(data.table.numbers("a") == [1, 3, 5])
    #expect(data.table.words("b") == ["u", "v", "u"])
    #expect(data.source.unlabelledRows == 2)
    guard case .categorical(let column) = data.table.columns[1] else { return }
    #expect(column.levels == ["u", "v"])
  }

  @Test(
    "numbers written for people, or with a word for a gap, do not become hundreds of categories",
    arguments: [
      ("-0,006", "look like numbers with a decimal comma"), ("1,234.56", "a thousands separator"),
      ("€ 12", "or a unit"), ("NA", "are numbers, and here is 'NA'"),
    ])
  func numbersForPeople(_ word: String, _ message: String) throws {
    var text = "a;b;y\n"
    for row in 0..<60 {
      let value =
        word == "NA"
        ? (row % 4 == 1 ? "NA" : "\(row).5")
        : word.replacing("6", with: "6\(row)").replacing("12", with: "12\(row)")
      text += "\(value);\(row % 3 == 0 ? "1" : "u");\(row % 2)\n"
    }
    let error = #expect(throws: ModellingError.self) { try readData(text, positive: "1") }
    #expect(error?.code == "text-in-numeric-column")
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    #expect(error?.place?.column == "a")
    // Few different values are codes, and a list of words says what is none.
    let codes = text.split(separator: "\n").map { line in
      line.replacing(/^[^;]*[0-9.]+/, with: { _ in "7" })
    }
    if word == "NA" {
      #expect(try readData(codes.joined(separator: "\n"), positive: "1").count == 60)
    }
  }

  @Test("a class that differs from the positive one in case alone is told of")
  func labelsInOtherCase() throws {
    let data = try readData("a,y\n1,fraud\n2,FRAUD\n3,ok\n4,fraud\n5,ok\n", positive: "fraud")
    #expect(data.source.notes.count == 2)
    #expect(data.source.notes[1].hasPrefix("'FRAUD' differs from 'fraud' in case alone"))
  }

  @Test("a column that turns out to hold words after many numbers is read as words")
  func lateWords() throws {
    var text = "a,b,y\n"
    for row in 0..<600 {
      text +=
        "\(row < 300 ? "\(row)" : "w\(row % 7)"),\(row % 300 < 150 ? "7" : "\(row)"),\(row % 2)\n"
    }
    for threads in [1, 3] {
      let data = try readData(text, positive: "1", threads: threads)
      #expect(data.table.words("a").count == 600)
      #expect(data.table.words("a")[5] == "5")
      #expect(data.table.words("a")[301] == "w0")
      #expect(data.table.numbers("b").count == 600)
    }
  }

  @Test("numbers can be forced to be words, and only named features stay")
  func wishes() throws {
    let text = "a,b,c,y\n1,4,7,0\n2,5,8,1\n3,6,9,0\n"
    let data = try readData(text, positive: "1", drop: ["c"], categorical: ["a"])
    #expect(data.table.names == ["a", "b"])
    #expect(data.table.words("a") == ["1", "2", "3"])
    #expect(try readData(text, positive: "1", features: ["c", "a"]).table.names == ["a", "c"])
  }

  @Test("labels are ordered as numbers when all are, and as text otherwise")
  func order() throws {
    let rows = ["10", "9", "2", "10", "9", "2"]
    let text = "a,y\n" + rows.map { "1,\($0)\n" }.joined()
    #expect(try readData(text).labels.target.classes == ["2", "9", "10"])
    let words = text.replacingOccurrences(of: ",2\n", with: ",x\n")
    #expect(try readData(words).labels.target.classes == ["10", "9", "x"])
    #expect(try readData(words).labels.target.positive == nil)
  }

  @Test("the positive class is the rarer of two, the later on a tie, one against many when named")
  func positive() throws {
    let rarer = try readData("a,y\n1,u\n2,v\n3,v\n")
    #expect(rarer.labels.target.positiveLabel == "u")
    #expect(rarer.source.notes.count == 1)
    let tie = try readData("a,y\n1,u\n2,v\n3,v\n4,u\n")
    #expect(tie.labels.target.positiveLabel == "v")
    let merged = try readData("a,y\n1,u\n2,v\n3,w\n4,u\n5,v\n", positive: "v")
    #expect(merged.labels.target.classes == ["not v", "v"])
    #expect(merged.labels.target.positiveLabel == "v")
    #expect(merged.labels.codes == [0, 1, 0, 0, 1])
    let low = try readData("a,y\n1,A\n2,v\n3,w\n4,A\n5,v\n", positive: "A")
    #expect(low.labels.target.classes == ["A", "not A"])
    #expect(low.labels.codes == [0, 1, 1, 0, 1])
    #expect(low.labels.target.positive == 0)
  }

  @Test("the header alone can be read")
  func header() throws {
    let file = try FileBytes(Array("a, b ,\"c,d\"\n1,2".utf8), named: "x.csv")
    #expect(try Dataset.header(of: file) == ["a", " b ", "c,d"])
  }

  @Test("the digest is of the bytes on disk")
  func digest() throws {
    let text = "a,y\n1,u\n2,v\n3,v\n"
    #expect(try readData(text).source.sha256 == SHA256.hex(of: text.utf8))
  }
}
