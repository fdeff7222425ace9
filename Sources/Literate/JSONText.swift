/// Just enough JSON to write diagnostics, members in the order given.
indirect enum JSONText {
  case string(String)
  case integer(Int)
  case array([JSONText])
  case object([(String, JSONText)])

  /// The value, indented by two spaces.
  var text: String {
    var result = ""
    write(to: &result, indent: "")
    return result
  }

  private func write(to result: inout String, indent: String) {
    let inner = indent + "  "
    switch self {
    case .string(let text): Self.quote(text, to: &result)
    case .integer(let number): result += String(number)
    case .array(let elements):
      if elements.isEmpty {
        result += "[]"
        return
      }
      result += "["
      for (index, element) in elements.enumerated() {
        result += (index > 0 ? ",\n" : "\n") + inner
        element.write(to: &result, indent: inner)
      }
      result += "\n" + indent + "]"
    case .object(let members):
      if members.isEmpty {
        result += "{}"
        return
      }
      result += "{"
      for (index, member) in members.enumerated() {
        result += (index > 0 ? ",\n" : "\n") + inner
        Self.quote(member.0, to: &result)
        result += ": "
        member.1.write(to: &result, indent: inner)
      }
      result += "\n" + indent + "}"
    }
  }

  private static func quote(_ text: String, to result: inout String) {
    let digits = Array("0123456789abcdef".unicodeScalars)
    result += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\u{0}"..<" ", "\u{7F}":
        result += "\\u00"
        result.unicodeScalars.append(digits[Int(scalar.value >> 4)])
        result.unicodeScalars.append(digits[Int(scalar.value & 15)])
      default: result.unicodeScalars.append(scalar)
      }
    }
    result += "\""
  }
}
