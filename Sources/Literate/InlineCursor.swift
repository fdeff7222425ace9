/// Walks through a block's raw text beside cmark's inlines, which do not know their places.
struct InlineCursor {
  let text: BlockText
  private let spans: [CodeSpan]
  private var nextSpan = 0
  /// The offset behind what was matched last.
  private(set) var offset = 0
  /// What matching may still cost: a hostile text must not make it quadratic.
  private var work: Int
  /// Whether the text was parsed with a no-break space before it, see `inlines(of:)`.
  var hasPrefix: Bool

  init(_ text: BlockText, hasPrefix: Bool = false) {
    self.text = text
    self.hasPrefix = hasPrefix
    spans = CodeSpans.find(in: text.bytes)
    work = 64 * text.bytes.count + 1000
  }

  private var bytes: [UInt8] { text.bytes }

  /// Finds cmark's text; `nil` when escapes and entities do not explain it.
  mutating func match(_ literal: [UInt8]) -> TextAlignment? {
    var at = offset
    while at <= bytes.count, work > 0 {
      if let found = TextAlignment(literal, in: bytes, from: at, work: &work) {
        offset = found.end
        return found
      }
      guard at < bytes.count, Self.isMark(bytes[at]) else { return nil }
      at += 1
    }
    return nil
  }

  /// Finds the code span that cmark read as this literal.
  mutating func codeSpan(_ literal: String) -> CodeSpan? {
    let wanted = Array(literal.utf8)
    var index = nextSpan
    while index < spans.count, work > 0 {
      let span = spans[index]
      work -= span.range.count + 1
      if span.range.lowerBound >= offset, Self.normalized(bytes[span.content]).elementsEqual(wanted)
      {
        nextSpan = index + 1
        offset = span.range.upperBound
        return span
      }
      index += 1
    }
    return nil
  }

  /// Goes behind the next occurrence of a piece of markup; where it began.
  mutating func find(_ markup: [UInt8]) -> Int? {
    guard let first = markup.first else { return nil }
    var at = offset
    while at + markup.count <= bytes.count, work > 0 {
      work -= 1
      if bytes[at] == first, bytes[at..<at + markup.count].elementsEqual(markup) {
        offset = at + markup.count
        return at
      }
      at += 1
    }
    return nil
  }

  mutating func rewind(to place: Int) { offset = place }

  mutating func passLineEnd() { _ = find([10]) }

  /// Goes behind a link's destination: `](…)`, `][…]` or `]`.
  mutating func closeLink() -> Int {
    guard find([93]) != nil, offset < bytes.count else { return offset }
    if bytes[offset] == 91 {
      _ = find([93])
    } else if bytes[offset] == 40 {
      var depth = 0
      var quote: UInt8?
      var at = offset
      while at < bytes.count, work > 0 {
        work -= 1
        let byte = bytes[at]
        if byte == 92 {
          at += 1
        } else if let open = quote {
          if byte == open { quote = nil }
        } else if byte == 34 || byte == 39 {
          if bytes[at - 1] == 32 || bytes[at - 1] == 10 { quote = byte }
        } else if byte == 40 {
          depth += 1
        } else if byte == 41 {
          depth -= 1
          if depth == 0 {
            offset = at + 1
            break
          }
        }
        at += 1
      }
    }
    return offset
  }

  func byte(at index: Int) -> UInt8? { bytes.indices.contains(index) ? bytes[index] : nil }

  /// cmark's content of a code span: line ends are spaces, one space goes at both ends.
  private static func normalized(_ content: ArraySlice<UInt8>) -> [UInt8] {
    var result = content.map { $0 == 10 ? 32 : $0 }
    if result.count > 1, result.first == 32, result.last == 32, result.contains(where: { $0 != 32 })
    {
      result.removeFirst()
      result.removeLast()
    }
    return result
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 32, 9, 10, 33, 42, 60, 62, 91, 92, 93, 95: true
    default: false
    }
  }
}
