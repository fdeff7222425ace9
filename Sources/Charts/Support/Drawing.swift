import Markup

/// Where a text is held.
enum TextAnchor: String {
  case start, middle, end
}

/// The few shapes that all drawings are made of. Colour is a class, never a value.
enum Drawing {
  static let small = 12.0
  static let body = 13.0

  private static func number(_ value: Double) -> String { NumberText.coordinate(value, 1) }

  /// One line of text with its baseline at `y`.
  static func text(
    _ string: String, x: Double, y: Double, size: Double = small, anchor: TextAnchor = .start,
    style: String = "ink", bold: Bool = false, halo: Bool = false
  ) -> Node {
    .tag(
      "text",
      [
        "class": halo ? style + " halo" : style, "x": number(x), "y": number(y),
        "font-size": size == small ? nil : number(size),
        "font-weight": bold ? "600" : nil,
        "text-anchor": anchor == .start ? nil : anchor.rawValue,
      ], string)
  }

  static func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, style: String, width: Double = 1,
    dash: String? = nil
  ) -> Node {
    .tag(
      "line",
      [
        "class": style, "x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2),
        "stroke-width": width == 1 ? nil : NumberText.coordinate(width), "stroke-dasharray": dash,
      ], [])
  }

  static func path(
    _ data: String, style: String, width: Double = 1, dash: String? = nil, opacity: String? = nil
  ) -> Node {
    .tag(
      "path",
      [
        "class": style, "d": data, "fill": "none",
        "stroke-width": width == 1 ? nil : NumberText.coordinate(width), "stroke-dasharray": dash,
        // Lines of a grid have no corners.
        "stroke-linejoin": style == "grid" ? nil : "round", "opacity": opacity,
      ], [])
  }

  static func area(_ data: String, style: String, opacity: String) -> Node {
    .tag("path", ["class": style, "d": data, "fill-opacity": opacity], [])
  }

  static func rect(
    _ box: Box, style: String, fill: String? = nil, radius: Double = 0, width: String? = nil
  ) -> Node {
    .tag(
      "rect",
      [
        "class": style, "x": number(box.x), "y": number(box.y), "width": number(max(box.width, 0)),
        "height": number(max(box.height, 0)), "fill": fill,
        "rx": radius == 0 ? nil : number(radius), "stroke-width": width,
      ], [])
  }

  /// A marker of about `radius`; an open one is an outline on paper.
  static func marker(_ style: SeriesStyle, at point: Point, radius: Double = 4.5) -> Node {
    let fill = style.isOpen ? "pf \(style.strokeClass)" : "\(style.fillClass) ps"
    let width = style.isOpen ? "1.8" : nil
    if style.shape == .circle {
      return .tag(
        "circle",
        [
          "class": fill, "cx": number(point.x), "cy": number(point.y), "r": number(radius),
          "stroke-width": width,
        ], [])
    }
    return .tag(
      "path",
      [
        "class": fill, "d": MarkerPath.text(style.shape, at: point, radius: radius),
        "stroke-width": width,
      ], [])
  }

  /// A short piece of a series' line with its marker, for keys; 26 px wide.
  static func sample(_ slot: SeriesSlot, x: Double, y: Double, line isLine: Bool = true) -> [Node] {
    let style = slot.style
    var nodes: [Node] = []
    if isLine {
      nodes.append(
        line(
          x, y, x + 26, y, style: style.strokeClass, width: style.width, dash: style.dash))
    }
    if slot != .baseline || !isLine {
      nodes.append(marker(style, at: Point(x + 13, y), radius: 4))
    }
    return nodes
  }
}
