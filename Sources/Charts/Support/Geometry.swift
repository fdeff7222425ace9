/// A point in pixels.
package struct Point: Sendable, Hashable {
  package var x: Double
  package var y: Double

  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// An upright rectangle in pixels.
package struct Box: Sendable, Hashable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  package var right: Double { x + width }
  package var bottom: Double { y + height }
  package var middle: Double { x + width / 2 }

  /// Whether two boxes share more than a seam.
  package func overlaps(_ other: Box) -> Bool {
    x < other.right - 0.01 && other.x < right - 0.01 && y < other.bottom - 0.01
      && other.y < bottom - 0.01
  }

  package func contains(_ point: Point) -> Bool {
    point.x >= x && point.x <= right && point.y >= y && point.y <= bottom
  }

  package func contains(_ other: Box) -> Bool {
    other.x >= x - 0.01 && other.right <= right + 0.01 && other.y >= y - 0.01
      && other.bottom <= bottom + 0.01
  }
}
