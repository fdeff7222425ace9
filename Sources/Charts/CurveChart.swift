public import Markup

/// Curves over two axes: ROC, precision-recall, gain, learning curves, threshold sweeps.
///
/// A square chart is 360 wide and stands beside another in a grid; a wide one is 640. Undefined
/// values leave gaps, and a series without any value is named "n/a" in the key.
public struct CurveChart: Sendable {
  /// Title and description.
  public var text: ChartText
  /// The shared horizontal axis.
  public var xAxis: Axis
  /// The panel with its y axis, curves, references and markers.
  public var panel: CurvePanel
  /// Whether both axes are drawn equally long.
  public var square: Bool
  /// Where the names stand.
  public var key: KeyPlacement

  /// Describes a chart of curves.
  public init(
    text: ChartText, xAxis: Axis, yAxis: Axis, series: [CurveSeries],
    references: [ReferenceLine] = [], markers: [CurveMarker] = [], square: Bool = false,
    key: KeyPlacement = .automatic
  ) {
    self.text = text
    self.xAxis = xAxis
    self.panel = CurvePanel(
      yAxis: yAxis, series: series, references: references, markers: markers)
    self.square = square
    self.key = key
  }

  /// The drawing; `id` must be unique on its page.
  public func svg(id: String) -> Element {
    CurveLayout(xAxis: xAxis, panels: [panel], isSquare: square, key: key).svg(id: id, text: text)
  }
}

/// Panels of curves one below the other over one x axis: rates above, cost below.
public struct StackedPanels: Sendable {
  /// Title and description.
  public var text: ChartText
  /// The shared horizontal axis.
  public var xAxis: Axis
  /// The panels from top to bottom. A vertical reference of the first is labelled there and drawn
  /// through all panels that have it too.
  public var panels: [CurvePanel]
  /// Where the names stand.
  public var key: KeyPlacement
  /// Whether the drawing says where its plot lies, for a program that draws into it.
  package var showsFrame = false

  /// Describes stacked panels.
  public init(
    text: ChartText, xAxis: Axis, panels: [CurvePanel], key: KeyPlacement = .automatic
  ) {
    self.text = text
    self.xAxis = xAxis
    self.panels = panels
    self.key = key
  }

  /// The drawing; `id` must be unique on its page.
  public func svg(id: String) -> Element {
    var layout = CurveLayout(xAxis: xAxis, panels: panels, isSquare: false, key: key)
    layout.showsFrame = showsFrame
    return layout.svg(id: id, text: text)
  }
}
