public import Markup

/// Distributions over one axis, a strip each: the scores of each class.
///
/// Every strip has its own height, because a rare class would not be seen beside a common one; the
/// fullest bar's count is printed.
public struct HistogramChart: Sendable {
  /// One class' distribution.
  public struct Strip: Sendable, Hashable {
    /// The class' name.
    public var name: String
    /// The strip's look.
    public var slot: SeriesSlot
    /// Counts in equal bins over the axis' domain.
    public var counts: [Int]
    /// A remark such as "n = 123, median 0.81".
    public var label: String

    /// Describes a strip.
    public init(name: String, slot: SeriesSlot, counts: [Int], label: String = "") {
      self.name = name
      self.slot = slot
      self.counts = counts
      self.label = label
    }
  }

  /// Title and description.
  public var text: ChartText
  /// The axis the bins divide.
  public var axis: Axis
  /// The strips from top to bottom.
  public var strips: [Strip]
  /// Vertical lines, such as the threshold: value, label and whether it is a ghost.
  public var rules: [(value: Double, label: String, isGhost: Bool)]

  /// Describes distributions.
  public init(
    text: ChartText, axis: Axis, strips: [Strip],
    rules: [(value: Double, label: String, isGhost: Bool)] = []
  ) {
    self.text = text
    self.axis = axis
    self.strips = strips
    self.rules = rules
  }

  /// The drawing; `id` must be unique on its page.
  public func svg(id: String) -> Element {
    let left = 14.0
    let right = 622.0
    let x = axis.scale(for: [0, 1], from: left, to: right)
    let tall = 74.0
    let top = rules.contains { !$0.label.isEmpty } ? 24.0 : 4
    let bottom = top + Double(max(strips.count, 1)) * (tall + 26)
    var nodes: [Node] = []
    let boxes = strips.indices.map { index in
      Box(x: left, y: top + Double(index) * (tall + 26) + 26, width: right - left, height: tall)
    }
    for (strip, box) in zip(strips, boxes) { nodes += bars(strip, box) }
    var taken: [Box] = []
    for rule in rules {
      guard x.contains(rule.value), let at = x.pixel(rule.value) else { continue }
      nodes.append(
        Drawing.line(
          at, top - 4, at, bottom, style: rule.isGhost ? "s0" : "rule", width: 1.3,
          dash: rule.isGhost ? "2 3" : nil))
      let label = TextMetrics.fit(rule.label, width: 300, size: Drawing.small)
      let width = TextMetrics.width(label, size: Drawing.small) + 4
      let spots = [at - width / 2, at - width - 2, at + 2]
        .map { Box(x: min(max($0, 1), 639 - width), y: 2, width: width, height: 15) }
      if let spot = spots.first(where: { spot in !taken.contains { $0.overlaps(spot) } }) {
        taken.append(spot)
        nodes.append(
          Drawing.text(label, x: spot.middle, y: 14, anchor: .middle, style: "muted"))
      }
    }
    for (strip, box) in zip(strips, boxes) { nodes += words(strip, box) }
    nodes += AxisDrawing(axis, x, horizontal: true, most: 7, words: text.words).drawHorizontal(
      Box(x: left, y: top, width: right - left, height: bottom - top), grid: false, canvas: 640)
    return Canvas.svg(
      id: id, text: text, width: 640, height: bottom + 42, kind: "wide", nodes)
  }

  private func words(_ strip: Strip, _ box: Box) -> [Node] {
    let most = max(strip.counts.max() ?? 0, 0)
    let name = TextMetrics.fit(strip.name, width: 260, size: 13, bold: true)
    let at = box.x + TextMetrics.width(name, size: 13, bold: true) + 10
    let label = strip.label.isEmpty ? "" : strip.label + " · "
    let words = label + "\(text.words.fullestBar) \(text.words.number(NumberText.count(most)))"
    return [
      Drawing.text(
        name, x: box.x, y: box.y - 8, size: 13, style: strip.slot.style.textClass, bold: true,
        halo: true),
      Drawing.text(
        TextMetrics.fit(words, width: 636 - at, size: 12), x: at, y: box.y - 8, style: "muted",
        halo: true),
    ]
  }

  private func bars(_ strip: Strip, _ box: Box) -> [Node] {
    var nodes: [Node] = []
    let data = BinPath.text(strip.counts, in: box, gap: 1)
    if !data.isEmpty {
      nodes.append(Drawing.area(data, style: strip.slot.style.fillClass, opacity: "1"))
    }
    nodes.append(AxisDrawing.baseline(box))
    return nodes
  }
}
