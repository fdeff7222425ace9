import Literate
import Markup

/// The first page: what the README says, and the ways into the documentation.
enum FrontPage {
  /// Sections of the README that the site's own navigation stands for.
  private static let left = ["More"]

  static func page(_ readme: MarkdownPage, session: GuideSession) -> SitePage {
    var shown: [Int] = []
    var isShown = true
    var firstSection: Int?
    for (index, block) in readme.document.blocks.enumerated() {
      if case .heading(let heading) = block, heading.level == 2 {
        firstSection = firstSection ?? index
        isShown = !left.contains(Inline.plainText(heading.inlines))
      }
      if isShown { shown.append(index) }
    }
    let split = firstSection ?? shown.count
    return SitePage(
      address: "/index.html", title: "imbalreport", section: .none,
      content: readme.nodes(
        shown.filter { $0 < split }, results: session.results, said: session.said) + [ways]
        + readme.nodes(
          shown.filter { $0 >= split }, results: session.results, said: session.said))
  }

  private static let ways = Node.tag(
    "div", ["class": "cards ways-in"],
    [
      card("/guides/tutorial.html", "Tutorial", "A report on your own file in ten minutes."),
      card(
        "/guides/how-to.html", "Recipes",
        "Your own CSV, thresholds, gates in CI, PDFs, themes, comparing two months."),
      card(
        "/reference/index.html", "Reference", "Every verb, model, sampler, metric, plot and code."),
      card("/guides/explanation.html", "Explanation", "Why accuracy deceives, and what helps."),
      card("/gallery/index.html", "Gallery", "Worked templates beside their reports."),
    ])

  private static func card(_ address: String, _ title: String, _ words: String) -> Node {
    .tag(
      "a", ["class": "card", "href": address],
      [.tag("strong", [:], title), .tag("span", [:], words)])
  }
}
