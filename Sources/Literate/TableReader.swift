extension DocumentReader {
  /// A paragraph's blocks if a pipe table stands in it: what comes before it, and the table.
  mutating func table(_ text: BlockText, _ context: Context) -> [Block]? {
    guard text.bytes.contains(124) || text.bytes.contains(45), text.bytes.contains(10) else {
      return nil
    }
    let lines = text.lineRanges()
    for index in lines.indices.dropLast() {
      guard let alignments = PipeRow.alignments(text.bytes[lines[index + 1]]) else { continue }
      let header = PipeRow.cells(text, lines[index])
      guard header.count == alignments.count,
        text.bytes[lines[index]].contains(124) || text.bytes[lines[index + 1]].contains(124)
      else { continue }
      var result: [Block] = []
      if index > 0 {
        let before = text.slice(0..<lines[index].lowerBound - 1)
        let inlines = inlines(of: before.withoutLinkDefinitions, depth: context.depth)
        if !inlines.isEmpty {
          result.append(.paragraph(inlines, span: before.span(0..<before.bytes.count)))
        }
      }
      var rows: [[[Inline]]] = []
      for line in lines[(index + 2)...] {
        var cells = PipeRow.cells(text, line).prefix(alignments.count).map {
          self.inlines(of: $0, depth: context.depth)
        }
        while cells.count < alignments.count { cells.append([]) }
        rows.append(cells)
      }
      let head = header.map { self.inlines(of: $0, depth: context.depth) }
      result.append(
        .table(
          PipeTable(alignments: alignments, header: head, rows: rows),
          span: text.span(lines[index].lowerBound..<text.bytes.count)))
      return result
    }
    return nil
  }
}

/// A line of a pipe table.
enum PipeRow {
  /// The columns' alignments when this is the line below a header.
  static func alignments(_ line: ArraySlice<UInt8>) -> [PipeTable.Alignment]? {
    guard line.contains(45), line.allSatisfy({ [32, 9, 45, 58, 124].contains($0) }) else {
      return nil
    }
    var rest = trim(line)
    if rest.first == 124 { rest = rest.dropFirst() }
    if rest.last == 124 { rest = rest.dropLast() }
    var result: [PipeTable.Alignment] = []
    for cell in rest.split(separator: 124, omittingEmptySubsequences: false) {
      let mark = trim(cell)
      let dashes = mark.drop { $0 == 58 }.prefix { $0 == 45 }
      let left = mark.first == 58
      let right = mark.last == 58
      guard !dashes.isEmpty, mark.count == dashes.count + (left ? 1 : 0) + (right ? 1 : 0) else {
        return nil
      }
      result.append(left ? (right ? .center : .left) : (right ? .right : .none))
    }
    return result.count <= 200 ? result : nil
  }

  /// The cells of a line. A pipe in a code span parts nothing, an escaped one stands for itself.
  static func cells(_ text: BlockText, _ line: Range<Int>) -> [BlockText] {
    let bytes = Array(text.bytes[line])
    let spans = CodeSpans.find(in: bytes)
    var nextSpan = 0
    var cuts: [Int] = []
    var index = 0
    while index < bytes.count {
      if nextSpan < spans.count, spans[nextSpan].range.lowerBound == index {
        index = spans[nextSpan].range.upperBound
        nextSpan += 1
      } else if bytes[index] == 92 {
        index += 2
      } else {
        if bytes[index] == 124 { cuts.append(index) }
        index += 1
      }
      while nextSpan < spans.count, spans[nextSpan].range.lowerBound < index { nextSpan += 1 }
    }
    var ranges: [Range<Int>] = []
    var start = 0
    for cut in cuts {
      ranges.append(start..<cut)
      start = cut + 1
    }
    ranges.append(start..<bytes.count)
    func isBlank(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy { $0 == 32 || $0 == 9 } }
    if ranges.count > 1, let first = ranges.first, isBlank(first) { ranges.removeFirst() }
    if ranges.count > 1, let last = ranges.last, isBlank(last) { ranges.removeLast() }
    return ranges.map { range in
      let cell = trim(bytes[range])
      return unescaped(
        text.slice(line.lowerBound + cell.startIndex..<line.lowerBound + cell.endIndex))
    }
  }

  /// `\|` becomes `|`, also inside code.
  private static func unescaped(_ cell: BlockText) -> BlockText {
    var cuts: [Int] = []
    for index in cell.bytes.indices.dropLast() where cell.bytes[index] == 92 {
      if cell.bytes[index + 1] == 124 { cuts.append(index) }
    }
    if cuts.isEmpty { return cell }
    var result = BlockText()
    var start = 0
    for cut in cuts {
      result.append(cell.bytes[start..<cut], at: cell.position(start))
      start = cut + 1
    }
    result.append(cell.bytes[start...], at: cell.position(start))
    return result
  }

  private static func trim(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes.drop { $0 == 32 || $0 == 9 }
    while let last = rest.last, last == 32 || last == 9 { rest = rest.dropLast() }
    return rest
  }
}
