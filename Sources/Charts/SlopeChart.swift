public import Markup

/// Two metrics side by side, one line for each model: where the ranking turns over, lines cross.
///
/// Each axis has its own scale, and both ends of each line carry their number. An undefined value
/// is listed as "n/a" under its axis, without a line.
public struct SlopeChart: Sendable {
  /// One model.
  public struct Item: Sendable, Hashable {
    /// What the reader calls it.
    public var name: String
    /// Its look, the same in every figure.
    public var slot: SeriesSlot
    /// The value on the left axis; `nil` is undefined.
    public var left: Double?
    /// The value on the right axis; `nil` is undefined.
    public var right: Double?
    /// The left value as it is to be read.
    public var leftText: String
    /// The right value as it is to be read.
    public var rightText: String
    /// Whether it is the rule to beat, drawn dotted and grey.
    public var isReference: Bool
    /// Whether it belongs to the reversal that the chart is about; the others are grey.
    public var isHighlighted: Bool

    /// Describes a model.
    public init(
      name: String, slot: SeriesSlot, left: Double?, right: Double?, leftText: String,
      rightText: String, isReference: Bool = false, isHighlighted: Bool = false
    ) {
      self.name = name
      self.slot = slot
      self.left = left.flatMap { $0.isFinite ? $0 : nil }
      self.right = right.flatMap { $0.isFinite ? $0 : nil }
      self.leftText = leftText
      self.rightText = rightText
      self.isReference = isReference
      self.isHighlighted = isHighlighted
    }
  }

  /// Title and description.
  public var text: ChartText
  /// The name of the left metric.
  public var leftLabel: String
  /// The name of the right metric.
  public var rightLabel: String
  /// The models.
  public var items: [Item]
  /// What the left axis spans; `nil` is the values' own range.
  public var leftDomain: ClosedRange<Double>?
  /// What the right axis spans; `nil` is the values' own range.
  public var rightDomain: ClosedRange<Double>?

  /// Describes a slope chart.
  public init(
    text: ChartText, leftLabel: String, rightLabel: String, items: [Item],
    leftDomain: ClosedRange<Double>? = nil, rightDomain: ClosedRange<Double>? = nil
  ) {
    self.text = text
    self.leftLabel = leftLabel
    self.rightLabel = rightLabel
    self.items = items
    self.leftDomain = leftDomain
    self.rightDomain = rightDomain
  }

  private struct Side {
    let values: [Double?]
    let pixels: [Double]
    let labels: [Double]
  }

  private func side(_ values: [Double?], _ domain: ClosedRange<Double>?, _ box: Box) -> Side {
    let known = values.compactMap { $0 }
    let hasGap = values.contains { $0 == nil }
    let bottom = box.bottom - (hasGap ? 34 : 0)
    let low = domain?.lowerBound ?? known.min() ?? 0
    let high = domain?.upperBound ?? known.max() ?? 1
    let scale = Scale(kind: .linear, low: low, high: high, start: bottom, end: box.y)
    let pixels = values.map { $0.flatMap { scale.pixel($0) } ?? box.bottom }
    let labels = LabelPlacement.spread(pixels, gap: 18, within: box.y...max(box.bottom, box.y + 1))
    return Side(values: values, pixels: pixels, labels: labels)
  }

