package import Markup

/// Something drawn from data: it knows what it spans and how it looks in a frame.
package protocol Mark: Sendable {
  /// What the mark's finite values span.
  var extent: Extent { get }
  /// The mark's elements, in the frame's pixels.
  func draw(in frame: Frame) -> [Node]
}

/// What values span on both axes; empty until something finite is added.
package struct Extent: Sendable, Hashable {
  package private(set) var xs: [Double] = []
  package private(set) var ys: [Double] = []

  package init() {}

  package init(_ points: [(x: Double, y: Double)]) {
    for point in points { add(point.x, point.y) }
  }

  package mutating func add(_ x: Double?, _ y: Double?) {
    if let x, x.isFinite { xs = [min(x, xs.first ?? x), max(x, xs.last ?? x)] }
    if let y, y.isFinite { ys = [min(y, ys.first ?? y), max(y, ys.last ?? y)] }
  }

  package mutating func add(_ other: Extent) {
    for x in other.xs { add(x, nil) }
    for y in other.ys { add(nil, y) }
  }
}

/// The rectangle that data are drawn in, with a scale for each direction.
package struct Frame: Sendable, Hashable {
  package let x: Scale
  package let y: Scale

  package init(x: Scale, y: Scale) {
    self.x = x
    self.y = y
  }

  package var box: Box {
    Box(
      x: min(x.start, x.end), y: min(y.start, y.end), width: abs(x.end - x.start),
      height: abs(y.end - y.start))
  }

  /// The pixel of a pair of values; `nil` unless both are finite.
  package func point(_ x: Double, _ y: Double) -> Point? {
    guard let px = self.x.pixel(x), let py = self.y.pixel(y) else { return nil }
    return Point(px, py)
  }
}
