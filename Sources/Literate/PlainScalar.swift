/// What an unquoted YAML scalar means: the core schema of YAML 1.2, percentages, parameters.
enum PlainScalar {
  /// A value, or why there is none.
  enum Reading {
    case value(SettingValue)
    case notFinite
    case badParameter
  }

  static func read(_ text: String) -> Reading {
    switch text {
    case "", "~", "null", "Null", "NULL": return .value(.null)
    case "true", "True", "TRUE": return .value(.boolean(true))
    case "false", "False", "FALSE": return .value(.boolean(false))
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan",
      ".NaN", ".NAN":
      return .notFinite
    default: break
    }
    let bytes = Array(text.utf8)
    if bytes[0] == UInt8(ascii: "$"), bytes.count > 1, isWordStart(bytes[1]) {
      guard let path = parameter(text.dropFirst()) else { return .badParameter }
      return .value(.parameter(path))
    }
    if let value = radix(bytes) { return .value(value) }
    if let number = number(bytes[...]) {
      guard number.isFinite else { return .notFinite }
      if bytes.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }),
        let integer = Int(text)
      {
        return .value(.integer(integer))
      }
      return .value(.number(number, isPercent: false))
    }
    if let number = percentage(bytes) { return .value(.number(number, isPercent: true)) }
    return .value(.text(text, quoted: false))
  }

  /// `25%` as 0.25, correctly rounded.
  static func percentage(_ bytes: [UInt8]) -> Double? {
    guard bytes.last == UInt8(ascii: "%"), number(bytes.dropLast()) != nil else { return nil }
    let text = String(decoding: bytes.dropLast(), as: UTF8.self)
    if text.utf8.contains(where: { $0 | 32 == UInt8(ascii: "e") }) {
      return Double(text).map { $0 / 100 }
    }
    return Double((text.hasSuffix(".") ? text + "0" : text) + "e-2")
  }

  /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
  static func number(_ bytes: ArraySlice<UInt8>) -> Double? {
    var rest = bytes
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      rest = rest.dropFirst()
    }
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix(while: isDigit)
      fraction = digits.count
      rest = rest.dropFirst(1 + digits.count)
    }
    guard whole.count + fraction > 0 else { return nil }
    if let mark = rest.first, mark | 32 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
        rest = rest.dropFirst()
      }
      let digits = rest.prefix(while: isDigit)
      guard !digits.isEmpty else { return nil }
      rest = rest.dropFirst(digits.count)
    }
    guard rest.isEmpty else { return nil }
    return Double(String(decoding: bytes, as: UTF8.self))
  }

  private static func radix(_ bytes: [UInt8]) -> SettingValue? {
    guard bytes.count > 2, bytes[0] == UInt8(ascii: "0") else { return nil }
    let base: Int
    switch bytes[1] {
    case UInt8(ascii: "x"): base = 16
    case UInt8(ascii: "o"): base = 8
    default: return nil
    }
    guard bytes[2] != UInt8(ascii: "-"), bytes[2] != UInt8(ascii: "+") else { return nil }
    return Int(String(decoding: bytes[2...], as: UTF8.self), radix: base).map { .integer($0) }
  }

  private static func parameter(_ text: Substring) -> [String]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    for part in parts {
      guard let first = part.utf8.first, isWordStart(first),
        part.utf8.allSatisfy({ isWordStart($0) || isDigit($0) })
      else { return nil }
    }
    return parts.map(String.init)
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  /// An ASCII letter or an underscore.
  static func isWordStart(_ byte: UInt8) -> Bool {
    byte | 32 >= 97 && byte | 32 <= 122 || byte == UInt8(ascii: "_")
  }
}

extension SettingValue {
  /// What a word means where YAML would read it: a number, true or false, or text.
  ///
  /// Used for values from the command line; anything YAML refuses there is text.
  public static func scalar(_ text: String) -> SettingValue {
    if case .value(let value) = PlainScalar.read(text) { return value }
    return .text(text, quoted: false)
  }
}
