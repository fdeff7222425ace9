/// A page cut into its tags and texts: enough to judge a page that a program has written.
package struct ReadHTML: Sendable {
  /// One tag with its attributes, or an end tag.
  package struct Tag: Sendable {
    package let name: String
    package let attributes: [(name: String, value: String)]
    package let isEnd: Bool
    /// The text up to the next tag, unescaped except for what scripts and styles hold.
    package fileprivate(set) var text: String
    /// The names of the open elements around it, outermost first.
    package let path: [String]

    package subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
  }

  package private(set) var tags: [Tag] = []
  /// What is wrong with the nesting, empty for a sound page.
  package private(set) var faults: [String] = []

  private static let void: Set<String> = [
    "meta", "br", "hr", "img", "link", "input", "col", "wbr", "!doctype",
  ]
  private static let raw: Set<String> = ["script", "style"]
  private static let endedByStart: [String: Set<String>] = [
    "td": ["td", "th"], "th": ["td", "th"], "tr": ["td", "th", "tr"], "li": ["li"],
  ]
  private static let endedByEnd: [String: Set<String>] = [
    "tr": ["td", "th"], "ul": ["li"], "ol": ["li"],
    "thead": ["td", "th", "tr"], "tbody": ["td", "th", "tr"],
  ]

  package init(_ bytes: [UInt8]) {
    var place = 0
    var open: [String] = []
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "<") else {
        place += 1
        continue
      }
      var end = place + 1
      var quote: UInt8?
      while end < bytes.count {
        if let mark = quote {
          if bytes[end] == mark { quote = nil }
        } else if bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: "'") {
          quote = bytes[end]
        } else if bytes[end] == UInt8(ascii: ">") {
          break
        }
        end += 1
      }
      guard end < bytes.count else {
        faults.append("a tag is not closed")
        return
      }
      var inner = Array(bytes[(place + 1)..<end])
      let isEnd = inner.first == UInt8(ascii: "/")
      if isEnd { inner.removeFirst() }
      let closesItself = inner.last == UInt8(ascii: "/")
      if closesItself { inner.removeLast() }
      let (name, attributes) = Self.parts(inner)
      // Cells and rows end where the next begins, or with the part of the table that they are in.
      let ends = isEnd ? Self.endedByEnd[name, default: []] : Self.endedByStart[name, default: []]
      while let last = open.last, ends.contains(last) { open.removeLast() }
      if isEnd {
        if open.last == name {
          open.removeLast()
        } else {
          faults.append("</\(name)> inside \(open)")
        }
      }
      var next = end + 1
      if !isEnd, Self.raw.contains(name) {
        let closing = Array("</\(name)".utf8)
        while next < bytes.count, !bytes[next...].starts(with: closing) { next += 1 }
      } else {
        while next < bytes.count, bytes[next] != UInt8(ascii: "<") { next += 1 }
      }
      let text = String(decoding: bytes[(end + 1)..<next], as: UTF8.self)
      tags.append(
        Tag(
          name: name, attributes: attributes, isEnd: isEnd,
          text: Self.raw.contains(name) ? text : Self.unescaped(text), path: open))
      if !isEnd, !closesItself, !Self.void.contains(name) { open.append(name) }
      place = next
    }
    if !open.isEmpty { faults.append("left open: \(open)") }
  }

  /// The start tags of a name.
  package func all(_ name: String) -> [Tag] { tags.filter { $0.name == name && !$0.isEnd } }

  /// All words of the page that a reader sees.
  package var words: String {
    tags.filter { !($0.path + [$0.name]).contains { Self.raw.contains($0) } || $0.isEnd }
      .map(\.text).joined(separator: " ")
  }

  private static func parts(_ bytes: [UInt8]) -> (String, [(name: String, value: String)]) {
    var place = 0
    func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 10 || byte == 9 || byte == 13 }
    func word(_ stop: (UInt8) -> Bool) -> String {
      let start = place
      while place < bytes.count, !stop(bytes[place]) { place += 1 }
      return String(decoding: bytes[start..<place], as: UTF8.self)
    }
    let name = word(isSpace)
    var attributes: [(name: String, value: String)] = []
    while place < bytes.count {
      while place < bytes.count, isSpace(bytes[place]) { place += 1 }
      guard place < bytes.count else { break }
      let key = word { isSpace($0) || $0 == UInt8(ascii: "=") }
      var value = ""
      if place < bytes.count, bytes[place] == UInt8(ascii: "=") {
        place += 1
        if place < bytes.count, bytes[place] == UInt8(ascii: "\"") {
          place += 1
          value = word { $0 == UInt8(ascii: "\"") }
          place += 1
        } else {
          value = word(isSpace)
        }
      }
      attributes.append((key, unescaped(value)))
    }
    return (name, attributes)
  }

  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var out = ""
    var rest = Substring(text)
    let names = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'"]
    while let mark = rest.firstIndex(of: "&") {
      out += rest[..<mark]
      rest = rest[mark...]
      if let (name, sign) = names.first(where: { rest.hasPrefix($0.key) }) {
        out += sign
        rest = rest.dropFirst(name.count)
      } else {
        out += "&"
        rest = rest.dropFirst()
      }
    }
    return out + rest
  }
}
