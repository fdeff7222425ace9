import Markup

/// A key: a sample of each series with its name and value, laid out in as many columns as fit.
struct Key {
  struct Entry {
    let slot: SeriesSlot
    let name: String
    let value: String
    var isLine = true
    /// Draws a sample of its own, around a point, in place of the series' one.
    var sample: ((Point) -> [Node])? = nil
  }

  let entries: [Entry]
  static let rowHeight = 19.0
  private static let lead = 33.0

  private func wanted(_ entry: Entry) -> Double {
    let value = entry.value.isEmpty ? 0 : 7 + TextMetrics.width(entry.value, size: Drawing.small)
    return Self.lead + TextMetrics.width(entry.name, size: Drawing.small, bold: true) + value
  }

  /// How many columns fit into a width.
  private func columns(in width: Double) -> Int {
    let widest = (entries.map(wanted).max() ?? 0) + 12
    return max(1, min(entries.count, Int(width / max(widest, 1)), 4))
  }

  /// The height it takes in a width.
  func height(in width: Double) -> Double {
    guard !entries.isEmpty else { return 0 }
    let columns = columns(in: width)
    return Double((entries.count + columns - 1) / columns) * Self.rowHeight + 4
  }

  /// Draws it with its top left at a point.
  func draw(x: Double, y: Double, width: Double) -> [Node] {
    guard !entries.isEmpty else { return [] }
    let columns = columns(in: width)
    let rows = (entries.count + columns - 1) / columns
    let widest = (entries.map(wanted).max() ?? 0) + 20
    let step = columns == 1 ? width : min(width / Double(columns), widest)
    var nodes: [Node] = []
    for (index, entry) in entries.enumerated() {
      let left = x + Double(index / rows) * step
      let baseline = y + Double(index % rows) * Self.rowHeight + 14
      nodes +=
        entry.sample?(Point(left + 13, baseline - 4))
        ?? Drawing.sample(entry.slot, x: left, y: baseline - 4, line: entry.isLine)
      let room = step - Self.lead - 4
      // A short name leaves its room to the value.
      let nameWidth = TextMetrics.width(entry.name, size: Drawing.small, bold: true) + 7
      let value = TextMetrics.fit(
        entry.value, width: room - min(nameWidth, room * 0.4), size: Drawing.small)
      let valueWidth =
        value.isEmpty ? 0 : TextMetrics.width(value, size: Drawing.small) + 7
      let name = TextMetrics.fitName(
        entry.name, width: room - valueWidth, size: Drawing.small, bold: true)
      nodes.append(
        Drawing.text(
          name, x: left + Self.lead, y: baseline, style: entry.slot.style.textClass, bold: true))
      if !value.isEmpty {
        let at = left + Self.lead + TextMetrics.width(name, size: Drawing.small, bold: true) + 7
        nodes.append(Drawing.text(value, x: at, y: baseline, style: "muted"))
      }
    }
    return nodes
  }
}
