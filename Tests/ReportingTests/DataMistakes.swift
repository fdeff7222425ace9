import Literate
import Reporting
import TestSupport
import Testing

/// A template that the check lets pass and that fails on its data, at mark ① to ②.
struct DataMistake: Sendable, CustomStringConvertible {
  let code: String
  /// Words that the message or its hint has.
  let says: String
  /// What `own.csv` holds, beside the workshop's `data.csv`.
  let data: String
  let text: String

  init(_ code: String, says: String, data: String = "", _ text: String) {
    self.code = code
    self.says = says
    self.data = data
    self.text = text
  }

  var description: String { "\(code): \(says)" }

  static let load = "```yaml {load} a\nfile: ①own.csv②\ntarget: label\n```\n"
  static let shown = "\n```yaml {table} tbl-a\nfrom: a\n```\n"
  /// A data set `a` from `own.csv`, split into `halves`.
  static let halves =
    "\n```yaml {load} a\nfile: own.csv\ntarget: label\n```\n\n```yaml {split} halves\ndata: a\n```\n"
    + shown

  static func train(_ more: String, on data: String = "halves.train") -> String {
    "```yaml {train} b\ndata: \(data)\n\(more)\n```\n\n```yaml {table} tbl-b\nfrom: b\n```\n"
  }

  static func split(_ how: String) -> String {
    "```yaml {split} p\ndata: a\n\(how)\n```\n\n```yaml {table} tbl-p\nfrom: p\n```\n"
      + "\n```yaml {load} a\nfile: own.csv\ntarget: label\n```\n"
  }

  static func rows(_ count: Int, positives: Int) -> String {
    "x,y,label\n"
      + (0..<count).map { "\($0).5,\($0 * 7 % 11),\($0 < positives ? "yes" : "no")\n" }.joined()
  }

  static let three =
    "x,y,label\n"
    + (0..<60).map { "\($0).5,\($0 * 7 % 11),\(["a", "b", "c"][$0 % 3])\n" }.joined()

  /// A column `part` that puts every positive row into the training set.
  static let positivesInTraining: String = rows(60, positives: 12).split(separator: "\n")
    .enumerated().map { row, line in
      let isTraining = line.hasSuffix("yes") || row % 2 == 0
      return "\(line),\(row == 0 ? "part" : isTraining ? "train" : "test")\n"
    }.joined()

