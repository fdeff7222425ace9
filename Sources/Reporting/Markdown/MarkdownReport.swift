internal import Charts
internal import Literate
package import Markup

/// The report as GitHub-flavoured Markdown, with its figures as files of their own.
///
/// It is written from the same tree as the page, so that nothing is worked out twice and nothing
/// can be in one and not in the other. Source: GitHub Flavored Markdown Spec 0.29.
package struct MarkdownReport: Sendable {
  /// A file beside the Markdown.
  package struct File: Sendable {
    /// Its name in the folder of figures.
    package let name: String
    package let bytes: [UInt8]
  }

  /// The Markdown, as UTF-8.
  package let text: [UInt8]
  /// Figures and pictures in the order of the report, each name once.
  package let files: [File]

  /// Writes a page's content; links lead to files in `folder`, a path as seen from the Markdown.
  init(_ content: PageContent, folder: String, source: String) {
    var writer = MarkdownWriter(
      folder: MarkdownText.address(folder), anchors: ForgeAnchors(content.all).anchors,
      pictures: content.pictures, theme: content.theme)
    let blocks = writer.blocks(content.all)
    // A comment cannot hold two hyphens.
    let name = source.replacing("--", with: "-\u{200B}-")
    let head =
      "<!-- Made by imbalreport \(Tool.version) from \(name); edits will be overwritten. -->"
    text = Array((head + "\n\n" + MarkdownBlock.joined(blocks) + "\n").utf8)
    files = writer.files
  }

  /// A tree alone, with nothing around it.
  package static func text(of nodes: [Node]) -> String {
    var writer = MarkdownWriter(
      folder: "figures", anchors: ForgeAnchors(nodes).anchors, pictures: [:], theme: PageTheme())
    return MarkdownBlock.joined(writer.blocks(nodes))
  }

  /// Whether a file in a folder of figures was put there by this program: a drawing says so, and a
  /// picture's name is the hash of its bytes.
  package static func isOwn(name: String, bytes: [UInt8]) -> Bool {
    if name.hasSuffix(".svg"), String(decoding: bytes.prefix(400), as: UTF8.self).contains(marker) {
      return true
    }
    return name.hasPrefix("picture-") && name == EmbeddedImage.fileName(of: bytes, like: name)
  }

  /// What every figure's file has in its first tag.
  static let marker = "data-made-by=\"imbalreport\""
}

/// Where forges put the anchors of headings, by the identifiers of the page.
struct ForgeAnchors {
  private(set) var anchors: [String: String] = [:]
  private var ids = HeadingIDs()
  private var waiting: [String] = []

  init(_ nodes: [Node]) { for node in nodes { visit(node) } }

  private mutating func visit(_ node: Node) {
    switch node {
    case .fragment(let nodes): for node in nodes { visit(node) }
    case .element(let element):
      let id = element["id"]
      if element.headingLevel != nil {
        let anchor = ids.make(from: element.children.map(\.plainText).joined())
        for name in waiting + [id].compactMap({ $0 }) { anchors[name] = anchor }
        waiting = []
        return
      }
      // A section is found by its first heading.
      let isSection = element.name == "section"
      if isSection, let id { waiting.append(id) }
      for child in element.children { visit(child) }
      if isSection, let id { waiting.removeAll { $0 == id } }
    case .text, .raw: break
    }
  }
}

extension Element {
  subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

  func has(_ name: String) -> Bool {
    self["class"]?.split(separator: " ").contains { $0 == name } ?? false
  }

  /// 1 to 6 for a heading.
  var headingLevel: Int? {
    guard name.utf8.count == 2, name.hasPrefix("h") else { return nil }
    return Int(name.dropFirst())
  }
}
