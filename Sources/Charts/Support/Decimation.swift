/// At most `limit` of the points, in order, for a drawing that looks the same.
///
/// The ends, the lowest and the highest point and every point of `keeping` stay. The others are
/// taken away where they bend the line least (Visvalingam and Whyatt's triangle areas, in a unit
/// square), so corners stay and straight runs go. Points that are not finite are dropped.
///
/// - Parameters:
///   - points: The curve, in drawing order, in any units.
///   - limit: How many may stay, at least 2.
///   - keeping: Points that must stay, compared exactly.
public func decimated(
  _ points: [(x: Double, y: Double)], limit: Int = 400, keeping: [(x: Double, y: Double)] = []
) -> [(x: Double, y: Double)] {
  let points = points.filter { $0.x.isFinite && $0.y.isFinite }
  guard points.count > max(limit, 2) else { return points }
  let xs = points.map(\.x)
  let ys = points.map(\.y)
  let width = max((xs.max() ?? 1) - (xs.min() ?? 0), 1e-300)
  let height = max((ys.max() ?? 1) - (ys.min() ?? 0), 1e-300)
  var fixed = [Bool](repeating: false, count: points.count)
  fixed[0] = true
  fixed[points.count - 1] = true
  for best in [ys.min(), ys.max()] {
    if let best, let index = ys.firstIndex(of: best) { fixed[index] = true }
  }
  for point in keeping {
    if let index = points.firstIndex(where: { $0.x == point.x && $0.y == point.y }) {
      fixed[index] = true
    }
  }
  var before = points.indices.map { $0 - 1 }
  var after = points.indices.map { $0 + 1 }
  func area(_ index: Int) -> Double {
    let a = points[before[index]]
    let b = points[index]
    let c = points[after[index]]
    let first = ((b.x - a.x) / width) * ((c.y - a.y) / height)
    return abs(first - ((c.x - a.x) / width) * ((b.y - a.y) / height))
  }
  var alive = [Bool](repeating: true, count: points.count)
  var areas = points.indices.map { fixed[$0] ? Double.infinity : area($0) }
  var queue = AreaQueue()
  for index in points.indices where !fixed[index] { queue.push(areas[index], index) }
  var left = points.count
  while left > max(limit, 2), let (value, index) = queue.pop() {
    // An entry is stale once a neighbour went and the area was measured again.
    guard alive[index], areas[index] == value else { continue }
    alive[index] = false
    left -= 1
    after[before[index]] = after[index]
    before[after[index]] = before[index]
    for neighbour in [before[index], after[index]] where !fixed[neighbour] {
      areas[neighbour] = max(area(neighbour), value)
      queue.push(areas[neighbour], neighbour)
    }
  }
  return points.indices.filter { alive[$0] }.map { points[$0] }
}

/// A binary heap of (area, index), smallest first, ties by index.
private struct AreaQueue {
  private var items: [(area: Double, index: Int)] = []

  private func isBefore(_ a: Int, _ b: Int) -> Bool {
    (items[a].area, items[a].index) < (items[b].area, items[b].index)
  }

  mutating func push(_ area: Double, _ index: Int) {
    items.append((area, index))
    var child = items.count - 1
    while child > 0, isBefore(child, (child - 1) / 2) {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> (Double, Int)? {
    guard let first = items.first else { return nil }
    items[0] = items[items.count - 1]
    items.removeLast()
    var parent = 0
    while true {
      let child = 2 * parent + 1
      guard child < items.count else { break }
      let smaller = child + 1 < items.count && isBefore(child + 1, child) ? child + 1 : child
      guard isBefore(smaller, parent) else { break }
      items.swapAt(smaller, parent)
      parent = smaller
    }
    return (first.area, first.index)
  }
}
