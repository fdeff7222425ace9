extension DocumentReader {
  /// A code block: a directive when its info string holds braces.
  mutating func code(_ node: MarkNode, _ context: Context) -> [Block] {
    let span = context.span(node)
    guard let first = context.region.line(node.startLine) else { return [] }
    let opening = first.dropping(node.startColumn - 1)
    guard let fence = Fence(opening, literal: node.literal) else {
      return [.code(language: nil, text: node.literal, span: span)]
    }
    let isClosed = isClosed(node, fence, context)
    if !isClosed {
      report(
        "unclosed-fence", "a fence that opens has to close",
        SourceSpan(start: opening.position(0), end: opening.position(fence.length)),
        hint:
          "end the block with a line \(String(decoding: [UInt8](repeating: fence.byte, count: fence.length), as: UTF8.self))"
      )
    }
    guard fence.info.bytes.contains(where: { $0 == 123 || $0 == 125 }) else {
      let word = fence.info.bytes.prefix { $0 != 32 && $0 != 9 }
      return [
        .code(
          language: word.isEmpty ? nil : String(decoding: word, as: UTF8.self), text: node.literal,
          span: span)
      ]
    }
    var info = FenceInfo(fence.info, path: template.path)
    info.parse()
    for diagnostic in info.diagnostics { add(diagnostic) }
    guard let verb = info.verb else {
      return [.code(language: nil, text: node.literal, span: span)]
    }
    let last = max(node.startLine, min(node.endLine, context.region.lines.count))
    let body = isClosed ? body(node, context) : []
    let inner = body.first { line in
      let text = line.dropping(line.indent)
      return text.bytes.prefix { $0 == fence.byte }.count >= fence.length
        && text.bytes.contains(123)
    }
    if let inner {
      report(
        "unclosed-fence",
        "a directive that opens has to close; the next one begins on line \(inner.line)",
        SourceSpan(start: opening.position(0), end: opening.position(fence.length)),
        hint:
          "end this one with a line \(String(decoding: [UInt8](repeating: fence.byte, count: fence.length), as: UTF8.self)) before it"
      )
    }
    let options = inner == nil ? options(body) : []
    var source: [UInt8] = []
    for number in node.startLine...last {
      if number > node.startLine { source.append(10) }
      source.append(contentsOf: template.lineBytes(context.region.lines[number - 1].line))
    }
    return [
      .directive(
        DirectiveNode(
          verb: verb, subtype: info.subtype, name: info.name, options: options, span: span,
          sourceText: String(decoding: source, as: UTF8.self)))
    ]
  }

  private func isClosed(_ node: MarkNode, _ fence: Fence, _ context: Context) -> Bool {
    guard node.endLine > node.startLine, let line = context.region.line(node.endLine) else {
      return false
    }
    let rest = line.bytes.dropFirst(context.stripped(line))
    let marks = rest.prefix { $0 == fence.byte }.count
    return marks >= fence.length && rest.dropFirst(marks).allSatisfy { $0 == 32 || $0 == 9 }
  }

  /// The lines between the fences, each without the containers' marks that cmark took away.
  private func body(_ node: MarkNode, _ context: Context) -> [RegionLine] {
    var result: [RegionLine] = []
    var number = node.startLine + 1
    for literal in node.literal.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      guard number < node.endLine, context.region.lines.indices.contains(number - 1) else { break }
      let line = context.region.lines[number - 1]
      let wanted = Array(literal)
      if line.bytes.count >= wanted.count, line.bytes.suffix(wanted.count).elementsEqual(wanted) {
        result.append(line.dropping(line.bytes.count - wanted.count))
      } else {
        // A tab that was cut in two stands for more columns than it has; only its end is known, so
        // that the first column may lie before the line.
        result.append(
          RegionLine(
            bytes: wanted[...], line: line.line, column: line.end.column - scalarCount(wanted[...]))
        )
      }
      number += 1
    }
    return result
  }

  private mutating func options(_ body: [RegionLine]) -> [Option] {
    guard body.contains(where: { !$0.isBlank }) else { return [] }
    var reader = YamlReader(body, path: template.path)
    let setting = reader.read()
    for diagnostic in reader.diagnostics { add(diagnostic) }
    guard let setting else { return [] }
    switch setting.value {
    case .mapping(let entries): return entries
    case .null where setting.written?.isEmpty ?? true: return []
    default:
      report(
        "yaml-not-mapping", "a directive's body is a mapping of options to values", setting.span,
        hint: "write 'option: value' lines")
      return []
    }
  }
}

/// The opening line of a fenced code block.
struct Fence {
  let byte: UInt8
  let length: Int
  /// The rest of the line as written: cmark's copy has its escapes undone.
  let info: RegionLine

  /// `nil` for an indented code block, whose literal holds its first line too.
  init?(_ line: RegionLine, literal: String) {
    guard let byte = line.bytes.first, byte == 96 || byte == 126 else { return nil }
    let length = line.bytes.prefix { $0 == byte }.count
    guard length >= 3, !literal.utf8.starts(with: line.bytes) else { return nil }
    self.byte = byte
    self.length = length
    let rest = line.dropping(length)
    var trimmed = rest.dropping(rest.indent)
    while let last = trimmed.bytes.last, last == 32 || last == 9 {
      trimmed.bytes = trimmed.bytes.dropLast()
    }
    info = trimmed
  }
}
