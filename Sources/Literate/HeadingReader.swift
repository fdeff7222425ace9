extension DocumentReader {
  /// Takes the identifiers that authors wrote, before any slug is made.
  mutating func claimHeadingIDs(_ tree: CommonMark, _ region: Region) {
    var quotes = [Int]()
    for (index, node) in tree.nodes.enumerated() {
      quotes.removeAll { $0 <= index }
      if node.kind == .quote { quotes.append(node.end) }
      guard node.kind == .heading, quotes.count <= Self.maximumDepth else { continue }
      let context = Context(nodes: tree.nodes, region: region, quotes: quotes.count)
      let text = headingText(node, context)
      guard let mark = HeadingMark(text) else { continue }
      let span = text.span(mark.range)
      guard mark.isValid else {
        report(
          "bad-id", "an identifier is a letter followed by letters, digits, '-' and '_'", span)
        continue
      }
      if let earlier = ids.claim(mark.id, span: span) {
        report(
          "duplicate-id", "an identifier stands once; '\(mark.id)' stands twice", span,
          notes: [Diagnostic.Note("it stands here first", span: earlier)])
        continue
      }
      explicitIDs[text.position(0)] = mark.id
    }
  }

  mutating func heading(_ index: Int, _ context: Context) -> Block {
    let node = context.nodes[index]
    let text = headingText(node, context)
    let explicit = explicitIDs[text.position(0)]
    let shown: [Inline]
    if let mark = HeadingMark(text) {
      var end = mark.range.lowerBound
      while end > 0, text.bytes[end - 1] == 32 || text.bytes[end - 1] == 9 { end -= 1 }
      shown = inlines(of: text.slice(0..<end), depth: context.depth)
    } else {
      shown = inlines(index, context, text)
    }
    return .heading(
      Heading(
        level: node.number, id: explicit ?? ids.make(from: Inline.plainText(shown)),
        hasExplicitID: explicit != nil, inlines: shown, span: headingSpan(node, text, context)))
  }

  private func headingSpan(_ node: MarkNode, _ text: BlockText, _ context: Context) -> SourceSpan {
    let span = context.span(node)
    return SourceSpan(start: span.start, end: max(span.end, text.position(text.bytes.count)))
  }

  /// The words of a heading: an ATX heading without its number signs, a setext one without its bar.
  private func headingText(_ node: MarkNode, _ context: Context) -> BlockText {
    let first = context.text(node, through: node.startLine)
    let signs = first.bytes.prefix { $0 == 35 }.count
    if signs > 0, signs < 7, signs == first.bytes.count || [32, 9].contains(first.bytes[signs]) {
      var range = signs..<first.bytes.count
      func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
      func trim() {
        while !range.isEmpty, isSpace(first.bytes[range.upperBound - 1]) {
          range = range.dropLast()
        }
      }
      while !range.isEmpty, isSpace(first.bytes[range.lowerBound]) { range = range.dropFirst() }
      trim()
      var close = range.upperBound
      while close > range.lowerBound, first.bytes[close - 1] == 35 { close -= 1 }
      if close < range.upperBound, close == range.lowerBound || isSpace(first.bytes[close - 1]) {
        range = range.lowerBound..<close
        trim()
      }
      return first.slice(range)
    }
    // cmark's end is wrong for some setext headings: look for the bar.
    var last = node.startLine
    while last < context.region.lines.count {
      let line = context.region.lines[last]
      let rest = line.bytes.dropFirst(context.stripped(line))
      let isBar =
        rest.first.map { mark in
          (mark == 61 || mark == 45)
            && rest.drop { $0 == mark }.allSatisfy { $0 == 32 || $0 == 9 }
        } ?? true
      if isBar { break }
      last += 1
    }
    return context.text(node, through: last).withoutLinkDefinitions.trimmedAtEnd
  }
}

/// `{#id}` at the end of a heading.
struct HeadingMark {
  let id: String
  let range: Range<Int>
  let isValid: Bool

  init?(_ text: BlockText) {
    let bytes = text.bytes
    guard bytes.last == UInt8(ascii: "}"), let open = bytes.lastIndex(of: UInt8(ascii: "{")),
      open + 1 < bytes.count, bytes[open + 1] == UInt8(ascii: "#")
    else { return nil }
    let word = bytes[(open + 2)..<(bytes.count - 1)]
    range = open..<bytes.count
    id = String(decoding: word, as: UTF8.self)
    isValid = Name.isValid(word) && word.first != UInt8(ascii: "_")
  }
}

extension BlockText {
  var trimmedAtEnd: BlockText {
    var end = bytes.count
    while end > 0, [32, 9, 10].contains(bytes[end - 1]) { end -= 1 }
    return end == bytes.count ? self : slice(0..<end)
  }
}

/// What a name looks like: a letter or underscore, then letters, digits, `_` and `-`; ASCII.
package enum Name {
  package static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, PlainScalar.isWordStart(first), bytes.count <= 100 else {
      return false
    }
    return bytes.allSatisfy(isNameByte)
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    PlainScalar.isWordStart(byte) || PlainScalar.isDigit(byte) || byte == UInt8(ascii: "-")
  }
}
