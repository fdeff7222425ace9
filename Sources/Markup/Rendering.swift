extension Node {
  /// The markup as text, in HTML syntax with SVG's elements closed as XML wants them.
  public var rendered: String { String(decoding: renderedBytes, as: UTF8.self) }

  /// The markup as UTF-8.
  public var renderedBytes: [UInt8] {
    var writer = Writer()
    writer.write(self)
    return writer.bytes
  }

  /// The markup as UTF-8 in fewer bytes: a value that needs no quotes has none, as HTML allows.
  public var compactBytes: [UInt8] {
    var writer = Writer(isCompact: true)
    writer.write(self)
    return writer.bytes
  }
}

/// Writes a tree, byte by byte; strings are escaped on the way.
struct Writer {
  var bytes: [UInt8] = []
  /// Whether quotes are left out where HTML does without them; XML never does.
  var isCompact = false

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
    let closesItself = element.children.isEmpty && Self.emptyElements.contains(element.name)
    for (place, attribute) in element.attributes.enumerated() {
      put(" ")
      put(attribute.name)
      // A bare value would swallow the stroke of "/>".
      let isBare =
        isCompact && !attribute.value.isEmpty && attribute.value.utf8.allSatisfy(Self.isBare)
        && !(closesItself && place == element.attributes.count - 1)
      put(isBare ? "=" : "=\"")
      escape(attribute.value, inAttribute: true)
      if !isBare { put("\"") }
    }
    if Self.voidElements.contains(element.name) {
      put(">")
    } else if closesItself {
      put("/>")
    } else {
      put(">")
      write(element.children, of: element.name)
      put("</")
      put(element.name)
      put(">")
    }
  }

  /// What an element holds; in a compact page cells, rows and items of lists close themselves.
  private mutating func write(_ children: [Node], of parent: String) {
    let names = isCompact ? Self.closedByNext[parent] : nil
    for child in children {
      guard let names, case .element(let element) = child, names.contains(element.name) else {
        write(child)
        continue
      }
      write(element)
      bytes.removeLast("</\(element.name)>".utf8.count)
    }
  }

  /// Elements whose end HTML takes as read before the next of them and at the end of the parent.
  static let closedByNext: [String: Set<String>] = [
    "tr": ["td", "th"], "ul": ["li"], "ol": ["li"], "tbody": ["tr"], "thead": ["tr"],
  ]

  /// Whether a byte may stand in a value without quotes; fewer than HTML allows.
  static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "#"), UInt8(ascii: ":"), UInt8(ascii: "%"):
      true
    default: false
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
