/// Reads a directive's info string, `[word ]{verb[ subtype]}[ name]`.
struct FenceInfo {
  private let line: RegionLine
  private let path: String
  private(set) var verb: Located<String>?
  private(set) var subtype: Located<String>?
  private(set) var name: Located<String>?
  private(set) var diagnostics: [Diagnostic] = []

  private static let shape = "a directive's fence reads ```yaml {verb subtype} name"

  init(_ line: RegionLine, path: String) {
    self.line = line
    self.path = path
  }

  /// Reads the parts; ``verb`` stays `nil` when the braces make no sense.
  mutating func parse() {
    let bytes = Array(line.bytes)
    let open = bytes.firstIndex(of: 123)
    let close = bytes.firstIndex(of: 125)
    guard let open, let close, open < close else {
      let at = open ?? close ?? 0
      return report(
        "bad-fence", Self.shape + "; the braces come in one pair", at..<at + 1)
    }
    if let extra = bytes.indices.first(where: {
      $0 != open && $0 != close && (bytes[$0] == 123 || bytes[$0] == 125)
    }) {
      return report("bad-fence", Self.shape + "; the braces come in one pair", extra..<extra + 1)
    }
    let words = Self.words(bytes, 0..<open)
    if words.count > 1 {
      report(
        "bad-fence", Self.shape + "; at most one word stands before the braces", words[1])
    }
    if let word = words.last, word.upperBound == open, !word.isEmpty {
      report(
        "bad-fence", Self.shape + "; a space parts the word from the braces", open..<open + 1)
    }
    let inside = Self.words(bytes, open + 1..<close)
    guard let first = inside.first else {
      return report("bad-fence", Self.shape + "; the braces hold a verb", open..<close + 1)
    }
    if inside.count > 2 {
      report(
        "bad-fence", Self.shape + "; the braces hold a verb and at most one subtype", inside[2],
        hint: "options go into the block's body, one 'option: value' a line")
    }
    guard let verb = named(bytes, first, what: "verb") else { return }
    self.verb = verb
    if inside.count > 1 { subtype = named(bytes, inside[1], what: "subtype") }
    let names = Self.words(bytes, close + 1..<bytes.count)
    if names.count > 1 {
      report(
        "bad-fence", "a directive has one name; found a second", names[1],
        hint: "options go into the block's body, one 'option: value' a line")
    }
    if let word = names.first { name = named(bytes, word, what: "name") }
  }

  private mutating func named(
    _ bytes: [UInt8], _ range: Range<Int>, what: String
  ) -> Located<String>? {
    guard Name.isValid(bytes[range]) else {
      let text = String(decoding: bytes[range], as: UTF8.self)
      report(
        "bad-name",
        "a \(what) is a letter or '_' followed by letters, digits, '_' and '-'; found '\(text)'",
        range, hint: text.contains(".") ? "dots part the levels of a path; write '_'" : nil)
      return nil
    }
    return Located(String(decoding: bytes[range], as: UTF8.self), span: span(range))
  }

  private static func words(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    bytes[range].split { $0 == 32 || $0 == 9 }.map { $0.startIndex..<$0.endIndex }
  }

  private func span(_ range: Range<Int>) -> SourceSpan {
    SourceSpan(start: line.position(range.lowerBound), end: line.position(range.upperBound))
  }

  private mutating func report(
    _ code: String, _ summary: String, _ range: Range<Int>, hint: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(code, summary, span: span(range), path: path, hint: hint))
  }
}
