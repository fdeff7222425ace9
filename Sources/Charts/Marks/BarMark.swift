package import Markup

/// A horizontal bar from the axis' low end to a value, at a pixel row.
package struct BarMark: Mark {
  let from: Double
  let value: Double
  let top: Double
  let height: Double
  let slot: SeriesSlot
  /// The reference of a hatch pattern, for what was made up.
  let pattern: String?
  let isOutline: Bool

  package init(
    from start: Double = 0, to value: Double, top: Double, height: Double, slot: SeriesSlot,
    pattern: String? = nil, outline: Bool = false
  ) {
    self.from = start
    self.value = value
    self.top = top
    self.height = height
    self.slot = slot
    self.pattern = pattern
    self.isOutline = outline
  }

  package var extent: Extent {
    var extent = Extent()
    extent.add(from, nil)
    extent.add(value, nil)
    return extent
  }

  package func draw(in frame: Frame) -> [Node] {
    guard let start = frame.x.pixel(from), let end = frame.x.pixel(value), value > from else {
      return []
    }
    // Something is never drawn as nothing.
    let box = Box(x: start, y: top, width: max(end - start, 2), height: height)
    if let pattern {
      return [Drawing.rect(box, style: slot.style.strokeClass, fill: pattern, width: "1")]
    }
    if isOutline {
      return [
        Drawing.rect(
          box, style: "\(slot.style.fillClass) pale \(slot.style.strokeClass)", width: "1")
      ]
    }
    return [Drawing.rect(box, style: slot.style.fillClass)]
  }
}
