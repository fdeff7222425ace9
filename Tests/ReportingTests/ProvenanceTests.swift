import Markup
import Reporting
import TestSupport
import Testing

/// Numbers of the prose and the rows that tell where they come from.
@Suite struct ProvenanceTests {
  private static let prose = """
    ---
    title: Numbers
    params: {least: 0.25}
    ---
    # Found `{= s.m.tp}`

    Recall `{= s.m.recall | pct}` and again `{= s.m.recall | pct}`, or *`{= s.m.recall | ci}`*, of
    [`{= s.n}` rows](#found), more than `{= params.least}`, `{= 1 - s.m.recall | pct}` missed,
    `{= d.positive}`.[^a]

    [^a]: Area `{= s.m.roc_auc | ci}`, `{= s.m.recall.low | pct}`.

    """

  private struct Row {
    let id: String
    let cells: [String]
    let links: [String]
  }

  private static func rows(_ html: ReadHTML) -> [Row] {
    var rows: [Row] = []
    let start = html.tags.firstIndex { $0["class"] == "numbers" } ?? html.tags.count
    let part = html.tags[start...]
    for (index, tag) in zip(part.indices, part) where tag.name == "tr" && !tag.isEnd {
      guard let id = tag["id"] else { continue }
      let inside = part[(index + 1)...].prefix { !($0.name == "tr" && $0.isEnd) }
      var cells: [String] = []
      for tag in inside {
        if ["th", "td"].contains(tag.name), !tag.isEnd { cells.append("") }
        if !cells.isEmpty { cells[cells.count - 1] += tag.text }
      }
      rows.append(
        Row(id: id, cells: cells, links: inside.compactMap { $0.name == "a" ? $0["href"] : nil }))
    }
    return rows
  }

  @Test func eachNumberTellsItsPathIntervalCountsAndDirective() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let report = try #require(shop.render(Self.prose + Workshop.base).report)
    let html = ReadHTML(report.html)
    #expect(html.faults == [])
    let rows = Self.rows(html)
    let words = rows.map { $0.cells[1].split(separator: " ").first.map(String.init) ?? "" }
    #expect(
      words == [
        "s.m.tp", "s.m.recall", "s.m.recall", "s.n", "params.least", "1", "s.m.roc_auc",
        "s.m.recall.low",
      ])
    let metric = try #require(
      report.read?["evaluations"]?["s"]?["models"]?["m"]?["metrics"]?["recall"])
    let recall = rows[1]
    guard case .number(let exact)? = metric["value"] else { return #expect(Bool(false)) }
    #expect(recall.cells[2] == exact)
    #expect(recall.cells[3].hasSuffix("%, Wilson"))
    #expect(recall.cells[4].contains(" of "))
    #expect(recall.cells[1].contains("the share that is found"))
    #expect(recall.links.contains("#d-s"))
    #expect(rows[6].cells[3].hasSuffix(", DeLong"))
    #expect(rows[7].cells[1].contains("The lower end of the interval"))
    #expect(rows[4].cells[1].contains("A parameter of this report"))
  }

  @Test func linksLeadToTheirRowsAndBackAndNeverLieInOneAnother() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let report = try #require(shop.render(Self.prose + Workshop.base).report)
    let html = ReadHTML(report.html)
    let links = html.all("a").filter { $0["class"] == "num" }
    // One in a heading and one in a link are words only.
    #expect(links.count == 7)
    for link in links {
      #expect(!link.path.contains("a") && !link.path.contains { ["h1", "h2", "nav"].contains($0) })
    }
    let rows = Self.rows(html)
    let ids = Set(html.tags.compactMap { $0["id"] })
    for link in links {
      let target = try #require(link["href"] as String?)
      #expect(rows.contains { "#" + $0.id == target })
    }
    for row in rows { for link in row.links { #expect(ids.contains(String(link.dropFirst()))) } }
    // Both mentions lead to one row, and the row leads back to the first.
    #expect(links[0]["href"] == links[1]["href"])
    #expect(links[0]["id"] == "v-2" && links[1]["id"] == nil)
    for link in html.all("a") { #expect(!link.path.contains("a")) }
  }

  @Test func anAuthorsIdentifiersKeepTheirPlace() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let report = try #require(
      shop.render("# Taken {#d-s}\n\n# N {#n-1}\n\n`{= s.n}` [up](#n-1)\n\n" + Workshop.base).report
    )
    let ids = ReadHTML(report.html).tags.compactMap { $0["id"] }
    #expect(Set(ids).count == ids.count)
    #expect(ids.contains("d-s-") && ids.contains("n-1-"))
    #expect(try SavedReport(html: report.html).carriesTemplate)
  }

  @Test(arguments: LessonReport.names)
  func figuresAndTablesLeadToTheirDirectives(_ name: String) throws {
    let report = try #require(LessonReport.all.first { $0.name == name }?.report)
    let html = ReadHTML(report.html)
    let made = html.all("a").filter { $0["class"] == "made" }
    #expect(made.count == report.figureCount + report.tableCount)
    for link in made {
      let target = try #require(link["href"] as String?)
      let place = try #require(html.tags.first { $0["id"].map { "#" + $0 } == target })
      #expect(place.path.contains("pre") == true)
      #expect(place.text.contains("{plot") || place.text.contains("{table"))
    }
    let start = try #require(report.page.firstRange(of: "<details class=numbers>"))
    let end = try #require(report.page[start.lowerBound...].firstRange(of: "</details>"))
    #expect(report.page[start.lowerBound..<end.lowerBound].utf8.count < 6000)
  }
}

/// Gates as a build server reads them.
@Suite struct JUnitTests {
  @Test func gatesAreCasesAndFailuresSayWhatWasMeasured() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let gates = """

      ```yaml {assert} good
      that: s.m.recall >= 0
      ```

      ```yaml {assert} bad
      that: s.m.recall > 1
      message: "Not <enough> & \\"more\\" needed: `{= s.m.recall | pct}`."
      ```

      ```yaml {assert} odd
      that: s.m.recall > 1
      severity: warn
      ```
      """
    let report = try #require(
      shop.render("---\ntitle: A <b> & \"c\"\n---\n" + Workshop.base + gates).report)
    let bytes = JUnitFile(report).bytes
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite "))
    let body = Array(text.dropFirst("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".count).utf8)
    // The reader takes quoted attributes, known signs and sound nesting only: a part of XML.
    _ = try MarkupReader.read(body)
    let xml = ReadHTML(body)
    #expect(xml.faults == [])
    let suite = try #require(xml.all("testsuite").first)
    #expect(suite["name"] == "A <b> & \"c\"")
    #expect(suite["tests"] == "3" && suite["failures"] == "1" && suite["errors"] == "0")
    #expect(xml.all("testcase").map { $0["name"] } == ["good", "bad", "odd"])
    let failure = try #require(xml.all("failure").first)
    #expect(failure["message"]?.hasPrefix("Not <enough> & \"more\" needed: ") == true)
    #expect(failure["message"]?.contains("more than 100.0% is asked") == true)
    #expect(xml.all("system-out").first?.text.hasPrefix("warning: ") == true)
  }
}
