import Charts
import Markup

/// The texts of a drawing with the boxes they fill, found by walking its elements.
struct DrawnText: Sendable {
  let text: String
  let size: Double
  let box: Box

  static func all(in svg: Element) -> [DrawnText] {
    var found: [DrawnText] = []
    collect(svg, Look(), into: &found)
    return found
  }

  static func viewBox(of svg: Element) -> Box? {
    let numbers = (value("viewBox", svg) ?? "").split(separator: " ").compactMap { Double($0) }
    guard numbers.count == 4 else { return nil }
    return Box(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
  }

  static func value(_ name: String, _ element: Element) -> String? {
    element.attributes.first { $0.name == name }?.value
  }

  /// What a text has of its own or from the groups around it.
  private struct Look {
    var size = 12.0
    var isBold = false
    var anchor: String?
  }

  private static func collect(_ element: Element, _ around: Look, into found: inout [DrawnText]) {
    var look = around
    look.size = value("font-size", element).flatMap { Double($0) } ?? look.size
    look.isBold = look.isBold || value("font-weight", element) != nil
    look.anchor = value("text-anchor", element) ?? look.anchor
    let size = look.size
    if element.name == "text", let x = value("x", element).flatMap({ Double($0) }),
      let y = value("y", element).flatMap({ Double($0) })
    {
      let text = Node.element(element).plainText
      let width = TextMetrics.width(text, size: size, bold: look.isBold)
      let anchor = look.anchor
      let left = anchor == "middle" ? x - width / 2 : anchor == "end" ? x - width : x
      found.append(
        DrawnText(
          text: text, size: size,
          box: Box(x: left, y: y - size * 0.76, width: width, height: size * 0.96)))
    }
    for case .element(let child) in element.children { collect(child, look, into: &found) }
  }

  /// What is wrong with where the texts stand; empty when all is well.
  static func faults(of svg: Element) -> [String] {
    guard let canvas = viewBox(of: svg) else { return ["no viewBox"] }
    let texts = all(in: svg).filter { !$0.text.isEmpty }
    var faults: [String] = []
    for text in texts {
      if !canvas.contains(text.box) { faults.append("outside: \(text.text) \(text.box)") }
      if text.size < 12 { faults.append("too small: \(text.text)") }
    }
    for (index, one) in texts.enumerated() {
      for other in texts[(index + 1)...] {
        // Half a pixel of touching is not an overlap that anyone can see.
        let tight = Box(
          x: one.box.x + 0.5, y: one.box.y + 0.5, width: one.box.width - 1,
          height: one.box.height - 1)
        if tight.overlaps(other.box) { faults.append("overlap: \(one.text) | \(other.text)") }
      }
    }
    return faults
  }
}
