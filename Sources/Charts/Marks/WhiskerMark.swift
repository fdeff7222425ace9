package import Markup

/// An interval: a line from low to high with short ends.
package struct WhiskerMark: Mark {
  /// The direction in which the interval runs.
  package enum Direction: Sendable, Hashable { case horizontal, vertical }

  let at: Double
  let low: Double
  let high: Double
  let direction: Direction
  let slot: SeriesSlot

  package init(
    at position: Double, low: Double, high: Double, direction: Direction, slot: SeriesSlot
  ) {
    self.at = position
    self.low = low
    self.high = high
    self.direction = direction
    self.slot = slot
  }

  package var extent: Extent {
    direction == .vertical ? Extent([(at, low), (at, high)]) : Extent([(low, at), (high, at)])
  }

  package func draw(in frame: Frame) -> [Node] {
    let ends =
      direction == .vertical
      ? (frame.point(at, low), frame.point(at, high))
      : (frame.point(low, at), frame.point(high, at))
    guard let from = ends.0, let to = ends.1 else { return [] }
    var path = PathText()
    path.move(from.x, from.y)
    path.line(to.x, to.y)
    for end in [from, to] {
      let (dx, dy) = direction == .vertical ? (3.0, 0.0) : (0.0, 3.0)
      path.move(end.x - dx, end.y - dy)
      path.line(end.x + dx, end.y + dy)
    }
    return [Drawing.path(path.text, style: slot.style.strokeClass, width: 1.4)]
  }
}
