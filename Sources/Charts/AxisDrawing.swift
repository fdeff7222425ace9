import Markup

/// An axis laid out for a frame: ticks and labels that do not touch each other.
struct AxisDrawing {
  let axis: Axis
  let scale: Scale
  private let ticks: [(value: Double, label: String)]

  /// Chooses as many ticks as fit; `room` is the axis' length in pixels.
  init(
    _ axis: Axis, _ scale: Scale, horizontal: Bool, most: Int, words: ChartWords
  ) {
    self.axis = axis
    self.scale = scale
    var chosen: [(Double, String)] = []
    for count in stride(from: most, through: 1, by: -1) {
      chosen = Self.labelled(scale.ticks(count), axis, words)
      let pixels = chosen.map { scale.pixel($0.0) ?? 0 }
      let fits = zip(chosen.indices, chosen.indices.dropFirst()).allSatisfy { a, b in
        let distance = abs(pixels[b] - pixels[a])
        guard horizontal else { return distance >= 17 }
        let widths =
          (TextMetrics.width(chosen[a].1, size: Drawing.small)
            + TextMetrics.width(chosen[b].1, size: Drawing.small)) / 2
        return distance >= widths + 8
      }
      if fits { break }
    }
    self.ticks = chosen
  }

  private static func labelled(
    _ values: [Double], _ axis: Axis, _ words: ChartWords
  ) -> [(Double, String)] {
    var step = values.count > 1 ? values[1] - values[0] : 1
    for (a, b) in zip(values, values.dropFirst()) { step = min(step, b - a) }
    let largest = values.map(abs).max() ?? 0
    return values.map { value in
      // On a logarithmic axis each tick shows its own first digit.
      let step =
        axis.isProbit
        ? Scale.step(min(value, 1 - value), 1)
        : axis.isLogarithmic ? Scale.step(value, 1) : step
      let text = NumberText.tick(value, step: step, largest: largest, format: axis.format)
      return (value, words.number(text))
    }
  }

  /// The widest label.
  var labelWidth: Double {
    ticks.map { TextMetrics.width($0.label, size: Drawing.small) }.max() ?? 0
  }

  /// Horizontal grid lines with their labels to the left, and the axis' name above.
  func drawVertical(_ box: Box, name: Bool = true, room: Double) -> [Node] {
    var nodes: [Node] = []
    for tick in ticks {
      guard let y = scale.pixel(tick.value) else { continue }
      nodes.append(Drawing.line(box.x, y, box.right, y, style: "grid"))
      nodes.append(
        Drawing.text(
          TextMetrics.fit(tick.label, width: box.x - 9, size: Drawing.small), x: box.x - 7,
          y: y + 4.2, anchor: .end, style: "muted"))
    }
    if name, !axis.label.isEmpty {
      let text = TextMetrics.fit(axis.label, width: room - 4, size: Drawing.small, bold: true)
      nodes.append(Drawing.text(text, x: 2, y: box.y - 12, bold: true))
    }
    return nodes
  }

  /// Labels under the baseline and the axis' name under them.
  func drawHorizontal(_ box: Box, grid: Bool, canvas: Double) -> [Node] {
    var nodes: [Node] = []
    for tick in ticks {
      guard let x = scale.pixel(tick.value) else { continue }
      if grid {
        nodes.append(Drawing.line(x, box.y, x, box.bottom, style: "grid"))
      } else {
        nodes.append(Drawing.line(x, box.bottom, x, box.bottom + 4, style: "axis"))
      }
      let half = TextMetrics.width(tick.label, size: Drawing.small) / 2
      let at = min(max(x, half + 1), canvas - half - 1)
      nodes.append(
        Drawing.text(tick.label, x: at, y: box.bottom + 17, anchor: .middle, style: "muted"))
    }
    if !axis.label.isEmpty {
      let text = TextMetrics.fit(axis.label, width: canvas - 8, size: Drawing.small, bold: true)
      let half = TextMetrics.width(text, size: Drawing.small, bold: true) / 2
      let at = min(max(box.middle, half + 2), canvas - half - 2)
      nodes.append(Drawing.text(text, x: at, y: box.bottom + 35, anchor: .middle, bold: true))
    }
    return nodes
  }

  /// The solid line that the data stand on.
  static func baseline(_ box: Box) -> Node {
    Drawing.line(box.x, box.bottom, box.right, box.bottom, style: "axis")
  }
}
