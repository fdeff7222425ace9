package import Markup

/// A cell of a heat map, with the ink that can be read on it.
package struct CellMark: Sendable {
  let box: Box
  /// The heat from 0 to 1; `nil` is undefined and drawn as paper.
  let heat: Double?

  package init(_ box: Box, heat: Double?) {
    self.box = box
    self.heat = heat
  }

  /// The step of the sequential palette, 1 to 7; 0 for what is undefined.
  package var step: Int {
    guard let heat, heat.isFinite else { return 0 }
    return min(7, Int(min(max(heat, 0), 1) * 7) + 1)
  }

  /// The class of text on the cell.
  package var ink: String { step == 0 ? "muted" : "k\(step)" }

  package func draw() -> Node { Drawing.rect(box, style: "h\(step)", radius: 2) }
}
