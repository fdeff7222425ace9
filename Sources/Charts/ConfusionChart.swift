public import Markup

/// A confusion matrix: rows are the actual classes, columns the predicted ones.
///
/// A cell shows the count, its share of the row and, for two classes, a word. The heat is the share
/// of the row, so that the majority's cell does not drown the rest. A row without members has
/// undefined shares, printed "n/a".
public struct ConfusionChart: Sendable {
  /// Title and description.
  public var text: ChartText
  /// The classes, in the order of rows and columns.
  public var classes: [String]
  /// Counts by actual row and predicted column; missing cells count as 0.
  public var counts: [[Int]]
  /// A word for each cell, such as Caught or Missed; `nil` leaves it out.
  public var words: [[String]]?

  /// Describes a confusion matrix.
  public init(text: ChartText, classes: [String], counts: [[Int]], words: [[String]]? = nil) {
    self.text = text
    self.classes = classes
    self.counts = counts
    self.words = words
  }

  /// The words of a two-class matrix whose first class is the positive one.
  public static let alarmWords = ChartWords().alarms

  private func count(_ row: Int, _ column: Int) -> Int {
    row < counts.count && column < counts[row].count
      ? min(max(0, counts[row][column]), 1_000_000_000_000_000) : 0
  }

  /// The drawing; `id` must be unique on its page.
  public func svg(id: String) -> Element {
    let k = classes.count
    let isSmall = k <= 3
    let labelWidth = min(
      max(
        70,
        (classes.map { TextMetrics.width($0, size: 13, bold: true) }.max() ?? 0)
          + (isSmall ? 14 : 34)), isSmall ? 160 : 150)
    let totalWidth = isSmall ? 96.0 : 66
    let top = 44.0
    let cell = Box(
      x: labelWidth, y: top,
      width: min((640 - labelWidth - totalWidth) / Double(max(k, 1)), isSmall ? 170 : 92),
      height: isSmall ? 86 : k <= 6 ? 52 : 38)
    let width = isSmall ? max(labelWidth + cell.width * Double(k) + totalWidth, 360) : 640
    // Column heads are numbered like their rows where many do not fit, or two cut short look alike.
    let fitted = classes.map { TextMetrics.fit($0, width: cell.width - 6, size: 13, bold: true) }
    let isNumbered =
      !isSmall && Set(fitted).count < classes.count
      || cell.width < 62 && fitted != classes
    var nodes = heads(cell, isNumbered, labelWidth)
    for row in 0..<k { nodes += self.row(row, cell, isNumbered) }
    nodes += totals(cell, top + Double(k) * cell.height)
    let height = top + Double(k) * cell.height + 30
    return Canvas.svg(
      id: id, text: text, width: width, height: height, kind: isSmall ? "medium" : "wide", nodes)
  }

  private func heads(_ cell: Box, _ isNumbered: Bool, _ labelWidth: Double) -> [Node] {
    let k = Double(classes.count)
    var nodes = [
      Drawing.text(text.words.actual, x: 2, y: 34, style: "muted"),
      Drawing.text(text.words.predicted, x: cell.x + 4, y: 13, style: "muted"),
    ]
    for (index, name) in classes.enumerated() {
      let label = isNumbered ? String(index + 1) : name
      nodes.append(
        Drawing.text(
          TextMetrics.fit(label, width: cell.width - 6, size: 13, bold: true),
          x: cell.x + (Double(index) + 0.5) * cell.width, y: 34, size: 13,
          anchor: .middle, bold: true))
    }
    let end = cell.x + k * cell.width
    nodes.append(Drawing.text(text.words.total, x: end + 10, y: 34, style: "muted"))
    return nodes
  }

  private func row(_ row: Int, _ cell: Box, _ isNumbered: Bool) -> [Node] {
    let total = (0..<classes.count).reduce(0) { $0 + count(row, $1) }
    let y = cell.y + Double(row) * cell.height
    let name = isNumbered ? "\(row + 1)  \(classes[row])" : classes[row]
    let lines = TextMetrics.wrap(name, width: (cell.x - 8) / 1.12, size: 13, lines: 2)
    var nodes = lines.enumerated().map { index, line in
      let offset = (Double(index) - Double(lines.count - 1) / 2) * 16
      return Drawing.text(
        line, x: 2, y: y + cell.height / 2 + 4.5 + offset, size: 13, bold: true)
    }
    for column in classes.indices {
      let value = count(row, column)
      let share = total > 0 ? Double(value) / Double(total) : nil
      let box = Box(
        x: cell.x + Double(column) * cell.width + 1, y: y + 1, width: cell.width - 2,
        height: cell.height - 2)
      let mark = CellMark(box, heat: share)
      nodes.append(mark.draw())
      nodes += inside(mark, value, share, word: word(row, column))
    }
    let end = cell.x + Double(classes.count) * cell.width
    nodes.append(
      Drawing.text(
        shown(total, room: 80, size: 13), x: end + 10, y: y + cell.height / 2 + 4.5, size: 13))
    return nodes
  }

  private func word(_ row: Int, _ column: Int) -> String? {
    guard let words, row < words.count, column < words[row].count else { return nil }
    return words[row][column]
  }

  private func shown(_ value: Int, room: Double, size: Double) -> String {
    let full = text.words.number(NumberText.count(value))
    return TextMetrics.width(full, size: size, bold: true) <= room
      ? full : text.words.number(NumberText.compactCount(value))
  }

  private func inside(_ mark: CellMark, _ value: Int, _ share: Double?, word: String?) -> [Node] {
    let box = mark.box
    let percent = text.words.number(NumberText.percent(share))
    var lines: [(text: String, size: Double, isBold: Bool)] = []
    let big = box.height > 70 ? 24.0 : box.height > 40 ? 14 : 12
    lines.append((shown(value, room: box.width - 4, size: big), big, true))
    if box.height > 40, TextMetrics.width(percent, size: 12) <= box.width - 4 {
      lines.append(
        (
          percent + (box.height > 70 && share != nil ? " " + text.words.ofRow : ""),
          box.height > 70 ? 13 : 12,
          false
        ))
    }
    if box.height > 70, let word {
      lines.append((TextMetrics.fit(word, width: box.width - 8, size: 13), 13, false))
    }
    let heights = lines.map { $0.size * 1.3 }
    var y = box.y + (box.height - heights.reduce(0, +)) / 2
    return zip(lines, heights).map { line, height in
      y += height
      return Drawing.text(
        TextMetrics.fit(line.text, width: box.width - 2, size: line.size, bold: line.isBold),
        x: box.middle, y: y - line.size * 0.3, size: line.size, anchor: .middle, style: mark.ink,
        bold: line.isBold)
    }
  }

  private func totals(_ cell: Box, _ bottom: Double) -> [Node] {
    let k = classes.count
    var nodes = [Drawing.text(text.words.total, x: 2, y: bottom + 19, style: "muted")]
    var all = 0
    for column in 0..<k {
      let total = (0..<k).reduce(0) { $0 + count($1, column) }
      all += total
      nodes.append(
        Drawing.text(
          shown(total, room: cell.width - 4, size: 13),
          x: cell.x + (Double(column) + 0.5) * cell.width,
          y: bottom + 19, size: 13, anchor: .middle))
    }
    nodes.append(
      Drawing.text(
        shown(all, room: 80, size: 13), x: cell.x + Double(k) * cell.width + 10, y: bottom + 19,
        size: 13))
    return nodes
  }
}
