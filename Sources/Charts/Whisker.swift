public import Markup

/// A value with its interval, small enough for a table cell.
///
/// It repeats what the cell says in words, so it is hidden from screen readers. Whiskers of one
/// column share a domain and can be compared by eye.
public struct Whisker: Sendable {
  /// The value; `nil` draws only the track.
  public var value: Double?
  /// The interval; drawn when both ends are there.
  public var low: Double?
  /// The upper end.
  public var high: Double?
  /// What the cell spans.
  public var domain: ClosedRange<Double>
  /// A value to compare with, drawn as a tick.
  public var reference: Double?
  /// The row's look.
  public var slot: SeriesSlot

  /// Describes a cell's drawing.
  public init(
    value: Double?, low: Double? = nil, high: Double? = nil, domain: ClosedRange<Double>,
    reference: Double? = nil, slot: SeriesSlot = .one
  ) {
    self.value = value
    self.low = low
    self.high = high
    self.domain = domain
    self.reference = reference
    self.slot = slot
  }

  /// The drawing, 90 by 16 pixels.
  public func svg() -> Element {
    let x = Axis("", domain: domain).scale(for: [], from: 6, to: 84)
    let frame = Frame(x: x, y: Scale(kind: .linear, low: 0, high: 1, start: 0, end: 16))
    var nodes = [Drawing.line(2, 8, 88, 8, style: "grid")]
    if let reference, let at = x.pixel(reference) {
      nodes.append(Drawing.line(at, 1, at, 15, style: "s0", dash: "2 2"))
    }
    if let low, let high {
      nodes += WhiskerMark(at: 0.5, low: low, high: high, direction: .horizontal, slot: slot)
        .draw(in: frame)
    }
    if let value {
      nodes += DotMark([(value, 0.5)], slot: slot, radius: 3.6).draw(in: frame)
    }
    return Element(
      "svg",
      [
        "class": "chart whisker", "viewBox": "0 0 90 16", "width": "90", "height": "16",
        "aria-hidden": "true", "focusable": "false",
      ], nodes)
  }
}
