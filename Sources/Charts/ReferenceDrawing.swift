import Markup

/// Draws reference lines' labels and markers' labels where there is room.
enum ReferenceDrawing {
  static func parts(_ reference: ReferenceLine) -> (RuleMark, String) {
    switch reference {
    case .diagonal(let label): (RuleMark(.diagonal), label)
    case .horizontal(let value, let label): (RuleMark(.horizontal(value)), label)
    case .vertical(let value, let label, let isGhost):
      (RuleMark(.vertical(value), strong: !isGhost), label)
    }
  }

  static func label(_ label: String, _ rule: RuleMark, in frame: Frame, _ room: inout LabelRoom)
    -> [Node]
  {
    guard !label.isEmpty, let (from, to) = rule.ends(in: frame) else { return [] }
    let box = frame.box
    let text = TextMetrics.fit(label, width: box.width * 0.8, size: Drawing.small)
    let width = TextMetrics.width(text, size: Drawing.small) + 4
    let height = 16.0
    var candidates: [Box] = []
    func add(_ x: Double, _ y: Double) {
      candidates.append(Box(x: x, y: y, width: width, height: height))
    }
    switch rule.place {
    case .horizontal:
      for share in stride(from: 1.0, through: 0, by: -0.125) {
        let x = box.x + (box.width - width) * share
        add(x, from.y - height - 2)
        add(x, from.y + 2)
      }
    case .vertical:
      for share in stride(from: 0.0, through: 1, by: 0.08) {
        let y = box.y + 1 + (box.height - height - 2) * share
        add(from.x + 4, y)
        add(from.x - 4 - width, y)
      }
    case .diagonal:
      for share in [0.55, 0.45, 0.65, 0.35, 0.75, 0.25, 0.15] {
        let x = from.x + (to.x - from.x) * share
        let y = from.y + (to.y - from.y) * share
        add(x + 8, y + 4)
        add(x - 8 - width, y - height - 4)
      }
    }
    let middle = Point((from.x + to.x) / 2, (from.y + to.y) / 2)
    guard
      let place = room.place(candidates)
        ?? room.place(room.everywhere(near: middle, width: width, height: height))
    else { return [] }
    return LabelMark(text, box: place, anchor: Point(place.x, place.y), style: "muted").draw()
  }
}

/// Draws a marker's label beside it, or further off with a thin line.
enum MarkerLabel {
  static func draw(_ marker: CurveMarker, at point: Point, _ room: inout LabelRoom) -> [Node] {
    guard !marker.label.isEmpty else { return [] }
    let text = TextMetrics.fit(
      marker.label, width: room.bounds.width * 0.7, size: Drawing.small)
    let width = TextMetrics.width(text, size: Drawing.small) + 4
    let height = 16.0
    var candidates: [Box] = []
    for distance in [9.0, 18, 30] {
      let middle = point.y - height / 2
      let right = point.x + distance
      let left = point.x - distance - width
      let below = point.y + distance - 4
      let above = point.y - distance - height + 4
      for (x, y) in [
        (right, middle), (right, below), (left, above), (right, above), (left, below),
        (left, middle), (point.x - width / 2, above), (point.x - width / 2, below),
      ] {
        candidates.append(Box(x: x, y: y, width: width, height: height))
      }
    }
    guard
      let place = room.place(candidates)
        ?? room.place(room.everywhere(near: point, width: width, height: height))
    else { return [] }
    return LabelMark(text, box: place, anchor: point, style: marker.slot.style.textClass).draw()
  }
}