  static let all: [DataMistake] = [
    DataMistake(
      "no-label-errors", says: "name 'label-errors' in it", data: rows(60, positives: 20),
      "```yaml {describe} q\ndata: halves\nchecks: outliers\n```\n\n```yaml {table} tbl-q\nfrom: ①q②\nshow: label_errors\n```\n"
        + halves),
    DataMistake(
      "ragged-row", says: "line 3", data: "x,y,label\n1,2,yes\n1,2\n3,4,no\n", load + shown),
    DataMistake(
      "text-in-numeric-column", says: "'many'",
      data: rows(30, positives: 6) + "many,1,no\n", load + shown),
    DataMistake(
      "single-class", says: "every label", data: rows(30, positives: 0),
      "```yaml {load} a\nfile: own.csv\ntarget: ①label②\n```\n" + shown),
    DataMistake(
      "too-many-classes", says: "identifier",
      data: "x,label\n" + (0..<300).map { "\($0),c\($0)\n" }.joined(),
      "```yaml {load} a\nfile: own.csv\ntarget: ①label②\n```\n" + shown),
    DataMistake(
      "unknown-class", says: "there is no 'maybe'", data: rows(30, positives: 6),
      "```yaml {load} a\nfile: own.csv\ntarget: label\npositive: ①maybe②\n```\n" + shown),
    DataMistake(
      "too-few-neighbours", says: "k_neighbors", data: rows(60, positives: 4),
      "```yaml {resample} r\ndata: halves.train\nmethod: smote\nk_neighbors: ①5②\n```\n\n```yaml {table} tbl-r\nfrom: r\n```\n"
        + halves),
    DataMistake(
      "too-few-neighbours", says: "k_neighbors", data: rows(60, positives: 4),
      "```yaml {resample} r\ndata: halves.train\nmethod: ①{method: smote, k_neighbors: 5}②\n```\n\n```yaml {table} tbl-r\nfrom: r\n```\n"
        + halves),
    DataMistake(
      "all-missing-column", says: "list it under 'drop'",
      data: "x,y,label\n" + (0..<20).map { "\($0),,\($0 % 2)\n" }.joined(), load + shown),
    DataMistake(
      "no-rows", says: "labelled rows", data: "x,y,label\n1,2,\n3,4,\n", load + shown),
    DataMistake("no-rows", says: "", data: "x,y,label\n", load + shown),
    DataMistake("empty-file", says: "", data: "", load + shown),
    DataMistake("no-features", says: "", data: "label\na\nb\na\nb\n", load + shown),
    DataMistake("duplicate-column", says: "'x'", data: "x,x,label\n1,2,a\n2,3,b\n", load + shown),
    DataMistake("empty-column-name", says: "", data: "x,,label\n1,2,a\n2,3,b\n", load + shown),
    DataMistake("unclosed-quote", says: "line", data: "x,y,label\n1,\"2,a\n2,3,b\n", load + shown),
    DataMistake(
      "text-after-quote", says: "line 2", data: "x,y,label\n1,\"2\"x,a\n2,3,b\n", load + shown),
    DataMistake(
      "number-overflow", says: "line 2", data: "x,y,label\n1e999,2,a\n2,3,b\n2,3,a\n", load + shown),
    DataMistake("nul-byte", says: "", data: "x,y,label\n1,a\0b,a\n2,c,b\n", load + shown),
    DataMistake(
      "field-too-long", says: "",
      data: "x,y,label\n1,\(String(repeating: "z", count: 10 << 20)),a\n",
      load + shown),
    DataMistake(
      "class-too-small", says: "'yes' has 1", data: rows(30, positives: 1),
      "```yaml {split} p\ndata: ①a②\n```\n\n```yaml {table} tbl-p\nfrom: p\n```\n"
        + "\n```yaml {load} a\nfile: own.csv\ntarget: label\n```\n"),
    DataMistake(
      "missing-values", says: "",
      data: "x,y,label\n,2,no\n,3,yes\n" + rows(40, positives: 10).dropFirst(10),
      "```yaml {train} b\ndata: halves.train\nmodel: logistic_regression\nimpute: ①none②\n```\n\n```yaml {table} tbl-b\nfrom: b\n```\n"
        + halves),
    DataMistake(
      "too-many-words", says: "drop: [who]",
      data: "who,x,label\n"
        + (0..<3_000).map { "w\($0),\($0 % 7),\($0 % 4 == 0 ? "yes" : "no")\n" }.joined(),
      train("model: ①logistic_regression②") + halves),
    DataMistake(
      "unknown-class", says: "", data: rows(60, positives: 12),
      train("model: logistic_regression\nclass_weight: ①{maybe: 2}②") + halves),
    DataMistake(
      "constant-scores", says: "", data: rows(60, positives: 12),
      train("model: majority\nthreshold: ①f1②") + halves),
    DataMistake(
      "single-class", says: "test rows of both classes",
      data: positivesInTraining,
      "```yaml {plot threshold} fig-a\nfrom: ①e.b②\ninteractive: true\n```\n\n"
        + "```yaml {evaluate} e\nmodels: b\non: p.test\n```\n"
        + train("model: logistic_regression", on: "p.train") + split("column: part")),
    DataMistake(
      "threshold-classes", says: "more", data: three,
      train("model: decision_tree\nthreshold: ①f1②") + halves),
    DataMistake(
      "no-importances", says: "show a linear model", data: rows(60, positives: 12),
      "```yaml {plot importance} fig-a\nfrom: ①b②\n```\n\n" + train("model: majority") + halves),
    DataMistake(
      "scatter-columns", says: "two columns of numbers that vary",
      data: "x,word,label\n"
        + (0..<40).map { "\($0),w\($0 % 3),\($0 % 4 == 0)\n" }.joined(),
      "```yaml {plot scatter} fig-a\nfrom: ①a②\n```\n\n" + halves),
    DataMistake(
      "scatter-feature", says: "it has x and y", data: rows(60, positives: 12),
      "```yaml {plot scatter} fig-a\nfrom: halves.train\nfeatures: ①[x, z]②\n```\n\n" + halves),
    DataMistake(
      "scatter-feature", says: "two different columns", data: rows(60, positives: 12),
      "```yaml {plot scatter} fig-a\nfrom: halves.train\nfeatures: ①[x]②\n```\n\n" + halves),
    DataMistake(
      "plot-classes", says: "needs two classes; this target has 3", data: three,
      "```yaml {plot calibration} fig-a\nfrom: ①e②\n```\n\n```yaml {evaluate} e\nmodels: b\non: halves.test\n```\n"
        + train("model: majority") + halves),
    DataMistake(
      "other-columns", says: "learnt from other columns", data: rows(60, positives: 12),
      "```yaml {evaluate} e\nmodels: m\non: ①halves.test②\n```\n\n```yaml {table} tbl-e\nfrom: e\n```\n"
        + halves),
    DataMistake(
      "other-columns", says: "knows the classes", data: three,
      "```yaml {evaluate} e\nmodels: m\non: ①halves.test②\n```\n\n```yaml {table} tbl-e\nfrom: e\n```\n"
        + halves),
    DataMistake(
      "no-probabilities", says: "these models give scores",
      data: "s,label\n" + (0..<40).map { "\($0 * 3 - 50),\($0 % 4 == 0 ? "a" : "b")\n" }.joined(),
      "```yaml {predictions} p\nfile: own.csv\ntarget: label\nmodels: {one: s}\nthreshold: 0\n```\n\n```yaml {evaluate} e\nmodels: p\n```\n\n```yaml {plot calibration} fig-a\nfrom: ①e②\n```\n"
    ),
    DataMistake(
      "missing-score", says: "", data: "s,label\n1,a\n,b\n0,a\n",
      "```yaml {predictions} p\nfile: ①own.csv②\ntarget: label\npositive: a\nmodels: {one: s}\n```\n\n```yaml {evaluate} e\nmodels: p\n```\n\n```yaml {table} tbl-e\nfrom: e\n```\n"
    ),
    DataMistake(
      "split-column", says: "", data: "x,part,label\n1,train,a\n2,exam,b\n3,test,a\n4,train,b\n",
      "```yaml {split} p\ndata: a\ncolumn: ①part②\n```\n\n```yaml {table} tbl-p\nfrom: p\n```\n"
        + "\n```yaml {load} a\nfile: own.csv\ntarget: label\n```\n"),
    DataMistake(
      "no-validation", says: "says 'validation'",
      data: "x,part,label\n"
        + (0..<40).map { "\($0),\($0 % 4 < 2 ? "train" : "test"),\($0 % 3 == 0)\n" }.joined(),
      "```yaml {split} p\ndata: a\ncolumn: part\n```\n\n```yaml {table} tbl-p\nfrom: ①p.validation②\n```\n"
        + "\n```yaml {load} a\nfile: own.csv\ntarget: label\n```\n"),
    DataMistake(
      "no-validation", says: "says 'validation'",
      data: "x,part,label\n"
        + (0..<40).map { "\($0),\($0 % 4 < 2 ? "train" : "test"),\($0 % 3 == 0)\n" }.joined(),
      "```yaml {split} p\ndata: a\ncolumn: part\n```\n\n```yaml {plot class_balance} fig-p\nfrom: ①p.validation②\n```\n"
        + "\n```yaml {load} a\nfile: own.csv\ntarget: label\n```\n"),
    DataMistake(
      "no-validation", says: "says 'validation'",
      data: "x,part,label\n"
        + (0..<40).map { "\($0),\($0 % 4 < 2 ? "train" : "test"),\($0 % 3 == 0)\n" }.joined(),
      "```yaml {split} p\ndata: a\ncolumn: part\n```\n\n"
        + train("model: decision_tree\nthreshold: ①{rule: f1, on: p.validation}②", on: "p.train")
        + "\n```yaml {load} a\nfile: own.csv\ntarget: label\n```\n"),
    DataMistake(
      "unknown-value", says: "as they stand in the file", "`{= d.classes.①Yes②}`\n"),
    DataMistake(
      "unknown-value", says: "as they stand in the file",
      "```yaml {assert} g\nthat: ①d.classes.Yes > 3②\n```\n"),
    DataMistake(
      "class-weight", says: "above 0", data: rows(60, positives: 12),
      train("model: logistic_regression\nclass_weight: ①{yes: 0, no: 0}②") + halves),
    DataMistake(
      "missing-group", says: "in 1 of 41",
      data: "x,g,label\n1,,a\n" + (0..<40).map { "\($0),\($0 % 9),\($0 % 3)\n" }.joined(),
      split("group: ①g②")),
    DataMistake(
      "too-few-groups", says: "more groups",
      data: "x,g,label\n" + (0..<40).map { "\($0),1,\($0 % 2)\n" }.joined(), split("group: ①g②")),
    DataMistake(
      "missing-time", says: "1 of 41",
      data: "x,g,label\n1,,a\n" + (0..<40).map { "\($0),\($0),\($0 % 3)\n" }.joined(),
      split("time: g").replacing("data: a", with: "data: ①a②")),
    DataMistake(
      "empty-part", says: "says 'test'",
      data: "x,part,label\n" + (0..<40).map { "\($0),train,\($0 % 3)\n" }.joined(),
      split("column: ①part②")),
    DataMistake("image-kind", says: "PNG", "①![a](data.csv)②\n"),
    DataMistake("file-not-found", says: "", "①![a](none.png)②\n"),
    DataMistake("outside-root", says: "", "①![a](linked/a.png)②\n"),
  ]
}

