import Markup

/// The outer element of a drawing, with its accessible name and description.
enum Canvas {
  /// Only letters, digits, `-` and `_`, so that ids can be referred to.
  static func safe(_ id: String) -> String {
    var safe = ""
    for scalar in id.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_": safe.unicodeScalars.append(scalar)
      default: safe += "-"
      }
    }
    return safe.isEmpty ? "figure" : safe
  }

  static func svg(
    id: String, text: ChartText, width: Double, height: Double, kind: String, _ marks: [Node]
  ) -> Element {
    let id = safe(id)
    let w = NumberText.coordinate(width, 0)
    let h = NumberText.coordinate(height.rounded(.up), 0)
    return Element(
      "svg",
      [
        "class": "chart \(kind)", "role": "img", "aria-labelledby": "\(id)-t \(id)-d",
        "viewBox": "0 0 \(w) \(h)", "width": w, "height": h, "font-size": "12",
      ],
      [
        .tag("title", ["id": "\(id)-t"], text.title),
        .tag("desc", ["id": "\(id)-d"], text.description),
        .tag("g", ["aria-hidden": "true"], TextGroups.grouped(marks)),
      ])
  }
}
