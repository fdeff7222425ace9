import Imbalance
import Literate
import Reporting
import TestSupport
import Testing

@Suite struct ParameterTests {
  static let codes = ["unknown-parameter", "parameter-type", "repeated-parameter"]
  static let template = """
    ---
    params: {data: data.csv, least: 0.5, rows: 10, loud: true}
    ---

    ```yaml {assert} g
    that: s.m.n > params.rows and params.least < 1 and (params.loud or not params.loud)
    ```

    """ + Workshop.base.replacing("file: data.csv", with: "file: $params.data")

  static func codes(_ given: Workshop.Given) throws -> [String] {
    let shop = try Workshop()
    defer { shop.remove() }
    return shop.check(template, given: given).diagnostics.map { $0.code + " " + ($0.hint ?? "") }
  }

  @Test func givenValuesTakeThePlaceOfDefaults() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let (report, diagnostics) = shop.render(
      Self.template,
      given: [
        ("least", .text("0.75")), ("rows", .text("3")), ("loud", .text("false")),
        ("data", .typed(.text("data.csv"))), ("least", .text("25%")),
      ])
    #expect(diagnostics.isEmpty)
    let params = try #require(report?.read?["params"])
    #expect(params["least"] == .number("0.25"))
    #expect(params["rows"] == .number("3"))
    #expect(params["loud"] == .bool(false))
  }

  @Test(arguments: [
    ("recall >= 80%", "{rule: recall, at_least: $params.share}"),
    ("npv >= 0.9", "{rule: npv, at_least: 90%, folds: 5}"),
    ("alerts <= 30%", "{rule: alerts, at_most: $params.part}"),
    ("alerts <= 12", "{rule: alerts, at_most: $params.rows}"),
  ])
  func aThresholdRuleTakesItsNumberFromAParameter(_ whole: String, _ parts: String) throws {
    let shop = try Workshop()
    defer { shop.remove() }
    func threshold(_ rule: String) throws -> JSON {
      let text =
        "---\nparams: {share: 80%, part: 0.3, rows: 12}\n---\n"
        + Workshop.base.replacing(
          "data: parts.train", with: "data: parts.train\nthreshold: \(rule)")
      let made = shop.render(text)
      let results = try #require(made.report, "\(made.diagnostics)").results
      return try #require(results["models"]?["m"]?["threshold"])
    }
    let chosen = try threshold(parts)
    #expect(try threshold(whole) == chosen && chosen != .number(0.5))
  }

  @Test func aListOfWordsIsGivenWithCommas() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let text =
      "---\nparams: {drop: [], also: [y]}\n---\nWithout `{= params.drop }`: `{= d.features }`.\n"
      + Workshop.base.replacing("drop: [part]", with: "drop: [part, $params.drop, $params.also]")
    func page(_ given: Workshop.Given) throws -> String {
      let made = shop.render(text, given: given)
      return try #require(made.report, "\(made.diagnostics)").page
    }
    // x, city, site and year are left of seven columns.
    #expect(try page([]).contains(">4<"))
    let fewer = try page([("drop", .text("site, year"))])
    #expect(fewer.contains("Without site, year: ") && fewer.contains(">2<"))
    #expect(fewer.contains("drop = [site, year]"))
    #expect(try page([("drop", .typed(.list([.text("site"), .text("year")])))]) == fewer)
    #expect(try page([("drop", .typed(.text("site")))]).contains(">3<"))
    // One -P for each word, quotes and brackets as in a file, a name with a comma.
    let line = ReportParameters.Given.commandLine
    #expect(
      try page([("drop", .text("site", by: line)), ("drop", .text("year", by: line))]) == fewer)
    for list in ["[site, year]", "'site',\"year\"", " site ,, year "] {
      #expect(try page([("drop", .text(list))]) == fewer, "\(list)")
    }
    #expect(
      shop.check(text, given: [("drop", .text("\"a, b\",site"))]).diagnostics.map(\.summary)
        == ["'data.csv' has no column 'a, b'"])
    let wrong = shop.check(text, given: [("drop", .text("site,yeer"))]).diagnostics
    #expect(wrong.map(\.code) == ["unknown-column"])
    #expect(wrong.first?.hint?.contains("'year'") == true)
  }

  @Test func aParameterIsSetOnceOnACommandLine() throws {
    let line = ReportParameters.Given.commandLine
    #expect(
      try Self.codes([("least", .text("0.1", by: line)), ("least", .text("0.2", by: line))])
        == ["repeated-parameter give it once"])
    // A file's value gives way.
    #expect(
      try Self.codes([
        ("least", .text("0.1", by: "line 1 of 'p'")), ("least", .text("0.2", by: line)),
      ])
        == [])
  }

  @Test func anUnknownParameterIsAnErrorWithASuggestion() throws {
    #expect(try Self.codes([("lest", .text("1"))]) == ["unknown-parameter did you mean 'least'?"])
    #expect(
      try Self.codes([("zzz", .text("1"))])
        == ["unknown-parameter its parameters: data, least, rows, loud"])
  }

  @Test(arguments: [
    ("least", "much"), ("least", ""), ("least", "1e999"), ("least", "nan"), ("rows", "[1]"),
    ("rows", "true"), ("loud", "yes"), ("loud", "1"),
  ])
  func anIllTypedParameterIsAnError(_ name: String, _ value: String) throws {
    let found = try Self.codes([(name, .text(value))])
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("parameter-type its default is") == true)
  }

  @Test("Where a parameter's value is wrong, it is told who gave it")
  func origins() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let text = Self.template.replacing("data.csv,", with: "dat.csv,")
    func note(_ given: Workshop.Given) throws -> Diagnostic.Note {
      let found = shop.check(text, given: given).diagnostics
      try #require(found.count == 1, "\(found)")
      return try #require(found[0].notes.last)
    }
    let standard = try note([])
    #expect(standard.summary == "the value is the default of 'data'")
    #expect(standard.span?.start == SourcePosition(line: 2, column: 16))
    let given = try note([("data", .text("x.csv", by: "-P"))])
    #expect(given.summary == "'data' was set to 'x.csv' by -P" && given.span == nil)
    #expect(
      try note([("data", .text("data.csv")), ("loud", .text("7", by: "row 2 of 'r.csv'"))]).summary
        == "'loud' was set to '7' by row 2 of 'r.csv'")
    let unknown =
      [("data", ReportParameters.Given.text("data.csv"))] + [("zzz", .text("1", by: "-P"))]
    #expect(try note(unknown).summary == "'zzz' was set to '1' by -P")
    // What only the run can know is told in the same way.
    let run = shop.render(
      text.replacing("positive: \"yes\"", with: "positive: $params.loud"),
      given: [("data", .text("data.csv", by: "-P")), ("loud", .text("true", by: "line 1 of 'p'"))])
    #expect(
      run.diagnostics.last?.notes.map(\.summary) == ["'loud' was set to 'true' by line 1 of 'p'"])
  }

  @Test func aParameterCannotLeadOutOfTheRoot() throws {
    for path in ["/etc/passwd", "../../etc/passwd", "link.csv", "linked/secret.csv"] {
      let found = try Self.codes([("data", .text(path))])
      #expect(found.first?.hasPrefix("outside-root") == true, "\(path): \(found)")
    }
  }
}
