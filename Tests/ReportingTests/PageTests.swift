import Imbalance
import Literate
import Reporting
import TestSupport
import Testing

/// The rendered lessons as pages: safe, self-contained, accessible.
@Suite struct PageTests {
  static func page(_ name: String) throws -> (html: ReadHTML, bytes: [UInt8]) {
    let lesson = LessonReport.all.first { $0.name == name }
    let report = try #require(
      lesson?.report, "\(lesson?.diagnostics.map(\.summary) ?? [])")
    return (ReadHTML(report.html), report.html)
  }

  @Test func theLessonsAreThere() {
    #expect(
      LessonReport.names == [
        "accuracy-paradox", "choosing-a-strategy", "churn", "defect-detection", "first-look",
        "fraud", "genauigkeitsparadox", "medical-screening", "model-monitoring",
        "strategy-tournament", "your-own-scores",
      ])
  }

  @Test(arguments: LessonReport.names)
  func elementsAreNestedSoundly(_ name: String) throws {
    let (html, bytes) = try Self.page(name)
    #expect(html.faults == [])
    let tag = name == "genauigkeitsparadox" ? "de" : "en"
    #expect(bytes.starts(with: Array("<!doctype html>\n<html lang=\(tag)>".utf8)))
    #expect(html.all("title").count >= 1 && html.all("main").count == 1)
    #expect(html.all("h1").count == 1)
    #expect(html.tags.first { $0.name == "meta" }?["charset"]?.lowercased() == "utf-8")
  }

  @Test(arguments: LessonReport.names)
  func nothingIsLoadedAndNothingRuns(_ name: String) throws {
    let (html, bytes) = try Self.page(name)
    // Data, and where there is an explorer its one program; the policy names that by its hash.
    let programs = html.all("script").filter { $0["type"] != "application/json" }
    #expect(programs.count == (html.all("div").contains { $0["class"] == "explorer" } ? 1 : 0))
    #expect(programs.allSatisfy { $0.attributes.isEmpty })
    for tag in ["link", "iframe", "object", "embed", "form", "base", "audio", "video", "use"] {
      #expect(html.all(tag).isEmpty)
    }
    for tag in html.tags {
      for (key, value) in tag.attributes {
        #expect(!key.hasPrefix("on"), "\(tag.name) has \(key)")
        #expect(key != "style", "\(tag.name) has a style that the policy forbids")
        if key == "src" || key == "srcset" || key.hasSuffix("href") && tag.name != "a" {
          #expect(value.hasPrefix("#") || value.hasPrefix("data:"), "\(tag.name) loads \(value)")
        }
        if key == "href", tag.name == "a" {
          #expect(["#", "https:", "http:", "mailto:"].contains { value.hasPrefix($0) }, "\(value)")
        }
      }
    }
    let style = html.all("style").map(\.text).joined()
    #expect(!style.contains("url(") && !style.contains("@import"))
    // The main lesson fits into any mail; with more models come more results.
    let limit =
      switch name {
      case "accuracy-paradox": 100_000
      case "strategy-tournament": 700_000
      default: 160_000
      }
    #expect(bytes.count < limit)
  }

  @Test(arguments: LessonReport.names)
  func thePolicyAllowsThisOneStyleSheetAndNothingElse(_ name: String) throws {
    let (html, _) = try Self.page(name)
    let metas = html.all("meta").filter {
      $0["http-equiv"]?.lowercased() == "content-security-policy"
    }
    let policy = try #require(metas.first?["content"])
    #expect(metas.count == 1)
    let styles = html.all("style")
    #expect(styles.count == 1)
    let hash = Self.base64(SHA256.digest(of: Array((styles.first?.text ?? "").utf8)))
    let directives = policy.split(separator: ";").map { $0.split(separator: " ").map(String.init) }
    func allowed(_ name: String) -> [String]? {
      directives.first { $0.first == name }.map { Array($0.dropFirst()) }
    }
    #expect(allowed("default-src") == ["'none'"])
    #expect(allowed("style-src") == ["'sha256-\(hash)'"])
    #expect(allowed("img-src") == ["data:"])
    #expect(allowed("base-uri") == ["'none'"])
    #expect(allowed("form-action") == ["'none'"])
    let program = html.all("script").first { $0["type"] == nil }
    #expect(
      allowed("script-src")
        == program.map { ["'sha256-\(Self.base64(SHA256.digest(of: Array($0.text.utf8))))'"] })
    // The policy stands before anything it governs.
    let place = try #require(html.tags.firstIndex { $0["http-equiv"] != nil })
    #expect(place < (html.tags.firstIndex { $0.name == "style" } ?? 0))
  }

  @Test(arguments: LessonReport.names)
  func everyIdentifierIsUniqueAndEveryLinkHasItsTarget(_ name: String) throws {
    let (html, _) = try Self.page(name)
    var seen: Set<String> = []
    for tag in html.tags where !tag.isEnd {
      if let id = tag["id"] { #expect(seen.insert(id).inserted, "'\(id)' is used twice") }
    }
    #expect(seen.count > 10)
    for tag in html.tags {
      for (key, value) in tag.attributes {
        if key == "href", value.hasPrefix("#") {
          #expect(seen.contains(String(value.dropFirst())), "\(value) leads nowhere")
        }
        if ["aria-labelledby", "aria-describedby", "for", "headers"].contains(key) {
          for id in value.split(separator: " ") {
            #expect(seen.contains(String(id)), "\(key) names '\(id)'")
          }
        }
        var rest = Substring(value)
        while let range = rest.firstRange(of: "url(#") {
          let id = rest[range.upperBound...].prefix { $0 != ")" }
          #expect(seen.contains(String(id)), "url(#\(id)) leads nowhere")
          rest = rest[range.upperBound...]
        }
      }
    }
  }

  @Test(arguments: LessonReport.names)
  func headingsDoNotJump(_ name: String) throws {
    let (html, _) = try Self.page(name)
    var last = 0
    for tag in html.tags where !tag.isEnd {
      guard tag.name.count == 2, tag.name.hasPrefix("h"), let level = Int(tag.name.dropFirst())
      else { continue }
      #expect(level <= last + 1, "<\(tag.name)> \(tag.text) after <h\(last)>")
      last = level
    }
    #expect(last > 0)
  }

  @Test(arguments: LessonReport.names)
  func everyTableHasItsHeadingsAndEveryDrawingItsWords(_ name: String) throws {
    let (html, _) = try Self.page(name)
    for (index, tag) in html.tags.enumerated() where tag.name == "th" && !tag.isEnd {
      // The first cell of a row in a table's body heads the row by itself.
      let isFirst = html.tags[..<index].last?.name == "tr" && tag.path.contains("tbody")
      #expect(isFirst || ["col", "row", "colgroup"].contains(tag["scope"]))
    }
    for (index, tag) in html.tags.enumerated() where tag.name == "table" && !tag.isEnd {
      let inside = html.tags[(index + 1)...].prefix { !($0.name == "table" && $0.isEnd) }
      #expect(inside.contains { $0.name == "th" })
      if tag["class"]?.contains("data") == true {
        #expect(inside.first?.name == "caption", "a table of numbers has no caption")
      }
    }
    var drawings = 0
    for (index, tag) in html.tags.enumerated() where tag.name == "svg" && !tag.isEnd {
      // Drawings that only repeat a cell's number are hidden from screen readers.
      if tag["aria-hidden"] == "true" { continue }
      drawings += 1
      let inside = html.tags[(index + 1)...].prefix { !($0.name == "svg" && $0.isEnd) }
      // A drawing without numbers of its own has a name only.
      if let name = tag["aria-label"] {
        #expect(!name.isEmpty)
      } else {
        for part in ["title", "desc"] {
          let found = inside.first { $0.name == part && !$0.isEnd }
          #expect(found?.text.isEmpty == false, "an svg has no \(part)")
        }
      }
      #expect(tag["role"] == "img")
    }
    #expect(drawings >= 4)
    for tag in html.all("img") { #expect(tag["alt"] != nil) }
  }

  @Test(arguments: LessonReport.names)
  func noValueIsLeftUnprinted(_ name: String) throws {
    let (html, bytes) = try Self.page(name)
    let prose = html.tags.filter {
      !$0.path.contains("pre") && !["pre", "script"].contains($0.name)
    }
    for tag in prose { #expect(!tag.text.contains("{=") && !tag.text.contains("NaN")) }
    #expect(!String(decoding: bytes, as: UTF8.self).contains(repository))
  }

  @Test(arguments: LessonReport.names)
  func theReportUnderReportsIsWhatTheTemplateRenders(_ name: String) throws {
    let (_, bytes) = try Self.page(name)
    // Compared as the committed reader would see it, byte for byte.
    let found = Golden.mismatch(
      String(decoding: bytes, as: UTF8.self), file: "../../reports/\(name).html",
      besides: #filePath)
    #expect(found == nil)
  }

  @Test(arguments: LessonReport.names)
  func thePageCarriesTheRulesOfItsClassesAndNoOthers(_ name: String) throws {
    let (html, _) = try Self.page(name)
    let sheet = try String(
      decoding: TestFiles.read(repository + "/Sources/Reporting/Resources/report.css"),
      as: UTF8.self)
    func classes(_ text: String) -> Set<String> {
      // Selectors stand before braces; what stands in them has points too.
      Set(
        text.replacing(/\/\*.*?\*\//.dotMatchesNewlines(), with: "")
          .matches(of: /([^{}]+)\{/).flatMap { rule in
            rule.1.matches(of: /\.([a-z][a-z0-9-]*)/).map { String($0.1) }
          })
    }
    let used = Set(
      html.tags.flatMap { ($0["class"] ?? "").split(separator: " ").map(String.init) })
    let style = html.all("style").map(\.text).joined()
    let known = classes(sheet)
    #expect(known.count > 80)
    #expect(classes(style).isSuperset(of: known.intersection(used)))
    // The explorer's program draws a line of this class.
    let extra: Set = ["rule", "has-toc"]
    #expect(
      classes(style).subtracting(used).isSubset(of: extra), "\(classes(style).subtracting(used))")
    let given = Set(style.matches(of: /(--[a-z0-9-]+):/).map { String($0.1) })
    let wanted = Set(style.matches(of: /var\((--[a-z0-9-]+)/).map { String($0.1) })
    #expect(wanted.subtracting(given).isSubset(of: ["--c"]), "\(wanted.subtracting(given))")
  }

  @Test func twentyFiguresOfRealDataFitIntoAMail() throws {
    let lesson = try TestFiles.read(LessonReport.folder + "/accuracy-paradox.md")
    let text = String(decoding: lesson, as: UTF8.self)
    let plots = [
      "roc", "pr", "gain", "lift", "det", "cost", "decision", "pr_gain", "scores", "paradox",
      "confusion", "calibration", "threshold",
    ].map { kind in
      let from =
        ["confusion", "calibration", "threshold"].contains(kind) ? "scores.weighted" : "scores"
      return "\n\n```yaml {plot \(kind)} more-\(kind)\nfrom: \(from)\n```\n"
    }.joined()
    let template = Template(path: LessonReport.folder + "/many.md", text: text + plots)
    let made = LessonReport.made("many", template, threads: 2)
    let report = try #require(made.report, "\(made.diagnostics.map(\.summary))")
    let figures = ReadHTML(report.html).all("figure").filter { $0["class"] == "fig" }
    #expect(figures.count == 20)
    #expect(report.html.count < 500_000, "\(report.html.count) bytes")
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var out = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
      let bits = group[0] << 16 | group[1] << 8 | group[2]
      for place in 0..<4 {
        out.append(
          start + place <= bytes.count ? digits[bits >> (18 - 6 * place) & 63] : "=")
      }
    }
    return out
  }
}
