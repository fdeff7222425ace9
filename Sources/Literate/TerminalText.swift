/// Text made fit for a terminal: no control characters, and its width in cells known.
package enum TerminalText {
  /// A scalar as it may be shown: control and direction-changing characters become U+FFFD.
  static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<32, 127..<160, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
      "\u{FFFD}"
    default: scalar
    }
  }

  /// Words of ours that may quote the template: one line, nothing hidden.
  package static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(shown(scalar)) }
    return String(result)
  }

  /// The number of cells that a scalar takes: 0 when it combines, 2 when it is wide (UAX 11).
  static func width(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }
}

/// A source line cut to a window around a stretch, and the caret run below it.
struct Excerpt {
  let text: String
  let carets: String

  private static let cells = 100
  private static let tab = 4

  /// Columns are 1-based scalars; the end is exclusive.
  init(line: String, from start: Int, to end: Int) {
    var shown: [(text: String, width: Int)] = []
    var at = 0
    // A very long line is looked at only near the stretch.
    let skipped = max(0, start - 1 - 200)
    for scalar in line.unicodeScalars.dropFirst(skipped).prefix(600) {
      if scalar == "\t" {
        let width = Self.tab - at % Self.tab
        shown.append((String(repeating: " ", count: width), width))
        at += width
      } else {
        let safe = TerminalText.shown(scalar)
        let width = TerminalText.width(safe)
        shown.append((String(safe), width))
        at += width
      }
    }
    let first = min(max(0, start - 1 - skipped), shown.count)
    let last = min(max(first, end - 1 - skipped), shown.count)
    // Room for most of the stretch, and the rest of the cells before and behind it.
    var low = first
    var used = 0
    while low > 0, used + shown[low - 1].width <= Self.cells / 2 {
      low -= 1
      used += shown[low].width
    }
    var high = first
    while high < shown.count, used + shown[high].width <= Self.cells {
      used += shown[high].width
      high += 1
    }
    while low > 0, used + shown[low - 1].width <= Self.cells {
      low -= 1
      used += shown[low].width
    }
    let cutBefore = low > 0 || skipped > 0
    let cutAfter = high < shown.count || line.unicodeScalars.count > skipped + 600
    text =
      (cutBefore ? "…" : "") + shown[low..<high].map(\.text).joined() + (cutAfter ? "…" : "")
    let lead = shown[low..<first].reduce(cutBefore ? 1 : 0) { $0 + $1.width }
    let run = shown[first..<max(first, min(last, high))].reduce(0) { $0 + $1.width }
    carets = String(repeating: " ", count: lead) + String(repeating: "^", count: max(1, run))
  }
}
