internal import Markup

/// Where a stretch of text stands.
enum MarkdownPlace {
  /// A paragraph, which may have several lines.
  case prose
  /// A heading or title, one line.
  case line
  /// A table's cell: one line, and a pipe would end it.
  case cell
}

extension MarkdownWriter {
  /// Text with its marks.
  mutating func inlines(_ nodes: [Node], in place: MarkdownPlace) -> String {
    var text = ""
    for node in nodes.flat {
      switch node {
      case .text(let words): text += MarkdownText.escaped(words)
      case .element(let element): text += inline(element, in: place)
      case .fragment, .raw: break
      }
    }
    return place == .prose ? text : MarkdownText.line(text)
  }

  private mutating func inline(_ element: Element, in place: MarkdownPlace) -> String {
    if Self.isPageOnly(element) { return "" }
    // White space around a mark's words decides how the mark is read, so it is kept outside.
    func inner() -> String { inlines(element.children, in: .prose) }
    switch element.name {
    case "em", "i": return MarkdownText.wrapped(inlines(element.children, in: .prose), in: "*")
    case "strong", "b": return MarkdownText.wrapped(inlines(element.children, in: .prose), in: "**")
    case "code", "kbd", "samp":
      return MarkdownText.code(element.children.map(\.plainText).joined(), isCell: place == .cell)
    case "br": return place == .prose ? "\\\n" : "<br>"
    case "img": return picture(element)
    case "abbr":
      let words = inlines(element.children, in: .prose)
      guard let reason = element["title"], !reason.isEmpty else { return words }
      return words + " (" + MarkdownText.escaped(reason) + ")"
    case "sup":
      if case .element(let link)? = element.children.first, link.has("fn") {
        return "[^\(link.children.map(\.plainText).joined())]"
      }
      return inlines(element.children, in: place)
    case "a": return link(element, in: place)
    case "span" where element.has("chip"): return chip(element)
    case "span" where element.has("secno"):
      return MarkdownText.escaped(element.children.map(\.plainText).joined())
    case "span" where element.has("detail"):
      return (place == .prose ? "\\\n" : "<br>") + inlines(element.children, in: .line)
    default: return inlines(element.children, in: place == .prose ? .prose : place)
    }
  }

  private mutating func link(_ element: Element, in place: MarkdownPlace) -> String {
    if element.has("back") { return "" }
    let words = MarkdownText.line(inlines(element.children, in: .prose))
    guard let target = element["href"], !words.isEmpty else { return words }
    guard target.hasPrefix("#") else {
      return "[\(words)](\(MarkdownText.address(target, isWhole: true)))"
    }
    // Forges make anchors for headings and for nothing else.
    guard let anchor = anchors[String(target.dropFirst())] else { return words }
    return "[\(words)](#\(MarkdownText.address(anchor)))"
  }

  /// An outcome with the sign that the page's style sheet puts before it.
  private mutating func chip(_ element: Element) -> String {
    let signs = [("pass", "✔"), ("warn", "⚠"), ("fail", "✘"), ("info", "ℹ")]
    let sign = signs.first { element.has($0.0) }.map { $0.1 + " " } ?? ""
    return MarkdownText.wrapped(sign + inlines(element.children, in: .line), in: "**")
  }

  /// A table, its caption above it. A cell that spans several is repeated by empty ones.
  mutating func table(_ element: Element) -> [MarkdownBlock] {
    var result: [MarkdownBlock] = []
    var rows: [(cells: [Element], isHead: Bool)] = []
    func collect(_ nodes: [Node], _ isHead: Bool) {
      for case .element(let part) in nodes.flat {
        switch part.name {
        case "thead": collect(part.children, true)
        case "tbody", "tfoot": collect(part.children, false)
        case "tr":
          let cells = part.children.flat.compactMap { node -> Element? in
            if case .element(let cell) = node, ["th", "td"].contains(cell.name) {
              cell
            } else {
              nil
            }
          }
          rows.append((cells, isHead))
        default: break
        }
      }
    }
    for case .element(let caption) in element.children.flat
    where caption.name == "caption" && !caption.has("quiet") && !caption.has("visually-hidden") {
      // A caption with a number has its own emphasis.
      let isPlain = caption.children.flat.allSatisfy { if case .text = $0 { true } else { false } }
      result.append(
        isPlain
          ? title(caption.children)
          : MarkdownBlock(text: MarkdownText.lines(inlines(caption.children, in: .prose))))
    }
    collect(element.children, false)
    let width = rows.map(\.cells.count).max() ?? 0
    guard width > 0 else { return result }
    var lines: [String] = []
    let head = rows.first?.isHead == true ? rows.removeFirst().cells : []
    func line(_ cells: [String]) -> String {
      "| "
        + (cells + [String](repeating: "", count: max(0, width - cells.count)))
        .joined(separator: " | ") + " |"
    }
    lines.append(line(head.map { cell($0) }))
    let model = rows.first?.cells ?? head
    lines.append(
      line(
        (0..<width).map { column in
          let sides = [head, model].compactMap { row in
            row.indices.contains(column) ? row[column] : nil
          }
          // Numbers are the rule in a table of data, words in every other.
          let isRight =
            element.has("data")
            ? column > 0 && !sides.contains { $0.has("l") }
            : sides.contains { $0.has("num") || $0.has("right") }
          if isRight { return "---:" }
          return sides.contains { $0.has("center") } ? ":---:" : "---"
        }))
    for row in rows { lines.append(line(row.cells.map { cell($0) })) }
    result.append(MarkdownBlock(text: lines.joined(separator: "\n")))
    return result
  }

  private mutating func cell(_ element: Element) -> String {
    let text = inlines(element.children, in: .cell)
    if element.has("best") { return MarkdownText.wrapped(text, in: "**") }
    return element.has("inseparable") ? "○ " + text : text
  }
}
