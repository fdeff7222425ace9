import Markup

/// Names at the ends of curves, pushed apart vertically.
struct EndLabels {
  let series: [CurveSeries]
  /// What stands beside the name of a curve without points.
  let undefined: String

  private func hasTwoLines(_ item: CurveSeries) -> Bool { !item.label.isEmpty }

  /// The width of the widest label, without the gap before it.
  var width: Double {
    series.map { item in
      max(
        TextMetrics.width(item.name, size: Drawing.body, bold: true),
        TextMetrics.width(item.label, size: Drawing.small))
    }.max() ?? 0
  }

  /// Draws the labels between the frame and the drawing's right edge.
  func draw(in frame: Frame, right: Double) -> [Node] {
    guard !series.isEmpty else { return [] }
    let box = frame.box
    let x = box.right + 26
    let room = right - x - 2
    let isTwoLined =
      series.contains(where: hasTwoLines) && Double(series.count) * 33 <= box.height + 20
    let gap = isTwoLined ? 33.0 : 17.0
    let ends = series.map { item in
      item.points.last { $0.x.isFinite && $0.y.isFinite }.flatMap { frame.point($0.x, $0.y) }
    }
    let wanted = ends.map { $0?.y ?? box.bottom }
    let low = box.y + 2
    let high = max(box.bottom - (isTwoLined ? 14 : 0), low + 1)
    let places = LabelPlacement.spread(wanted, gap: gap, within: low...high)
    var nodes: [Node] = []
    for (index, item) in series.enumerated() {
      let style = item.slot.style
      let y = places[index]
      if let end = ends[index] {
        let isMoved = abs(end.y - y) > 1.5 || box.right - end.x > 2
        if isMoved {
          nodes.append(Drawing.line(end.x, end.y, x - 9, y, style: "leader"))
        }
        nodes.append(Drawing.marker(style, at: Point(x - 9, y), radius: 4))
      }
      var name = item.name
      if ends[index] == nil { name += " (\(undefined))" }
      nodes.append(
        Drawing.text(
          TextMetrics.fitName(name, width: room, size: Drawing.body, bold: true), x: x, y: y + 4.5,
          size: Drawing.body, style: style.textClass, bold: true))
      if isTwoLined, !item.label.isEmpty {
        nodes.append(
          Drawing.text(
            TextMetrics.fit(item.label, width: room, size: Drawing.small), x: x, y: y + 19.5,
            style: "muted"))
      }
    }
    return nodes
  }
}
