public import Markup

/// Counts as horizontal bars in groups: a class distribution, before and after resampling.
///
/// The full count, the share and a note stand beside each bar, so that a logarithmic scale cannot
/// mislead. A count above zero is never drawn as nothing; zero is drawn as no bar.
public struct BarChart: Sendable {
  /// One bar: a class in a group.
  public struct Bar: Sendable, Hashable {
    /// The class' name.
    public var label: String
    /// The class' look, the same in every figure.
    public var slot: SeriesSlot
    /// How many there are.
    public var count: Int
    /// How many of them were made up by a sampler; drawn hatched.
    public var synthetic: Int
    /// What those are called: copies of real rows are not synthetic.
    public var made: String
    /// How many there were before; drawn as a pale bar above.
    public var before: Int?
    /// The share, written out; `nil` computes it within the group.
    public var share: String?
    /// A remark such as "1 : 578".
    public var note: String

    /// Describes a bar.
    public init(
      label: String, slot: SeriesSlot, count: Int, synthetic: Int = 0, made: String = "synthetic",
      before: Int? = nil, share: String? = nil, note: String = ""
    ) {
      self.label = label
      self.slot = slot
      self.count = min(max(0, count), 1_000_000_000_000_000)
      self.synthetic = min(max(0, synthetic), self.count)
      self.made = made
      self.before = before.map { min(max(0, $0), 1_000_000_000_000_000) }
      self.share = share
      self.note = note
    }
  }

  /// Bars that make up one whole, such as a training set.
  public struct Group: Sendable, Hashable {
    /// What the whole is; may be empty.
    public var title: String
    /// Its classes.
    public var bars: [Bar]

    /// Describes a group.
    public init(title: String, bars: [Bar]) {
      self.title = title
      self.bars = bars
    }
  }

  /// Title and description.
  public var text: ChartText
  /// The groups, on one scale.
  public var groups: [Group]
  /// Whether the scale is logarithmic, beginning at one.
  public var isLogarithmic: Bool

  /// Describes a bar chart.
  public init(text: ChartText, groups: [Group], log: Bool = false) {
    self.text = text
    self.groups = groups
    self.isLogarithmic = log
  }

  private func words(_ bar: Bar, total: Int) -> String {
    let share =
      bar.share
      ?? text.words.number(
        NumberText.percent(total > 0 ? Double(bar.count) / Double(total) : nil))
    var parts = [text.words.number(NumberText.count(bar.count)), share]
    if bar.synthetic > 0 {
      parts.append("\(text.words.number(NumberText.count(bar.synthetic))) \(bar.made)")
    }
    if !bar.note.isEmpty { parts.append(bar.note) }
    return parts.joined(separator: " · ")
  }

