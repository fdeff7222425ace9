package import Markup

/// A broad pale line below other marks, to point out the course that they take.
package struct HighlightMark: Mark {
  let points: [(x: Double, y: Double)]
  let slot: SeriesSlot

  package init(_ points: [(x: Double, y: Double)], slot: SeriesSlot) {
    self.points = points
    self.slot = slot
  }

  package var extent: Extent { Extent(points) }

  package func draw(in frame: Frame) -> [Node] {
    let corners = points.compactMap { frame.point($0.x, $0.y) }
    return corners.count < 2 ? [] : [Self.line(PathText.polyline(corners), slot: slot)]
  }

  static func line(_ data: String, slot: SeriesSlot) -> Node {
    Drawing.path(data, style: slot.style.strokeClass, width: 8, opacity: ".28")
  }
}
