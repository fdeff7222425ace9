import Imbalance
import Reporting
import TestSupport
import Testing

/// The documentation site, written once for all tests.
struct BuiltSite: Sendable {
  let run: Program.Run
  let folder: TemporaryFolder
  /// The pages of the site's own by their paths; reports have tests of their own.
  let pages: [String: ReadHTML]

  static let shared = Result { try BuiltSite() }

  private init() throws {
    folder = try TemporaryFolder()
    run = try Self.build(Program.repository, into: folder.path + "/site")
    var pages: [String: ReadHTML] = [:]
    for path in try Self.files(folder.path + "/site") where path.hasSuffix(".html") {
      if path.hasPrefix("reports/") || path.hasPrefix("examples/") { continue }
      pages[path] = ReadHTML(try TestFiles.read("\(folder.path)/site/\(path)"))
    }
    self.pages = pages
  }

  /// Writes the site of a repository with the reports as they are committed.
  static func build(_ repository: String, into folder: String) throws -> Program.Run {
    try Program.run(
      [
        "--program", Program.path, "--repository", repository, "--output", folder, "--rendered",
        Program.repository + "/reports",
      ], in: Program.repository, program: TestFiles.folder(of: Program.path) + "/Site")
  }

  static func files(_ folder: String) throws -> [String] {
    try Program.output("/usr/bin/find", [".", "-type", "f"], in: folder)
      .split(separator: "\n").map { String($0.dropFirst(2)) }.sorted()
  }

  /// A copy of the documentation in which a text of a file is another.
  static func repository(
    changing file: String, _ old: String, to new: String
  ) throws -> TemporaryFolder {
    let copy = try TemporaryFolder()
    let lines = """
      cp -r docs templates README.md CONTRIBUTING.md CHANGELOG.md '\(copy.path)'
      for other in *; do [ -e "\(copy.path)/$other" ] || ln -s "$PWD/$other" '\(copy.path)'; done
      """
    _ = try Program.output("/bin/sh", ["-c", lines], in: Program.repository)
    let text = String(decoding: try TestFiles.read("\(copy.path)/\(file)"), as: UTF8.self)
    #expect(text.contains(old))
    try copy.write(text.replacing(old, with: new, maxReplacements: 1), to: file)
    return copy
  }
}

