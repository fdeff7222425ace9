package import Markup

/// A text held to a data point by a thin line when it stands away from it.
package struct LabelMark: Sendable {
  let text: String
  let box: Box
  let anchor: Point
  let style: String

  package init(_ text: String, box: Box, anchor: Point, style: String) {
    self.text = text
    self.box = box
    self.anchor = anchor
    self.style = style
  }

  package func draw() -> [Node] {
    var nodes: [Node] = []
    let near = Point(
      min(max(anchor.x, box.x), box.right), min(max(anchor.y, box.y), box.bottom))
    if abs(near.x - anchor.x) + abs(near.y - anchor.y) > 16 {
      nodes.append(Drawing.line(anchor.x, anchor.y, near.x, near.y, style: "leader"))
    }
    nodes.append(
      Drawing.text(text, x: box.x + 2, y: box.y + 12, style: style, halo: true))
    return nodes
  }
}
