internal import Imbalance

/// Pieces of findings in words.
enum Wording {
  /// "row 7", "rows 3, 17 and 21", "rows 3, 17, 21 and 74 more"; row numbers have no separators.
  static func rows(_ rows: [Int], most: Int, _ language: Language) -> String {
    let words = shortened(rows.map { String($0) }, most: most, language)
    return rows.count == 1 ? language.say("row \(words)") : language.say("rows \(words)")
  }

  /// “a”, “b” and “c”; the first few of many.
  static func names(_ names: [String], most: Int, _ language: Language) -> String {
    shortened(names.map { quoted($0, language) }, most: most, language)
  }

  /// A name in the quotes of the language.
  static func quoted(_ name: String, _ language: Language) -> String {
    language.say("“\(name)”")
  }

  /// The first few of many words, and how many more there are.
  static func shortened(_ words: [String], most: Int, _ language: Language) -> String {
    let rest = words.count - most
    guard rest > 0 else { return Phrases.list(words, language) }
    let more = language.say("\(language.fixed(Double(rest), 0)) more")
    return Phrases.list(Array(words.prefix(most)) + [more], language)
  }
}

extension FindingText {
  /// The text in a report's language, sentence by sentence.
  func text(_ language: Language) -> String {
    var sentences: [String] = []
    var key = ""
    var values: [String] = []
    func finish() {
      // What stands at the ends is no part of the sentence.
      let words = key.trimmed
      if !words.middle.isEmpty {
        sentences.append(
          words.start + language.say(Phrase(key: words.middle, values: values)) + words.end)
      } else {
        sentences.append(key)
      }
      key = ""
      values = []
    }
    for part in parts {
      if case .text(let text) = part {
        for character in text {
          let isEnd = character == " " && key.hasSuffix(".")
          key.append(character)
          if isEnd { finish() }
        }
      } else {
        values.append(Self.value(part, language))
        key += "{\(values.count)}"
      }
    }
    finish()
    return sentences.joined()
  }

  private static func value(_ part: Part, _ language: Language) -> String {
    switch part {
    case .text(let text): return text
    case .count(let count): return language.fixed(Double(count), 0)
    case .counted(let count, let one, let many):
      return Phrases.count(count, one, language, plural: many)
    case .share(let part, let whole):
      let share = Finding.Measure("", share: part, of: whole).estimate
      return share.quantity.map { Phrases.withInterval($0, language) } ?? language.say("none")
    case .bracketedShare(let part, let whole):
      let share = Finding.Measure("", share: part, of: whole).estimate
      guard let quantity = share.quantity else { return "(\(language.say("none")))" }
      let interval = Phrases.interval(quantity, language).map { "; \($0)" } ?? ""
      return "(\(Phrases.short(quantity, language))\(interval))"
    case .percent(let share): return language.percent(share)
    case .number(let number): return language.plain(number)
    case .name(let name): return Wording.quoted(name, language)
    case .names(let names): return Wording.names(names, most: 6, language)
    case .rows(let rows): return Wording.rows(rows, most: 8, language)
    case .phrase(let text): return text.text(language)
    case .list(let texts, .comma): return texts.map { $0.text(language) }.joined(separator: ", ")
    case .list(let texts, .semicolon):
      return texts.map { $0.text(language) }.joined(separator: "; ")
    case .list(let texts, .and): return Phrases.list(texts.map { $0.text(language) }, language)
    }
  }
}

extension String {
  /// The spaces before and after, and what stands between them.
  fileprivate var trimmed: (start: String, middle: String, end: String) {
    let start = prefix { $0 == " " }
    var middle = dropFirst(start.count)
    var end = ""
    while middle.last == " " {
      end += " "
      middle.removeLast()
    }
    return (String(start), String(middle), end)
  }
}