@Suite struct SiteTests {
  @Test func theSiteIsWrittenWithoutAFault() throws {
    let site = try BuiltSite.shared.get()
    #expect(site.run.code == 0, "\(site.run.err)")
    #expect(site.pages.count > 50)
    for (path, page) in site.pages { #expect(page.faults == [], "\(path)") }
  }

  @Test func everyLinkLeadsToAPageAndAnAnchorOfIt() throws {
    let site = try BuiltSite.shared.get()
    let files = Set(try BuiltSite.files(site.folder.path + "/site"))
    var links = 0
    for (path, page) in site.pages {
      let ids = page.tags.compactMap { $0["id"] }
      #expect(ids.count == Set(ids).count, "\(path)")
      for address in page.tags.compactMap({ $0["href"] ?? $0["src"] }) {
        if address.hasPrefix("https://") { continue }
        links += 1
        let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        var folders = path.split(separator: "/").dropLast().map(String.init)
        for part in parts[0].split(separator: "/") {
          if part == ".." { folders.removeLast() } else { folders.append(String(part)) }
        }
        let target = parts[0].isEmpty ? path : folders.joined(separator: "/")
        #expect(files.contains(target), "\(path): \(address)")
        guard parts.count > 1, let there = site.pages[target] else { continue }
        #expect(there.tags.contains { $0["id"] == String(parts[1]) }, "\(path): \(address)")
      }
    }
    #expect(links > 3000)
  }

  @Test func nothingIsLoadedFromElsewhere() throws {
    let site = try BuiltSite.shared.get()
    for (path, page) in site.pages {
      for tag in page.tags where !tag.isEnd {
        let loads = [tag.name == "a" ? nil : tag["href"], tag["src"], tag["srcset"], tag["data"]]
        for address in loads.compactMap({ $0 }) {
          #expect(!address.contains("//") && !address.hasPrefix("/"), "\(path): \(address)")
        }
        #expect(tag["style"] == nil && tag["onclick"] == nil, "\(path): \(tag.name)")
      }
    }
    for name in ["site.css", "site.js"] {
      let bytes = try TestFiles.read("\(site.folder.path)/site/\(name)")
      let text = String(decoding: bytes, as: UTF8.self)
      for word in ["http:", "https:", "@import", "url(", "fetch(", "XMLHttp", "import("] {
        #expect(!text.contains(word), "\(name): \(word)")
      }
    }
  }

  @Test func everythingThatIsListedHasItsEntryAndItsLineInTheIndex() throws {
    let site = try BuiltSite.shared.get()
    let index = try #require(site.pages["a-z.html"])
    let links = Set(index.all("a").compactMap { $0["href"] })
    for kind in Catalogue.kinds {
      let page = try #require(site.pages["reference/\(kind.name).html"])
      let ids = Set(page.tags.compactMap { $0["id"] })
      for entry in kind.entries {
        #expect(ids.contains(entry.name), "\(entry.name)")
        #expect(links.contains("reference/\(kind.name).html#\(entry.name)"), "\(entry.name)")
        for option in entry.parameters.map({ "\(entry.name).\($0.name)" }) {
          #expect(ids.contains(option), "\(option)")
          #expect(links.contains("reference/\(kind.name).html#\(option)"), "\(option)")
        }
      }
    }
    let codes = try #require(site.pages["reference/codes.html"])
    let ids = Set(codes.tags.compactMap { $0["id"] })
    for entry in DiagnosticCatalogue.all {
      #expect(ids.contains(entry.code) && codes.words.contains(entry.meaning), "\(entry.code)")
      #expect(links.contains("reference/codes.html#\(entry.code)"), "\(entry.code)")
    }
  }

  @Test func everyTemplateOfAGuideAndEveryPlotIsShownRendered() throws {
    let site = try BuiltSite.shared.get()
    var templates = 0
    for name in TestFiles.names(in: Program.repository + "/docs/guides", suffix: ".md") {
      let bytes = try TestFiles.read("\(Program.repository)/docs/guides/\(name)")
      let text = String(decoding: bytes, as: UTF8.self)
      let count = text.ranges(of: "`````markdown\n").count
      let page = try #require(site.pages["guides/\(name.dropLast(3)).html"])
      #expect(page.all("div").count { $0["class"] == "result" } == count, "\(name)")
      templates += count
    }
    #expect(templates >= 3)
    let plots = try #require(site.pages["reference/plots.html"])
    let kinds = try #require(Catalogue.kinds.first { $0.name == "plots" })
    #expect(plots.all("figure").count { $0["class"] == "fig" } == kinds.entries.count)
    for lesson in TestFiles.names(in: Program.repository + "/templates", suffix: ".md") {
      let page = try #require(site.pages["gallery/\(lesson.dropLast(3)).html"])
      #expect(page.all("iframe").count == 1)
      #expect(page.words.contains("title:"))
    }
  }

  @Test(arguments: [
    (
      "docs/guides/how-to.md", "](../reference.md)", "](../refrence.md)",
      "docs/guides/how-to.md:3: '../refrence.md' leads nowhere"
    ),
    (
      "docs/guides/explanation.md", "how-to.md#compare-strategies-honestly", "how-to.md#compare",
      "'/guides/how-to.html#compare' leads to no anchor"
    ),
    (
      "docs/guides/how-to.md", "baseline: scorecard", "baselines: scorecard",
      "docs/guides/how-to.md:109:1: error[unknown-option]"
    ),
    (
      "docs/guides/tutorial.md", "no errors, 0 warnings, 8 steps", "no errors, 1 warning, 8 steps",
      "churn.md: no errors, 0 warnings, 8 steps"
    ),
    ("docs/guides/tutorial.md", "render churn.md", "rendre churn.md", "docs/guides/tutorial.md:"),
  ])
  func aFaultOfTheDocumentationStopsTheSiteAndSaysWhere(
    _ file: String, _ old: String, _ new: String, _ words: String
  ) throws {
    let copy = try BuiltSite.repository(changing: file, old, to: new)
    defer { copy.remove() }
    let run = try BuiltSite.build(copy.path, into: copy.path + "/out")
    #expect(run.code == 1)
    #expect(run.err.contains(words), "\(run.err)")
    #expect(TestFiles.names(in: copy.path + "/out", suffix: "").isEmpty)
  }
}
