extension [Point] {
  /// The corners without those that bend the line by less than a part of a pixel.
  ///
  /// No corner that goes lies further from the new line than `tolerance` (Ramer 1972; Douglas and
  /// Peucker 1973).
  ///
  /// - Parameter tolerance: In pixels; small against the width of the stroke.
  func straightened(tolerance: Double = 0.3) -> [Point] {
    guard count > 2 else { return self }
    var kept = [Bool](repeating: false, count: count)
    kept[0] = true
    kept[count - 1] = true
    var open = [(0, count - 1)]
    while let (first, last) = open.popLast() {
      var worst = tolerance
      var place: Int?
      for index in (first + 1)..<Swift.max(last, first + 1) {
        let distance = self[index].distance(fromLineBetween: self[first], self[last])
        if distance > worst { (worst, place) = (distance, index) }
      }
      if let place {
        kept[place] = true
        open.append((first, place))
        open.append((place, last))
      }
    }
    return indices.filter { kept[$0] }.map { self[$0] }
  }
}

extension Point {
  /// The distance to the nearest point of a straight piece.
  fileprivate func distance(fromLineBetween a: Point, _ b: Point) -> Double {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = dx * dx + dy * dy
    let part =
      length > 0 ? Swift.min(Swift.max(((x - a.x) * dx + (y - a.y) * dy) / length, 0), 1) : 0
    let (ex, ey) = (x - a.x - part * dx, y - a.y - part * dy)
    return (ex * ex + ey * ey).squareRoot()
  }
}
