/// A code span found in raw text.
struct CodeSpan {
  /// From the first backtick to the last.
  let range: Range<Int>
  /// The number of backticks on each side.
  let ticks: Int

  var content: Range<Int> { range.lowerBound + ticks..<range.upperBound - ticks }
}

/// Finds code spans by CommonMark's rules (section 6.1).
///
/// cmark gives neither the number of backticks nor, in five cases, the right place.
enum CodeSpans {
  static func find(in bytes: [UInt8]) -> [CodeSpan] {
    guard bytes.contains(UInt8(ascii: "`")) else { return [] }
    var result: [CodeSpan] = []
    // Lengths of runs that nothing closes; looked for once, so that the search stays linear.
    var runs = Runs(bytes)
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "<"): index = skipTag(bytes, index)
      case UInt8(ascii: "`"):
        let length = runs.length(at: index)
        if let close = runs.next(length: length, after: index + length) {
          result.append(CodeSpan(range: index..<close + length, ticks: length))
          index = close + length
        } else {
          index += length
        }
      default: index += 1
      }
    }
    return result
  }

  /// The place after an autolink or HTML tag that begins here, else the next byte.
  private static func skipTag(_ bytes: [UInt8], _ start: Int) -> Int {
    var index = start + 1
    guard index < bytes.count else { return index }
    let first = bytes[index]
    guard PlainScalar.isWordStart(first) || first == UInt8(ascii: "/") else { return index }
    let limit = min(bytes.count, start + 2000)
    var word = index
    while word < limit, PlainScalar.isWordStart(bytes[word]) || PlainScalar.isDigit(bytes[word]) {
      word += 1
    }
    if word < limit, bytes[word] == UInt8(ascii: ":") || bytes[word] == UInt8(ascii: "@") {
      while word < limit, bytes[word] > 32, bytes[word] != UInt8(ascii: "<") {
        if bytes[word] == UInt8(ascii: ">") { return word + 1 }
        word += 1
      }
      return start + 1
    }
    var quote: UInt8?
    while index < limit {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      } else if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "`") {
        return start + 1
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        // A quote stands in a tag only behind an equals sign.
        guard bytes[index - 1] == UInt8(ascii: "=") || bytes[index - 1] == 32 else {
          return start + 1
        }
        quote = byte
      }
      index += 1
    }
    return start + 1
  }

  /// The runs of backticks by length.
  private struct Runs {
    private let bytes: [UInt8]
    private var starts: [Int: [Int]] = [:]
    private var cursor: [Int: Int] = [:]

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      var index = 0
      while index < bytes.count {
        guard bytes[index] == UInt8(ascii: "`") else {
          index += 1
          continue
        }
        let start = index
        while index < bytes.count, bytes[index] == UInt8(ascii: "`") { index += 1 }
        starts[index - start, default: []].append(start)
      }
    }

    func length(at index: Int) -> Int {
      var end = index
      while end < bytes.count, bytes[end] == UInt8(ascii: "`") { end += 1 }
      return end - index
    }

    /// The next run of a length; searches only go forward.
    mutating func next(length: Int, after index: Int) -> Int? {
      guard let found = starts[length] else { return nil }
      var at = cursor[length] ?? 0
      while at < found.count, found[at] < index { at += 1 }
      cursor[length] = at
      return at < found.count ? found[at] : nil
    }
  }
}
