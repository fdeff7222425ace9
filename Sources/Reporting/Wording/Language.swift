/// The language of a report: its own words, and how it writes numbers.
///
/// Own code instead of a locale's formatter, so that a report's bytes do not depend on the machine.
package struct Language: Sendable {
  /// The tag of the language that is spoken: "en", "de".
  package let tag: String
  package let decimalPoint: String
  package let groupSeparator: String
  package let percentSign: String
  /// What the author calls one row, in the plural; `nil` for "cases".
  package var unit: String?

  /// English: 12,345.6 and 95.2%.
  package static let english = Language(
    tag: "en", decimalPoint: ".", groupSeparator: ",", percentSign: "%")
  /// German: 12.345,6 and 95,2 %, with a narrow no-break space.
  package static let german = Language(
    tag: "de", decimalPoint: ",", groupSeparator: ".", percentSign: "\u{202F}%")

  /// Every language there is; a new one is a line here and a file of translations.
  package static let all = [english, german]

  /// The language of a tag such as "de" or "de-CH"; `nil` where nobody has translated it.
  package static func named(_ tag: String) -> Language? {
    let primary = tag.split(separator: "-").first.map { $0.lowercased() }
    return all.first { $0.tag == primary }
  }

  /// Whether a tag has the shape of BCP 47: letters first, then short parts after hyphens.
  static func isWellFormed(_ tag: String) -> Bool {
    let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
    guard let primary = parts.first, (2...3).contains(primary.count),
      primary.allSatisfy({ $0.isASCII && $0.isLetter })
    else { return false }
    return parts.dropFirst().allSatisfy { part in
      (1...8).contains(part.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
  }

  /// The phrase in this language; in English where it has no translation.
  package func say(_ phrase: Phrase) -> String {
    phrase.text(in: phrasebook.entries[phrase.key] ?? phrase.key) { term($0) }
  }

  /// A word or sentence that comes from elsewhere, a metric's title or the core's note, in this
  /// language; in English where nothing of the catalogue fits it.
  package func term(_ english: String) -> String {
    phrasebook.term(english) { number(written: $0) }
  }

  /// What the report calls its rows.
  package var cases: String { unit ?? say("cases") }

  /// A number that was written without a language, with this one's signs; other text as it is.
  package func number(written text: String) -> String {
    let digits = text.hasSuffix("%") ? text.dropLast() : text[...]
    guard Double(digits) != nil, !digits.contains(where: \.isLetter) else { return text }
    return
      (digits.split(separator: ".", omittingEmptySubsequences: false)
      .joined(separator: decimalPoint)) + (text.hasSuffix("%") ? percentSign : "")
  }

  /// The translations; none for English, whose sentences are the keys.
  package var phrasebook: Phrasebook { tag == "de" ? Self.fromGerman : Self.untranslated }
  private static let fromGerman = Phrasebook(TranslationFile.entries(of: PackageResources.de_po))
  private static let untranslated = Phrasebook([:])

  /// A number with a fixed count of decimals, halves away from zero.
  package func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? say("n/a") : value < 0 ? "\u{2212}∞" : "∞" }
    let places = max(0, min(decimals, 9))
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (abs(value) * scale).rounded(.toNearestOrAwayFromZero)
    guard scaled < 9e15 else { return scientific(value, digits: 3) }
    let whole = UInt64(scaled)
    var digits = String(whole)
    while digits.count <= places { digits = "0" + digits }
    let split = digits.index(digits.endIndex, offsetBy: -places)
    var text = grouped(String(digits[..<split]))
    if places > 0 { text += decimalPoint + digits[split...] }
    return (value < 0 && whole != 0 ? "\u{2212}" : "") + text
  }

  /// A number with a count of significant digits, trailing zeros kept: 0.0123, 1.23, 123, 12,345.
  package func significant(_ value: Double, _ digits: Int = 3) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : fixed(value, 0) }
    var magnitude = 0
    var size = abs(value)
    while size >= 10 {
      size /= 10
      magnitude += 1
    }
    while size < 1 {
      size *= 10
      magnitude -= 1
    }
    if magnitude < -5 || magnitude > 14 { return scientific(value, digits: digits) }
    return fixed(value, max(0, digits - 1 - magnitude))
  }

  /// A number as it stands: whole numbers without decimals, others with three digits.
  package func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? fixed(value, 0) : significant(value)
  }

  /// A share as a percentage.
  ///
  /// More decimals are added where rounding would claim that something is all or nothing: 0.99996
  /// is 99.996%, never 100.0%.
  package func percent(_ value: Double, _ decimals: Int = 1) -> String {
    percentNumber(value, decimals) + percentSign
  }

  /// A score between 0 and 1 with a count of decimals, more where it would round to 0 or 1.
  package func score(_ value: Double, _ decimals: Int = 3) -> String {
    var places = decimals
    // A sum of shares may miss 1 by its last bit: that is no less than 1.
    func claims(_ places: Int) -> Bool {
      var scale = 1.0
      for _ in 0..<places { scale *= 10 }
      let shown = (abs(value) * scale).rounded(.toNearestOrAwayFromZero)
      return (shown == scale && abs(abs(value) - 1) > 1e-12) || (shown == 0 && value != 0)
    }
    while places < decimals + 4, claims(places) { places += 1 }
    return fixed(value, places)
  }

  /// A percentage without its sign, for the ends of an interval.
  package func percentNumber(_ value: Double, _ decimals: Int = 1) -> String {
    guard value.isFinite else { return say("n/a") }
    // Two digits at least: 0.17%, not 0.2%.
    var places = decimals
    var edge = 0.01
    while abs(value) < edge, value != 0, places < decimals + 4 {
      edge /= 10
      places += 1
    }
    func claims(_ places: Int) -> Bool {
      var scale = 100.0
      for _ in 0..<places { scale *= 10 }
      let shown = (value * scale).rounded(.toNearestOrAwayFromZero)
      return (shown == scale && abs(value - 1) > 1e-12) || (shown == 0 && value != 0)
    }
    while places < decimals + 4, claims(places) { places += 1 }
    return fixed(value * 100, places)
  }

  private func scientific(_ value: Double, digits: Int) -> String {
    var exponent = 0
    var size = abs(value)
    while size >= 10 {
      size /= 10
      exponent += 1
    }
    while size < 1, size > 0 {
      size *= 10
      exponent -= 1
    }
    return (value < 0 ? "\u{2212}" : "") + fixed(size, digits - 1) + "e\(exponent)"
  }

  private func grouped(_ digits: String) -> String {
    guard digits.count > 3 else { return digits }
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out += groupSeparator }
      out.append(digit)
    }
    return out
  }
}

extension Language {
  /// "1st", "2nd", "3rd", "11th"; in German "1.".
  package func ordinal(_ number: Int) -> String {
    if decimalPoint == "," { return "\(number)." }
    let suffix =
      switch (number % 100, number % 10) {
      case (11, _), (12, _), (13, _): "th"
      case (_, 1): "st"
      case (_, 2): "nd"
      case (_, 3): "rd"
      default: "th"
      }
    return fixed(Double(number), 0) + suffix
  }
}
