/// Why bytes are not markup as this program writes it.
package struct MarkupFault: Error, Sendable, Hashable {
  /// What was found, in words.
  package let message: String
  /// The place in the bytes.
  package let offset: Int
}

/// Reads a page back into the tree that it was written from.
///
/// It knows the form that ``Node/renderedBytes`` and ``Node/compactBytes`` have, and refuses every other: the page may come
/// from a stranger. Bytes, depth and elements are bounded.
package struct MarkupReader {
  /// The largest page that is read, in bytes: 128 MB.
  package static let maximumBytes = 128 << 20
  /// How deep elements may lie in each other.
  package static let maximumDepth = 200
  /// How many elements there may be.
  package static let maximumElements = 2_000_000

  private let bytes: [UInt8]
  private var place = 0
  private var count = 0
  /// The elements that are open, the page itself first.
  private var open = [Element("", [:])]

  /// The nodes of a page, in order; bodies of scripts and styles are texts.
  package static func read(_ bytes: [UInt8]) throws(MarkupFault) -> [Node] {
    var reader = MarkupReader(bytes)
    return try reader.nodes()
  }

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  private mutating func nodes() throws(MarkupFault) -> [Node] {
    guard bytes.count <= Self.maximumBytes else {
      throw fault("a page has at most \(Self.maximumBytes >> 20) MB")
    }
    let doctype = Array("<!doctype html>".utf8)
    if bytes.starts(with: doctype) { place = doctype.count }
    while place < bytes.count {
      if bytes[place] != UInt8(ascii: "<") {
        let end = next(UInt8(ascii: "<"), from: place) ?? bytes.count
        append(.text(try text(place..<end)))
        place = end
      } else if place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "/") {
        try close()
      } else {
        try begin()
      }
    }
    guard open.count == 1 else { throw fault("<\(open[open.count - 1].name)> is never closed") }
    return open[0].children
  }

  private mutating func append(_ node: Node) { open[open.count - 1].children.append(node) }

  private mutating func close() throws(MarkupFault) {
    place += 2
    let name = try word()
    switch name {
    case "tr", "ul", "ol": implyEnds(rows: false)
    case "thead", "tbody": implyEnds(rows: true)
    default: break
    }
    guard open.count > 1, open[open.count - 1].name == name else {
      throw fault("</\(name)> closes no open element")
    }
    guard place < bytes.count, bytes[place] == UInt8(ascii: ">") else {
      throw fault("</\(name)> is not closed")
    }
    place += 1
    append(.element(open.removeLast()))
  }

  /// Closes the item or cell, and with `rows` the row, that is open, as HTML does unasked.
  private mutating func implyEnds(rows: Bool) {
    while open.count > 2 {
      let (parent, last) = (open[open.count - 2].name, open[open.count - 1].name)
      let isInner = Writer.closedByNext[parent]?.contains(last) ?? false
      guard isInner, rows || last != "tr" else { return }
      append(.element(open.removeLast()))
    }
  }

  private mutating func begin() throws(MarkupFault) {
    place += 1
    count += 1
    guard count <= Self.maximumElements else { throw fault("there are too many elements") }
    let name = try word()
    switch name {
    case "td", "th", "li": implyEnds(rows: false)
    case "tr": implyEnds(rows: true)
    default: break
    }
    var attributes: [Element.Attribute] = []
    while place < bytes.count, bytes[place] == UInt8(ascii: " ") {
      place += 1
      let key = try word()
      guard place + 1 < bytes.count, bytes[place] == UInt8(ascii: "=") else {
        throw fault("the attribute '\(key)' has no value")
      }
      let value: String
      let end: Int
      if bytes[place + 1] == UInt8(ascii: "\"") {
        guard let quote = next(UInt8(ascii: "\""), from: place + 2) else {
          throw fault("the value of '\(key)' is not closed")
        }
        value = try text((place + 2)..<quote)
        end = quote + 1
      } else {
        let bare = bytes[(place + 1)...].prefix(while: Writer.isBare)
        guard !bare.isEmpty else { throw fault("the attribute '\(key)' has no value") }
        value = try string(bare.startIndex..<bare.endIndex)
        end = bare.endIndex
      }
      guard !attributes.contains(where: { $0.name == key }) else {
        throw fault("the attribute '\(key)' stands twice")
      }
      guard attributes.count < 64 else { throw fault("<\(name)> has too many attributes") }
      attributes.append(Element.Attribute(name: key, value: value))
      place = end
    }
    var isClosed = false
    if place < bytes.count, bytes[place] == UInt8(ascii: "/") {
      place += 1
      isClosed = true
    }
    guard place < bytes.count, bytes[place] == UInt8(ascii: ">") else {
      throw fault("<\(name)> is not closed")
    }
    place += 1
    var element = Element(name, [:])
    element.attributes = attributes
    if isClosed || Writer.voidElements.contains(name) {
      append(.element(element))
    } else if name == "script" || name == "style" {
      element.children = [.text(try body(of: name))]
      append(.element(element))
    } else {
      guard open.count < Self.maximumDepth else { throw fault("elements nest too deep") }
      open.append(element)
    }
  }

  /// What a script or style holds: all up to its closing tag, not unescaped.
  private mutating func body(of name: String) throws(MarkupFault) -> String {
    let start = place
    let closing = Array("</\(name)>".utf8)
    while let mark = next(UInt8(ascii: "<"), from: place) {
      if bytes[mark...].starts(with: closing) {
        place = mark + closing.count
        return try string(start..<mark)
      }
      place = mark + 1
    }
    throw fault("<\(name)> is never closed")
  }

  private mutating func word() throws(MarkupFault) -> String {
    let start = place
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: ":"):
        place += 1
        continue
      default: break
      }
      break
    }
    guard place > start, place - start <= 64 else {
      throw fault("here stands no name of an element or attribute")
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private func next(_ byte: UInt8, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      if bytes[index] == byte { return index }
      index += 1
    }
    return nil
  }

  private func string(_ range: Range<Int>) throws(MarkupFault) -> String {
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw MarkupFault(message: "the text is not UTF-8", offset: range.lowerBound)
    }
    return text
  }

  private func text(_ range: Range<Int>) throws(MarkupFault) -> String {
    guard bytes[range].contains(UInt8(ascii: "&")) else { return try string(range) }
    var out: [UInt8] = []
    out.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == UInt8(ascii: "&") {
        let rest = bytes[index..<range.upperBound]
        guard let found = Self.signs.first(where: { rest.starts(with: $0.name) }) else {
          throw MarkupFault(message: "'&' begins no sign that is known", offset: index)
        }
        out.append(found.byte)
        index += found.name.count
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    guard let text = String(validating: out, as: UTF8.self) else {
      throw MarkupFault(message: "the text is not UTF-8", offset: range.lowerBound)
    }
    return text
  }

  private static let signs: [(name: [UInt8], byte: UInt8)] = [
    (Array("&amp;".utf8), UInt8(ascii: "&")), (Array("&lt;".utf8), UInt8(ascii: "<")),
    (Array("&gt;".utf8), UInt8(ascii: ">")), (Array("&quot;".utf8), UInt8(ascii: "\"")),
  ]

  private func fault(_ message: String) -> MarkupFault {
    MarkupFault(message: message, offset: min(place, bytes.count))
  }
}

extension Element {
  /// An attribute's value.
  package subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// Whether a word stands in its class.
  package func hasClass(_ word: String) -> Bool {
    self["class"]?.split(separator: " ").contains { $0 == word } ?? false
  }

  /// The elements inside it, outermost first; what lies inside a match is not looked at again.
  package func all(_ matches: (Element) -> Bool) -> [Element] {
    children.flatMap { $0.all(matches) }
  }
}

extension Node {
  /// The elements in this node, itself included; what lies inside a match is not looked at again.
  package func all(_ matches: (Element) -> Bool) -> [Element] {
    switch self {
    case .element(let element): matches(element) ? [element] : element.all(matches)
    case .fragment(let nodes): nodes.flatMap { $0.all(matches) }
    case .text, .raw: []
    }
  }
}
