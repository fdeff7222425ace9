import Literate
import Markup

/// The built-in templates, each with its source and the report that it renders to.
struct Gallery {
  /// A template as `imbalreport new --list` tells of it.
  struct Template {
    let name: String
    let summary: String
  }

  /// The overview and a page for each template.
  private(set) var pages: [SitePage] = []
  /// The rendered reports by their address.
  private(set) var reports: [(address: String, bytes: [UInt8])] = []
  private(set) var faults: [SiteFault] = []

  /// The templates that a program offers.
  static func templates(_ program: Program, in folder: String) throws(SiteFault) -> [Template] {
    let run = try program.run(["new", "--list"], in: folder)
    var templates: [Template] = []
    var name: String?
    for line in run.said.split(separator: "\n") {
      if !line.hasPrefix(" ") {
        name = String(line)
      } else if let known = name {
        templates.append(Template(name: known, summary: String(line.drop { $0 == " " })))
        name = nil
      }
    }
    if run.code != 0 || templates.isEmpty {
      throw SiteFault("imbalreport new --list", "lists no templates:\n\(run.said)")
    }
    return templates
  }

  /// Renders the templates in a folder that is made for them.
  ///
  /// - Parameter rendered: A folder with reports that are taken as they are.
  init(
    _ templates: [Template], in folder: String, program: Program, rendered: String?
  ) throws(SiteFault) {
    try Files.renew(folder)
    var cards: [Node] = []
    for template in templates {
      let name = template.name
      let made = try program.run(["new", name], in: folder)
      guard made.code == 0 else {
        faults.append(SiteFault("imbalreport new \(name)", made.said))
        continue
      }
      let source = String(decoding: try Files.bytes("\(folder)/\(name).md"), as: UTF8.self)
      let report: [UInt8]
      if let rendered, Files.exists("\(rendered)/\(name).html") {
        report = try Files.bytes("\(rendered)/\(name).html")
      } else {
        let run = try program.run(["render", "\(name).md"], in: folder)
        guard run.hasReport else {
          faults.append(SiteFault("imbalreport render \(name).md", run.said))
          continue
        }
        report = try Files.bytes("\(folder)/\(name).html")
      }
      reports.append(("/reports/\(name).html", report))
      pages.append(Self.page(template, source: source))
      cards.append(
        Self.card(
          template,
          try Snippet(report, named: name)
            .figure(named: Self.telling(source), prefix: "\(name)-")))
    }
    pages.insert(Self.overview(cards), at: 0)
  }

  /// The name of the first figure that says more than how many rows there are.
  private static func telling(_ source: String) -> String {
    let plots = Document.read(Literate.Template(path: "template", text: source)).document.directives
      .filter { $0.verb.value == "plot" }
    let plot = plots.first { $0.subtype?.value != "class_balance" } ?? plots.first
    return plot?.name?.value ?? ""
  }

  private static func overview(_ cards: [Node]) -> SitePage {
    SitePage(
      address: Section.gallery.start, title: "Gallery", section: .gallery,
      content: [
        .tag("h1", [:], "Gallery"),
        .tag(
          "p", ["class": "lead"],
          "The templates inside the program: each renders at once on data that come with it, and is a start for your own."
        ),
      ] + cards)
  }

  private static func card(_ template: Template, _ drawing: [Node]) -> Node {
    .tag(
      "section", ["class": "shown-template", "id": template.name],
      [
        .tag(
          "h2", [:],
          [.tag("a", ["href": "/gallery/\(template.name).html"], template.name)]),
        .tag("p", [:], InlineMarkdown.nodes(template.summary)),
        .tag(
          "p", ["class": "ways"],
          [
            .tag("a", ["href": "/reports/\(template.name).html"], "The report"), .text(" · "),
            .tag("a", ["href": "/gallery/\(template.name).html"], "The template beside it"),
          ]),
      ] + drawing)
  }

  private static func page(_ template: Template, source: String) -> SitePage {
    let report = "/reports/\(template.name).html"
    return SitePage(
      address: "/gallery/\(template.name).html", title: template.name, section: .gallery,
      summary: template.summary,
      content: [
        .tag("h1", [:], template.name),
        .tag("p", ["class": "lead"], InlineMarkdown.nodes(template.summary)),
        CodeBlock.node(
          "imbalreport new \(template.name)\nimbalreport render \(template.name).md\n",
          language: "sh"),
        .tag(
          "div", ["class": "source-report"],
          [
            .tag(
              "section", ["class": "source"],
              [
                .tag("h2", ["id": "template"], "The template"),
                .tag("p", ["class": "ways"], "What an author writes."),
                CodeBlock.node(source, language: "markdown", isWrapped: true),
              ]),
            .tag(
              "section", ["class": "report"],
              [
                .tag("h2", ["id": "report"], [.text("The report")]),
                .tag("p", ["class": "ways"], [.tag("a", ["href": report], "On a page of its own")]),
                .tag("iframe", ["src": report, "title": "The report", "loading": "lazy"], ""),
              ]),
          ]),
      ],
      names: [
        IndexedName(
          name: template.name, what: "template", address: "/gallery/\(template.name).html")
      ], isWide: true)
  }
}
