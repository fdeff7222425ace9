extension Node {
  /// The markup as text, in HTML syntax with SVG's elements closed as XML wants them.
  public var rendered: String { String(decoding: renderedBytes, as: UTF8.self) }

  /// The markup as UTF-8.
  public var renderedBytes: [UInt8] {
    var writer = Writer()
    writer.write(self)
    return writer.bytes
  }
}

/// Writes a tree, byte by byte; strings are escaped on the way.
struct Writer {
  var bytes: [UInt8] = []

  static let voidElements: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
  ]
  /// SVG elements that never have children here and are closed at once.
  static let emptyElements: Set<String> = [
    "circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "use", "stop",
  ]

  mutating func write(_ node: Node) {
    switch node {
    case .text(let text): escape(text, inAttribute: false)
    case .fragment(let nodes): for node in nodes { write(node) }
    case .raw(let raw): bytes.append(contentsOf: raw.text.utf8)
    case .element(let element): write(element)
    }
  }

  mutating func write(_ element: Element) {
    put("<")
    put(element.name)
    for attribute in element.attributes {
      put(" ")
      put(attribute.name)
      put("=\"")
      escape(attribute.value, inAttribute: true)
      put("\"")
    }
    if Self.voidElements.contains(element.name) {
      put(">")
    } else if element.children.isEmpty, Self.emptyElements.contains(element.name) {
      put("/>")
    } else {
      put(">")
      for child in element.children { write(child) }
      put("</")
      put(element.name)
      put(">")
    }
  }

  mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func escape(_ text: String, inAttribute: Bool) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): put("&amp;")
      case UInt8(ascii: "<"): put("&lt;")
      case UInt8(ascii: ">"): put("&gt;")
      case UInt8(ascii: "\"") where inAttribute: put("&quot;")
      // Control characters other than tab and line ends are not allowed in HTML.
      case 0..<9, 11, 12, 14..<32, 127: put("\u{FFFD}")
      default: bytes.append(byte)
      }
    }
  }
}
