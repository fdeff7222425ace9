/// The translations of a language: found by the English key, or, for a sentence whose values stand
/// in it already, by the words around them.
///
/// Notes and reasons of the modelling core come as finished English sentences. Those without values
/// are keys themselves; for the others each key with places is held against the sentence, its words
/// in order, and the key that leaves the fewest words as they are wins; of equals the one with the
/// most words of its own.
package struct Phrasebook: Sendable {
  /// The translations by their English keys.
  package let entries: [String: String]
  /// Keys with places and enough words to be known by, those with the most words first.
  private let patterns: [Pattern]

  /// Fewer letters than this outside the places would match sentences they were not made for.
  private static let leastLetters = 5

  /// Takes translations by their English keys.
  package init(_ entries: [String: String]) {
    self.entries = entries
    patterns = entries.keys.map(Pattern.init)
      .filter { $0.parts.count > 1 && $0.letters >= Self.leastLetters }
      .sorted { ($0.letters, $1.key) > ($1.letters, $0.key) }
  }

  /// A sentence that comes from elsewhere; as it is where nothing fits.
  ///
  /// Of several sentences each is translated by itself, as many together as one key knows.
  ///
  /// - Parameter number: How a number among the words is written.
  package func term(_ english: String, number: (String) -> String = { $0 }) -> String {
    guard !entries.isEmpty, !english.isEmpty else { return english }
    if let whole = found(english, number) { return whole }
    let sentences = Self.sentences(of: english)
    guard sentences.count > 1 else { return english }
    var start = 0
    var texts: [String] = []
    while start < sentences.count {
      var end = sentences.count
      var text: String?
      while text == nil, end > start {
        text = found(sentences[start..<end].joined(separator: " "), number)
        if text == nil { end -= 1 }
      }
      texts.append(text ?? sentences[start])
      start = max(end, start + 1)
    }
    return texts.joined(separator: " ")
  }

  private func found(_ english: String, _ number: (String) -> String) -> String? {
    if let exact = entries[english] { return exact }
    var best: (text: String, rest: Int)?
    for pattern in patterns {
      guard let values = pattern.values(in: english), let translation = entries[pattern.key] else {
        continue
      }
      var rest = values.enumerated().reduce(0) { sum, value in
        translation.contains("{=\(value.offset + 1)}") ? sum : sum + value.element.letters
      }
      if let best, best.rest <= rest { continue }
      let text = Phrase(key: "", values: values.map(number)).text(in: translation) { value in
        let said = term(value, number: number)
        if said == value { rest += value.letters }
        return said
      }
      if rest < best?.rest ?? .max { best = (text, rest) }
    }
    if let best { return best.text }
    // A note gets its full stop from whoever prints it.
    return english.hasSuffix(".") ? found(String(english.dropLast()), number).map { $0 + "." } : nil
  }

  private static func sentences(of text: String) -> [String] {
    var found: [String] = []
    var sentence = ""
    var isEnd = false
    for character in text {
      if character == " ", isEnd {
        found.append(sentence)
        sentence = ""
      } else {
        sentence.append(character)
      }
      isEnd = character == "."
    }
    if !sentence.isEmpty { found.append(sentence) }
    return found
  }
}

/// A key with places: the words before, between and after them.
private struct Pattern: Sendable {
  let key: String
  let parts: [[UInt8]]
  /// The numbers of the places, in the order in which they stand.
  let places: [Int]
  let letters: Int

  init(_ key: String) {
    self.key = key
    var parts: [[UInt8]] = [[]]
    var places: [Int] = []
    var rest = Substring(key)
    while let first = rest.first {
      if first == "{", let end = rest.firstIndex(of: "}"), let place = Int(rest.dropFirst()[..<end])
      {
        places.append(place)
        parts.append([])
        rest = rest[rest.index(after: end)...]
      } else {
        parts[parts.count - 1] += Array(String(first).utf8)
        rest.removeFirst()
      }
    }
    self.parts = parts
    self.places = places
    letters = parts.reduce(0) { $0 + String(decoding: $1, as: UTF8.self).letters }
  }

  /// What stands in the places of a text, by their numbers; `nil` where the words do not fit.
  func values(in text: String) -> [String]? {
    let bytes = Array(text.utf8)
    guard let first = parts.first, bytes.starts(with: first),
      let spans = spans(bytes, from: first.count, part: 1)
    else { return nil }
    var values = [String](repeating: "", count: places.max() ?? 0)
    for (place, span) in zip(places, spans) where place > 0 {
      let value = String(decoding: bytes[span], as: UTF8.self)
      // Words of two sentences are not one sentence's value.
      guard value.firstRange(of: ". ") == nil else { return nil }
      values[place - 1] = value
    }
    return values
  }

  /// The shortest values that let the rest fit; no value is empty.
  private func spans(_ bytes: [UInt8], from start: Int, part: Int) -> [Range<Int>]? {
    let words = parts[part]
    if part == parts.count - 1 {
      let end = bytes.count - words.count
      guard end > start, bytes[end...].elementsEqual(words) else { return nil }
      return [start..<end]
    }
    var end = start + 1
    while end + words.count <= bytes.count {
      if bytes[end..<(end + words.count)].elementsEqual(words),
        let rest = spans(bytes, from: end + words.count, part: part + 1)
      {
        return [start..<end] + rest
      }
      end += 1
    }
    return nil
  }
}

extension String {
  /// How many letters of English it has.
  fileprivate var letters: Int {
    utf8.count { ($0 | 32) >= UInt8(ascii: "a") && ($0 | 32) <= UInt8(ascii: "z") }
  }
}
