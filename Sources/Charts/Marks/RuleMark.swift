package import Markup

/// A thin reference line across the frame.
package struct RuleMark: Mark {
  /// Where the line runs.
  package enum Place: Sendable, Hashable {
    case horizontal(Double)
    case vertical(Double)
    /// From the low to the high corner of the values both axes share.
    case diagonal
  }

  let place: Place
  let isStrong: Bool

  package init(_ place: Place, strong: Bool = false) {
    self.place = place
    self.isStrong = strong
  }

  /// A reference does not stretch the axes.
  package var extent: Extent { Extent() }

  /// The line's ends; `nil` when it lies outside the frame.
  func ends(in frame: Frame) -> (Point, Point)? {
    let box = frame.box
    switch place {
    case .horizontal(let value):
      guard frame.y.contains(value), let y = frame.y.pixel(value) else { return nil }
      return (Point(box.x, y), Point(box.right, y))
    case .vertical(let value):
      guard frame.x.contains(value), let x = frame.x.pixel(value) else { return nil }
      return (Point(x, box.y), Point(x, box.bottom))
    case .diagonal:
      let low = max(frame.x.low, frame.y.low)
      let high = min(frame.x.high, frame.y.high)
      guard high > low, let from = frame.point(low, low), let to = frame.point(high, high) else {
        return nil
      }
      return (from, to)
    }
  }

  package func draw(in frame: Frame) -> [Node] {
    guard let (from, to) = ends(in: frame) else { return [] }
    return [
      Drawing.line(
        from.x, from.y, to.x, to.y, style: isStrong ? "rule" : "s0", width: isStrong ? 1.2 : 1.3,
        dash: isStrong ? nil : "2 3")
    ]
  }
}
