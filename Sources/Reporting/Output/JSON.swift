/// A JSON value whose text is always the same: keys sorted, numbers in their shortest form.
package indirect enum JSON: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  /// A place on a drawn curve: five digits are more than any screen shows.
  static func place(_ value: Double) -> JSON { .number(JSONNumber.rounded(value, digits: 5)) }

  /// A fitted number in ten digits: no solver stops at more.
  static func fitted(_ value: Double) -> JSON { .number(JSONNumber.rounded(value, digits: 10)) }

  /// The end of an interval in six digits, rounded outwards: no interval becomes narrower.
  static func end(_ value: Double, _ rule: FloatingPointRoundingRule) -> JSON {
    .number(JSONNumber.rounded(value, rule))
  }

  /// The text on one line, or indented.
  package func text(indented: Bool = false) -> String {
    var out: [UInt8] = []
    write(into: &out, indented: indented, depth: 0)
    return String(decoding: out, as: UTF8.self)
  }

  private func write(into out: inout [UInt8], indented: Bool, depth: Int) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let flag): out += (flag ? "true" : "false").utf8
    case .int(let value): out += String(value).utf8
    case .number(let value): out += JSONNumber.text(value).utf8
    case .string(let text): Self.write(text, into: &out)
    case .array(let items):
      // Lists of plain values stay on one line: curves have hundreds.
      let isFlat = items.allSatisfy(\.isScalar)
      out.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { out += (isFlat && indented ? ", " : ",").utf8 }
        if indented, !isFlat { Self.newLine(into: &out, depth + 1) }
        item.write(into: &out, indented: indented, depth: depth + 1)
      }
      if indented, !isFlat, !items.isEmpty { Self.newLine(into: &out, depth) }
      out.append(UInt8(ascii: "]"))
    case .object(let entries):
      out.append(UInt8(ascii: "{"))
      let keys = entries.keys.sorted {
        $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
      }
      for (index, key) in keys.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        if indented { Self.newLine(into: &out, depth + 1) }
        Self.write(key, into: &out)
        out += (indented ? ": " : ":").utf8
        entries[key]?.write(into: &out, indented: indented, depth: depth + 1)
      }
      if indented, !entries.isEmpty { Self.newLine(into: &out, depth) }
      out.append(UInt8(ascii: "}"))
    }
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private static func newLine(into out: inout [UInt8], _ depth: Int) {
    out.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { out += "  ".utf8 }
  }

  private static func write(_ text: String, into out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): out += "\\\"".utf8
      case UInt8(ascii: "\\"): out += "\\\\".utf8
      case UInt8(ascii: "\n"): out += "\\n".utf8
      case UInt8(ascii: "\r"): out += "\\r".utf8
      case UInt8(ascii: "\t"): out += "\\t".utf8
      case 0..<32:
        let digits = Array("0123456789abcdef".utf8)
        out += "\\u00".utf8
        out += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}

/// Numbers as JSON writes them.
package enum JSONNumber {
  /// The shortest decimal that reads back as the same double; `null` for what JSON cannot hold.
  package static func text(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded(), abs(value) < 1e15 {
      return value == 0 ? "0" : String(Int(value))
    }
    return value.description
  }

  /// The number with so many significant digits; one that has no more stays as it is.
  static func rounded(
    _ value: Double, _ rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero,
    digits: Int = 6
  ) -> Double {
    guard value.isFinite, value != 0 else { return value }
    var scale = (1..<digits).reduce(1.0) { scale, _ in scale * 10 }
    var size = abs(value)
    while size < 1, scale < 1e24 {
      size *= 10
      scale *= 10
    }
    let exact = value * scale
    guard scale < 1e24, abs(exact) < 1e15 else { return value }
    let nearest = exact.rounded()
    let isShort = abs(nearest - exact) <= 1e-12 * abs(exact)
    return (isShort ? nearest : exact.rounded(rule)) / scale
  }
}
