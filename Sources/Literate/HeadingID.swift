/// The identifiers of headings, each given once.
package struct HeadingIDs {
  private var explicit: [String: SourceSpan] = [:]
  private var used: Set<String> = []
  /// The number given last for each slug, so that a thousand equal headings take no time.
  private var repeats: [String: Int] = [:]

  package init() {}

  /// Takes an identifier that the author wrote; the earlier place when it is taken already.
  mutating func claim(_ id: String, span: SourceSpan) -> SourceSpan? {
    if let earlier = explicit[id] { return earlier }
    explicit[id] = span
    used.insert(id)
    return nil
  }

  /// A free identifier made from words.
  package mutating func make(from words: String) -> String {
    let base = Self.slug(words)
    var candidate = base
    var number = repeats[base] ?? 0
    while used.contains(candidate) {
      number += 1
      candidate = "\(base)-\(number)"
    }
    repeats[base] = number
    used.insert(candidate)
    return candidate
  }

  /// Words as GitHub writes them in an anchor: lower case, spaces as hyphens, no punctuation.
  static func slug(_ words: String) -> String {
    var result = ""
    for scalar in words.lowercased().unicodeScalars {
      switch scalar {
      case " ": result += "-"
      case "-", "_": result.unicodeScalars.append(scalar)
      default:
        let properties = scalar.properties
        let isMark = [.nonspacingMark, .spacingMark, .enclosingMark]
          .contains(properties.generalCategory)
        if properties.isAlphabetic || properties.numericType != nil || isMark {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    let trimmed = result.trimming("-")
    return trimmed.isEmpty ? "section" : trimmed
  }
}

extension String {
  /// Without a character at both ends.
  func trimming(_ character: Character) -> String {
    var slice = self[...]
    while slice.first == character { slice.removeFirst() }
    while slice.last == character { slice.removeLast() }
    return String(slice)
  }
}
