import Markup
import Reporting

/// Reads, runs and writes everything; nothing is written where anything is wrong.
struct SiteBuilder {
  let root: String
  let output: String
  let program: Program
  /// A folder with reports that are taken as they are; without one all are rendered.
  let rendered: String?

  /// What was written.
  struct Summary {
    let pages: Int
    let reports: Int
    let examples: Int
  }

  private static let guides = ["tutorial", "how-to", "explanation", "library"]
  /// Of the folder docs: what users read.
  private static let usage = [
    "preview", "cache", "editors", "formats", "themes", "languages", "explorer",
  ]
  /// Of the folder docs: the rest, these first.
  private static let background = ["numerics", "benchmarks", "architecture"]

  private var work: String { output + ".work" }

  /// Writes the site; the faults, when there are any.
  func build() throws(SiteFault) -> Result<Summary, SiteFaults> {
    try Files.renew(work)
    let templates = try Gallery.templates(program, in: work)
    let addresses = Addresses(root: root, templates: templates.map(\.name))
    var faults: [SiteFault] = []

    // Links between files first: they take no time and are the commonest fault.
    func read(_ path: String) throws(SiteFault) -> MarkdownPage {
      try MarkdownPage(path, addresses: addresses, faults: &faults)
    }
    let readme = try read("README.md")
    let used = Self.usage.map { "docs/\($0).md" }
    let guides = try (files("docs/guides", order: Self.guides) + used).mapThrowing(read)
    let background = try
      (files("docs", order: Self.background).filter {
        $0 != "docs/reference.md" && !used.contains($0)
      }
      + ["templates/data/README.md", "CONTRIBUTING.md", "CHANGELOG.md"]).mapThrowing(read)
    let decisions = try files("docs/decisions", order: []).mapThrowing(read)
    if !faults.isEmpty { return .failure(SiteFaults(all: faults)) }

    let lesson = try Lesson(named: templates[0].name, root: root)
    var reports: [(address: String, bytes: [UInt8])] = []
    var examples = 0
    func examplesOf(_ page: MarkdownPage) throws(SiteFault) -> GuideSession {
      let session = try GuideSession(
        page, in: "\(work)/\(page.path)", program: program, lesson: lesson)
      faults += session.faults
      reports += session.reports
      examples += session.count
      return session
    }
    func shown(_ section: Section) -> (MarkdownPage) throws(SiteFault) -> SitePage {
      { (page) throws(SiteFault) in
        let session = try examplesOf(page)
        return page.page(section, results: session.results, said: session.said)
      }
    }
    let front = FrontPage.page(readme, session: try examplesOf(readme))
    let guidePages = try guides.mapThrowing(shown(.guides))
    let backgroundPages = try background.mapThrowing(shown(.background))
    let decisionPages = try decisions.mapThrowing(shown(.background))

    let listed = try ReferenceExamples(in: "\(work)/reference", program: program, lesson: lesson)
    faults += listed.faults
    examples += listed.count
    let gallery = try Gallery(
      templates, in: "\(work)/gallery", program: program, rendered: rendered)
    faults += gallery.faults
    reports += gallery.reports
    if !faults.isEmpty { return .failure(SiteFaults(all: faults)) }

    var pages = [front]
    pages.append(
      ListPage.page(
        Section.guides.start, "Guides", .guides,
        lead: "From a CSV to a report that others can check, and why it is made like this.",
        guidePages))
    pages += guidePages
    pages += ReferencePages(results: listed.results).pages
    pages += [try CommandsPage.page(program, in: work), try CodesPage.page()]
    pages += gallery.pages
    pages.append(
      ListPage.page(
        Section.background.start, "Background", .background,
        lead:
          "How each number is defined, how fast it is, how it is built, and why so.",
        backgroundPages))
    pages += backgroundPages
    pages.append(
      ListPage.page(
        "/decisions/index.html", "Decisions", .background,
        lead: "Choices that could have been others, each with its reason.", decisionPages))
    pages.append(IndexPage.page(pages + decisionPages))

    let apart = try decisionPages + sources(of: pages + decisionPages)
    var written: [(address: String, bytes: [UInt8])] =
      reports + [
        ("/site.css", Array((Stylesheet.text + Resource.style).utf8)),
        ("/site.js", Array(Resource.script.utf8)),
      ]
    for name in Files.names(in: "\(root)/docs/images") {
      written.append(("/images/\(name)", try Files.bytes("\(root)/docs/images/\(name)")))
    }
    let check = LinkCheck(pages + apart, files: written.map(\.address))
    if !check.faults.isEmpty { return .failure(SiteFaults(all: check.faults)) }
    let layout = Layout(pages: pages)
    written += (pages + apart).map { ($0.address, layout.bytes($0)) }
    try Files.renew(output)
    for file in written { try Files.write(file.bytes, to: output + file.address) }
    return .success(
      Summary(pages: pages.count + apart.count, reports: reports.count, examples: examples))
  }

  /// The Markdown files of a folder: those of an order first, then any others.
  private func files(_ folder: String, order: [String]) -> [String] {
    let all = Files.names(in: "\(root)/\(folder)").filter { $0.hasSuffix(".md") }
    let first = order.map { $0 + ".md" }.filter(all.contains)
    return (first + all.filter { !first.contains($0) }).map { "\(folder)/\($0)" }
  }

  /// Pages for the files of the repository that others lead to.
  private func sources(of pages: [SitePage]) throws(SiteFault) -> [SitePage] {
    var addresses: Set<String> = []
    for element in pages.flatMap({ $0.content.flatMap(\.elements) }) {
      guard let address = element["href"], address.hasPrefix("/source/") else { continue }
      addresses.insert(String(address.prefix { $0 != "#" }))
    }
    let root = root
    return try addresses.sorted().mapThrowing { (address) throws(SiteFault) in
      try SourcePage.page(address, root: root)
    }
  }
}

/// Everything that keeps the site from being written.
struct SiteFaults: Error {
  let all: [SiteFault]
}

/// What the site has of its own beside the reports' style.
enum Resource {
  static let style = String(decoding: PackageResources.site_css, as: UTF8.self)
  static let script = String(decoding: PackageResources.site_js, as: UTF8.self)
}

extension Array {
  /// `map` for a function that throws faults.
  func mapThrowing<Result>(
    _ change: (Element) throws(SiteFault) -> Result
  ) throws(SiteFault) -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try change(element)) }
    return results
  }
}
