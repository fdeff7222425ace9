import Imbalance
import Literate
import Markup
import Reporting
import TestSupport
import Testing

/// Reports read back from their own HTML.
@Suite struct ReadingBackTests {
  /// The lesson that renders quickest.
  private static func lesson(_ name: String = "accuracy-paradox") throws -> Report {
    try #require(LessonReport.all.first { $0.name == name }?.report)
  }

  private static func files(
    _ html: [UInt8]
  ) throws -> [String: [UInt8]] {
    let files = try SavedReport(html: html).files()
    #expect(Set(files.map(\.path)).count == files.count)
    return Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { a, _ in a })
  }

  @Test(arguments: LessonReport.names)
  func aReportGivesBackWhatItWasMadeFrom(_ name: String) throws {
    let report = try Self.lesson(name)
    let files = try Self.files(report.html)
    #expect(files["template.md"] == (try TestFiles.read("\(LessonReport.folder)/\(name).md")))
    #expect(files["results.json"] == Array((report.results.text(indented: true) + "\n").utf8))
    let figures = ReadHTML(report.html).all("figure")
    for figure in figures where figure["class"] == "fig" {
      let id = try #require(figure["id"])
      let drawings = files.keys.filter { $0.hasPrefix("figures/\(id)") && $0.hasSuffix(".svg") }
      #expect(!drawings.isEmpty, "\(id) has no drawing")
      for path in drawings {
        let svg = ReadHTML(files[path] ?? [])
        #expect(svg.faults == [])
        #expect(svg.tags.first?["xmlns"] == "http://www.w3.org/2000/svg")
      }
      #expect(files.keys.contains { $0.hasPrefix("figures/\(id)") && $0.hasSuffix(".csv") })
    }
  }

  @Test func everyByteOfATemplateComesBack() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let texts: [[UInt8]] = [
      [0xEF, 0xBB, 0xBF] + Array((Workshop.base + "\n# Ende\n").utf8),
      Array(Workshop.base.replacing("\n", with: "\r\n").utf8),
      Array(Workshop.base.replacing("\n", with: "\r").utf8),
      Array(
        ("\n\n\u{FEFF}Tab\there, form\u{C}feed, \u{7F} & <b> \"q\" ü \u{1F600}\u{1}\r"
          + Workshop.base).utf8),
      Array((Workshop.base + "\n> - ```yaml {plot roc}\n>   from: s\n>   ```\n").utf8),
    ]
    for text in texts {
      let checked = shop.check(Template(path: "t.md", bytes: text))
      let (report, diagnostics) = Report.make(checked, options: Report.Options())
      let made = try #require(report, "\(diagnostics.map(\.summary))")
      #expect(try SavedReport(html: made.html).template() == text)
      #expect(ReadHTML(made.html).faults == [])
    }
  }

  @Test func aHiddenTemplateIsNotInTheReport() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let report = try #require(
      shop.render("---\nreport: {source: none}\n---\n`{= s.m.recall | pct}`\n" + Workshop.base)
        .report)
    #expect(!report.page.contains("imbalreport-template"))
    #expect(!report.page.contains("href=#d-"))
    let saved = try SavedReport(html: report.html)
    #expect(!saved.carriesTemplate)
    #expect(throws: ReadingFault.self) { try saved.template() }
    #expect(try saved.files().contains { $0.path == "template.md" } == false)
    let verified = try Verification.of(
      report.html, files: FileAccess(root: shop.folder.path, folder: shop.folder.path),
      options: Report.Options())
    #expect(verified.outcome == .impossible)
    #expect(verified.lines.first?.contains("not in the report") == true)
  }

  @Test func tablesBecomeCSV() throws {
    let report = try Self.lesson()
    let files = try Self.files(report.html)
    let csv = String(decoding: try #require(files["tables/tbl-scores.csv"]), as: UTF8.self)
    let lines = csv.split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(lines.count == 5)
    #expect(Set(lines.map(\.count)).count == 1)
    #expect(lines[0].prefix(4) == ["Model", "detail", "Accuracy", "Accuracy interval"])
    #expect(lines[2].prefix(4) == ["plain", "threshold 0.50", "98.6%", "97.5–99.2"])
  }

  @Test func aClassWithCommasAndQuotesStaysInItsField() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    var rows = "x,label\n"
    for row in 0..<40 { rows += "\(row),\(row % 4 == 0 ? "\"a, \"\"b\"\" <i>\"" : "no")\n" }
    try shop.folder.write(rows, to: "odd.csv")
    let report = try #require(
      shop.render(
        """
        ```yaml {load} d
        file: odd.csv
        target: label
        ```

        ```yaml {plot class_balance} fig-a
        from: d
        ```
        """
      ).report)
    let files = try Self.files(report.html)
    let csv = String(decoding: try #require(files["figures/fig-a.csv"]), as: UTF8.self)
    #expect(csv.contains("\"a, \"\"b\"\" <i>\",positive,10"), "\(csv)")
  }

  @Test func namesAndDrawingsOfAStrangerDoNoHarm() throws {
    let report = try Self.lesson()
    let page = report.page
    for id in ["../../etc/passwd", "/abs", "..", "", "-rf", "con/a b", "\u{0}"] {
      let hostile = page.replacing(
        "<figure class=fig id=fig-roc>", with: "<figure class=fig id=\"\(id)\">")
      #expect(hostile != page)
      for file in try SavedReport(html: Array(hostile.utf8)).files() {
        let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
        #expect(parts.count <= 2 && !parts.contains("") && !parts.contains(".."), "\(file.path)")
        #expect(file.path.utf8.allSatisfy { $0 > 32 && $0 < 127 }, "\(file.path)")
        #expect(!parts.contains { $0.hasPrefix("-") || $0.hasPrefix(".") }, "\(file.path)")
      }
    }
    for foreign in [
      "<script>alert(1)</script>", "<a href=\"javascript:x\">x</a>", "<image href=\"http://x\"/>",
      "<foreignObject></foreignObject>", "<g onload=\"x()\"></g>", "<rect fill=\"url(http://x)\"/>",
      "<g style=\"background:url(x)\"></g>",
    ] {
      let place = try #require(page.firstRange(of: "<svg"))
      let end = try #require(page[place.lowerBound...].firstIndex(of: ">"))
      let hostile = page[...end] + foreign + page[page.index(after: end)...]
      let saved = try SavedReport(html: Array(hostile.utf8))
      #expect(throws: ReadingFault.self, "\(foreign)") { try saved.files() }
    }
  }

  @Test func whatIsNoReportIsRefusedWithAReason() {
    for text in [
      "", "words", "<p>x</p>", "<!doctype html><html></html>", "\u{0}\u{1}", "<p>\u{0}",
      "<script type=\"application/json\" id=\"imbalreport-results\">{}</script>",
      "<script type=\"application/json\" id=\"imbalreport-results\">{\"schema\":\"x/2\"}</script>",
    ] {
      let fault = #expect(throws: ReadingFault.self, "\(text)") {
        try SavedReport(html: Array(text.utf8))
      }
      #expect(fault?.message.isEmpty == false)
    }
  }

  @Test func brokenReportsNeverCrashTheReader() throws {
    let bytes = try Self.lesson().html
    let results = Array(try Self.lesson().results.text().utf8)
    var random = SplitMix(seed: 7)
    var read = 0
    for _ in 0..<FuzzTests.cases / 5 {
      var broken = bytes
      for _ in 0...random.below(4) {
        let place = random.below(broken.count)
        switch random.below(5) {
        case 0: broken[place] = UInt8(random.below(256))
        case 1: broken.removeSubrange(place..<min(broken.count, place + random.below(300)))
        case 2: broken = Array(broken[..<place])
        case 3: broken.insert(contentsOf: "<svg>\"&</".utf8, at: place)
        default:
          let end = min(broken.count, place + random.below(5000))
          broken.insert(contentsOf: broken[place..<end], at: random.below(broken.count))
        }
        if broken.isEmpty { broken = [60] }
      }
      if let saved = try? SavedReport(html: broken) {
        read += 1
        _ = try? saved.files()
        _ = ResultsComparison(
          ResultsReading.Content(results: saved.results),
          ResultsReading.Content(results: saved.results))
      }
      var json = results
      json[random.below(json.count)] = UInt8(random.below(256))
      if let value = try? JSON.read(json) {
        let content = ResultsReading.Content(results: value)
        #expect(!ResultsComparison(content, content).isBeyondNoise)
      }
    }
    #expect(read > 0)
  }

  @Test func resultsKeepTheirTextThroughTheReader() throws {
    let values: [JSON] = [
      .number(0.1), .number(1e300), .number(5e-324), .number(-0.0), .number(1e15), .number(123.0),
      .int(.max), .int(.min), .string("\u{0}\u{1F}\"\\/\u{2028}ü\u{1F600}\u{7F}"), .null,
      .bool(true),
      .array([]), .object([:]),
      .object(["a": .array([.int(1), .object(["b": .null])]), "": .int(0)]),
    ]
    for value in values {
      let text = value.text()
      #expect(try JSON.read(Array(text.utf8)).text() == text)
    }
    for text in [
      "", "01", "1.", ".5", "+1", "1e", "nul", "\"\\x\"", "\"\\ud800\"", "{\"a\":1,\"a\":2}",
      "[1,]",
      "{a:1}", "[1] 2", "\"\n\"", "1e999", "NaN", "[", "{\"a\"", "\"\\u12\"",
      String(repeating: "[", count: 10_000),
    ] {
      #expect(throws: ReadingFault.self, "\(text.prefix(20))") { try JSON.read(Array(text.utf8)) }
    }
    #expect(try JSON.read(Array("\"\\ud83d\\ude00\\u00e9\"".utf8)) == .string("\u{1F600}é"))
  }
}