  /// The drawing; `id` must be unique on its page.
  public func svg(id: String) -> Element {
    let height = max(200, Double(items.count) * 30)
    // Only as wide as its labels ask for, so that short names leave it readable on a phone.
    let margin = margin
    let gap = 150 + (margin - 110) * 4 / 7
    let box = Box(x: margin, y: 44, width: gap, height: height)
    let width = margin * 2 + gap
    let left = side(items.map(\.left), leftDomain, box)
    let right = side(items.map(\.right), rightDomain, box)
    var nodes = [
      Drawing.text(
        TextMetrics.fit(leftLabel, width: margin - 6, size: 13, bold: true), x: box.x, y: 20,
        size: 13,
        anchor: .end, bold: true),
      Drawing.text(
        TextMetrics.fit(rightLabel, width: margin - 6, size: 13, bold: true), x: box.right, y: 20,
        size: 13, bold: true),
      Drawing.line(box.x, box.y - 12, box.x, box.bottom + 10, style: "axis"),
      Drawing.line(box.right, box.y - 12, box.right, box.bottom + 10, style: "axis"),
    ]
    // Grey first, colour on top.
    let order =
      items.indices.filter { !items[$0].isHighlighted }
      + items.indices.filter { items[$0].isHighlighted }
    for index in order { nodes += line(index, left, right, box) }
    for index in order { nodes += ends(index, left, right, box) }
    return Canvas.svg(
      id: id, text: text, width: width, height: box.bottom + 20,
      kind: width <= 440 ? "square" : width <= 540 ? "medium" : "wide", nodes)
  }

  /// The room that the longest label needs beside an axis, within bounds.
  private var margin: Double {
    let widths =
      items.flatMap { item in
        [item.leftText, item.rightText].map { number in
          TextMetrics.width(item.name, size: 13, bold: true)
            + min(150, TextMetrics.width(number, size: 13, bold: true)) + 40
        }
      } + [leftLabel, rightLabel].map { TextMetrics.width($0, size: 13, bold: true) + 12 }
    return min(245, max(110, (widths.max() ?? 0).rounded(.up)))
  }

  private func line(_ index: Int, _ left: Side, _ right: Side, _ box: Box) -> [Node] {
    guard left.values[index] != nil, right.values[index] != nil else { return [] }
    let item = items[index]
    let style = item.slot.style
    let isColoured = item.isHighlighted && !item.isReference
    return [
      Drawing.line(
        box.x, left.pixels[index], box.right, right.pixels[index],
        style: isColoured ? style.strokeClass : item.isReference ? "s0" : "quiet",
        width: isColoured ? 2.6 : 1.5,
        dash: item.isReference ? "2 3" : isColoured ? style.dash : nil)
    ]
  }

  private func ends(_ index: Int, _ left: Side, _ right: Side, _ box: Box) -> [Node] {
    let item = items[index]
    let isColoured = item.isHighlighted && !item.isReference
    let style = isColoured ? item.slot.style : SeriesSlot.baseline.style
    let ink = isColoured ? style.textClass : "muted"
    var nodes: [Node] = []
    for (side, x, sign) in [(left, box.x, -1.0), (right, box.right, 1.0)] {
      let isDefined = side.values[index] != nil
      let y = side.labels[index]
      let textX = x + sign * 22
      if isDefined {
        if abs(side.pixels[index] - y) > 1.5 {
          nodes.append(
            Drawing.line(x + sign * 5, side.pixels[index], x + sign * 19, y, style: "leader"))
        }
        nodes.append(
          Drawing.marker(style, at: Point(x, side.pixels[index]), radius: isColoured ? 5 : 3.5))
      }
      let number = isDefined ? (sign < 0 ? item.leftText : item.rightText) : text.words.undefined
      let numberWidth = TextMetrics.width(number, size: 13, bold: true)
      let name = TextMetrics.fitName(
        item.name, width: max(box.x - 34 - min(numberWidth, 150), 20), size: 13, bold: isColoured)
      let anchor: TextAnchor = sign < 0 ? .end : .start
      nodes.append(
        Drawing.text(
          TextMetrics.fit(number, width: 150, size: 13, bold: true), x: textX, y: y + 4.5, size: 13,
          anchor: anchor, style: ink, bold: true))
      nodes.append(
        Drawing.text(
          name, x: textX + sign * (min(numberWidth, 150) + 8), y: y + 4.5, size: 13, anchor: anchor,
          style: ink, bold: isColoured))
    }
    return nodes
  }
}
