private import CCmark

/// One node of a parsed CommonMark text.
struct MarkNode {
  enum Kind {
    case document
    case quote
    case list
    case item
    case code
    case html
    case paragraph
    case heading
    case rule
    case text
    case softBreak
    case lineBreak
    case codeSpan
    case htmlInline
    case emphasis
    case strong
    case link
    case image
    case other
  }

  let kind: Kind
  /// Text, code or HTML.
  var literal = ""
  var url = ""
  var title = ""
  /// A heading's level or a list's first number.
  var number = 0
  var isOrdered = false
  var isTight = false
  /// Lines and byte columns from 1; good for blocks only, and an end may be 0.
  let startLine: Int
  let startColumn: Int
  let endLine: Int
  /// The index after the node's last descendant.
  var end: Int
}

/// A CommonMark text as a flat list of nodes, parents before their children.
///
/// The only door to libcmark. A flat list rather than a tree: a hostile text nests as deep as it is
/// long, and a tree of values would overflow the stack when it is freed.
struct CommonMark {
  private(set) var nodes: [MarkNode] = []

  init(_ bytes: [UInt8]) {
    // Without source positions, spans over several lines do not advance cmark's line counter.
    let options = CMARK_OPT_SOURCEPOS
    let root: OpaquePointer? = bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return cmark_parse_document("", 0, options) }
      return base.withMemoryRebound(to: CChar.self, capacity: buffer.count) {
        cmark_parse_document($0, buffer.count, options)
      }
    }
    guard let root, let iterator = cmark_iter_new(root) else { return }
    defer {
      cmark_iter_free(iterator)
      cmark_node_free(root)
    }
    var open: [Int] = []
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { break }
      guard let node = cmark_iter_get_node(iterator) else { break }
      if event == CMARK_EVENT_ENTER {
        let added = Self.node(node, index: nodes.count)
        nodes.append(added)
        if !Self.isLeaf(added.kind) { open.append(nodes.count - 1) }
      } else if let index = open.popLast() {
        nodes[index].end = nodes.count
      }
    }
  }

  /// cmark's iterator leaves only what it can go down into.
  private static func isLeaf(_ kind: MarkNode.Kind) -> Bool {
    switch kind {
    case .code, .html, .rule, .text, .softBreak, .lineBreak, .codeSpan, .htmlInline: true
    default: false
    }
  }

  private static func node(_ node: OpaquePointer, index: Int) -> MarkNode {
    let type = cmark_node_get_type(node)
    var result = MarkNode(
      kind: kinds.first { $0.0 == type }?.1 ?? .other,
      startLine: Int(cmark_node_get_start_line(node)),
      startColumn: Int(cmark_node_get_start_column(node)),
      endLine: Int(cmark_node_get_end_line(node)), end: index + 1)
    switch result.kind {
    case .text, .code, .codeSpan, .html, .htmlInline:
      result.literal = string(cmark_node_get_literal(node))
    case .link, .image:
      result.url = string(cmark_node_get_url(node))
      result.title = string(cmark_node_get_title(node))
    case .heading: result.number = Int(cmark_node_get_heading_level(node))
    case .list:
      result.isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      result.number = result.isOrdered ? Int(cmark_node_get_list_start(node)) : 1
      result.isTight = cmark_node_get_list_tight(node) != 0
    default: break
    }
    return result
  }

  private static let kinds: [(cmark_node_type, MarkNode.Kind)] = [
    (CMARK_NODE_TEXT, .text), (CMARK_NODE_SOFTBREAK, .softBreak), (CMARK_NODE_CODE, .codeSpan),
    (CMARK_NODE_PARAGRAPH, .paragraph), (CMARK_NODE_CODE_BLOCK, .code),
    (CMARK_NODE_EMPH, .emphasis), (CMARK_NODE_STRONG, .strong), (CMARK_NODE_LINK, .link),
    (CMARK_NODE_HEADING, .heading), (CMARK_NODE_ITEM, .item), (CMARK_NODE_LIST, .list),
    (CMARK_NODE_BLOCK_QUOTE, .quote), (CMARK_NODE_DOCUMENT, .document),
    (CMARK_NODE_HTML_BLOCK, .html), (CMARK_NODE_HTML_INLINE, .htmlInline),
    (CMARK_NODE_THEMATIC_BREAK, .rule), (CMARK_NODE_LINEBREAK, .lineBreak),
    (CMARK_NODE_IMAGE, .image),
  ]

  private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}

/// The library that reads the Markdown.
package enum CommonMarkLibrary {
  /// Its version, such as "0.30.2".
  package static var version: String { String(cString: cmark_version_string()) }
}
