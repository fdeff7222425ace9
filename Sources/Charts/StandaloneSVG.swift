public import Markup

/// Turns a drawing into a file of its own.
public enum StandaloneSVG {
  /// The drawing with its name space and a style of the light palette, as text.
  public static func wrap(_ svg: Element) -> String {
    file(svg, svg.attributes, [], style: Theme.standalone)
  }

  /// The drawing for a page that may be light or dark, as text: it has a ground of its own, since the
  /// page's and the reader's choice can differ, and a margin. Colours by name replace the palette's.
  public static func adaptive(
    _ svg: Element, light: [(name: String, value: String)] = [],
    dark: [(name: String, value: String)] = [], font: String? = nil
  ) -> String {
    let box = (svg.attributes.first { $0.name == "viewBox" }?.value ?? "").split(separator: " ")
      .compactMap { Double($0) }
    var attributes = svg.attributes
    var ground: [Node] = []
    if box.count == 4 {
      let margin = 12.0
      let wide = [box[0] - margin, box[1] - margin, box[2] + 2 * margin, box[3] + 2 * margin]
        .map { NumberText.coordinate($0) }
      let changed = Element(
        "svg",
        [
          "data-made-by": "imbalreport", "viewBox": wide.joined(separator: " "), "width": wide[2],
          "height": wide[3],
        ])
      attributes =
        changed.attributes
        + attributes.filter { !["viewBox", "width", "height", "xmlns"].contains($0.name) }
      ground = [
        .tag(
          "rect",
          [
            "class": "pf", "x": wide[0], "y": wide[1], "width": wide[2], "height": wide[3],
            "rx": "8",
          ])
      ]
    }
    return file(
      svg, attributes, ground, style: Theme.adaptive(light: light, dark: dark, font: font))
  }

  private static func file(
    _ svg: Element, _ attributes: [Element.Attribute], _ ground: [Node], style: String
  ) -> String {
    var file = Element("svg", ["xmlns": "http://www.w3.org/2000/svg"])
    file.attributes += attributes.filter { $0.name != "xmlns" }
    file.children = [.tag("style", [:], [.raw(RawText(program: style))])]
    file.children += ground + svg.children
    return Node.element(file).rendered + "\n"
  }
}
