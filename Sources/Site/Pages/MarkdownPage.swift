import Literate
import Markup
import Reporting

/// A Markdown file of the repository, made a page.
struct MarkdownPage {
  /// The path from the repository's folder.
  let path: String
  let document: Document
  private let addresses: Addresses

  init(
    _ path: String, addresses: Addresses, faults: inout [SiteFault]
  ) throws(SiteFault) {
    self.path = path
    self.addresses = addresses
    let template = Template(path: path, bytes: try Files.bytes(addresses.root + "/" + path))
    let read = Document.read(template)
    document = read.document
    for diagnostic in read.diagnostics {
      faults.append(
        SiteFault("\(path):\(diagnostic.span?.start.line ?? 1)", diagnostic.summary))
    }
    for inline in document.inlines {
      switch inline {
      case .link(let destination, _, _, let span), .image(let destination, _, _, let span):
        if addresses.address(of: destination, in: path) == nil {
          faults.append(
            SiteFault("\(path):\(span.start.line)", "'\(destination)' leads nowhere"))
        }
      case .value(let value):
        faults.append(
          SiteFault(
            "\(path):\(value.span.start.line)",
            "nothing is computed here; double the backticks to show the syntax itself"))
      default: break
      }
    }
  }

  /// The words of the first heading.
  var title: String {
    guard let heading = document.blocks.lazy.flatMap(\.headings).first else { return path }
    return Inline.plainText(heading.inlines)
  }

  /// The first sentence below the first heading, without a title of its own in bold; else nothing.
  var summary: String {
    let first = document.blocks.dropFirst().lazy.compactMap { block -> [Inline]? in
      if case .paragraph(let inlines, _) = block { return inlines }
      return nil
    }.first
    guard var inlines = first else { return "" }
    if case .strong = inlines.first { inlines.removeFirst() }
    let text = String(Inline.plainText(inlines).drop { $0 == " " })
    return text.ranges(of: ". ").first.map { text[..<$0.lowerBound] + "." } ?? text
  }

  /// The page; `results` stand below the blocks with these numbers.
  func page(
    _ section: Section, results: [Int: [Node]] = [:], said: [Int: String] = [:]
  ) -> SitePage {
    let address = addresses.page(of: path) ?? ""
    let headings = section == .guides ? document.blocks.flatMap(\.headings).dropFirst() : []
    return SitePage(
      address: address, title: title, section: section, summary: summary,
      content: nodes(Array(document.blocks.indices), results: results, said: said),
      names: headings.map { heading in
        IndexedName(
          name: Inline.plainText(heading.inlines), what: "in", owner: title,
          address: "\(address)#\(heading.id)", isWords: true)
      })
  }

  /// Some of the blocks as HTML, each followed by what it results in; blocks of output as the program
  /// says them now.
  func nodes(
    _ blocks: [Int], results: [Int: [Node]] = [:], said: [Int: String] = [:]
  ) -> [Node] {
    let prose = PlainProse(document)
    return blocks.flatMap { index -> [Node] in
      if let text = said[index] { return [CodeBlock.node(text, language: "text")] }
      let node = prose.block(document.blocks[index]).mapping { element in
        // A corner of a table without words is no head of anything.
        if element.name == "th", element.children.isEmpty { return .tag("td") }
        return .element(
          element.mappingAttributes { attribute in
            guard attribute.name == "href" || attribute.name == "src" else {
              return attribute.value
            }
            return addresses.address(of: attribute.value, in: path) ?? attribute.value
          })
      }
      return [node] + shownFiles(document.blocks[index]) + (results[index] ?? [])
    }
  }

  /// The programs beside this file that a paragraph tells the reader to save.
  private func shownFiles(_ block: Block) -> [Node] {
    guard case .paragraph(let inlines, _) = block else { return [] }
    return inlines.compactMap { inline in
      guard case .link(let destination, _, _, _) = inline, !destination.contains("/"),
        destination.hasSuffix(".swift"),
        let bytes = try? Files.bytes("\(addresses.root)/\(Files.folder(of: path))/\(destination)")
      else { return nil }
      return CodeBlock.node(String(decoding: bytes, as: UTF8.self), language: "swift")
    }
  }
}

/// Lines of code.
enum CodeBlock {
  static func node(_ text: String, language: String, isWrapped: Bool = false) -> Node {
    .tag(
      "pre", ["tabindex": "0", "class": isWrapped ? "wrapped" : nil],
      [.tag("code", ["class": "language-\(language)"], text)])
  }
}

/// Short pieces of Markdown in the lists of the program.
enum InlineMarkdown {
  /// The piece as HTML, a single paragraph without its tag.
  static func nodes(_ text: String) -> [Node] {
    let document = Document.read(Template(path: "text", text: text)).document
    let prose = PlainProse(document)
    if document.blocks.count == 1, case .paragraph(let inlines, _) = document.blocks[0] {
      return prose.inlines(inlines)
    }
    return document.blocks.map(prose.block)
  }
}
