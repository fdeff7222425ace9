internal import Literate
internal import Markup

/// Prose as HTML: blocks and inlines, with values, references and directives put in their places.
struct ProseHTML {
  /// What an inline value comes to.
  let value: (InlineValue) -> ResolvedValue
  /// Who speaks the report's own words.
  let language: Language
  /// Where a reference leads.
  let numbering: Numbering
  /// What a directive puts on the page.
  let directive: (DirectiveNode) -> [Node]
  /// Whether a directive puts one square figure on the page and nothing else.
  let isSquare: (DirectiveNode) -> Bool
  /// An image's data, by the source that the author wrote.
  let image: (String) -> String?
  /// How much deeper headings are than written, below the report's own title.
  let headingShift: Int
  /// Whether numbers lead to their row of the appendix: not inside another link, nor in a heading.
  var linksNumbers = true

  /// The same prose for a place where no link may stand.
  var unlinked: ProseHTML {
    var copy = self
    copy.linksNumbers = false
    return copy
  }
  /// What stands after a paragraph, by where it begins: findings about its words.
  var beside: (SourcePosition) -> [Node] = { _ in [] }

  /// What stands above a callout without a title of its own.
  private func heading(_ kind: String) -> String {
    switch kind {
    case "tip": language.say("Tip")
    case "important": language.say("Important")
    case "warning": language.say("Warning")
    case "caution": language.say("Caution")
    default: language.say("Note")
    }
  }

  /// Blocks in order; two square figures in a row stand side by side where there is room.
  func blocks(_ blocks: [Block]) -> [Node] {
    var nodes: [Node] = []
    var index = 0
    while index < blocks.count {
      if index + 1 < blocks.count, case .directive(let first) = blocks[index],
        case .directive(let second) = blocks[index + 1], isSquare(first), isSquare(second)
      {
        nodes.append(.tag("div", ["class": "pair"], directive(first) + directive(second)))
        index += 2
      } else {
        nodes.append(block(blocks[index]))
        index += 1
      }
    }
    return nodes
  }

  func block(_ block: Block) -> Node {
    switch block {
    case .heading(let heading):
      let level = min(6, heading.level + headingShift)
      let number = numbering.sections[heading.id].map {
        [Node.tag("span", ["class": "secno"], "\($0) ")]
      }
      return .tag(
        "h\(level)", ["id": heading.id], (number ?? []) + unlinked.inlines(heading.inlines))
    case .paragraph(let content, let span):
      return .fragment([.tag("p", [:], inlines(content))] + beside(span.start))
    case .list(let list):
      let items = list.items.map { item in
        Node.tag("li", [:], list.tight ? tight(item) : blocks(item))
      }
      let start = list.ordered && list.start != 1 ? String(list.start) : nil
      return .tag(list.ordered ? "ol" : "ul", ["start": start], items)
    case .quote(let content, _): return .tag("blockquote", [:], blocks(content))
    case .callout(let kind, let title, let content, _):
      let head =
        title.map(inlines) ?? [.text(heading(kind))]
      return .tag(
        "aside", ["class": "callout \(kind)", "role": "note"],
        [.tag("p", ["class": "callout-title"], head)] + blocks(content))
    case .code(let language, let text, _):
      return .tag(
        "pre", ["tabindex": "0"],
        [.tag("code", ["class": language.map { "language-\($0)" }], [.text(text)])])
    case .table(let table, _): return pipeTable(table)
    case .rule: return .tag("hr")
    case .directive(let node): return .fragment(directive(node))
    }
  }

  /// A tight list's item: its paragraphs are not set apart.
  private func tight(_ blocks: [Block]) -> [Node] {
    blocks.map { inner in
      if case .paragraph(let content, _) = inner { return .fragment(inlines(content)) }
      return block(inner)
    }
  }

  private func pipeTable(_ table: PipeTable) -> Node {
    func cells(_ row: [[Inline]], _ tag: String) -> Node {
      .tag(
        "tr", [:],
        row.enumerated().map { index, cell in
          let side = table.alignments.indices.contains(index) ? table.alignments[index] : .none
          return .tag(
            tag,
            ["scope": tag == "th" ? "col" : nil, "class": side == .none ? nil : side.rawValue],
            inlines(cell))
        })
    }
    return .tag(
      "div", ["class": "scroll", "tabindex": "0"],
      [
        .tag(
          "table", [:],
          [
            .tag("thead", [:], [cells(table.header, "th")]),
            .tag("tbody", [:], table.rows.map { cells($0, "td") }),
          ])
      ])
  }

  func inlines(_ inlines: [Inline]) -> [Node] { inlines.map(inline) }

  func inline(_ inline: Inline) -> Node {
    switch inline {
    case .text(let text): return .text(text)
    case .softBreak: return .text("\n")
    case .lineBreak: return .tag("br")
    case .code(let text): return .tag("code", [:], text)
    case .emphasis(let inner): return .tag("em", [:], inlines(inner))
    case .strong(let inner): return .tag("strong", [:], inlines(inner))
    case .link(let destination, let title, let inner, _):
      return .tag(
        "a", ["href": destination, "title": title.isEmpty ? nil : title],
        unlinked.inlines(inner))
    case .image(let source, let title, let alt, _):
      return .tag(
        "img",
        [
          "src": image(source) ?? "", "alt": Inline.plainText(alt),
          "title": title.isEmpty ? nil : title,
        ])
    case .value(let value): return self.value(value).node(isLink: linksNumbers)
    case .reference(let name, _):
      guard let target = numbering.targets[name] else { return .text("@" + name) }
      return .tag("a", ["href": "#" + target.anchor, "class": "ref"], target.label)
    case .footnote(_, let number, _):
      return .tag(
        "sup", [:],
        [
          .tag(
            "a", ["href": "#fn-\(number)", "id": "fnref-\(number)", "class": "fn"], "\(number)")
        ])
    }
  }
}

/// An inline value ready for the page.
struct ResolvedValue: Sendable {
  /// What the reader sees.
  let text: String
  /// The number behind it, in full precision.
  var number: Double?
  /// Why there is no value.
  var undefined: String?
  /// The row of the appendix that tells where it comes from.
  var row: NumberRow.Mark?

  func node(isLink: Bool) -> Node {
    var node = Node.text(text)
    if let undefined {
      node = .tag("abbr", ["title": undefined], text)
    } else if let number {
      node = .tag("data", ["value": JSONNumber.text(number)], text)
    }
    guard isLink, let row else { return node }
    return .tag(
      "a", ["class": "num", "href": "#" + row.anchor, "id": row.isFirst ? row.back : nil], [node])
  }
}
