import Imbalance
import Literate
import Markup
import Reporting
import TestSupport
import Testing

/// Reports as Markdown, read again by our own reader of templates.
@Suite struct MarkdownTests {
  /// The words of a Markdown text as a reader sees them, white space made even.
  static func words(_ markdown: String) -> String {
    let document = Document.read(Template(path: "r.md", text: markdown)).document
    return even(
      (document.blocks + document.footnotes.flatMap(\.blocks)).map(text).joined(separator: " "))
  }

  static func even(_ text: String) -> String {
    text.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r\n" || $0 == "\r" }
      .joined(separator: " ")
  }

  private static func text(_ block: Block) -> String {
    switch block {
    case .heading(let heading): Inline.plainText(heading.inlines)
    case .paragraph(let inlines, _): Inline.plainText(inlines)
    case .list(let list): list.items.flatMap { $0 }.map(text).joined(separator: " ")
    case .quote(let blocks, _), .callout(_, nil, let blocks, _):
      blocks.map(text).joined(separator: " ")
    case .callout(_, let title?, let blocks, _):
      Inline.plainText(title) + " " + blocks.map(text).joined(separator: " ")
    case .code(_, let text, _): text
    case .table(let table, _):
      ([table.header] + table.rows).flatMap { $0 }.map { Inline.plainText($0) }
        .joined(separator: " ")
    case .directive(let node): node.sourceText
    case .rule: ""
    }
  }

  static let hostile = [
    "a|b", "*x*", "**", "_y_", "snake_case", "__init__", "<script>alert(1)</script>", "<b>",
    "&amp;",
    "&", "&#60;", "[x](y)", "![p](q.png)", "!", "[^1]", "[1]: http://x.org", "# heading", "#",
    "> q",
    "- item", "+ item", "1. one", "2)", "95.2%", "---", "===", "***", "```", "~~~", "``", "`",
    "`c`",
    "~~gone~~", "$x$", "\\", "\\*", "@fig-cm", "@me", "{= s.n}", "{#id}", ":---", "| - |",
    "http://x.org",
    "[!NOTE]", "“quoted”", "é", "\u{202F}%", "  two  ", "a\nb", "\u{0}", "☃️", "\"", "'", "x  \ny",
    "=", "^", "<!-- c -->", "--", "(", ")", "{", "}", "trailing\\",
  ]

