package import Markup

/// How a curve goes from one point to the next.
public enum StepKind: Sendable, Hashable {
  /// Straight.
  case none
  /// The new value holds from the last point on: vertical first, then horizontal.
  case before
  /// The old value holds up to the new point: horizontal first, then vertical.
  case after
}

/// A curve; values that are not finite leave a gap.
package struct LineMark: Mark {
  let points: [(x: Double, y: Double)]
  let slot: SeriesSlot
  let step: StepKind
  let isEmphasised: Bool
  let limit: Int

  package init(
    _ points: [(x: Double, y: Double)], slot: SeriesSlot, step: StepKind = .none,
    emphasised: Bool = false, limit: Int = 400
  ) {
    self.points = points
    self.slot = slot
    self.step = step
    self.isEmphasised = emphasised
    self.limit = limit
  }

  package var extent: Extent { Extent(points) }

  /// The corners of the curve in pixels, one list for each run without a gap.
  func corners(in frame: Frame) -> [[Point]] {
    var runs: [[(x: Double, y: Double)]] = [[]]
    for point in points {
      if point.x.isFinite, point.y.isFinite {
        runs[runs.count - 1].append(point)
      } else if runs.last?.isEmpty == false {
        runs.append([])
      }
    }
    runs = runs.filter { !$0.isEmpty }
    return runs.map { run in
      // Runs get their share of the limit, so that the whole curve stays below it.
      let share = max(2, limit * run.count / max(points.count, 1))
      var corners: [Point] = []
      for value in decimated(run, limit: share) {
        guard let point = frame.point(value.x, value.y) else { continue }
        if let last = corners.last {
          switch step {
          case .none: break
          case .before: corners.append(Point(last.x, point.y))
          case .after: corners.append(Point(point.x, last.y))
          }
        }
        corners.append(point)
      }
      return corners
    }
  }

  package func draw(in frame: Frame) -> [Node] {
    let style = slot.style
    let runs = corners(in: frame)
    let data = runs.filter { $0.count > 1 }.map { PathText.polyline($0.straightened()) }.joined()
    var nodes: [Node] = []
    if !data.isEmpty {
      nodes.append(
        Drawing.path(
          data, style: style.strokeClass, width: style.width + (isEmphasised ? 1 : 0),
          dash: style.dash))
    }
    for run in runs where run.count == 1 {
      nodes.append(Drawing.marker(style, at: run[0]))
    }
    if slot.rawValue > 4 { nodes += beads(on: runs, style) }
    return nodes
  }

  /// Three markers along the curve, for the slots whose colour is taken twice.
  private func beads(on runs: [[Point]], _ style: SeriesStyle) -> [Node] {
    let corners = runs.flatMap { $0 }
    var lengths = [0.0]
    for (a, b) in zip(corners, corners.dropFirst()) {
      lengths.append((lengths.last ?? 0) + abs(b.x - a.x) + abs(b.y - a.y))
    }
    guard let total = lengths.last, total > 60 else { return [] }
    let shift = Double(slot.rawValue % 4) * 0.05
    return [0.25, 0.5, 0.75].compactMap { share in
      let goal = total * (share + shift)
      guard let index = lengths.firstIndex(where: { $0 >= goal }), index > 0 else { return nil }
      let part = (goal - lengths[index - 1]) / max(lengths[index] - lengths[index - 1], 1e-9)
      let from = corners[index - 1]
      let to = corners[index]
      let at = Point(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part)
      return Drawing.marker(style, at: at, radius: 3.5)
    }
  }
}
