/// Text on its way into Markdown: the one place where it is escaped.
enum MarkdownText {
  /// Text that reads as itself, whatever it is; line ends stay, other white space becomes one space.
  static func escaped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if isSpace(scalar) {
        var hasLineEnd = false
        while index < scalars.count, isSpace(scalars[index]) {
          if scalars[index] == "\n" { hasLineEnd = true }
          index += 1
        }
        result += hasLineEnd ? "\n" : " "
        continue
      }
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      switch scalar {
      case "\\", "`", "*", "[", "]", "<", "|", "~", "$": result += "\\"
      // Inside a word an underscore is only itself.
      case "_":
        let before = index > 0 ? scalars[index - 1] : nil
        if !(isWord(before) && isWord(next)) { result += "\\" }
      case "&":
        if next == "#" || isWord(next) { result += "\\" }
      // Before a link it would make a picture of it.
      case "!":
        if next == nil || next == "[" { result += "\\" }
      case "@":
        if isWord(next) { result += "\\" }
      default: break
      }
      let isControl = scalar.value < 32 || scalar.value == 127
      result.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
      index += 1
    }
    return result
  }

  /// Marked text as the lines of a paragraph: what would begin a block at a line's head is escaped.
  static func lines(_ text: String) -> String {
    text.split(separator: "\n").map { line in
      Substring(trimmed(line))
    }.filter { !$0.isEmpty && $0 != "\\" }.map { guarded($0) }.joined(separator: "\n")
      .withoutLastBreak
  }

  /// The same on one line.
  static func line(_ text: String) -> String {
    text.replacing("\\\n", with: " ").split(separator: "\n").map { trimmed($0) }
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// A heading's words: a closing row of hashes and `{#id}` would be read as more than words.
  static func heading(_ text: String) -> String {
    var text = text.replacing("{#", with: "{\\#")
    if text.hasSuffix("#") { text = String(text.dropLast()) + "\\#" }
    return text
  }

  private static func guarded(_ line: Substring) -> String {
    guard let first = line.unicodeScalars.first else { return "" }
    if "#>+-=:".unicodeScalars.contains(first) { return "\\" + line }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, digits.count < 10, let mark = line.dropFirst(digits.count).first,
      mark == "." || mark == ")",
      line.dropFirst(digits.count + 1).first.map({ $0 == " " }) ?? true
    {
      return digits + "\\" + line.dropFirst(digits.count)
    }
    return String(line)
  }

  /// Words in emphasis; the white space around them stays outside.
  static func wrapped(_ text: String, in mark: String) -> String {
    // A mark beside any white space, also beside one that a line keeps, would be read as text.
    let isWhite: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isWhite($0) }),
      let last = scalars.lastIndex(where: { !isWhite($0) })
    else { return text }
    let lead = String(scalars[..<first])
    let inner = String(scalars[first...last])
    let tail = String(scalars[scalars.index(after: last)...])
    return lead + mark + inner + mark + tail
  }

  /// A code span. In a table a pipe would end the cell, even here.
  static func code(_ text: String, isCell: Bool) -> String {
    var body = ""
    for scalar in text.unicodeScalars {
      body.unicodeScalars.append(
        scalar == "\n" || scalar == "\r" || scalar == "\t"
          ? " " : scalar.value < 32 || scalar.value == 127 ? "\u{FFFD}" : scalar)
    }
    guard !body.isEmpty else { return "" }
    if isCell { body = body.replacing("|", with: "\\|") }
    // `{= x}` in single backticks is a value of our own templates.
    let ticks = String(
      repeating: "`", count: max(longestTicks(body) + 1, body.contains("{=") ? 2 : 1))
    let needsSpace =
      body.hasPrefix("`") || body.hasSuffix("`") || body.hasPrefix(" ") && body.hasSuffix(" ")
    return ticks + (needsSpace ? " " + body + " " : body) + ticks
  }

  /// The length of the longest row of backticks.
  static func longestTicks(_ text: String) -> Int {
    var longest = 0
    var current = 0
    for byte in text.utf8 {
      current = byte == UInt8(ascii: "`") ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }

  /// A path or address for a link. A whole one keeps what is its own syntax.
  static func address(_ text: String, isWhole: Bool = false) -> String {
    let kept = Set("-._~/".utf8).union(isWhole ? Set(":?#@!$&'*+,;=%".utf8) : [])
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      let isPlain =
        byte >= 128 || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 32) || kept.contains(byte)
      if isPlain {
        result.append(byte)
      } else {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" || scalar.value == 12
  }

  private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private static func trimmed(_ text: Substring) -> String {
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    return String(scalars)
  }
}

extension String {
  /// Without spaces at the end.
  var trimmedEnd: String {
    var slice = self[...]
    while slice.last == " " { slice.removeLast() }
    return String(slice)
  }

  /// A paragraph's last line needs no break after it.
  fileprivate var withoutLastBreak: String {
    var count = 0
    for character in reversed() {
      if character != "\\" { break }
      count += 1
    }
    return count % 2 == 1 ? String(dropLast()).trimmedEnd : self
  }
}
