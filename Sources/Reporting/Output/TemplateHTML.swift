internal import Literate
internal import Markup

/// A template inside its report: its text once, every directive a place that links lead to, and each
/// byte recoverable.
struct TemplateHTML {
  let document: Document
  /// The identifier of each directive's place.
  let anchors: [String]

  /// The element that holds the text.
  static let identifier = "imbalreport-template"
  /// The attribute that tells bytes which no page may show.
  static let byteAttribute = "data-bytes"

  /// The template, and behind it the texts that it includes, each under its name.
  var html: [Node] {
    let template = document.template
    return [html(template, 1...template.ownLineCount, id: Self.identifier)]
      + template.parts.enumerated().flatMap { place, part in
        [
          Node.tag("p", ["class": "detail"], part.template.path),
          html(part.template, part.lines, id: "\(Self.identifier)-\(place + 1)"),
        ]
      }
  }

  /// One file; `lines` are its lines among those of the whole.
  private func html(_ own: Template, _ lines: ClosedRange<Int>, id: String) -> Node {
    let template = document.template
    let source = own.sourceBytes
    let first = template.lineRanges[lines.lowerBound - 1].lowerBound
    let text = template.bytes[first..<template.lineRanges[lines.upperBound - 1].upperBound]
    // What was repaired has no lines of its own; such a template makes no report anyway.
    let mark = source.count - text.count
    guard mark >= 0, source[mark...].elementsEqual(text) else {
      return .tag("pre", ["id": id, "tabindex": "0"], Self.nodes(source[...]))
    }
    var nodes = Self.nodes(source[..<mark])
    var place = mark
    let spans = document.directives.enumerated().map { ($0.offset, $0.element.span) }
      .filter { lines.contains($0.1.start.line) }
    for (index, span) in spans.sorted(by: { $0.1.start.line < $1.1.start.line }) {
      let start = template.lineRanges[span.start.line - 1].lowerBound + mark - first
      let end = template.lineRanges[span.end.line - 1].upperBound + mark - first
      guard start >= place, end >= start else { continue }
      nodes += Self.nodes(source[place..<start])
      nodes.append(.tag("span", ["id": anchors[index]], Self.nodes(source[start..<end])))
      place = end
    }
    return .tag("pre", ["id": id, "tabindex": "0"], nodes + Self.nodes(source[place...]))
  }

  /// Bytes as texts, those that a page may not show as elements that name them.
  static func nodes(_ bytes: ArraySlice<UInt8>) -> [Node] {
    var nodes: [Node] = []
    var start = bytes.startIndex
    func isHidden(_ byte: UInt8) -> Bool { byte < 9 || (11..<32).contains(byte) || byte == 127 }
    func add(_ end: Int) {
      guard end > start else { return }
      if let text = String(validating: bytes[start..<end], as: UTF8.self) {
        nodes.append(.text(text))
      } else {
        nodes.append(hidden(bytes[start..<end]))
      }
    }
    for (index, byte) in zip(bytes.indices, bytes) where isHidden(byte) {
      add(index)
      // A carriage return before a line end is no more than that: readers need not see it.
      nodes.append(hidden(bytes[index...index], isSeen: byte != 13))
      start = index + 1
    }
    add(bytes.endIndex)
    return nodes
  }

  private static func hidden(_ bytes: ArraySlice<UInt8>, isSeen: Bool = true) -> Node {
    let digits = Array("0123456789abcdef".unicodeScalars)
    var text = ""
    for byte in bytes {
      text.unicodeScalars.append(digits[Int(byte >> 4)])
      text.unicodeScalars.append(digits[Int(byte & 15)])
    }
    return .tag("i", [byteAttribute: text], isSeen ? "\u{FFFD}" : "")
  }

  /// The bytes that an element made by ``html`` holds; `nil` where it was made otherwise.
  static func bytes(of element: Element) -> [UInt8]? {
    var bytes: [UInt8] = []
    for child in element.children {
      switch child {
      case .text(let text): bytes += text.utf8
      case .element(let inner):
        if let digits = inner[byteAttribute] {
          let units = Array(digits.utf8)
          guard units.count % 2 == 0 else { return nil }
          for index in stride(from: 0, to: units.count, by: 2) {
            guard
              let byte = UInt8(String(decoding: units[index...index + 1], as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(byte)
          }
        } else {
          guard inner.name == "span", let nested = self.bytes(of: inner) else { return nil }
          bytes += nested
        }
      case .fragment, .raw: return nil
      }
    }
    return bytes
  }
}