  /// The drawing; `id` must be unique on its page.
  public func svg(id: String) -> Element {
    let bars = groups.flatMap(\.bars)
    let left = min((bars.map { TextMetrics.width($0.label, size: 13) }.max() ?? 0) + 12, 170)
    let wordings = groups.map { group in
      let total = group.bars.reduce(0) { $0 + $1.count }
      return group.bars.map { words($0, total: total) }
    }
    let widest = wordings.flatMap { $0 }.map { TextMetrics.width($0, size: 12) }.max() ?? 0
    let isUnder = widest > 250
    let earlier =
      bars.compactMap(\.before)
      .map {
        TextMetrics.width(
          "\(text.words.number(NumberText.count($0))) \(text.words.before)", size: 12)
      }.max() ?? 0
    let right = max(isUnder ? 0 : widest + 10, earlier + 12, 76)
    let most = Double(bars.flatMap { [$0.count, $0.before ?? 0] }.max() ?? 0)
    let scale = Scale(
      kind: isLogarithmic ? .logarithmic : .linear, low: isLogarithmic ? 0.7 : 0,
      high: max(most, 1), start: left, end: 640 - right)
    let frame = Frame(x: scale, y: Scale(kind: .linear, low: 0, high: 1, start: 0, end: 1))
    var nodes: [Node] = []
    var y = 4.0
    let pattern = Canvas.safe(id) + "-h"
    for (group, texts) in zip(groups, wordings) {
      if !group.title.isEmpty {
        nodes.append(
          Drawing.text(
            TextMetrics.fit(group.title, width: 630, size: 13, bold: true), x: 2, y: y + 13,
            size: 13, bold: true))
        y += 24
      }
      let first = nodes.count
      let start = y
      for (bar, words) in zip(group.bars, texts) {
        nodes += draw(bar, words, frame, &y, left, pattern, isUnder)
      }
      nodes.insert(Drawing.line(left, start - 4, left, y - 3, style: "axis"), at: first)
      y += 8
    }
    let box = Box(x: left, y: 0, width: 640 - right - left, height: y)
    let axis = AxisDrawing(
      Axis(
        isLogarithmic ? text.words.rowsLogarithmic : text.words.rows, format: .count,
        log: isLogarithmic),
      scale, horizontal: true, most: 5, words: text.words)
    nodes.append(AxisDrawing.baseline(box))
    nodes += axis.drawHorizontal(box, grid: false, canvas: 640)
    let definitions = patterns(pattern, bars)
    return Canvas.svg(
      id: id, text: text, width: 640, height: y + 42, kind: "wide", definitions + nodes)
  }

  private func draw(
    _ bar: Bar, _ words: String, _ frame: Frame, _ y: inout Double, _ left: Double,
    _ pattern: String, _ isUnder: Bool
  ) -> [Node] {
    var nodes: [Node] = []
    let thick = 20.0
    let low = isLogarithmic ? frame.x.low : 0
    let whole = bar.before == nil ? thick : thick + 16
    nodes.append(
      Drawing.text(
        TextMetrics.fitName(bar.label, width: left - 10, size: 13), x: left - 8,
        y: y + whole / 2 + 4.5,
        size: 13, anchor: .end))
    if let before = bar.before {
      nodes += BarMark(
        from: low, to: Double(before), top: y, height: 11, slot: bar.slot, outline: true
      ).draw(in: frame)
      let end = max(frame.x.pixel(Double(before)) ?? left, left)
      nodes.append(
        Drawing.text(
          "\(text.words.number(NumberText.count(before))) \(text.words.before)", x: end + 7,
          y: y + 10, style: "muted"))
      y += 15
    }
    let real = bar.count - bar.synthetic
    nodes += BarMark(from: low, to: Double(real), top: y, height: thick, slot: bar.slot)
      .draw(in: frame)
    if bar.synthetic > 0 {
      nodes += BarMark(
        from: max(Double(real), low), to: Double(bar.count), top: y + 0.5, height: thick - 1,
        slot: bar.slot, pattern: "url(#\(pattern)\(bar.slot.hue))"
      ).draw(in: frame)
    }
    let end = bar.count > 0 ? frame.x.pixel(Double(bar.count)) ?? left : left
    if isUnder {
      let fitted = TextMetrics.fit(words, width: 640 - left - 10, size: 12)
      nodes.append(Drawing.text(fitted, x: left + 6, y: y + thick + 14))
      y += 20
    } else {
      nodes.append(Drawing.text(words, x: end + 8, y: y + thick / 2 + 4.5))
    }
    y += thick + 8
    return nodes
  }

  private func patterns(_ id: String, _ bars: [Bar]) -> [Node] {
    let hues = (0...4).filter { hue in
      bars.contains { $0.synthetic > 0 && $0.slot.hue == hue }
    }
    guard !hues.isEmpty else { return [] }
    return [
      .tag(
        "defs", [:],
        hues.map { hue in
          .tag(
            "pattern",
            [
              "id": "\(id)\(hue)", "width": "6", "height": "6", "patternUnits": "userSpaceOnUse",
              "patternTransform": "rotate(45)",
            ], [Drawing.line(0, 0, 0, 6, style: "s\(hue)", width: 4)])
        })
    ]
  }
}
