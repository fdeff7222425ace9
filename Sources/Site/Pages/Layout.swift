import Markup
import Reporting

/// What all pages have around their content.
struct Layout {
  /// Every page in reading order.
  let pages: [SitePage]

  /// A page as it is written.
  func bytes(_ page: SitePage) -> [UInt8] {
    let head = Node.tag(
      "head", [:],
      [
        .tag("meta", ["charset": "utf-8"]),
        .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        .tag("meta", ["name": "color-scheme", "content": "light dark"]),
        .tag(
          "title", [:],
          page.address == "/index.html" ? "imbalreport" : "\(page.title) · imbalreport"),
        .tag("link", ["rel": "stylesheet", "href": "/site.css"]),
      ])
    let body = Node.tag(
      "body", ["class": page.isWide ? "site wide" : "site"],
      [
        .tag("a", ["class": "skip", "href": "#main"], "Skip to the text"), top(page),
        .tag(
          "div", ["class": "site-body"],
          [.tag("main", ["id": "main"], page.content + [turning(page)]), side(page)]),
        .tag(
          "footer", ["class": "site-foot"],
          "imbalreport \(Tool.version). Written by make site from the guides and from the program’s own lists; every template in them, and every example of the reference, was rendered for them, and what reports and terminals say there was compared."
        ),
        .tag("script", ["src": "/site.js"], ""),
      ])
    let html = Node.tag("html", ["lang": "en"], [head, body]).mapping { element in
      .element(
        element.mappingAttributes { attribute in
          guard attribute.name == "href" || attribute.name == "src" else { return attribute.value }
          return Addresses.relative(attribute.value, from: page.address)
        })
    }
    return Array("<!doctype html>\n".utf8) + html.renderedBytes + [UInt8(ascii: "\n")]
  }

  private func top(_ page: SitePage) -> Node {
    .tag(
      "header", ["class": "site-head"],
      [
        .tag("a", ["class": "brand", "href": "/index.html"], "imbalreport"),
        .tag(
          "nav", ["aria-label": "Site"],
          Section.shown.map { section in
            .tag(
              "a",
              [
                "href": section.start, "aria-current": section == page.section ? "true" : nil,
              ], section.rawValue)
          }
            + (sideContent(page).isEmpty
              ? []
              : [.tag("a", ["class": "to-contents", "href": "#contents"], "On this page ↓")])),
      ])
  }

  /// The pages of the section and what is on this one; before the text where there is room.
  private func side(_ page: SitePage) -> Node {
    let content = sideContent(page)
    if content.isEmpty { return .empty }
    return .tag("nav", ["class": "site-side", "id": "contents", "aria-label": "Contents"], content)
  }

  private func sideContent(_ page: SitePage) -> [Node] {
    if page.isWide { return [] }
    let pages = pages.filter { $0.section == page.section && page.section != .none }
    let items = pages.map { other -> Node in
      let isHere = other.address == page.address
      return .tag(
        "li", [:],
        [.tag("a", ["href": other.address, "aria-current": isHere ? "page" : nil], other.title)]
          + (isHere ? onThisPage(page) : []))
    }
    return items.isEmpty ? onThisPage(page) : [.tag("ul", [:], items)]
  }

  private func onThisPage(_ page: SitePage) -> [Node] {
    let headings = page.headings
    if headings.count < 2 { return [] }
    return [
      .tag(
        "ul", ["class": "here"],
        headings.map { heading in
          .tag(
            "li", ["class": heading.level == 3 ? "deeper" : nil],
            [.tag("a", ["href": "#" + heading.id], heading.text)])
        })
    ]
  }

  /// The pages before and after this one.
  private func turning(_ page: SitePage) -> Node {
    guard let place = pages.firstIndex(where: { $0.address == page.address }) else {
      return .empty
    }
    func way(_ other: SitePage, _ rel: String, _ words: String) -> Node {
      .tag(
        "a", ["href": other.address, "rel": rel, "class": rel],
        [.tag("span", [:], words), .text(" " + other.title)])
    }
    return .tag(
      "nav", ["class": "site-turn", "aria-label": "Pages before and after"],
      (place > 0 ? [way(pages[place - 1], "prev", "Before:")] : [])
        + (place + 1 < pages.count ? [way(pages[place + 1], "next", "Next:")] : []))
  }
}
