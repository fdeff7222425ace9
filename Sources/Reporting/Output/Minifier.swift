/// Takes what only people read out of a style sheet or a program: comments and needless spaces.
enum Minifier {
  /// A style sheet: comments between `/*` and `*/`, spaces around a few signs.
  static func style(_ source: String) -> String {
    minified(source, tight: Set("{};,>".utf8))
  }

  /// A program: comments on lines of their own, spaces around every sign.
  ///
  /// It ends each statement with a semicolon, and its regular expressions hold neither spaces nor
  /// quotation marks.
  static func program(_ source: String) -> String {
    let lines = source.split(whereSeparator: \.isNewline)
      .filter { !$0.drop { $0 == " " }.hasPrefix("//") }
    return minified(
      lines.joined(separator: "\n"), tight: Set("{}()[];,:?<>=+-*/&|!".utf8))
  }

  private static func minified(_ source: String, tight: Set<UInt8>) -> String {
    var out: [UInt8] = []
    let bytes = Array(source.utf8)
    var index = 0
    var quote: UInt8?
    func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 10 || byte == 13 || byte == 9 }
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        out.append(byte)
        if byte == open { quote = nil }
        index += 1
        continue
      }
      if byte == UInt8(ascii: "/"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "*") {
        index += 2
        while index + 1 < bytes.count,
          !(bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/"))
        { index += 1 }
        index += 2
        continue
      }
      if isSpace(byte) {
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        if let last = out.last, !tight.contains(last), index < bytes.count,
          !tight.contains(bytes[index])
        {
          out.append(32)
        }
        continue
      }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
      out.append(byte)
      index += 1
    }
    return String(decoding: out, as: UTF8.self)
  }
}
