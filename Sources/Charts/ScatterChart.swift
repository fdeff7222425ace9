public import Markup

/// Points of each class over two axes, in panels on the same axes: before and after resampling.
///
/// Each cloud is one path whose corners carry a marker, so that a point takes the characters of its
/// place alone. Colour tells the class, the marker's shape tells where a row comes from.
public struct ScatterChart: Sendable {
  /// Where the rows of a cloud come from.
  public enum Origin: Sendable, Hashable {
    /// Rows as they were observed: filled marks.
    case observed
    /// Rows that a sampler will throw away: small pale crosses.
    case discarded
    /// Repetitions of observed rows: upright crosses on top of them.
    case copied
    /// Rows that a sampler made up: outlines.
    case synthetic
  }

  /// The points of one class and origin.
  public struct Cloud: Sendable {
    /// What the reader calls it.
    public var name: String
    /// Its look, the same in every figure.
    public var slot: SeriesSlot
    /// The points; not finite ones are left out.
    public var points: [(x: Double, y: Double)]
    /// Where the rows come from, which fixes the marker.
    public var origin: Origin

    /// Describes a cloud.
    public init(
      name: String, slot: SeriesSlot, points: [(x: Double, y: Double)], origin: Origin = .observed
    ) {
      self.name = name
      self.slot = slot
      self.points = points
      self.origin = origin
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

  /// What a marker looks like, apart from its size.
  private struct Look: Hashable {
    let slot: SeriesSlot
    let origin: Origin
  }

  /// The drawing; `id` must be unique on its page.
  public func svg(id: String) -> Element {
    var extent = Extent()
    var looks: [Look] = []
    var entries: [Key.Entry] = []
    for cloud in panels.flatMap(\.clouds) {
      extent.add(Extent(cloud.points))
      let look = Look(slot: cloud.slot, origin: cloud.origin)
      if !looks.contains(look) { looks.append(look) }
      if !entries.contains(where: { $0.name == cloud.name }) {
        entries.append(
          Key.Entry(
            slot: cloud.slot, name: cloud.name, value: "", isLine: false,
            sample: { [Self.mark(look, at: $0, radius: 4)] }))
      }
    }
    let columns = panels.count > 1 ? 2 : 1
    let width = columns == 2 ? 640.0 : 360
    let side = columns == 2 ? 256.0 : 296
    let prefix = Canvas.safe(id) + "-m"
    let radius = panels.contains { $0.clouds.reduce(0) { $0 + $1.points.count } > 150 } ? 2.4 : 3.2
    var nodes: [Node] = []
    if !looks.isEmpty {
      nodes.append(
        .tag(
          "defs", [:],
          looks.enumerated().map { place, look in
            .tag(
              "marker",
              [
                "id": "\(prefix)\(place)", "markerUnits": "userSpaceOnUse", "markerWidth": "12",
                "markerHeight": "12", "overflow": "visible",
              ], [Self.mark(look, at: Point(0, 0), radius: radius)])
          }))
    }
    for (index, panel) in panels.enumerated() {
      let column = Double(index % columns)
      let box = Box(
        x: 52 + column * 324, y: 50 + Double(index / columns) * (side + 104), width: side,
        height: side)
      let frame = Frame(
        x: xAxis.scale(for: extent.xs, from: box.x, to: box.right),
        y: yAxis.scale(for: extent.ys, from: box.bottom, to: box.y))
      nodes += around(panel, box, frame, canvas: width)
      for cloud in panel.clouds {
        let look = Look(slot: cloud.slot, origin: cloud.origin)
        guard let place = looks.firstIndex(of: look) else { continue }
        nodes += dots(cloud, frame, marker: "url(#\(prefix)\(place))")
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

  /// The panel's title and axes.
  private func around(_ panel: Panel, _ box: Box, _ frame: Frame, canvas: Double) -> [Node] {
    var nodes: [Node] = []
    let title = TextMetrics.fit(panel.title, width: box.width + 30, size: 13, bold: true)
    nodes.append(Drawing.text(title, x: box.x - 36, y: box.y - 30, size: 13, bold: true))
    let name = TextMetrics.fit(yAxis.label, width: box.width + 30, size: 12, bold: true)
    nodes.append(Drawing.text(name, x: box.x - 36, y: box.y - 12, bold: true))
    nodes += AxisDrawing(yAxis, frame.y, horizontal: false, most: 5, words: text.words)
      .drawVertical(box, name: false, room: 0)
    let x = Axis(
      TextMetrics.fit(xAxis.label, width: box.width, size: 12, bold: true), domain: xAxis.domain,
      format: xAxis.format, log: xAxis.isLogarithmic)
    nodes += AxisDrawing(x, frame.x, horizontal: true, most: 5, words: text.words)
      .drawHorizontal(box, grid: true, canvas: canvas)
    nodes.append(AxisDrawing.baseline(box))
    return nodes
  }

  /// All marks of a cloud: a path without a line whose corners carry the marker.
  private func dots(_ cloud: Cloud, _ frame: Frame, marker: String) -> [Node] {
    let points = cloud.points.prefix(max(limit, 0)).compactMap { frame.point($0.x, $0.y) }
    guard !points.isEmpty else { return [] }
    let places = points.map {
      "\(NumberText.coordinate($0.x, 1)) \(NumberText.coordinate($0.y, 1))"
    }
    return [
      .tag(
        "path",
        [
          "d": "M" + places.joined(separator: " "), "fill": "none", "marker-start": marker,
          "marker-mid": points.count > 2 ? marker : nil,
          "marker-end": points.count > 1 ? marker : nil,
        ], [])
    ]
  }

  /// One mark.
  private static func mark(_ look: Look, at point: Point, radius r: Double) -> Node {
    let style = look.slot.style
    func cross(_ arms: [(Double, Double)]) -> String {
      arms.map { x, y in
        "M\(NumberText.coordinate(point.x - x, 1)) \(NumberText.coordinate(point.y - y, 1))"
          + "l\(NumberText.coordinate(2 * x, 1)) \(NumberText.coordinate(2 * y, 1))"
      }.joined()
    }
    switch look.origin {
    case .observed:
      return Drawing.area(
        MarkerPath.text(style.shape, at: point, radius: r), style: style.fillClass, opacity: ".8")
    case .synthetic:
      return .tag(
        "path",
        [
          "class": "pf \(style.strokeClass)",
          "d": MarkerPath.text(style.shape, at: point, radius: r), "stroke-width": "1.1",
        ], [])
    case .copied:
      return Drawing.path(
        cross([(1.6 * r, 0), (0, 1.6 * r)]), style: style.strokeClass, width: 1.1)
    case .discarded:
      return Drawing.path(
        cross([(0.8 * r, 0.8 * r), (0.8 * r, -0.8 * r)]), style: style.strokeClass, width: 0.9,
        opacity: ".55")
    }
  }
}
