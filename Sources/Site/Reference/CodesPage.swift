import Markup
import Reporting

/// The codes of errors and warnings, each with a wrong and a right line.
enum CodesPage {
  private static let areas: [(title: String, id: String, entries: [DiagnosticEntry])] = [
    ("Markdown, YAML and formulas", "area-language", DiagnosticCatalogue.language),
    ("Names", "area-names", DiagnosticCatalogue.names),
    ("Options, parameters and front matter", "area-options", DiagnosticCatalogue.options),
    ("Files", "area-files", DiagnosticCatalogue.files),
    ("Included texts, and what is kept", "area-includes", DiagnosticCatalogue.includes),
    ("Data, splits and scores", "area-data", DiagnosticCatalogue.data),
    ("Resampling and training", "area-training", DiagnosticCatalogue.training),
    ("Thresholds, calibration and judging", "area-evaluation", DiagnosticCatalogue.evaluation),
    ("Figures, tables and themes", "area-pages", DiagnosticCatalogue.pages),
  ]

  /// The page.
  ///
  /// - Throws: `SiteFault` when the catalogue has an area that this page does not know.
  static func page() throws(SiteFault) -> SitePage {
    let address = "/reference/codes.html"
    let shown = areas.flatMap(\.entries).map(\.code)
    if let missing = DiagnosticCatalogue.all.first(where: { !shown.contains($0.code) }) {
      throw SiteFault(address, "the code '\(missing.code)' is of an area that is not shown")
    }
    let content: [Node] =
      [
        .tag("h1", [:], "Codes of errors"),
        .tag(
          "p", ["class": "lead"],
          [
            .text("What stands in brackets behind "), .tag("code", [:], "error"), .text(" or "),
            .tag("code", [:], "warning"),
            .text(": \(shown.count) codes, each with the rule behind it. "),
            .text("The pieces speak of a data set "), .tag("code", [:], "d"), .text(", its split "),
            .tag("code", [:], "parts"), .text(", a model "), .tag("code", [:], "m"),
            .text(" and its evaluation "), .tag("code", [:], "s"), .text(". On a terminal: "),
            .tag("code", [:], "imbalreport explain CODE"), .text("."),
          ]),
      ]
      + areas.flatMap { area -> [Node] in
        [.tag("h2", ["id": area.id], area.title)] + area.entries.map(section)
      }
    return SitePage(
      address: address, title: "Codes of errors", section: .reference, content: content,
      names: shown.map {
        IndexedName(name: $0, what: "code of errors", address: "\(address)#\($0)")
      })
  }

  private static func section(_ entry: DiagnosticEntry) -> Node {
    var content: [Node] = [
      .tag("h3", ["id": entry.code], [.tag("code", [:], entry.code)]),
      .tag("p", [:], entry.meaning),
      .tag("p", [:], [.tag("strong", [:], "What to do: "), .text(entry.remedy)]),
    ]
    if let wrong = entry.wrong, let right = entry.right {
      content.append(
        .tag(
          "div", ["class": "wrong-right"],
          [piece("wrong", "fail", wrong), piece("right", "pass", right)]))
    }
    return .tag("section", ["class": "entry"], content)
  }

  private static func piece(_ title: String, _ state: String, _ text: String) -> Node {
    .tag(
      "div", [:],
      [
        .tag("p", ["class": "piece-title"], [.tag("span", ["class": "chip \(state)"], title)]),
        CodeBlock.node(text + "\n", language: "markdown"),
      ])
  }
}
