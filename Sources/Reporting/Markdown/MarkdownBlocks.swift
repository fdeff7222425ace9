internal import Charts
internal import Markup

/// A block of Markdown, without the marks of what it stands in.
struct MarkdownBlock {
  var text: String
  var isList = false

  /// Blocks with an empty line between them. Two lists in a row would become one, so a comment that
  /// no reader sees stands between them.
  static func joined(_ blocks: [MarkdownBlock]) -> String {
    var text = ""
    var wasList = false
    for block in blocks where !block.text.isEmpty {
      if !text.isEmpty { text += wasList && block.isList ? "\n\n<!-- -->\n\n" : "\n\n" }
      text += block.text
      wasList = block.isList
    }
    return text
  }

  /// Lines with a mark before each; an empty line gets no trailing space.
  static func marked(_ text: String, first: String, rest: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
      let mark = index == 0 ? first : rest
      return line.isEmpty ? mark.trimmedEnd : mark + line
    }.joined(separator: "\n")
  }
}

/// Writes a page's tree as Markdown.
struct MarkdownWriter {
  /// The folder of the figures, ready for a link.
  let folder: String
  let anchors: [String: String]
  /// Pictures of the author's by the address that the page uses.
  let pictures: [String: EmbeddedImage]
  let theme: PageTheme
  private(set) var files: [MarkdownReport.File] = []
  /// The figure that is being written, and how many drawings it had so far.
  private var figure: (anchor: String, drawings: Int) = ("figure", 0)

  init(
    folder: String, anchors: [String: String], pictures: [String: EmbeddedImage], theme: PageTheme
  ) {
    self.folder = folder
    self.anchors = anchors
    self.pictures = pictures
    self.theme = theme
  }

  private static let blockNames: Set<String> = [
    "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "legend", "main", "nav", "ol", "p", "pre", "section", "svg", "table", "ul",
  ]
  /// What only a page in a browser has: controls, and what stands behind them.
  private static let pageOnly: Set<String> = [
    "button", "datalist", "form", "input", "label", "meter", "nav", "option", "output", "progress",
    "script", "select", "style", "template", "textarea",
  ]

  static func isPageOnly(_ element: Element) -> Bool {
    pageOnly.contains(element.name) || ["screen-only", "skip", "made"].contains { element.has($0) }
      || element["aria-hidden"] == "true" || element["hidden"] != nil
  }

  mutating func blocks(_ nodes: [Node]) -> [MarkdownBlock] {
    var result: [MarkdownBlock] = []
    var run: [Node] = []
    for node in nodes.flat {
      if case .element(let element) = node, Self.blockNames.contains(element.name) {
        result.append(paragraph(run))
        run = []
        result += block(element)
      } else {
        run.append(node)
      }
    }
    result.append(paragraph(run))
    return result.filter { !$0.text.isEmpty }
  }

  private mutating func paragraph(_ nodes: [Node]) -> MarkdownBlock {
    nodes.isEmpty
      ? MarkdownBlock(text: "")
      : MarkdownBlock(text: MarkdownText.lines(inlines(nodes, in: .prose)))
  }

  mutating func title(_ nodes: [Node]) -> MarkdownBlock {
    MarkdownBlock(text: MarkdownText.wrapped(inlines(nodes, in: .line), in: "**"))
  }

  private mutating func block(_ element: Element) -> [MarkdownBlock] {
    if Self.isPageOnly(element) { return [] }
    if let level = element.headingLevel {
      let words = MarkdownText.heading(inlines(element.children, in: .line))
      return [MarkdownBlock(text: String(repeating: "#", count: level) + " " + words)]
    }
    switch element.name {
    case "p", "dt", "legend", "figcaption":
      let isTitle =
        ["fig-title", "verdict-title", "callout-title"].contains { element.has($0) }
        || element.name == "dt" || element.name == "legend"
      return [isTitle ? title(element.children) : paragraph(element.children)]
    case "ul", "ol": return [list(element)]
    case "blockquote": return [quote(blocks(element.children))]
    case "aside": return [callout(element)]
    case "pre": return [code(element)]
    case "hr": return [MarkdownBlock(text: "***")]
    case "svg": return [drawing(element)]
    case "table": return table(element)
    case "details": return details(element)
    case "figure":
      let outer = figure
      figure = (element["id"] ?? "figure", 0)
      defer { figure = outer }
      return blocks(element.children)
    case "section" where element.has("footnotes"): return footnotes(element)
    case "section" where element.has("cards"), "div" where element.has("card"):
      // What is to be read first stands in one box.
      return [quote(element.name == "section" ? cards(element) : blocks(element.children))]
    default: return blocks(element.children)
    }
  }

  private mutating func cards(_ section: Element) -> [MarkdownBlock] {
    section.children.flat.flatMap { node -> [MarkdownBlock] in
      guard case .element(let card) = node else { return [] }
      return blocks(card.name == "div" ? card.children : [node])
    }
  }

  private func quote(_ blocks: [MarkdownBlock]) -> MarkdownBlock {
    let text = MarkdownBlock.joined(blocks)
    return MarkdownBlock(
      text: text.isEmpty ? "" : MarkdownBlock.marked(text, first: "> ", rest: "> "))
  }

