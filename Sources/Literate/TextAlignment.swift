/// Follows cmark's text through the raw text of its block, to know where every byte stands.
struct TextAlignment {
  /// Breakpoints: from this byte of the text on, the raw text stands at this offset.
  private(set) var points: [(text: Int, raw: Int)] = []
  private(set) var end = 0

  /// Whether escapes and entities account for every difference from `start` on.
  init?(_ text: [UInt8], in raw: [UInt8], from start: Int, work: inout Int) {
    var at = start
    var index = 0
    points.append((0, start))
    while index < text.count {
      work -= 1
      guard at < raw.count, work > 0 else { return nil }
      if raw[at] == UInt8(ascii: "\\"), at + 1 < raw.count, Self.isPunctuation(raw[at + 1]),
        raw[at + 1] == text[index]
      {
        at += 1
        points.append((index, at))
      } else if raw[at] == UInt8(ascii: "&"), let entity = Self.entity(raw, at),
        !text[index...].starts(with: raw[at..<entity])
      {
        points.append((index, at))
        index += Self.width(text[index])
        at = entity
        points.append((index, at))
        // A few entities stand for two scalars.
        if index < text.count, at < raw.count, text[index] != raw[at], text[index] >= 0x80 {
          index += Self.width(text[index])
          points.append((index, at))
        }
        continue
      }
      guard raw[at] == text[index] else { return nil }
      at += 1
      index += 1
    }
    end = at
  }

  /// Where a byte of the text stands in the raw text.
  func raw(_ offset: Int) -> Int {
    var low = 0
    var high = points.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if points[middle].text <= offset { low = middle } else { high = middle }
    }
    return points[low].raw + offset - points[low].text
  }

  private static func entity(_ raw: [UInt8], _ start: Int) -> Int? {
    var index = start + 1
    while index < raw.count, index - start < 40 {
      let byte = raw[index]
      if byte == UInt8(ascii: ";") { return index > start + 1 ? index + 1 : nil }
      guard PlainScalar.isWordStart(byte) || PlainScalar.isDigit(byte) || byte == UInt8(ascii: "#")
      else { return nil }
      index += 1
    }
    return nil
  }

  private static func width(_ lead: UInt8) -> Int {
    switch lead {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }

  static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 33...47, 58...64, 91...96, 123...126: true
    default: false
    }
  }
}