/// Reports made again from what they carry.
@Suite struct VerificationTests {
  private static let text = """
    ---
    title: A small report
    params: {least: 0.25, name: "12", whole: 3, flag: true}
    ---
    Recall `{= s.m.recall | pct}` of `{= params.whole}` `{= params.name}`.

    """ + Workshop.base

  private func verify(_ html: [UInt8], _ shop: Workshop) throws -> Verification {
    try Verification.of(
      html, files: FileAccess(root: shop.folder.path, folder: shop.folder.path),
      options: Report.Options())
  }

  @Test func theSameBytesAreConfirmed() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let given: Workshop.Given = [
      ("least", .text("1")), ("name", .text("0.50 \"x\" <y>")), ("whole", .text("2.5")),
      ("flag", .text("false")),
    ]
    for given in [[], given] {
      let report = try #require(shop.render(Self.text, given: given).report)
      let found = try verify(report.html, shop)
      #expect(found.outcome == .confirmed, "\(found.lines)")
      #expect(found.lines.last?.hasPrefix("confirmed: 1 data file, ") == true)
      #expect(found.lines.last?.hasSuffix("bytes: identical") == true)
    }
  }

  @Test func aReportWithErrorCardsIsConfirmedToo() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    try shop.folder.write("x,label\n1,a\n2,a\n", to: "e.csv")
    let text =
      Self.text
      + "\n\n```yaml {load} e\nfile: e.csv\ntarget: label\n```\n\n```yaml {table} tbl-e\nfrom: e\n```\n"
    let report = try #require(shop.render(text, keepsGoing: true).report)
    #expect(report.page.contains("Not computed"))
    #expect(try verify(report.html, shop).outcome == .confirmed)
  }

  @Test func aChangedNumberInTheResultsIsNamed() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let report = try #require(shop.render(Self.text).report)
    let recall = try #require(
      report.read?["evaluations"]?["s"]?["models"]?["m"]?["metrics"]?["recall"]?["value"])
    guard case .number(let old) = recall else { return #expect(Bool(false)) }
    let wanted = "\"value\":\(old)}"
    let place = try #require(report.page.firstRange(of: "\"recall\":{"))
    let hit = try #require(report.page[place.upperBound...].firstRange(of: wanted))
    var forged = report.page
    forged.replaceSubrange(hit, with: "\"value\":0.999}")
    let found = try verify(Array(forged.utf8), shop)
    #expect(found.outcome == .differs)
    #expect(
      found.lines == [
        "evaluations.s.models.m.metrics.recall.value: the report says 0.999, computed now \(old)"
      ])
  }

  @Test func aChangedWordOrTemplateOrDataFileIsNamed() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let report = try #require(shop.render(Self.text).report)
    let prose = try verify(
      Array(report.page.replacing("<p>Recall ", with: "<p>Racall ").utf8), shop)
    #expect(prose.outcome == .differs)
    #expect(
      prose.lines.first?.contains("“Racall ”, made now “Recall ”") == true, "\(prose.lines)")
    let template = try verify(
      Array(report.page.replacing("test: 30%", with: "test: 20%").utf8), shop)
    #expect(template.outcome == .differs)
    #expect(template.lines.first?.hasPrefix("the template in the report was changed") == true)
    try shop.folder.write(Workshop.rows(80, seed: 2), to: "data.csv")
    let data = try verify(report.html, shop)
    #expect(data.outcome == .differs)
    #expect(data.lines.count == 1 && data.lines[0].hasPrefix("data set 'd': 'data.csv' is another"))
  }

  @Test func missingDataCannotBeVerified() throws {
    let shop = try Workshop()
    let other = try TemporaryFolder()
    defer {
      shop.remove()
      other.remove()
    }
    let report = try #require(shop.render(Self.text).report)
    let found = try Verification.of(
      report.html, files: FileAccess(root: other.path, folder: other.path),
      options: Report.Options())
    #expect(found.outcome == .impossible)
    #expect(found.diagnostics.contains { $0.code == "file-not-found" })
  }

  @Test func anotherVersionIsSaid() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let report = try #require(shop.render(Self.text).report)
    let old = report.page.replacing(
      "\"version\":\"\(Tool.version)\"", with: "\"version\":\"0.0.1\"")
    let found = try verify(Array(old.utf8), shop)
    #expect(found.outcome == .differs)
    #expect(found.lines.first?.hasPrefix("made by imbalreport 0.0.1; this is") == true)
  }
}
