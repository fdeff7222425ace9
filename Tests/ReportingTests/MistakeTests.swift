import Literate
import Reporting
import TestSupport
import Testing

@Suite struct MistakeTests {
  @Test(arguments: Mistake.found)
  func aMistakeIsReportedAtItsPlaceWithARuleAndAHint(_ mistake: Mistake) throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let marks = MarkedTemplate(mistake.text)
    let found = shop.check(marks.text + "\n" + Workshop.base).diagnostics
      .filter { Mistake.warnings.contains(mistake.code) || $0.severity == .error }
    #expect(found.map(\.code) == [mistake.code], "\(found.map(\.summary))")
    let one = try #require(found.first)
    let wanted = SourceSpan(
      start: SourcePosition(line: marks[1].line, column: marks[1].column),
      end: SourcePosition(line: marks[2].line, column: marks[2].column))
    #expect(one.span == wanted)
    let words = one.summary + " " + (one.hint ?? "")
    #expect(words.contains(mistake.says), "\(words)")
  }

  @Test(arguments: Mistake.found)
  func nothingRunsOnAnError(_ mistake: Mistake) throws {
    guard !Mistake.warnings.contains(mistake.code) else { return }
    let shop = try Workshop()
    defer { shop.remove() }
    let (report, diagnostics) = shop.render(
      MarkedTemplate(mistake.text).text + "\n" + Workshop.base, keepsGoing: true)
    #expect(report == nil)
    #expect(diagnostics.map(\.code).contains(mistake.code))
  }

  @Test func theBaseItselfIsSound() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    #expect(shop.check(Workshop.base).diagnostics.map(\.summary) == [])
    #expect(shop.render(Workshop.base).report != nil)
  }

  @Test func tenMistakesAreReportedAtOnceInTheirOrder() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let marks = MarkedTemplate(
      """
      ---
      ①titel: x
      ---
      `{= s.m.②recal}` and `{= d.rows | ③pc}`, see ④@tbl-x.

      ```yaml {⑤trian} a
      ```

      ```yaml {table} tbl-a
      from: ⑥S
      ⑦captoin: x
      ```

      ```yaml {train} b
      model: ⑧rf
      data: ⑨parts.test
      ```

      ```yaml {assert} g
      that: s.m.recall >= 0.5
      severity: ⑩fatal
      ```
      """ + Workshop.base)
    let found = shop.check(marks.text).diagnostics.filter { $0.severity == .error }
    #expect(
      found.map(\.code) == [
        "unknown-key", "unknown-value", "unknown-filter", "unknown-reference", "unknown-verb",
        "unknown-option", "unknown-method", "wrong-kind", "option-choice",
      ])
    for (number, one) in zip([1, 2, 3, 4, 5, 7, 8, 9, 10], found) {
      #expect(
        one.span?.start == SourcePosition(line: marks[number].line, column: marks[number].column))
    }
  }

  @Test func whoeverReadsABrokenNameStaysSilent() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let broken = Workshop.base.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0 == "file: data.csv" ? "file: none.csv" : $0 }.joined(separator: "\n")
    let found = shop.check("`{= s.m.recall | pct}` `{= m.threshold}`\n" + broken).diagnostics
    #expect(found.map(\.code) == ["file-not-found"])
  }

  @Test func everyCodeOfTheSourcesIsProven() throws {
    // Guards against faults of our own, which no template can bring about.
    let unreachable = [
      "empty-plot": "the check lets a plot name only things that it shows",
      "front-matter": "the reader of templates refuses such front matter before",
      "metric-classes": "every metric now answers for any number of classes, if only by a reason",
      "no-models": "the check asks for models that exist",
    ]
    let proven = Set(
      Mistake.found.map(\.code) + DataMistake.all.map(\.code) + ParameterTests.codes
        + ValidationMistakes.all.map(\.code) + ValidationVerbTests.codes + LanguageTests.codes
        + ThemeTests.codes + [
          "image-size",
          // IncludeTests and CacheFolderTests
          "cache", "include-file", "include-with",
        ])
    let codes = try Self.codes(in: repository + "/Sources/Reporting")
    #expect(codes.count >= 30)
    for code in codes where unreachable[code] == nil {
      #expect(proven.contains(code), "no test shows '\(code)'")
    }
    for code in unreachable.keys { #expect(codes.contains(code), "'\(code)' is gone") }
  }

  @Test func everyCodeOfTheOtherTargetsStandsInSomeTest() throws {
    // Faults of our own again, or of the machine.
    let unreachable: Set<String> = [
      "file-unreadable", "evaluation-options", "not-binary", "threshold-not-a-number",
      "fold-count", "too-few-rows",
      // Every calibrator takes any number of classes.
      "calibration-classes",
    ]
    var tests = ""
    for folder in ["ImbalanceTests", "LiterateTests", "ReportingTests"] {
      for file in Self.files(below: repository + "/Tests/" + folder) {
        tests += String(decoding: try TestFiles.read(file), as: UTF8.self)
      }
    }
    for target in ["Imbalance", "Literate"] {
      for code in try Self.codes(in: "\(repository)/Sources/\(target)")
      where !unreachable.contains(code) {
        let isNamed = tests.contains("\"\(code)\"")
        #expect(isNamed, "no test names '\(code)'")
      }
    }
  }

  /// The codes that the sources below a folder can report.
  static func codes(in folder: String) throws -> [String] {
    var codes: Set<String> = []
    let call =
      // No \b: between "scope." and "report" Unicode sees no boundary of words.
      /(?:report|ModellingError|ParameterError|Diagnostic|problem)\(\s*"([a-z0-9]+(?:-[a-z0-9]+)*)"/
    for file in files(below: folder) {
      let text = String(decoding: try TestFiles.read(file), as: UTF8.self)
      for match in text.matches(of: call) { codes.insert(String(match.1)) }
    }
    return codes.sorted()
  }

  static func files(below folder: String) -> [String] {
    TestFiles.names(in: folder, suffix: "").filter { !$0.hasPrefix(".") }.flatMap { name in
      name.hasSuffix(".swift")
        ? ["\(folder)/\(name)"] : name.contains(".") ? [] : files(below: "\(folder)/\(name)")
    }
  }
}