  static func shown(_ text: String) -> String {
    even(
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.map { $0.value < 32 && !["\n", "\t"].contains($0) ? "\u{FFFD}" : $0 })
      ))
  }

  @Test func hostileTextReadsAsItselfWhereverItStands() {
    var random = SplitMix(seed: 3)
    let places: [(name: String, wrap: (String) -> [Node])] = [
      ("paragraph", { [.tag("p", [:], $0)] }),
      ("heading", { [.tag("h2", [:], $0)] }),
      ("title", { [.tag("p", ["class": "fig-title"], $0)] }),
      ("item", { [.tag("ul", [:], [.tag("li", [:], $0), .tag("li", [:], "next")])] }),
      (
        "loose",
        { [.tag("ol", [:], [.tag("li", [:], [.tag("p", [:], $0), .tag("p", [:], "b")])])] }
      ),
      ("quote", { [.tag("blockquote", [:], [.tag("p", [:], $0)])] }),
      ("callout", { [.tag("aside", ["class": "callout tip"], [.tag("p", [:], $0)])] }),
      ("strong", { [.tag("p", [:], [.tag("strong", [:], $0), .text(" after")])] }),
      ("link", { [.tag("p", [:], [.text("see "), .tag("a", ["href": "https://x.org"], $0)])] }),
      (
        "card",
        {
          [
            .tag(
              "section", ["class": "cards"], [.tag("div", ["class": "card"], [.tag("p", [:], $0)])])
          ]
        }
      ),
      ("two", { [.tag("p", [:], [.text($0), .tag("em", [:], "mid"), .text($0)])] }),
    ]
    var written = 0
    for round in 0..<600 {
      var text = Self.hostile[round % Self.hostile.count]
      if round >= Self.hostile.count {
        for _ in 0..<random.below(4) {
          text += (random.below(2) == 0 ? " " : "") + Self.hostile[random.below(Self.hostile.count)]
        }
      }
      for place in places {
        // CommonMark has no emphasis beside a word, so the words around it stand apart.
        let given = place.name == "two" ? " \(text) " : text
        let markdown = MarkdownReport.text(of: place.wrap(given))
        let wanted = Self.even(
          place.wrap(place.name == "two" ? " \(Self.shown(text)) " : Self.shown(text)).map { node in
            Self.spread(node)
          }.joined(separator: " "))
        #expect(
          Self.words(markdown) == wanted, "\(place.name) \(text.debugDescription): \(markdown)")
        written += 1
      }
    }
    #expect(written == 6600)
  }

  /// Text with a space after each block.
  private static func spread(_ node: Node) -> String {
    switch node {
    case .text(let text): text
    case .fragment(let nodes): nodes.map(spread).joined()
    case .raw: ""
    case .element(let element):
      element.children.map(spread).joined()
        + (["p", "li", "td", "th", "div"].contains(element.name) ? " " : "")
    }
  }

  @Test func hostileTextReadsAsItselfInATableAndInCode() {
    for text in Self.hostile {
      let table = Node.tag(
        "table", ["class": "data"],
        [
          .tag(
            "thead", [:],
            [.tag("tr", [:], [.tag("th", [:], "head"), .tag("th", ["class": "num"], text)])]),
          .tag(
            "tbody", [:],
            [.tag("tr", [:], [.tag("th", [:], text), .tag("td", ["class": "num best"], text)])]),
          .tag(
            "tbody", [:],
            [.tag("tr", [:], [.tag("th", [:], [.tag("code", [:], text)]), .tag("td", [:], "z")])]),
        ])
      let markdown = MarkdownReport.text(of: [table])
      let document = Document.read(Template(path: "r.md", text: markdown)).document
      guard case .table(let read, _)? = document.blocks.first else {
        #expect(Bool(false), "no table: \(markdown)")
        continue
      }
      #expect(document.blocks.count == 1)
      #expect(read.alignments == [.none, .right])
      func cell(_ inlines: [Inline]) -> String { Self.even(Inline.plainText(inlines)) }
      let wanted = Self.shown(text)
      #expect(read.header.map(cell) == ["head", wanted], "\(markdown)")
      #expect(read.rows.first?.map(cell) == [wanted, wanted], "\(markdown)")
      // In code a template's value would be computed, so it is read as source here.
      if !text.contains("{=") {
        #expect(read.rows.last?.map(cell) == [wanted, "z"], "\(markdown)")
      }
      let code = MarkdownReport.text(of: [.tag("pre", [:], [.tag("code", [:], text)])])
      let shown = text.contains("\u{0}") ? wanted : text
      guard
        case .code(_, let body, _)? = Document.read(Template(path: "r.md", text: code)).document
          .blocks.first
      else {
        #expect(Bool(false), "no code: \(code)")
        continue
      }
      #expect(Self.even(body) == Self.even(shown))
    }
  }

  @Test(arguments: LessonReport.names)
  func theMarkdownSaysAllThatThePageSays(_ name: String) throws {
    let report = try #require(LessonReport.all.first { $0.name == name }?.report)
    let page = ReadHTML(report.html)
    let made = report.markdown(figuresIn: "x.report")
    let source = String(decoding: made.text, as: UTF8.self)
    let words = Self.words(source)
    let raw = Self.even(source)
    var counts: [String: Int] = [:]
    for (index, tag) in page.tags.enumerated() where !tag.isEnd {
      let isHidden =
        tag.path.contains("nav") || tag.path.contains("svg") || tag["class"] == "screen-only"
        || ["skip", "back", "made"].contains(tag["class"])
        // What needs the page's script: the dials of an explorer and its small curves.
        || ["label", "button", "output"].contains(tag.name)
        || tag["class"] == "visually-hidden"
        || tag.path.count { $0 == "figure" } > 1
      guard !isHidden, !["html", "head", "title", "style", "script", "svg"].contains(tag.name),
        !tag.path.contains("head")
      else { continue }
      let isWhole =
        page.tags.indices.contains(index + 1) && page.tags[index + 1].name == tag.name
      for text in isWhole ? [tag.text] : [] {
        let wanted = Self.even(text)
        if wanted.isEmpty { continue }
        // A callout's sign on a forge says its kind.
        if raw.contains("[!\(wanted.uppercased())]") { continue }
        #expect(words.contains(wanted) || raw.contains(wanted), "<\(tag.name)> \(wanted)")
        counts[tag.name, default: 0] += 1
      }
    }
    #expect(counts["td", default: 0] > 20 && counts["data", default: 0] >= 2)
    let figures = page.tags.filter { $0.name == "figure" && $0["class"] == "fig" }
    for figure in figures {
      let anchor = try #require(figure["id"])
      #expect(source.contains("](x.report/\(anchor).svg)"))
      #expect(made.files.contains { $0.name == "\(anchor).svg" })
    }
    #expect(figures.count >= 3 && made.files.count >= figures.count)
    #expect(counts["p", default: 0] > figures.count)
    // Every link to a file has its file, and every file its link.
    for file in made.files { #expect(source.contains("(x.report/\(file.name))")) }
  }

  @Test func linksLeadWhereAForgeHasAnchors() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let (report, diagnostics) = shop.render(
      """
      # First part {#sec-one}

      See @sec-two, @sec-one and @tbl-s[^why] and [the end](#sec-two).

      # Second: part! {#sec-two}

      ![a picture](pic.png)

      [^why]: Because.
      """ + Workshop.base)
    #expect(report == nil && diagnostics.map(\.code) == ["file-not-found"])
    try shop.folder.write("not really a picture", to: "pic.png")
    let made = try #require(
      shop.render(
        """
        # First part {#sec-one}

        See @sec-two, @sec-one and @tbl-s[^why] and [the end](#sec-two).

        # Second: part! {#sec-two}

        ![a picture](pic.png)

        [^why]: Because.

        """ + Workshop.base
      ).report?.markdown(figuresIn: "my report"))
    let text = String(decoding: made.text, as: UTF8.self)
    #expect(
      text.contains(
        "See [Section 2](#2-second-part), [Section 1](#1-first-part) and Table 1[^1] and [the end](#2-second-part)."
      ), "\(text)")
    #expect(text.contains("\n[^1]: Because."))
    let picture = try #require(made.files.first)
    #expect(text.contains("![a picture](my%20report/\(picture.name))"))
    #expect(MarkdownReport.isOwn(name: picture.name, bytes: picture.bytes))
    #expect(!MarkdownReport.isOwn(name: picture.name, bytes: picture.bytes + [1]))
    #expect(!MarkdownReport.isOwn(name: "mine.svg", bytes: Array("<svg></svg>".utf8)))
  }

  @Test func aDrawingOnItsOwnKnowsLightDarkAndItsTheme() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let made = try #require(
      shop.render(
        "---\ntheme: {paper: \"#fffdf8\", font: Inter}\n---\n\n```yaml {plot roc} fig-r\nfrom: s\n```\n"
          + Workshop.base
      ).report?.markdown(figuresIn: "f"))
    let svg = try #require(made.files.first { $0.name == "fig-r.svg" })
    let text = String(decoding: svg.bytes, as: UTF8.self)
    #expect(MarkdownReport.isOwn(name: svg.name, bytes: svg.bytes))
    #expect(text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
    #expect(text.contains("@media (prefers-color-scheme:dark)"))
    #expect(text.contains(".chart .pf{fill:#fffdf8}") && text.contains(".chart .pf{fill:#14171c}"))
    #expect(text.contains("font-family:\"Inter\""))
    #expect(text.contains("<rect class=\"pf\""))
    #expect(!text.contains("url(http") && !text.contains("<script"))
    let read = ReadHTML(svg.bytes)
    #expect(read.faults == [])
  }
}
