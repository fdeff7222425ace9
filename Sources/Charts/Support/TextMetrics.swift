/// Estimates how wide text is drawn, without a font at hand.
///
/// The widths are those of a wide sans serif face (DejaVu Sans), so an estimate errs on the safe
/// side for the faces that `system-ui` means on most machines.
package enum TextMetrics {
  /// Advance widths of U+0020 to U+007E in thousandths of the font size.
  private static let ascii: [Int] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685,
    611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
  ]

  /// The width in pixels of a line of text.
  package static func width(_ text: String, size: Double, bold: Bool = false) -> Double {
    var units = 0
    for scalar in text.unicodeScalars { units += advance(scalar) }
    return Double(units) / 1000 * size * (bold ? 1.12 : 1)
  }

  private static func advance(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20...0x7E: ascii[Int(scalar.value) - 0x20]
    case 0..<0x20, 0x7F...0x9F: 1000
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x2009, 0x202F: 200
    case 0xA0: 318
    case 0xB7, 0x2018, 0x2019: 318
    case 0x2013: 500
    case 0x2030, 0x2192: 1350
    case 0xA1...0x2FF: 640
    case 0x370...0x52F: 700
    case 0x1100...0x11FF, 0x2E80...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF,
      0xFF00...0xFF60:
      1000
    case 0x1F000...0x1FAFF: 1350
    default: 840
    }
  }

  /// The text, cut with an ellipsis so that it is no wider than `width`.
  package static func fit(_ text: String, width: Double, size: Double, bold: Bool = false)
    -> String
  {
    if self.width(text, size: size, bold: bold) <= width { return text }
    var kept = ""
    let room = width - self.width("…", size: size, bold: bold)
    var used = 0.0
    for character in text {
      let step = self.width(String(character), size: size, bold: bold)
      if used + step > room { break }
      used += step
      kept.append(character)
    }
    while kept.hasSuffix(" ") { kept.removeLast() }
    return kept.isEmpty ? "…" : kept + "…"
  }

  /// A name cut in the middle, so that names that begin alike can still be told apart.
  package static func fitName(_ name: String, width: Double, size: Double, bold: Bool = false)
    -> String
  {
    if self.width(name, size: size, bold: bold) <= width { return name }
    let room = width - self.width("…", size: size, bold: bold)
    guard room > size * 4 else { return fit(name, width: width, size: size, bold: bold) }
    var tail: [Character] = []
    var used = 0.0
    for character in name.reversed() {
      used += self.width(String(character), size: size, bold: bold)
      if used > room * 0.35 { break }
      tail.append(character)
    }
    let end = String(tail.reversed())
    let head = width - self.width(end, size: size, bold: bold)
    return fit(name, width: head, size: size, bold: bold) + end
  }

  /// The text broken at spaces into lines no wider than `width`; the last line is cut if need be.
  package static func wrap(_ text: String, width: Double, size: Double, lines limit: Int)
    -> [String]
  {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if line.isEmpty || lines.count == limit - 1 || self.width(longer, size: size) <= width {
        line = longer
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { fit($0, width: width, size: size) }
  }
}
