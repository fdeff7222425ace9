import Charts
import Foundation
import Markup
import Testing

/// Reads the page's style sheet and computes what the palette promises.
@Suite("Style sheet")
struct StyleSheetTests {
  let sheet: String
  let light: [String: String]
  let dark: [String: String]

  init() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/Reporting/Resources/report.css")
    sheet = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let parts = sheet.components(separatedBy: "prefers-color-scheme:dark")
    light = Self.properties(parts[0])
    let end = parts.count > 1 ? parts[1].components(separatedBy: "}}")[0] : ""
    dark = light.merging(Self.properties(end)) { $1 }
  }

  static func properties(_ text: String) -> [String: String] {
    var found: [String: String] = [:]
    for piece in text.split(whereSeparator: { ";{}\n".contains($0) }) {
      let sides = piece.split(separator: ":", maxSplits: 1)
      guard sides.count == 2, sides[0].hasPrefix("--") else { continue }
      found[String(sides[0].dropFirst(2))] = String(sides[1])
    }
    return found
  }

  /// Relative luminance by WCAG 2.2.
  static func luminance(_ hex: String) -> Double? {
    guard hex.count == 7, let value = Int(hex.dropFirst(), radix: 16) else { return nil }
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { channel -> Double in
      let share = Double(channel) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  static func contrast(_ a: String?, _ b: String?) -> Double {
    guard let a, let b, let one = luminance(a), let two = luminance(b) else { return 0 }
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  @Test("The contrast formula gives the values of the standard")
  func formula() {
    #expect(abs(Self.contrast("#000000", "#ffffff") - 21) < 1e-9)
    #expect(abs(Self.contrast("#777777", "#ffffff") - 4.48) < 0.005)
  }

  @Test("Text has a contrast of 4.5, in light and in dark")
  func text() {
    for (name, theme) in [("light", light), ("dark", dark)] {
      for ground in ["paper", "surface", "sunk"] {
        for ink in ["ink", "muted", "link", "pass", "warn", "fail", "note", "t4"] {
          let ratio = Self.contrast(theme[ink], theme[ground])
          #expect(ratio >= 4.5, "\(name): \(ink) on \(ground) is \(ratio)")
        }
      }
      for slot in 0...4 {
        let ratio = Self.contrast(theme["t\(slot)"], theme["paper"])
        #expect(ratio >= 4.5, "\(name): t\(slot) is \(ratio)")
      }
      let inks = ["k-low", "k-low", "k-low", "k-mid", "k-five", "k-high", "k-high"]
      for step in 1...7 {
        let ratio = Self.contrast(theme[inks[step - 1]], theme["h\(step)"])
        #expect(ratio >= 4.5, "\(name): heat \(step) is \(ratio)")
      }
    }
  }

  @Test("Graphics have a contrast of 3, in light and in dark")
  func graphics() {
    for (name, theme) in [("light", light), ("dark", dark)] {
      for part in ["s0", "s1", "s2", "s3", "s4", "axis", "focus"] {
        let ratio = Self.contrast(theme[part], theme["paper"])
        #expect(ratio >= 3, "\(name): \(part) is \(ratio)")
      }
    }
  }

  @Test("A drawing on its own has the page's light colours and the page has the chart's rules")
  func agreement() {
    for (name, value) in Theme.light { #expect(light[name] == value, "\(name)") }
    for (name, value) in Theme.dark { #expect(dark[name] == value, "\(name)") }
    for rule in Theme.sheet.split(separator: "\n") { #expect(sheet.contains(rule), "\(rule)") }
  }

  @Test("Each class that a drawing uses is in the sheet")
  func classes() {
    for entry in Gallery.all {
      for element in Self.elements(entry.svg) {
        for name in (DrawnText.value("class", element) ?? "").split(separator: " ") {
          let known = ["chart", "wide", "square", "medium", "whisker"].contains(String(name))
          #expect(
            known || sheet.contains(".chart .\(name){"), "\(entry.name) uses .\(name)")
        }
      }
    }
  }

  @Test("The sheet is small, closed and loads nothing")
  func closed() {
    #expect(sheet.utf8.count < 18 * 1024, "\(sheet.utf8.count) bytes")
    for bad in ["url(", "@import", "</", "expression(", "http:"] {
      #expect(!sheet.contains(bad), "\(bad)")
    }
    #expect(sheet.filter { $0 == "{" }.count == sheet.filter { $0 == "}" }.count)
    for part in [
      "color-scheme:light dark", "@media print", "break-inside:avoid", "@page", "max-width:560px",
      ":focus-visible", "table-header-group", ".skip:focus", "print-color-adjust:exact",
    ] { #expect(sheet.contains(part), "\(part)") }
  }
}

extension StyleSheetTests {
  static func elements(_ element: Element) -> [Element] {
    [element]
      + element.children.flatMap { child -> [Element] in
        if case .element(let inner) = child { return elements(inner) }
        return []
      }
  }
}
