import Markup

/// Lays out panels of curves: margins from the labels, then axes, marks, labels and key.
struct CurveLayout {
  let xAxis: Axis
  let panels: [CurvePanel]
  let isSquare: Bool
  let key: KeyPlacement
  /// Whether the element has `data-frame`: the plot's left, right, top and bottom in pixels, and the
  /// values of the x axis at its left and right.
  var showsFrame = false

  private var width: Double { isSquare ? 360 : 640 }

  private func marks(_ panel: CurvePanel) -> [any Mark] {
    var marks: [any Mark] = []
    for series in panel.series {
      if let band = series.band {
        marks.append(BandMark(band, slot: series.slot, step: series.step))
      }
    }
    // The subject is drawn last, on top of the others.
    for series in panel.series where series.isHighlight {
      marks.append(HighlightMark(series.points, slot: series.slot))
    }
    let panel = panel.series.filter { !$0.isHighlight }
    for series in panel where !series.emphasis { marks.append(line(series)) }
    for series in panel where series.emphasis { marks.append(line(series)) }
    return marks
  }

  private func line(_ series: CurveSeries) -> LineMark {
    LineMark(
      series.points, slot: series.slot, step: series.step, emphasised: series.emphasis)
  }

  private func extent(_ panel: CurvePanel) -> Extent {
    var extent = Extent()
    for mark in marks(panel) { extent.add(mark.extent) }
    for marker in panel.markers { extent.add(marker.x, marker.y) }
    for case .horizontal(let value, _) in panel.references { extent.add(nil, value) }
    return extent
  }

  func svg(id: String, text: ChartText) -> Element {
    let xs = panels.flatMap { extent($0).xs }
    let gap = 46.0
    let top = 34.0
    let inner = panels.map { panel in
      AxisDrawing(
        panel.yAxis, panel.yAxis.scale(for: extent(panel).ys, from: panel.height, to: 0),
        horizontal: false, most: panel.height < 140 ? 4 : 6, words: text.words)
    }
    let left = min(max((inner.map(\.labelWidth).max() ?? 0) + 9, 30), width * 0.3)
    let isDirect = usesDirectLabels(xs)
    let labels = panels.map { EndLabels(series: $0.series, undefined: text.words.undefined) }
    let right = isDirect ? min((labels.map(\.width).max() ?? 0) + 30, width * 0.36) : 16
    let plotWidth = width - left - right
    let heights = isSquare ? panels.map { _ in plotWidth } : panels.map(\.height)
    let xScale = xAxis.scale(for: xs, from: left, to: left + plotWidth)
    let xDrawing = AxisDrawing(
      xAxis, xScale, horizontal: true, most: isSquare ? 6 : 8, words: text.words)
    var nodes: [Node] = []
    var y = top
    for (index, panel) in panels.enumerated() {
      let frame = Frame(
        x: xScale,
        y: panel.yAxis.scale(for: extent(panel).ys, from: y + heights[index], to: y))
      let axis = AxisDrawing(
        panel.yAxis, frame.y, horizontal: false, most: heights[index] < 140 ? 4 : 6,
        words: text.words)
      nodes += axis.drawVertical(frame.box, room: width)
      if index == panels.count - 1 {
        nodes += xDrawing.drawHorizontal(frame.box, grid: isSquare, canvas: width)
      }
      nodes.append(AxisDrawing.baseline(frame.box))
      nodes += draw(panel, frame, first: index == 0)
      if isDirect { nodes += labels[index].draw(in: frame, right: width) }
      y += heights[index] + gap
    }
    let bottom = y - gap
    var height = bottom + (xAxis.label.isEmpty ? 24 : 42)
    if !isDirect {
      let key = Key(entries: panels.flatMap { entries($0, text.words) })
      nodes += key.draw(x: isSquare ? 6 : left, y: height, width: width - (isSquare ? 8 : left))
      height += key.height(in: width - (isSquare ? 8 : left))
    }
    let drawing = Canvas.svg(
      id: id, text: text, width: width, height: height, kind: isSquare ? "square" : "wide", nodes)
    guard showsFrame else { return drawing }
    let frame = [xScale.start, xScale.end, top, bottom].map { NumberText.coordinate($0, 1) }
    let domain = [xScale.low, xScale.high].map { "\($0)" }
    return drawing.with("data-frame", (frame + domain).joined(separator: " "))
  }

  private func entries(_ panel: CurvePanel, _ words: ChartWords) -> [Key.Entry] {
    panel.series.map { series in
      let isDefined = series.points.contains { $0.x.isFinite && $0.y.isFinite }
      let value = series.label.isEmpty && !isDefined ? words.undefined : series.label
      return Key.Entry(
        slot: series.slot, name: series.name, value: value,
        sample: series.isHighlight
          ? { [HighlightMark.line("M\($0.x - 13) \($0.y)h26", slot: series.slot)] } : nil)
    }
  }

  /// Whether labels at the ends would show which curve they mean.
  private func usesDirectLabels(_ xs: [Double]) -> Bool {
    switch key {
    case .direct: return true
    case .below: return false
    case .automatic: break
    }
    guard !isSquare else { return false }
    for panel in panels {
      let scale = panel.yAxis.scale(for: extent(panel).ys, from: panel.height, to: 0)
      let x = xAxis.scale(for: xs, from: 0, to: 400)
      var ends: [Double] = []
      for series in panel.series {
        guard let last = series.points.last(where: { $0.x.isFinite && $0.y.isFinite }),
          let end = scale.pixel(last.y), let at = x.pixel(last.x), at > 340
        else { return false }
        ends.append(end)
      }
      let sorted = ends.sorted()
      // Ends that nearly touch, or too many names: a reader could not follow the lines.
      if zip(sorted, sorted.dropFirst()).contains(where: { $1 - $0 < 5 }) { return false }
      if Double(ends.count) * 18 > panel.height { return false }
    }
    return true
  }

  private func draw(_ panel: CurvePanel, _ frame: Frame, first: Bool) -> [Node] {
    var nodes: [Node] = []
    var room = LabelRoom(bounds: frame.box)
    for mark in marks(panel) {
      nodes += mark.draw(in: frame)
      if let line = mark as? LineMark {
        for run in line.corners(in: frame) { room.avoid(run) }
      }
    }
    var rules: [Node] = []
    var labels: [Node] = []
    for reference in panel.references {
      let (rule, label) = ReferenceDrawing.parts(reference)
      rules += rule.draw(in: frame)
      if let (from, to) = rule.ends(in: frame) { room.avoid([from, to]) }
      let isShown: Bool
      if case .vertical = rule.place { isShown = first } else { isShown = true }
      if isShown { labels += ReferenceDrawing.label(label, rule, in: frame, &room) }
    }
    for marker in panel.markers {
      guard let point = frame.point(marker.x, marker.y) else { continue }
      room.block(Box(x: point.x - 6, y: point.y - 6, width: 12, height: 12))
    }
    for marker in panel.markers {
      guard let point = frame.point(marker.x, marker.y) else { continue }
      labels.append(Drawing.marker(marker.slot.style, at: point, radius: 5.5))
      labels += MarkerLabel.draw(marker, at: point, &room)
    }
    return rules + nodes + labels
  }
}
