package import Markup

/// A marker for each point, with the slot's shape.
package struct DotMark: Mark {
  let points: [(x: Double, y: Double)]
  let slot: SeriesSlot
  let radius: Double

  package init(_ points: [(x: Double, y: Double)], slot: SeriesSlot, radius: Double = 4.5) {
    self.points = points
    self.slot = slot
    self.radius = radius
  }

  package var extent: Extent { Extent(points) }

  package func draw(in frame: Frame) -> [Node] {
    points.compactMap { frame.point($0.x, $0.y) }
      .map { Drawing.marker(slot.style, at: $0, radius: radius) }
  }
}
