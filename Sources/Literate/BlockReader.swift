extension DocumentReader {
  /// Reads lines as CommonMark.
  mutating func blocks(_ region: Region) -> [Block] {
    let tree = CommonMark(region.joined)
    guard !tree.nodes.isEmpty else { return [] }
    claimHeadingIDs(tree, region)
    return children(0, Context(nodes: tree.nodes, region: region))
  }

  /// What a block's reader has to know.
  struct Context {
    let nodes: [MarkNode]
    let region: Region
    /// The number of block quotes around.
    var quotes = 0
    var depth = 1

    func deeper(quotes added: Int = 0) -> Context {
      Context(nodes: nodes, region: region, quotes: quotes + added, depth: depth + 1)
    }

    /// A node's place; its end is the end of its last line.
    func span(_ node: MarkNode) -> SourceSpan {
      guard let first = region.line(node.startLine) else {
        return SourceSpan(line: 1, column: 1, length: 0)
      }
      let start = first.position(node.startColumn - 1)
      let end = region.line(max(node.startLine, node.endLine))?.end ?? start
      return SourceSpan(start: start, end: end)
    }

    /// The text of a node's lines without the marks of the quotes and lists around it.
    func text(_ node: MarkNode, through last: Int) -> BlockText {
      var result = BlockText()
      for number in node.startLine...max(node.startLine, last) {
        guard region.lines.indices.contains(number - 1) else { break }
        let line = region.lines[number - 1]
        let offset = number == node.startLine ? node.startColumn - 1 : stripped(line)
        let rest = line.dropping(offset)
        if number > node.startLine {
          result.appendNewline(at: region.lines[number - 2].end)
        }
        result.append(rest.bytes, at: rest.position(0))
      }
      return result
    }

    /// The offset of a continuation line's text.
    func stripped(_ line: RegionLine) -> Int {
      var offset = 0
      func skipSpace() {
        while offset < line.bytes.count,
          [32, 9].contains(line.bytes[line.bytes.startIndex + offset])
        {
          offset += 1
        }
      }
      for _ in 0..<quotes {
        skipSpace()
        guard offset < line.bytes.count, line.bytes[line.bytes.startIndex + offset] == 62 else {
          break
        }
        offset += 1
      }
      skipSpace()
      return offset
    }
  }

  mutating func children(_ parent: Int, _ context: Context) -> [Block] {
    var result: [Block] = []
    var index = parent + 1
    let end = context.nodes[parent].end
    while index < end {
      result += block(index, context)
      index = context.nodes[index].end
    }
    return result
  }

  private mutating func block(_ index: Int, _ context: Context) -> [Block] {
    let node = context.nodes[index]
    let span = context.span(node)
    guard context.depth <= Self.maximumDepth else {
      tooDeep(at: span.start)
      return []
    }
    switch node.kind {
    case .paragraph: return paragraph(index, context)
    case .heading: return [heading(index, context)]
    case .quote: return [quote(index, context)]
    case .list:
      var items: [[Block]] = []
      var item = index + 1
      while item < node.end {
        items.append(children(item, context.deeper()))
        item = context.nodes[item].end
      }
      return [
        .list(
          List(
            ordered: node.isOrdered, start: node.number, tight: node.isTight, items: items,
            span: span))
      ]
    case .code: return code(node, context)
    case .rule: return [.rule]
    case .html:
      warnOfHTML(node.literal, span)
      return []
    default: return []
    }
  }

  /// Comments go unseen anyway; everything else was meant to show.
  mutating func warnOfHTML(_ html: String, _ span: SourceSpan) {
    let trimmed = html.trimmed
    if trimmed.hasPrefix("<!--"), trimmed.hasSuffix("-->") { return }
    report(
      "raw-html", severity: .warning, "raw HTML is left out of a report", span,
      hint: "write Markdown, or put it in a code span to show it")
  }

  private mutating func paragraph(_ index: Int, _ context: Context) -> [Block] {
    let node = context.nodes[index]
    let text = context.text(node, through: node.endLine)
    if let table = table(text, context) { return table }
    let inlines = self.inlines(index, context, text.withoutLinkDefinitions)
    return inlines.isEmpty ? [] : [.paragraph(inlines, span: context.span(node))]
  }

  private mutating func quote(_ index: Int, _ context: Context) -> Block {
    let node = context.nodes[index]
    let span = context.span(node)
    let inner = context.deeper(quotes: 1)
    let first = index + 1
    guard first < node.end, context.nodes[first].kind == .paragraph else {
      return .quote(children(index, inner), span: span)
    }
    let text = inner.text(context.nodes[first], through: context.nodes[first].endLine)
    guard let callout = Callout(text) else { return .quote(children(index, inner), span: span) }
    guard Callout.kinds.contains(callout.kind.value) else {
      report(
        "unknown-callout", severity: .warning,
        "a callout is one of \(Callout.kinds.joined(separator: ", ")); found '\(callout.kind.value)'",
        callout.kind.span,
        meant: suggestion(for: callout.kind.value, among: Callout.kinds)?.uppercased(),
        replacing: callout.word)
      return .quote(children(index, inner), span: span)
    }
    var blocks: [Block] = []
    if let body = callout.body {
      let inlines = self.inlines(of: body, depth: context.depth + 2)
      if !inlines.isEmpty {
        blocks.append(.paragraph(inlines, span: body.span(0..<body.bytes.count)))
      }
    }
    var next = context.nodes[first].end
    while next < node.end {
      blocks += block(next, inner)
      next = context.nodes[next].end
    }
    let title = callout.title.map { self.inlines(of: $0, depth: context.depth + 2) }
    return .callout(kind: callout.kind.value, title: title, blocks, span: span)
  }
}

/// The head of a `> [!NOTE]` box.
struct Callout {
  let kind: Located<String>
  /// The kind's word without the signs around it.
  let word: SourceSpan
  let title: BlockText?
  let body: BlockText?

  static let kinds = ["note", "tip", "important", "warning", "caution"]

  init?(_ text: BlockText) {
    let lines = text.lineRanges()
    let bytes = text.bytes
    guard let first = lines.first, bytes[first].starts(with: [91, 33]),
      let close = bytes[first].firstIndex(of: 93), close > first.lowerBound + 2,
      bytes[(first.lowerBound + 2)..<close].allSatisfy({
        PlainScalar.isWordStart($0) && $0 != UInt8(ascii: "_")
      })
    else { return nil }
    let word = first.lowerBound + 2..<close
    self.word = text.span(word)
    kind = Located(
      String(decoding: bytes[word], as: UTF8.self).lowercased(),
      span: text.span(first.lowerBound..<close + 1))
    var rest = close + 1..<first.upperBound
    while let byte = bytes[rest].first, byte == 32 || byte == 9 { rest = rest.dropFirst() }
    title = rest.isEmpty ? nil : text.slice(rest)
    body = lines.count > 1 ? text.slice(lines[1].lowerBound..<bytes.count) : nil
  }
}

extension BlockText {
  /// The text after the link definitions that a paragraph began with: cmark keeps their lines in its place.
  var withoutLinkDefinitions: BlockText {
    guard bytes.first == 91 else { return self }
    var start = 0
    for line in lineRanges() {
      guard let close = bytes[line].firstIndex(of: 93), close + 1 < line.upperBound,
        bytes[line].first == 91, bytes[close + 1] == 58
      else { break }
      start = min(line.upperBound + 1, bytes.count)
    }
    return start == 0 ? self : slice(start..<bytes.count)
  }
}
