public import Markup

/// Values with intervals on one axis, a row each: a forest plot, fold scores, a dumbbell.
public struct DotChart: Sendable {
  /// One row.
  public struct Row: Sendable {
    /// What the row is about.
    public var name: String
    /// The value; `nil` is undefined and printed as "n/a".
    public var value: Double?
    /// The interval's low end.
    public var low: Double?
    /// The interval's high end.
    public var high: Double?
    /// The number as it is to be read.
    public var text: String
    /// The row's look.
    public var slot: SeriesSlot
    /// A second value, joined to the first: before and after.
    public var other: Double?
    /// Single values behind the mean, such as fold scores; drawn small and pale.
    public var points: [Double]

    /// Describes a row.
    public init(
      name: String, value: Double?, low: Double? = nil, high: Double? = nil, text: String = "",
      slot: SeriesSlot = .one, other: Double? = nil, points: [Double] = []
    ) {
      self.name = name
      self.value = value.flatMap { $0.isFinite ? $0 : nil }
      self.low = low.flatMap { $0.isFinite ? $0 : nil }
      self.high = high.flatMap { $0.isFinite ? $0 : nil }
      self.text = text
      self.slot = slot
      self.other = other.flatMap { $0.isFinite ? $0 : nil }
      self.points = points.filter(\.isFinite)
    }
  }

  /// Title and description.
  public var text: ChartText
  /// The rows from top to bottom.
  public var rows: [Row]
  /// The axis all rows share.
  public var axis: Axis
  /// A value to compare with, and what it is.
  public var reference: (value: Double, label: String)?

  /// Describes a dot chart.
  public init(
    text: ChartText, rows: [Row], axis: Axis, reference: (value: Double, label: String)? = nil
  ) {
    self.text = text
    self.rows = rows
    self.axis = axis
    self.reference = reference
  }

  /// The drawing; `id` must be unique on its page.
  public func svg(id: String) -> Element {
    let left = min((rows.map { TextMetrics.width($0.name, size: 13) }.max() ?? 0) + 16, 200)
    let right = min(
      max((rows.map { TextMetrics.width($0.text, size: 12) }.max() ?? 0) + 18, 46), 220)
    var values = rows.flatMap { row in
      [row.value, row.low, row.high, row.other].compactMap { $0 } + row.points
    }
    if let reference { values.append(reference.value) }
    let top = reference?.label.isEmpty == false ? 26.0 : 8
    let bottom = top + Double(max(rows.count, 1)) * 28
    let x = axis.scale(for: values, from: left + 6, to: 640 - right - 6)
    // Rows count downwards; a row's middle is its index and a half.
    let frame = Frame(
      x: x,
      y: Scale(
        kind: .linear, low: 0, high: Double(max(rows.count, 1)), start: top, end: bottom))
    let box = Box(x: left, y: top, width: 640 - right - left, height: bottom - top)
    var nodes = AxisDrawing(axis, x, horizontal: true, most: 7, words: text.words)
      .drawHorizontal(box, grid: true, canvas: 640)
    nodes.append(AxisDrawing.baseline(box))
    nodes += referenceLine(frame, box)
    for (index, row) in rows.enumerated() { nodes += draw(row, Double(index) + 0.5, frame, box) }
    return Canvas.svg(
      id: id, text: text, width: 640, height: bottom + (axis.label.isEmpty ? 24 : 42),
      kind: "wide", nodes)
  }

  private func referenceLine(_ frame: Frame, _ box: Box) -> [Node] {
    guard let reference, frame.x.contains(reference.value), let x = frame.x.pixel(reference.value)
    else { return [] }
    let label = TextMetrics.fit(reference.label, width: 600, size: Drawing.small)
    let half = TextMetrics.width(label, size: Drawing.small) / 2
    let at = min(max(x, half + 2), 638 - half)
    return [
      Drawing.line(x, box.y - 6, x, box.bottom, style: "s0", width: 1.5, dash: "2 3"),
      Drawing.text(label, x: at, y: box.y - 11, anchor: .middle, style: "muted"),
    ]
  }

  private func draw(_ row: Row, _ middle: Double, _ frame: Frame, _ box: Box) -> [Node] {
    let y = frame.y.pixel(middle) ?? 0
    let style = row.slot.style
    var nodes = [
      Drawing.text(
        TextMetrics.fitName(row.name, width: box.x - 14, size: 13), x: box.x - 10, y: y + 4.5,
        size: 13,
        anchor: .end, style: row.slot == .baseline ? "muted" : "ink")
    ]
    for point in row.points {
      guard let x = frame.x.pixel(point) else { continue }
      nodes.append(
        .tag(
          "circle",
          [
            "class": style.fillClass, "cx": NumberText.coordinate(x, 1),
            "cy": NumberText.coordinate(y, 1), "r": "3", "fill-opacity": ".35",
          ], []))
    }
    if let low = row.low, let high = row.high {
      nodes += WhiskerMark(at: middle, low: low, high: high, direction: .horizontal, slot: row.slot)
        .draw(in: frame)
    }
    if let value = row.value, let other = row.other, let from = frame.x.pixel(other),
      let to = frame.x.pixel(value)
    {
      nodes.append(Drawing.line(from, y, to, y, style: style.strokeClass, width: 2))
      nodes.append(
        .tag(
          "circle",
          [
            "class": "pf \(style.strokeClass)", "cx": NumberText.coordinate(from, 1),
            "cy": NumberText.coordinate(y, 1), "r": "4", "stroke-width": "1.6",
          ], []))
    }
    if let value = row.value {
      nodes += DotMark([(value, middle)], slot: row.slot, radius: 5).draw(in: frame)
    }
    let text = row.value == nil ? self.text.words.undefined : row.text
    nodes.append(
      Drawing.text(
        TextMetrics.fit(text, width: 640 - box.right - 12, size: 12), x: box.right + 10, y: y + 4.2,
        style: row.value == nil ? "muted" : "ink"))
    return nodes
  }
}
