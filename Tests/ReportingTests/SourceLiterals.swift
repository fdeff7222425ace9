import TestSupport

/// A string literal of the sources: its words, with the places of values between them.
struct SourceLiteral: Sendable {
  /// What stands before it on the way back to the last statement, without spaces at the end.
  let before: String
  /// The words before, between and after the values; a value that is one of two words stands as
  /// both, each in a variant of its own.
  let variants: [[String]]

  /// The keys of a phrase made from it: "Only {1} of {2}".
  var keys: [String] {
    variants.map { parts in
      parts.dropFirst().enumerated().reduce(parts[0]) { "\($0){\($1.offset + 1)}\($1.element)" }
    }
  }

  /// The sentences that it makes with a value in each place.
  func sentences(value: String) -> [String] { variants.map { $0.joined(separator: value) } }

  /// Every literal below a folder, those inside interpolations too; literals joined by `+` are one.
  static func all(below folder: String) throws -> [SourceLiteral] {
    try MistakeTests.files(below: folder).flatMap { try all(in: $0) }
  }

  /// Every literal of a file.
  static func all(in file: String) throws -> [SourceLiteral] {
    var reader = Reader(bytes: try TestFiles.read(file))
    return reader.literals(upTo: reader.bytes.count)
  }

  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    private func has(_ text: StaticString) -> Bool {
      bytes[place...].starts(
        with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func literals(upTo end: Int) -> [SourceLiteral] {
      var found: [SourceLiteral] = []
      while place < end {
        if has("//") {
          while place < end, bytes[place] != 10 { place += 1 }
        } else if has("\"\"\"") {
          place += 3
          while place < end, !has("\"\"\"") { place += 1 }
          place += 3
        } else if bytes[place] == UInt8(ascii: "\"") {
          let before = text(before: place)
          var (variants, inner) = literal()
          while let next = joined() {
            place = next
            let (more, others) = literal()
            variants = variants.flatMap { left in
              more.map { right in
                left.dropLast() + [(left.last ?? "") + right[0]] + right.dropFirst()
              }
            }
            inner += others
          }
          found.append(SourceLiteral(before: before, variants: variants))
          found += inner
        } else {
          place += 1
        }
      }
      return found
    }

    private func text(before place: Int) -> String {
      var end = place
      while end > 0, bytes[end - 1] == 32 || bytes[end - 1] == 10 { end -= 1 }
      return String(decoding: bytes[max(0, end - 60)..<end], as: UTF8.self)
    }

    /// The start of the literal that a `+` joins to the one just read.
    private func joined() -> Int? {
      var next = place
      var sawPlus = false
      while next < bytes.count {
        switch bytes[next] {
        case 32, 10: next += 1
        case UInt8(ascii: "+") where !sawPlus:
          sawPlus = true
          next += 1
        case UInt8(ascii: "\"") where sawPlus: return next
        default: return nil
        }
      }
      return nil
    }

    /// The literal that begins here, and those inside its values.
    private mutating func literal() -> ([[String]], [SourceLiteral]) {
      place += 1
      var variants = [[""]]
      var inner: [SourceLiteral] = []
      func add(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        for index in variants.indices { variants[index][variants[index].count - 1] += text }
      }
      var run: [UInt8] = []
      while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
        if has("\\(") {
          add(run)
          run = []
          let start = place + 2
          place = start
          let found = value()
          inner += found
          if let words = Self.choice(bytes[start..<(place - 1)], found) {
            variants = variants.flatMap { parts in
              words.map { parts.dropLast() + [(parts.last ?? "") + $0] }
            }
          } else {
            variants = variants.map { $0 + [""] }
          }
        } else if bytes[place] == UInt8(ascii: "\\") {
          if has("\\u{") {
            let digits = bytes[(place + 3)...].prefix { $0 != UInt8(ascii: "}") }
            let scalar = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
              .flatMap(Unicode.Scalar.init)
            run += Array(String(Character(scalar ?? "?")).utf8)
            place = digits.endIndex + 1
          } else {
            run.append(bytes[place + 1] == UInt8(ascii: "n") ? 10 : bytes[place + 1])
            place += 2
          }
        } else {
          run.append(bytes[place])
          place += 1
        }
      }
      place += 1
      add(run)
      return (variants, inner)
    }

    /// Reads an interpolation to its closing bracket.
    private mutating func value() -> [SourceLiteral] {
      var depth = 1
      var found: [SourceLiteral] = []
      while place < bytes.count, depth > 0 {
        switch bytes[place] {
        case UInt8(ascii: "("): depth += 1
        case UInt8(ascii: ")"): depth -= 1
        case UInt8(ascii: "\""):
          let before = text(before: place)
          let (variants, inner) = literal()
          found.append(SourceLiteral(before: before, variants: variants))
          found += inner
          continue
        default: break
        }
        place += 1
      }
      return found
    }

    /// The two words of `count == 1 ? "is" : "are"`.
    private static func choice(
      _ value: ArraySlice<UInt8>, _ literals: [SourceLiteral]
    ) -> [String]? {
      let text = String(decoding: value, as: UTF8.self)
      guard literals.count == 2, text.hasSuffix("\""), !text.contains("("),
        literals[0].before.hasSuffix("?"), literals[1].before.hasSuffix(":"),
        literals.allSatisfy({ $0.variants.count == 1 && $0.variants[0].count == 1 })
      else { return nil }
      return literals.map { $0.variants[0][0] }
    }
  }
}
