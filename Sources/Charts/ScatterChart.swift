public import Markup

/// Points of each class over two axes, in panels on the same axes: before and after resampling.
public struct ScatterChart: Sendable {
  /// The points of one class.
  public struct Cloud: Sendable {
    /// The class' name.
    public var name: String
    /// Its look, the same in every figure.
    public var slot: SeriesSlot
    /// The points; not finite ones are left out.
    public var points: [(x: Double, y: Double)]
    /// Whether the points were made up by a sampler; drawn as outlines.
    public var isSynthetic: Bool

    /// Describes a cloud.
    public init(
      name: String, slot: SeriesSlot, points: [(x: Double, y: Double)], synthetic: Bool = false
    ) {
      self.name = name
      self.slot = slot
      self.points = points
      self.isSynthetic = synthetic
    }
  }

  /// One panel.
  public struct Panel: Sendable {
    /// What the panel shows, such as "before".
    public var title: String
    /// The clouds; later ones lie on top, so the rare class comes last.
    public var clouds: [Cloud]

    /// Describes a panel.
    public init(title: String, clouds: [Cloud]) {
      self.title = title
      self.clouds = clouds
    }
  }

  /// Title and description.
  public var text: ChartText
  /// The shared axes.
  public var xAxis: Axis
  /// The vertical axis.
  public var yAxis: Axis
  /// One panel, or two side by side.
  public var panels: [Panel]
  /// How many points of a cloud are drawn at most; the first ones are taken.
  public var limit: Int

  /// Describes a scatter plot. The caller samples: order the points at random and say so.
  public init(text: ChartText, xAxis: Axis, yAxis: Axis, panels: [Panel], limit: Int = 600) {
    self.text = text
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.panels = panels
    self.limit = limit
  }

  /// The drawing; `id` must be unique on its page.
  public func svg(id: String) -> Element {
    var extent = Extent()
    for cloud in panels.flatMap(\.clouds) { extent.add(Extent(cloud.points)) }
    let columns = panels.count > 1 ? 2 : 1
    let width = columns == 2 ? 640.0 : 360
    let side = columns == 2 ? 256.0 : 296
    var nodes: [Node] = []
    var entries: [Key.Entry] = []
    for (index, panel) in panels.enumerated() {
      let column = Double(index % columns)
      let box = Box(
        x: 52 + column * 324, y: 50 + Double(index / columns) * (side + 104), width: side,
        height: side)
      nodes += draw(panel, box, extent, canvas: width)
      for cloud in panel.clouds {
        let name = cloud.name + (cloud.isSynthetic ? " " + text.words.synthetic : "")
        if !entries.contains(where: { $0.name == name }) {
          entries.append(Key.Entry(slot: slot(cloud), name: name, value: "", isLine: false))
        }
      }
    }
    let rows = (panels.count + columns - 1) / columns
    let bottom = 50 + Double(max(rows, 1)) * (side + 104) - 58
    let key = Key(entries: entries)
    nodes += key.draw(x: 34, y: bottom, width: width - 36)
    return Canvas.svg(
      id: id, text: text, width: width, height: bottom + key.height(in: width - 36),
      kind: columns == 2 ? "wide" : "square", nodes)
  }

  /// Synthetic points take the open marker of the same colour.
  private func slot(_ cloud: Cloud) -> SeriesSlot {
    guard cloud.isSynthetic, cloud.slot.rawValue >= 1, cloud.slot.rawValue <= 4 else {
      return cloud.slot
    }
    return SeriesSlot(rawValue: cloud.slot.rawValue + 4) ?? cloud.slot
  }

  private func draw(_ panel: Panel, _ box: Box, _ extent: Extent, canvas: Double) -> [Node] {
    let frame = Frame(
      x: xAxis.scale(for: extent.xs, from: box.x, to: box.right),
      y: yAxis.scale(for: extent.ys, from: box.bottom, to: box.y))
    var nodes: [Node] = []
    let title = TextMetrics.fit(panel.title, width: box.width + 30, size: 13, bold: true)
    nodes.append(Drawing.text(title, x: box.x - 36, y: box.y - 30, size: 13, bold: true))
    let name = TextMetrics.fit(yAxis.label, width: box.width, size: 12, bold: true)
    nodes.append(Drawing.text(name, x: box.x - 36, y: box.y - 12, bold: true))
    nodes += AxisDrawing(yAxis, frame.y, horizontal: false, most: 5, words: text.words)
      .drawVertical(box, name: false, room: 0)
    let x = Axis(
      TextMetrics.fit(xAxis.label, width: box.width, size: 12, bold: true), domain: xAxis.domain,
      format: xAxis.format, log: xAxis.isLogarithmic)
    nodes += AxisDrawing(x, frame.x, horizontal: true, most: 5, words: text.words)
      .drawHorizontal(box, grid: true, canvas: canvas)
    nodes.append(AxisDrawing.baseline(box))
    for cloud in panel.clouds { nodes += dots(cloud, frame) }
    return nodes
  }

  /// All markers of a cloud in one path.
  private func dots(_ cloud: Cloud, _ frame: Frame) -> [Node] {
    let points = cloud.points.prefix(max(limit, 0)).compactMap { frame.point($0.x, $0.y) }
    guard !points.isEmpty else { return [] }
    let style = slot(cloud).style
    let radius = points.count > 200 ? 2.0 : 3.2
    let data = points.map { MarkerPath.text(style.shape, at: $0, radius: radius) }.joined()
    if style.shape == .circle, !style.isOpen {
      // A line of no length with round ends is a dot in the fewest characters.
      let dots = points.map {
        "M\(NumberText.coordinate($0.x, 1)) \(NumberText.coordinate($0.y, 1))h0"
      }
      return [
        .tag(
          "path",
          [
            "class": style.strokeClass, "d": dots.joined(), "fill": "none",
            "stroke-linecap": "round", "stroke-width": NumberText.coordinate(radius * 2, 1),
            "stroke-opacity": points.count > 200 ? ".6" : ".9",
          ], [])
      ]
    }
    if style.isOpen {
      return [Drawing.path(data, style: style.strokeClass, width: 1.1)]
    }
    return [
      Drawing.area(data, style: style.fillClass, opacity: points.count > 200 ? ".6" : ".9")
    ]
  }
}
