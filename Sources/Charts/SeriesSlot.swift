/// The look of a series, kept in every figure of a report: colour, dash and marker together.
///
/// Slots one to four have a colour of their own. Slots five to eight take the four colours again
/// with another dash, an open marker and a thinner line, so that the second cue still tells every
/// pair apart. `baseline` is thin, dotted and grey: the rule that is to be beaten.
public enum SeriesSlot: Int, Sendable, Hashable, CaseIterable {
  case baseline = 0
  case one, two, three, four, five, six, seven, eight

  /// How many series look different from each other.
  public static let distinctLooks = allCases.count - 1

  /// The slot of the n-th series (0-based); from the ninth on the slots begin again.
  public init(index: Int) {
    let count = Self.distinctLooks
    self = SeriesSlot(rawValue: ((index % count) + count) % count + 1) ?? .one
  }

  /// Which of the theme's colours it takes: 1 to 4, 0 for the baseline.
  var hue: Int { rawValue == 0 ? 0 : (rawValue - 1) % 4 + 1 }

  /// The style of the slot: class names, dash pattern, line width and marker.
  public static func style(of slot: SeriesSlot) -> SeriesStyle {
    let shapes: [MarkerShape] = [.circle, .square, .triangle, .diamond]
    let dashes: [String?] = [nil, "6 3", "2 2", "8 3 2 3", "12 4", "4 2 1 2", "1 3", "10 2 4 2"]
    guard slot != .baseline else {
      return SeriesStyle(hue: 0, dash: "1.5 3", width: 1.5, shape: .circle, isOpen: true)
    }
    let index = slot.rawValue - 1
    return SeriesStyle(
      hue: slot.hue, dash: dashes[index], width: index < 4 ? 2.2 : 1.4, shape: shapes[index % 4],
      isOpen: index >= 4)
  }

  var style: SeriesStyle { Self.style(of: self) }
}

/// What a slot looks like. Colour comes from the style sheet by class, the rest is written out.
public struct SeriesStyle: Sendable, Hashable {
  let hue: Int
  /// The stroke's dash pattern; `nil` is a solid line.
  public let dash: String?
  /// The line's width in pixels at full size.
  public let width: Double
  /// The marker's shape.
  public let shape: MarkerShape
  /// Whether the marker is an outline.
  public let isOpen: Bool

  /// The class that sets `stroke`.
  public var strokeClass: String { "s\(hue)" }
  /// The class that sets `fill` of an area or marker.
  public var fillClass: String { "f\(hue)" }
  /// The class that sets `fill` of text, dark enough to read.
  public var textClass: String { "t\(hue)" }
}

/// The shape of a marker.
public enum MarkerShape: Sendable, Hashable {
  case circle, square, triangle, diamond
}
