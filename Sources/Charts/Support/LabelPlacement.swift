/// Finds room for labels.
package enum LabelPlacement {
  /// Positions as near as possible to the wanted ones, in the same order, a gap apart, within
  /// bounds. Equal wishes keep the given order; too many labels for the room are packed evenly.
  ///
  /// Neighbours that collide are merged into a block placed at the mean of its wishes: the least
  /// squares answer (pool adjacent violators).
  package static func spread(_ wanted: [Double], gap: Double, within bounds: ClosedRange<Double>)
    -> [Double]
  {
    guard !wanted.isEmpty else { return [] }
    let room = bounds.upperBound - bounds.lowerBound
    let gap = wanted.count > 1 ? min(gap, room / Double(wanted.count - 1)) : gap
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    var blocks: [(sum: Double, count: Int)] = []
    for (rank, index) in order.enumerated() {
      let last = bounds.upperBound - Double(order.count - 1) * gap
      // Take the gaps out, so that "a gap apart" becomes "not decreasing".
      let free = wanted[index] - Double(rank) * gap
      blocks.append((min(max(free, bounds.lowerBound), last), 1))
      while blocks.count > 1 {
        let top = blocks[blocks.count - 1]
        let below = blocks[blocks.count - 2]
        guard below.sum / Double(below.count) > top.sum / Double(top.count) else { break }
        blocks.removeLast(2)
        blocks.append((below.sum + top.sum, below.count + top.count))
      }
    }
    var result = wanted
    var rank = 0
    for block in blocks {
      for _ in 0..<block.count {
        result[order[rank]] = block.sum / Double(block.count) + Double(rank) * gap
        rank += 1
      }
    }
    return result
  }
}

/// Puts labels on a plot, one after the other, where they hide least.
struct LabelRoom {
  let bounds: Box
  private(set) var taken: [Box] = []
  private var obstacles: [Point] = []

  init(bounds: Box) { self.bounds = bounds }

  mutating func block(_ box: Box) { taken.append(box) }

  /// Adds a line that labels should keep off, sampled every few pixels.
  mutating func avoid(_ line: [Point]) {
    for (index, point) in line.enumerated() {
      obstacles.append(point)
      guard index > 0 else { continue }
      let from = line[index - 1]
      let length = abs(point.x - from.x) + abs(point.y - from.y)
      let pieces = min(Int(length / 6), 200)
      for piece in 0..<pieces {
        let share = Double(piece) / Double(pieces)
        obstacles.append(
          Point(from.x + (point.x - from.x) * share, from.y + (point.y - from.y) * share))
      }
    }
  }

  /// The candidate that lies inside, touches no other label and hides the fewest line points;
  /// earlier candidates win ties. `nil` if none is free.
  mutating func place(_ candidates: [Box]) -> Box? {
    var best: (box: Box, cost: Int)?
    for box in candidates where bounds.contains(box) {
      if taken.contains(where: { $0.overlaps(box) }) { continue }
      var cost = 0
      for point in obstacles where box.contains(point) { cost += 1 }
      if cost < best?.cost ?? .max { best = (box, cost) }
      if cost == 0 { break }
    }
    if let best { taken.append(best.box) }
    return best?.box
  }

  /// Boxes all over the plot, nearest to a point first.
  func everywhere(near point: Point, width: Double, height: Double) -> [Box] {
    var boxes: [(distance: Double, box: Box)] = []
    for y in stride(from: bounds.y, through: bounds.bottom - height, by: 9) {
      for x in stride(from: bounds.x, through: bounds.right - width, by: 14) {
        let box = Box(x: x, y: y, width: width, height: height)
        let dx = box.middle - point.x
        let dy = y + height / 2 - point.y
        boxes.append((dx * dx + dy * dy, box))
      }
    }
    return boxes.enumerated()
      .sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
      .map(\.element.box)
  }
}
