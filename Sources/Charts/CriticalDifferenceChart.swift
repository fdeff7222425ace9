public import Markup

/// Mean ranks on one axis, with bars that join what cannot be told apart (Demšar 2006).
///
/// Rank 1 is the best and stands on the left. Only meaningful over several data sets; the caller
/// decides whether it is.
public struct CriticalDifferenceChart: Sendable {
  /// One method.
  public struct Method: Sendable, Hashable {
    /// What the reader calls it.
    public var name: String
    /// Its look, the same in every figure.
    public var slot: SeriesSlot
    /// Its mean rank, from 1; a method without a finite rank is left out.
    public var rank: Double

    /// Describes a method.
    public init(name: String, slot: SeriesSlot, rank: Double) {
      self.name = name
      self.slot = slot
      self.rank = rank
    }
  }

  /// Title and description.
  public var text: ChartText
  /// The methods in any order.
  public var methods: [Method]
  /// Ranges of ranks that are not separable.
  public var groups: [ClosedRange<Double>]
  /// The critical difference, drawn as a scale; `nil` where the test has none.
  public var criticalDifference: Double?

  /// Describes a critical-difference diagram.
  public init(
    text: ChartText, methods: [Method], groups: [ClosedRange<Double>],
    criticalDifference: Double? = nil
  ) {
    self.text = text
    self.methods = methods
    self.groups = groups
    self.criticalDifference = criticalDifference
  }

  /// The drawing; `id` must be unique on its page.
  public func svg(id: String) -> Element {
    let known = methods.filter(\.rank.isFinite)
    let order = known.indices.sorted { (known[$0].rank, $0) < (known[$1].rank, $1) }
    let sorted = order.map { known[$0] }
    let left = 170.0
    let right = 470.0
    let axis = Axis(text.words.meanRank, format: .number)
    let scale = Scale(
      kind: .linear, low: 1, high: Double(max(sorted.count, 2)), start: left, end: right)
    let top = criticalDifference == nil ? 40.0 : 66
    var nodes = [
      Drawing.text(axis.label, x: 2, y: 14, bold: true),
      Drawing.line(left, top, right, top, style: "axis"),
    ]
    for tick in 1...max(sorted.count, 2) {
      guard let x = scale.pixel(Double(tick)) else { continue }
      nodes.append(Drawing.line(x, top - 5, x, top, style: "axis"))
      nodes.append(
        Drawing.text(String(tick), x: x, y: top - 10, anchor: .middle, style: "muted"))
    }
    nodes += difference(scale, y: top - 36)
    let bars = groups.filter { $0.lowerBound.isFinite && $0.upperBound.isFinite }
    let first = top + 12 + Double(bars.count) * 9
    for (index, bar) in bars.enumerated() {
      guard let from = scale.pixel(bar.lowerBound), let to = scale.pixel(bar.upperBound) else {
        continue
      }
      let y = top + 10 + Double(index) * 9
      nodes.append(Drawing.line(from - 4, y, to + 4, y, style: "rule", width: 4))
    }
    let half = (sorted.count + 1) / 2
    for (index, method) in sorted.enumerated() {
      let isLeft = index < half
      let row = isLeft ? index : sorted.count - 1 - index
      nodes += elbow(method, scale, top: top, y: first + 8 + Double(row) * 21, isLeft: isLeft)
    }
    return Canvas.svg(
      id: id, text: text, width: 640, height: first + Double(max(half, 1)) * 21 + 6, kind: "wide",
      nodes)
  }

  private func difference(_ scale: Scale, y: Double) -> [Node] {
    guard let width = criticalDifference, width.isFinite, width > 0,
      let end = scale.pixel(1 + width)
    else { return [] }
    let label = TextMetrics.fit(
      "\(text.words.criticalDifference) \(text.words.number(NumberText.fixed(width, 2)))",
      width: 636 - end - 8, size: 12)
    return [
      Drawing.line(scale.start, y, end, y, style: "rule", width: 1.5),
      Drawing.line(scale.start, y - 4, scale.start, y + 4, style: "rule", width: 1.5),
      Drawing.line(end, y - 4, end, y + 4, style: "rule", width: 1.5),
      Drawing.text(label, x: end + 8, y: y + 4, style: "muted"),
    ]
  }

  private func elbow(_ method: Method, _ scale: Scale, top: Double, y: Double, isLeft: Bool)
    -> [Node]
  {
    let x = scale.pixel(method.rank) ?? scale.start
    let end = isLeft ? scale.start - 10 : scale.end + 10
    let rank = text.words.number(NumberText.fixed(method.rank, 2))
    let room = 118.0
    let name = TextMetrics.fitName(method.name, width: room, size: 13, bold: true)
    var path = PathText()
    path.move(x, top)
    path.line(x, y)
    path.line(end, y)
    let style = method.slot.style
    let gap = TextMetrics.width(name, size: 13, bold: true) + 8
    return [
      Drawing.path(path.text, style: style.strokeClass, width: 1.4),
      Drawing.marker(style, at: Point(x, top), radius: 4),
      Drawing.text(
        name, x: isLeft ? end - 6 : end + 6, y: y + 4.5, size: 13,
        anchor: isLeft ? .end : .start, style: style.textClass, bold: true),
      Drawing.text(
        rank, x: isLeft ? end - 6 - gap : end + 6 + gap, y: y + 4.5,
        anchor: isLeft ? .end : .start, style: "muted"),
    ]
  }
}
