/// Text as a YAML value.
enum YamlText {
  /// The text plain where it would be read back as the same text, else in double quotes.
  static func scalar(_ text: String) -> String {
    isPlain(text) ? text : quoted(text, "\"")
  }

  /// The text between quotes of one kind.
  static func quoted(_ text: String, _ mark: Character) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch (mark, scalar) {
      case ("'", "'"): result += "''"
      case ("\"", "\""), ("\"", "\\"): result += "\\" + String(Character(scalar))
      default: result.unicodeScalars.append(scalar)
      }
    }
    return "\(mark)\(result)\(mark)"
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
      isLetter(first), last != " ",
      text.unicodeScalars.allSatisfy({
        isLetter($0) || ("0"..."9").contains($0) || "_-./ ()".unicodeScalars.contains($0)
      })
    else { return false }
    return !["true", "false", "null"].contains(text.lowercased())
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar == "_"
  }
}