@Suite struct DataMistakeTests {
  @Test(arguments: DataMistake.all)
  func aMistakeInTheDataIsReportedAtTheDirectiveThatReadsIt(_ mistake: DataMistake) throws {
    let shop = try Workshop()
    defer { shop.remove() }
    try shop.folder.write(mistake.data, to: "own.csv")
    let marks = MarkedTemplate(mistake.text)
    let (report, diagnostics) = shop.render(marks.text + Workshop.base)
    #expect(report == nil)
    let found = diagnostics.filter { $0.severity == .error }
    #expect(found.map(\.code) == [mistake.code], "\(found.map(\.summary))")
    let one = try #require(found.first)
    #expect(
      one.span
        == SourceSpan(
          start: SourcePosition(line: marks[1].line, column: marks[1].column),
          end: SourcePosition(line: marks[2].line, column: marks[2].column)))
    let words = one.summary + " " + (one.hint ?? "")
    #expect(words.contains(mistake.says), "\(words)")
    #expect(one.hint != nil, "\(words)")
  }

  @Test func bytesThatAreNoTextAreAnErrorWithTheirPlace() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    try TestFiles.write(
      Array("x,city,label\n1,a,b\n2,".utf8) + [0xFF, 0xFE] + Array(",c\n".utf8),
      to: shop.folder.path + "/own.csv")
    let found = shop.render(
      MarkedTemplate(DataMistake.load + DataMistake.shown).text
    ).diagnostics
    #expect(found.map(\.code) == ["not-utf8"])
    #expect(found.first?.summary.contains("line 3") == true)
  }

  @Test func aPictureOfMoreThanTwoMegabytesIsAnError() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    try TestFiles.write(
      [UInt8](repeating: 7, count: (2 << 20) + 1), to: shop.folder.path + "/a.png")
    let found = shop.render("![a](a.png)\n" + Workshop.base).diagnostics
    #expect(found.map(\.code) == ["image-size"])
  }

  @Test func aTruncatedOrBombedGzipFileIsAnError() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    try TestFiles.write([0x1F, 0x8B, 8, 0, 1, 2, 3], to: shop.folder.path + "/own.csv")
    let found = shop.render(
      MarkedTemplate(DataMistake.load + DataMistake.shown).text
    ).diagnostics
    #expect(found.map(\.code) == ["gzip-corrupt"])
  }

  @Test func keepingOnPutsTheErrorWhereItsResultWouldStand() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    try shop.folder.write("x,label\n1,a\n2,a\n", to: "own.csv")
    let text = MarkedTemplate(DataMistake.halves + "\n`{= a.rows}` rows.\n").text
    let (report, diagnostics) = shop.render(text + Workshop.base, keepsGoing: true)
    let page = try #require(report?.page)
    #expect(diagnostics.contains { $0.code == "single-class" && $0.severity == .error })
    #expect(page.contains("Not computed"))
    #expect(page.contains("every label in"))
    // What does not read it is there as ever.
    #expect(report?.read?["evaluations"]?["s"]?["models"]?["m"] != nil)
  }
}
