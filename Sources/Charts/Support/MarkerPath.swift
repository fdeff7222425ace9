/// Markers as pieces of a path, for clouds of many points.
enum MarkerPath {
  static func text(_ shape: MarkerShape, at point: Point, radius r: Double) -> String {
    func number(_ value: Double) -> String { NumberText.coordinate(value, 1) }
    switch shape {
    case .circle:
      let size = number(r)
      let whole = number(2 * r)
      let half = "a\(size) \(size) 0 1 0 "
      return "M\(number(point.x - r)) \(number(point.y))\(half)\(whole) 0\(half)-\(whole) 0Z"
    case .square:
      let side = number(1.8 * r)
      return "M\(number(point.x - 0.9 * r)) \(number(point.y - 0.9 * r))h\(side)v\(side)h-\(side)Z"
    case .triangle:
      return closed([(0, -1.2), (1.12, 0.85), (-1.12, 0.85)], point, r)
    case .diamond:
      return closed([(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)], point, r)
    }
  }

  private static func closed(_ corners: [(Double, Double)], _ at: Point, _ r: Double) -> String {
    PathText.polyline(corners.map { Point(at.x + $0.0 * r, at.y + $0.1 * r) }, closed: true)
  }
}