  private mutating func callout(_ element: Element) -> MarkdownBlock {
    let kinds = ["note", "tip", "important", "warning", "caution"]
    guard let kind = kinds.first(where: element.has) else {
      return quote(blocks(element.children))
    }
    // Forges print the kind themselves.
    let children = element.children.flat.filter { node in
      guard case .element(let title) = node, title.has("callout-title") else { return true }
      return node.plainText.lowercased() != kind
    }
    let head = "[!\(kind.uppercased())]"
    let body = MarkdownBlock.joined(blocks(children))
    return MarkdownBlock(
      text: MarkdownBlock.marked(
        body.isEmpty ? head : head + "\n" + body, first: "> ", rest: "> "))
  }

  private func code(_ element: Element) -> MarkdownBlock {
    let text = element.children.map(\.plainText).joined()
    var language = ""
    if case .element(let inner)? = element.children.first,
      let word = inner["class"], word.hasPrefix("language-")
    {
      language = word.dropFirst("language-".count).filter {
        $0.isLetter || $0.isNumber || "+-_#.".contains($0)
      }
    }
    let fence = String(repeating: "`", count: max(3, MarkdownText.longestTicks(text) + 1))
    return MarkdownBlock(
      text: fence + language + "\n" + text + (text.hasSuffix("\n") ? "" : "\n") + fence)
  }

  private mutating func list(_ element: Element) -> MarkdownBlock {
    let items = element.children.flat.compactMap { node -> Element? in
      if case .element(let item) = node, item.name == "li" { item } else { nil }
    }
    let isTight = items.allSatisfy { item in
      item.children.flat.allSatisfy { node in
        guard case .element(let inner) = node else { return true }
        return inner.name == "ul" || inner.name == "ol" || !Self.blockNames.contains(inner.name)
      }
    }
    var number = element["start"].flatMap { Int($0) } ?? 1
    var texts: [String] = []
    for item in items {
      let inner = blocks(item.children)
      let mark = element.name == "ol" ? "\(number). " : "- "
      number += 1
      let body = isTight ? inner.map(\.text).joined(separator: "\n") : MarkdownBlock.joined(inner)
      texts.append(
        MarkdownBlock.marked(
          body, first: mark, rest: String(repeating: " ", count: mark.utf8.count)))
    }
    return MarkdownBlock(text: texts.joined(separator: isTight ? "\n" : "\n\n"), isList: true)
  }

  private mutating func details(_ element: Element) -> [MarkdownBlock] {
    var summary = ""
    var rest: [Node] = []
    for node in element.children.flat {
      if case .element(let inner) = node, inner.name == "summary" {
        summary = MarkdownText.line(node.plainText)
      } else {
        rest.append(node)
      }
    }
    let head = Node.fragment([.tag("summary", [:], summary)]).rendered
    // An empty line ends the HTML, so that what follows is read as Markdown.
    return [MarkdownBlock(text: "<details>\n" + head)] + blocks(rest)
      + [MarkdownBlock(text: "</details>")]
  }

  private mutating func footnotes(_ section: Element) -> [MarkdownBlock] {
    let items = section.children.flat.flatMap { node -> [Node] in
      if case .element(let list) = node, list.name == "ol" { list.children.flat } else { [] }
    }
    return items.enumerated().map { index, node in
      guard case .element(let item) = node else { return MarkdownBlock(text: "") }
      let body = MarkdownBlock.joined(blocks(item.children))
      return MarkdownBlock(
        text: MarkdownBlock.marked(body, first: "[^\(index + 1)]: ", rest: "    "))
    }
  }

  /// A drawing as a file of its own, and the picture that shows it.
  private mutating func drawing(_ svg: Element) -> MarkdownBlock {
    figure.drawings += 1
    let name = figure.anchor + (figure.drawings == 1 ? "" : "-\(figure.drawings)") + ".svg"
    let file = StandaloneSVG.adaptive(
      svg, light: theme.colours(.light), dark: theme.colours(.dark), font: theme.font)
    if !files.contains(where: { $0.name == name }) {
      files.append(MarkdownReport.File(name: name, bytes: Array(file.utf8)))
    }
    func words(_ part: String) -> String? {
      svg.children.flat.first { node in
        if case .element(let inner) = node { inner.name == part } else { false }
      }?.plainText
    }
    return MarkdownBlock(
      text: image(name, words: [words("title"), words("desc")].compactMap { $0 }))
  }

  /// A picture of the author's.
  mutating func picture(_ element: Element) -> String {
    guard let picture = element["src"].flatMap({ pictures[$0] }) else { return "" }
    if !files.contains(where: { $0.name == picture.fileName }) {
      files.append(MarkdownReport.File(name: picture.fileName, bytes: picture.bytes))
    }
    return image(picture.fileName, words: [element["alt"] ?? ""])
  }

  private func image(_ name: String, words: [String]) -> String {
    let alternative = words.filter { !$0.isEmpty }.map { MarkdownText.escaped($0) }
      .joined(separator: ". ").replacing("..", with: ".")
    return "![\(MarkdownText.line(alternative))](\(folder)/\(MarkdownText.address(name)))"
  }
}

extension [Node] {
  /// The nodes with fragments opened.
  var flat: [Node] {
    flatMap { node -> [Node] in
      if case .fragment(let inner) = node { inner.flat } else { [node] }
    }
  }
}
