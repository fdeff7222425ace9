extension DocumentReader {
  /// Reads the inlines below one of cmark's nodes, whose raw text is given.
  mutating func inlines(_ index: Int, _ context: Context, _ text: BlockText) -> [Inline] {
    var cursor = InlineCursor(text)
    return inlines(below: index, context.nodes, &cursor, depth: context.depth + 1, inLink: false)
  }

  /// Reads a piece of text as inlines, whatever block it would make by itself.
  mutating func inlines(of text: BlockText, depth: Int) -> [Inline] {
    let text = text.trimmedAtEnd
    if text.bytes.isEmpty { return [] }
    if !text.bytes.contains(where: Self.isSpecial) {
      return [.text(String(decoding: text.bytes, as: UTF8.self))]
    }
    // A no-break space is white space to emphasis, but begins a paragraph and nothing else; a line
    // indented by four columns goes on with it.
    var source: [UInt8] = [0xC2, 0xA0]
    for byte in text.bytes {
      source.append(byte)
      if byte == 10 { source += [32, 32, 32, 32] }
    }
    if !linkDefinitions.isEmpty, text.bytes.contains(93) {
      source += [10, 10]
      source += linkDefinitions
    }
    let tree = CommonMark(source)
    guard tree.nodes.count > 1, tree.nodes[1].kind == .paragraph else { return [] }
    var cursor = InlineCursor(text, hasPrefix: true)
    return inlines(below: 1, tree.nodes, &cursor, depth: depth + 1, inLink: false)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 10, 33, 38, 42, 60, 64, 91, 92, 93, 95, 96, 123: true
    default: false
    }
  }

  private mutating func inlines(
    below parent: Int, _ nodes: [MarkNode], _ cursor: inout InlineCursor, depth: Int, inLink: Bool
  ) -> [Inline] {
    guard depth <= Self.maximumDepth else {
      tooDeep(at: cursor.text.position(cursor.offset))
      return []
    }
    var result: [Inline] = []
    var index = parent + 1
    while index < nodes[parent].end {
      let node = nodes[index]
      switch node.kind {
      case .text: text(node.literal, &cursor, inLink: inLink, into: &result)
      case .softBreak:
        cursor.passLineEnd()
        result.append(.softBreak)
      case .lineBreak:
        cursor.passLineEnd()
        result.append(.lineBreak)
      case .codeSpan: result.append(codeSpan(node.literal, &cursor))
      case .emphasis:
        result.append(
          .emphasis(inlines(below: index, nodes, &cursor, depth: depth + 1, inLink: inLink)))
      case .strong:
        result.append(
          .strong(inlines(below: index, nodes, &cursor, depth: depth + 1, inLink: inLink)))
      case .link, .image:
        link(index, nodes, &cursor, depth: depth, into: &result)
      case .htmlInline:
        let html = Array(node.literal.utf8)
        let start = cursor.find(html) ?? cursor.offset
        warnOfHTML(node.literal, cursor.text.span(start..<max(start, cursor.offset)))
      default: break
      }
      index = node.end
    }
    return result
  }

  private mutating func link(
    _ index: Int, _ nodes: [MarkNode], _ cursor: inout InlineCursor, depth: Int,
    into result: inout [Inline]
  ) {
    let node = nodes[index]
    let isImage = node.kind == .image
    let before = cursor.offset
    var start = cursor.find(isImage ? [33, 91] : [91])
    let isAutolink = !isImage && isAutolink(index, nodes, before, start, &cursor)
    if isAutolink {
      cursor.rewind(to: before)
      start = cursor.find([60])
    }
    let content = inlines(below: index, nodes, &cursor, depth: depth + 1, inLink: true)
    let end: Int
    if isAutolink {
      _ = cursor.find([62])
      end = cursor.offset
    } else {
      end = cursor.closeLink()
    }
    let first = start ?? before
    let span = cursor.text.span(first..<max(first, end))
    let destination = isImage ? Destination(image: node.url) : Destination(link: node.url)
    switch destination {
    case .safe where isImage:
      let source = template.path(node.url, at: span.start)
      result.append(.image(source: source, title: node.title, alt: content, span: span))
    case .safe:
      let destination = template.link(node.url, at: span.start)
      result.append(.link(destination: destination, title: node.title, content, span: span))
    case .remote:
      report(
        "remote-image",
        "a report loads nothing from the network; an image is a file beside the template",
        span, hint: "save the image and name the file")
      result += content
    case .unsafe(let scheme):
      report(
        "unsafe-link",
        "a link leads to http, https, mailto, a place in the report or a relative path; found '\(scheme)'",
        span)
      result += content
    }
  }

  /// `<https://…>` has its destination as its only text.
  private func isAutolink(
    _ index: Int, _ nodes: [MarkNode], _ before: Int, _ bracket: Int?, _ cursor: inout InlineCursor
  ) -> Bool {
    let node = nodes[index]
    guard node.end == index + 2, nodes[index + 1].kind == .text else { return false }
    let literal = nodes[index + 1].literal
    guard node.url.hasSuffix(literal) || node.url.contains("%") || node.url.contains("&") else {
      return false
    }
    cursor.rewind(to: before)
    guard let open = cursor.find([60] + Array(literal.utf8) + [62]) else {
      cursor.rewind(to: bracket.map { $0 + 1 } ?? before)
      return false
    }
    let isFirst = bracket.map { open < $0 } ?? true
    if !isFirst { cursor.rewind(to: bracket.map { $0 + 1 } ?? before) }
    return isFirst
  }

  private mutating func codeSpan(_ literal: String, _ cursor: inout InlineCursor) -> Inline {
    let span = cursor.codeSpan(literal)
    guard literal.trimmed.hasPrefix("{=") else { return .code(literal) }
    let source: PlacedText
    if let span {
      guard span.ticks == 1 else { return .code(literal) }
      source = cursor.text.placed(span.content).trimmed
    } else {
      // Not found again: the block's first place is better than none.
      var unplaced = PlacedText(at: cursor.text.position(0))
      for scalar in literal.unicodeScalars { unplaced.append(scalar, cursor.text.position(0)) }
      source = unplaced.trimmed
    }
    let parsed = InlineValue.parse(source, path: template.path)
    for diagnostic in parsed.diagnostics { add(diagnostic) }
    guard let value = parsed.value else { return .code(literal) }
    if parsed.end < source.count {
      report(
        "expression-syntax", "an inline value fills its code span; nothing follows '}'",
        source.span(parsed.end..<source.count))
      return .code(literal)
    }
    return .value(value)
  }

  // MARK: Text

  /// Cuts references and footnote marks out of text.
  private mutating func text(
    _ literal: String, _ cursor: inout InlineCursor, inLink: Bool, into result: inout [Inline]
  ) {
    var bytes = Array(literal.utf8)
    if cursor.hasPrefix {
      cursor.hasPrefix = false
      if bytes.starts(with: [0xC2, 0xA0]) { bytes.removeFirst(2) }
      if bytes.isEmpty { return }
    }
    let before = cursor.offset
    let alignment = cursor.match(bytes)
    guard !inLink, bytes.contains(64) || bytes.contains(94) else {
      return result.append(.text(String(decoding: bytes, as: UTF8.self)))
    }
    func raw(_ offset: Int) -> Int { alignment?.raw(offset) ?? before }
    func isEscaped(_ offset: Int) -> Bool {
      guard let alignment, offset >= 0 else { return false }
      let at = alignment.raw(offset)
      return at > 0 && cursor.byte(at: at - 1) == 92
        && (offset == 0 || alignment.raw(offset - 1) != at - 1)
    }
    var start = 0
    func flush(_ end: Int, _ result: inout [Inline]) {
      if end > start { result.append(.text(String(decoding: bytes[start..<end], as: UTF8.self))) }
    }
    var index = 0
    while index < bytes.count {
      if bytes[index] == 64, let end = Self.reference(bytes, index), !isEscaped(index) {
        flush(index, &result)
        let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
        result.append(
          .reference(name: name, span: span(raw(index), raw(end - 1), alignment, cursor)))
        start = end
        index = end
      } else if bytes[index] == 91, let end = Self.footnoteMark(bytes, index), !isEscaped(index) {
        let label = String(decoding: bytes[(index + 2)..<(end - 1)], as: UTF8.self)
        let span = span(raw(index), raw(end - 1), alignment, cursor)
        if let number = footnotes.number(label, in: template.part(at: span.start)) {
          flush(index, &result)
          result.append(.footnote(label: label, number: number, span: span))
          start = end
        } else {
          report(
            "undefined-footnote", severity: .warning, "no footnote is defined as '\(label)'", span,
            hint: "define it in a line '[^\(label)]: …'")
        }
        index = end
      } else {
        index += 1
      }
    }
    flush(bytes.count, &result)
  }

  private func span(
    _ first: Int, _ last: Int, _ alignment: TextAlignment?, _ cursor: InlineCursor
  ) -> SourceSpan {
    alignment == nil
      ? cursor.text.span(first..<first) : cursor.text.span(first..<max(first, last + 1))
  }

  /// The end of `@fig-x` that begins at a word boundary.
  private static func reference(_ bytes: [UInt8], _ start: Int) -> Int? {
    if start > 0 {
      let before = bytes[start - 1]
      if Name.isNameByte(before) || before >= 0x80 || [46, 43, 64, 47, 37].contains(before) {
        return nil
      }
    }
    let rest = bytes[(start + 1)...]
    guard ["fig-", "tbl-", "sec-"].contains(where: { rest.starts(with: $0.utf8) }) else {
      return nil
    }
    var end = start + 5
    while end < bytes.count, Name.isNameByte(bytes[end]) { end += 1 }
    while end > start + 5, bytes[end - 1] == 45 { end -= 1 }
    return end > start + 5 ? end : nil
  }

  private static func footnoteMark(_ bytes: [UInt8], _ start: Int) -> Int? {
    guard start + 1 < bytes.count, bytes[start + 1] == 94 else { return nil }
    var end = start + 2
    while end < bytes.count, end - start < 104, Footnotes.isLabelByte(bytes[end]) { end += 1 }
    return end > start + 2 && end < bytes.count && bytes[end] == 93 ? end + 1 : nil
  }
}

extension PlacedText {
  /// Without white space at both ends.
  var trimmed: PlacedText {
    var range = 0..<count
    while let first = range.first, scalars[first].properties.isWhitespace {
      range = range.dropFirst()
    }
    while let last = range.last, scalars[last].properties.isWhitespace { range = range.dropLast() }
    return range.count == count ? self : slice(range)
  }
}
