package import Markup

/// The area between a low and a high curve, pale.
package struct BandMark: Mark {
  let points: [(x: Double, low: Double, high: Double)]
  let slot: SeriesSlot
  let step: StepKind

  package init(
    _ points: [(x: Double, low: Double, high: Double)], slot: SeriesSlot, step: StepKind = .none
  ) {
    self.points = points.filter { $0.x.isFinite && $0.low.isFinite && $0.high.isFinite }
    self.slot = slot
    self.step = step
  }

  package var extent: Extent {
    Extent(points.map { ($0.x, $0.low) } + points.map { ($0.x, $0.high) })
  }

  package func draw(in frame: Frame) -> [Node] {
    guard points.count > 1 else { return [] }
    let upper = edge(points.map { ($0.x, $0.high) }, frame)
    let lower = edge(points.map { ($0.x, $0.low) }, frame)
    let outline = PathText.polyline(upper + lower.reversed(), closed: true)
    return [Drawing.area(outline, style: slot.style.fillClass, opacity: ".15")]
  }

  private func edge(_ line: [(x: Double, y: Double)], _ frame: Frame) -> [Point] {
    LineMark(line, slot: slot, step: step, limit: 200).corners(in: frame).flatMap { $0 }
  }
}
