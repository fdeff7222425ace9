/// Why a file or a part of it cannot be read, in words.
package struct ReadingFault: Error, Sendable, Hashable {
  /// What is wrong.
  package let message: String
  /// What to do about it.
  package let hint: String?

  package init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}

extension JSON {
  /// Reads a JSON text (RFC 8259), as strict as it is written: UTF-8, no key twice, nothing after it.
  ///
  /// Whole numbers become `int`, so that ``text(indented:)`` writes each number as it was. Throws for
  /// what is no JSON, and for more than 100 levels. An editor's text may hold half a character, of
  /// which U+FFFD can be made.
  package static func read(
    _ bytes: [UInt8], replacingLoneSurrogates: Bool = false
  ) throws(ReadingFault) -> JSON {
    var reader = JSONReader(bytes, replacingLoneSurrogates: replacingLoneSurrogates)
    return try reader.whole()
  }

  /// The value of a key; `nil` for what is no object.
  package subscript(key: String) -> JSON? {
    if case .object(let entries) = self { entries[key] } else { nil }
  }

  /// The text of a string.
  package var asText: String? { if case .string(let text) = self { text } else { nil } }

  /// The number, whole or not.
  package var asNumber: Double? {
    switch self {
    case .int(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The entries of an object in the order in which they are written; none for anything else.
  package var entries: [(key: String, value: JSON)] {
    guard case .object(let entries) = self else { return [] }
    return entries.sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
      .map { ($0.key, $0.value) }
  }

  /// The elements of an array; none for anything else.
  package var elements: [JSON] { if case .array(let items) = self { items } else { [] } }
}

/// Reads JSON byte by byte.
private struct JSONReader {
  private let bytes: [UInt8]
  private var place = 0

  static let maximumDepth = 100

  private let replacingLoneSurrogates: Bool

  init(_ bytes: [UInt8], replacingLoneSurrogates: Bool) {
    self.bytes = bytes
    self.replacingLoneSurrogates = replacingLoneSurrogates
  }

  mutating func whole() throws(ReadingFault) -> JSON {
    let value = try value(depth: 0)
    skipSpace()
    guard place == bytes.count else { throw fault("something stands after the end") }
    return value
  }

  private mutating func value(depth: Int) throws(ReadingFault) -> JSON {
    guard depth <= Self.maximumDepth else { throw fault("values nest too deep") }
    skipSpace()
    guard place < bytes.count else { throw fault("a value is missing") }
    switch bytes[place] {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(_ depth: Int) throws(ReadingFault) -> JSON {
    place += 1
    var entries: [String: JSON] = [:]
    if take("}") { return .object(entries) }
    repeat {
      skipSpace()
      guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
        throw fault("a key is missing")
      }
      let key = try string()
      guard take(":") else { throw fault("a colon is missing") }
      let value = try value(depth: depth + 1)
      guard entries.updateValue(value, forKey: key) == nil else {
        throw fault("the key '\(key)' stands twice")
      }
    } while take(",")
    guard take("}") else { throw fault("an object is not closed") }
    return .object(entries)
  }

  private mutating func array(_ depth: Int) throws(ReadingFault) -> JSON {
    place += 1
    var items: [JSON] = []
    if take("]") { return .array(items) }
    repeat { items.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw fault("a list is not closed") }
    return .array(items)
  }

  private mutating func word(_ word: String, _ value: JSON) throws(ReadingFault) -> JSON {
    guard bytes[place...].starts(with: word.utf8) else { throw fault("a value is unknown") }
    place += word.utf8.count
    return value
  }

  private mutating func number() throws(ReadingFault) -> JSON {
    let start = place
    func digits() -> Int {
      var end = place
      while end < bytes.count, (48...57).contains(bytes[end]) { end += 1 }
      return end - place
    }
    func isHere(_ signs: String) -> Bool {
      place < bytes.count && signs.utf8.contains(bytes[place])
    }
    var isWhole = true
    if isHere("-") { place += 1 }
    let leading = digits()
    guard leading > 0, leading == 1 || bytes[place] != 48 else { throw fault("a value is unknown") }
    place += leading
    if isHere(".") {
      isWhole = false
      place += 1
      let count = digits()
      guard count > 0 else { throw fault("a number has no digits after its point") }
      place += count
    }
    if isHere("eE") {
      isWhole = false
      place += 1
      if isHere("+-") { place += 1 }
      let count = digits()
      guard count > 0 else { throw fault("a number has no digits in its exponent") }
      place += count
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if isWhole, let whole = Int(text) { return .int(whole) }
    guard let number = Double(text), number.isFinite else { throw fault("a number is too large") }
    return .number(number)
  }

  private mutating func string() throws(ReadingFault) -> String {
    place += 1
    var out: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: out, as: UTF8.self) else {
          throw fault("a text is not UTF-8")
        }
        return text
      case UInt8(ascii: "\\"): out += try escape().utf8
      case 0..<32: throw fault("a text holds a control character")
      default: out.append(byte)
      }
    }
    throw fault("a text is not closed")
  }

  private mutating func escape() throws(ReadingFault) -> String {
    guard place < bytes.count else { throw fault("a text is not closed") }
    let sign = bytes[place]
    place += 1
    switch sign {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return String(Character(Unicode.Scalar(sign)))
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      var code = UInt32(try unit())
      if (0xD800..<0xDC00).contains(code), bytes[place...].starts(with: [92, 117]) {
        let start = place
        place += 2
        let low = UInt32(try unit())
        if (0xDC00..<0xE000).contains(low) {
          code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        } else {
          place = start
        }
      }
      if replacingLoneSurrogates, (0xD800..<0xE000).contains(code) { code = 0xFFFD }
      guard let scalar = Unicode.Scalar(code) else { throw fault("half a character is missing") }
      return String(Character(scalar))
    default: throw fault("an escape is unknown")
    }
  }

  private mutating func unit() throws(ReadingFault) -> UInt16 {
    guard place + 4 <= bytes.count,
      bytes[place..<place + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let code = UInt16(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
    else { throw fault("an escape has four hexadecimal digits") }
    place += 4
    return code
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipSpace()
    guard place < bytes.count, bytes[place] == UInt8(ascii: sign) else { return false }
    place += 1
    return true
  }

  private mutating func skipSpace() {
    while place < bytes.count, [32, 10, 13, 9].contains(bytes[place]) { place += 1 }
  }

  private func fault(_ message: String) -> ReadingFault {
    ReadingFault("this is no JSON: \(message) (byte \(place))")
  }
}
