/// One curve of a chart.
public struct CurveSeries: Sendable {
  /// What the reader calls it.
  public var name: String
  /// Its look, the same in every figure of a report.
  public var slot: SeriesSlot
  /// The curve in drawing order, in the axes' units; a value that is not finite leaves a gap.
  public var points: [(x: Double, y: Double)]
  /// How the curve goes from point to point.
  public var step: StepKind
  /// An interval around the curve, drawn as a pale area.
  public var band: [(x: Double, low: Double, high: Double)]?
  /// What to say beside the name, such as "AP 0.41, 20× guessing".
  public var label: String
  /// Whether the curve is the subject of the figure and drawn bolder.
  public var emphasis: Bool
  /// Whether the curve only marks a course that others take: a broad pale line below them all.
  public var isHighlight: Bool

  /// Describes a curve.
  public init(
    name: String, slot: SeriesSlot, points: [(x: Double, y: Double)], step: StepKind = .none,
    band: [(x: Double, low: Double, high: Double)]? = nil, label: String = "",
    emphasis: Bool = false, isHighlight: Bool = false
  ) {
    self.name = name
    self.slot = slot
    self.points = points
    self.step = step
    self.band = band
    self.label = label
    self.emphasis = emphasis
    self.isHighlight = isHighlight
  }
}

/// A line to compare with.
public enum ReferenceLine: Sendable, Hashable {
  /// Where both axes show the same value.
  case diagonal(label: String)
  /// A value of the y axis.
  case horizontal(Double, label: String)
  /// A value of the x axis; a ghost is dotted, the chosen one solid.
  case vertical(Double, label: String, isGhost: Bool = false)
}

/// A single point to point out, such as a chosen threshold.
public struct CurveMarker: Sendable, Hashable {
  /// Where it is, in the axes' units; not drawn unless both are finite.
  public var x: Double
  /// The value on the vertical axis.
  public var y: Double
  /// What to write beside it; may be empty.
  public var label: String
  /// The series it belongs to.
  public var slot: SeriesSlot

  /// Describes a point.
  public init(x: Double, y: Double, label: String, slot: SeriesSlot) {
    self.x = x
    self.y = y
    self.label = label
    self.slot = slot
  }
}

/// Where the names of the curves stand.
public enum KeyPlacement: Sendable, Hashable {
  /// Beside the curves' ends where these lie apart, else below the chart.
  case automatic
  /// Beside the curves' ends, pushed apart, with thin lines where they moved.
  case direct
  /// Below the chart, with a sample of each line.
  case below
}

/// One panel of curves: its own y axis, sharing the x axis of its chart.
public struct CurvePanel: Sendable {
  /// The panel's y axis.
  public var yAxis: Axis
  /// The curves.
  public var series: [CurveSeries]
  /// Lines to compare with.
  public var references: [ReferenceLine]
  /// Points to point out.
  public var markers: [CurveMarker]
  /// The height of the plot in pixels at full size.
  public var height: Double

  /// Describes a panel.
  public init(
    yAxis: Axis, series: [CurveSeries], references: [ReferenceLine] = [],
    markers: [CurveMarker] = [], height: Double = 250
  ) {
    self.yAxis = yAxis
    self.series = series
    self.references = references
    self.markers = markers
    self.height = height.isFinite ? min(max(height, 60), 1000) : 250
  }
}
