/// A JSON text read with all that tests ask of its form: the order of keys, the spelling of numbers.
package indirect enum ReadJSON: Sendable, Hashable {
  case null
  case bool(Bool)
  /// A number as it is spelled.
  case number(String)
  case string(String)
  case array([ReadJSON])
  case object([Entry])

  /// A key with its value.
  package struct Entry: Sendable, Hashable {
    package let key: String
    package let value: ReadJSON
    package init(key: String, value: ReadJSON) {
      self.key = key
      self.value = value
    }
  }

  /// The value, or `nil` for text that is not JSON.
  package init?(_ text: String) {
    var reader = Reader(bytes: Array(text.utf8))
    guard let value = reader.value(depth: 0) else { return nil }
    reader.skipSpace()
    guard reader.place == reader.bytes.count else { return nil }
    self = value
  }

  package subscript(key: String) -> ReadJSON? {
    guard case .object(let entries) = self else { return nil }
    return entries.first { $0.key == key }?.value
  }

  package var keys: [String] {
    if case .object(let entries) = self { entries.map(\.key) } else { [] }
  }
  package var items: [ReadJSON]? { if case .array(let items) = self { items } else { nil } }
  package var text: String? { if case .string(let text) = self { text } else { nil } }
  package var double: Double? { if case .number(let text) = self { Double(text) } else { nil } }

  /// This value and every one inside it.
  package var all: [ReadJSON] {
    switch self {
    case .array(let items): [self] + items.flatMap(\.all)
    case .object(let entries): [self] + entries.flatMap { $0.value.all }
    default: [self]
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    mutating func skipSpace() {
      while place < bytes.count, [32, 10, 13, 9].contains(bytes[place]) { place += 1 }
    }

    mutating func take(_ word: String) -> Bool {
      let wanted = Array(word.utf8)
      guard bytes[place...].starts(with: wanted) else { return false }
      place += wanted.count
      return true
    }

    mutating func value(depth: Int) -> ReadJSON? {
      skipSpace()
      guard depth < 200, place < bytes.count else { return nil }
      switch bytes[place] {
      case UInt8(ascii: "n"): return take("null") ? .null : nil
      case UInt8(ascii: "t"): return take("true") ? .bool(true) : nil
      case UInt8(ascii: "f"): return take("false") ? .bool(false) : nil
      case UInt8(ascii: "\""): return string().map { .string($0) }
      case UInt8(ascii: "["):
        place += 1
        var items: [ReadJSON] = []
        skipSpace()
        if take("]") { return .array(items) }
        while let item = value(depth: depth + 1) {
          items.append(item)
          skipSpace()
          if take("]") { return .array(items) }
          guard take(",") else { return nil }
        }
        return nil
      case UInt8(ascii: "{"):
        place += 1
        var entries: [Entry] = []
        skipSpace()
        if take("}") { return .object(entries) }
        while true {
          skipSpace()
          guard let key = string() else { return nil }
          skipSpace()
          guard take(":"), let value = value(depth: depth + 1) else { return nil }
          entries.append(Entry(key: key, value: value))
          skipSpace()
          if take("}") { return .object(entries) }
          guard take(",") else { return nil }
        }
      default:
        let start = place
        while place < bytes.count, "+-.eE0123456789".utf8.contains(bytes[place]) { place += 1 }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        return Double(text) == nil ? nil : .number(text)
      }
    }

    mutating func string() -> String? {
      guard place < bytes.count, take("\"") else { return nil }
      var out: [UInt8] = []
      while place < bytes.count {
        let byte = bytes[place]
        place += 1
        switch byte {
        case UInt8(ascii: "\""): return String(decoding: out, as: UTF8.self)
        case UInt8(ascii: "\\"):
          guard place < bytes.count else { return nil }
          let escape = bytes[place]
          place += 1
          switch escape {
          case UInt8(ascii: "n"): out.append(10)
          case UInt8(ascii: "r"): out.append(13)
          case UInt8(ascii: "t"): out.append(9)
          case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(escape)
          case UInt8(ascii: "u"):
            guard place + 4 <= bytes.count,
              let code = UInt32(
                String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16),
              let scalar = Unicode.Scalar(code)
            else { return nil }
            place += 4
            out += String(scalar).utf8
          default: return nil
          }
        case 0..<32: return nil
        default: out.append(byte)
        }
      }
      return nil
    }
  }
}
