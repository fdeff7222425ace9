internal import Imbalance

/// A way to write a value: the part after `|` in an inline value.
package struct ValueFilter: Sendable {
  /// Its name.
  package let name: String
  /// One sentence that says what it writes, with an example.
  package let summary: String
  /// What its arguments are, in words.
  package let takes: String
  /// How many arguments it takes.
  let arguments: ClosedRange<Int>
  /// Whether it takes words as well as numbers.
  let takesText: Bool
  /// Whether it answers for undefined values.
  var handlesUndefined = false
  let apply: @Sendable (Value, [ParameterValue], Language) -> Value
}

/// Every filter there is.
package enum Filters {
  /// One entry for each.
  package static let all: [ValueFilter] = [
    number("pct", "a percentage: 95.2%", 0...1, "decimals, 0 to 9; 1 where none are given: pct(0)")
    { quantity, digits, language in
      language.percent(quantity.number, digits ?? 1)
    },
    number(
      "num", "three significant digits, or a number of decimals: 0.473", 0...1,
      "decimals, 0 to 9: num(4)"
    ) {
      quantity, digits, language in
      digits.map { language.fixed(quantity.number, $0) } ?? language.plain(quantity.number)
    },
    number("int", "a whole number with separators: 12,345", 0...0, "nothing") {
      quantity, _, language in
      language.fixed(quantity.number, 0)
    },
    number(
      "money", "an amount with separators: 12,345", 0...1,
      "decimals, 0 to 9; 0 where none are given: money(2)"
    ) { quantity, digits, language in
      language.fixed(quantity.number, digits ?? 0)
    },
    number("signed", "with its sign: +0.12", 0...1, "decimals, 0 to 9: signed(2)") {
      quantity, digits, language in
      let size = abs(quantity.number)
      let text = digits.map { language.fixed(size, $0) } ?? language.plain(size)
      return (quantity.number < 0 ? "\u{2212}" : quantity.number > 0 ? "+" : "±") + text
    },
    number(
      "ci", "the value with its interval: 82.0% (69.2–90.2)", 0...1, "decimals, 0 to 9: ci(0)"
    ) {
      quantity, digits, language in
      Phrases.withInterval(quantity, language, decimals: digits)
    },
    number("frac", "the counts behind a proportion: 41 of 50", 0...0, "nothing") {
      quantity, _, language in
      guard let numerator = quantity.numerator, let denominator = quantity.denominator else {
        return language.plain(quantity.number)
      }
      return language.say(
        "\(language.fixed(Double(numerator), 0)) of \(language.fixed(Double(denominator), 0))")
    },
    number("ordinal", "a rank: 1st, 2nd", 0...0, "nothing") { quantity, _, language in
      // Beyond this a double counts no longer, and far beyond it no integer can hold it.
      abs(quantity.number) < 1e15
        ? language.ordinal(Int(quantity.number.rounded())) : language.plain(quantity.number)
    },
    ValueFilter(
      name: "default", summary: "another value where this one is undefined: default(\"none\")",
      takes: "a number, a text in quotes, true or false", arguments: 1...1, takesText: true,
      handlesUndefined: true,
      apply: { value, arguments, _ in
        guard case .undefined = value, let first = arguments.first else { return value }
        if let number = first.asNumber { return .number(number) }
        return .text(first.asText ?? "")
      }),
  ]

  static func named(_ name: String) -> ValueFilter? { all.first { $0.name == name } }

  private static func number(
    _ name: String, _ summary: String, _ arguments: ClosedRange<Int>, _ takes: String,
    _ write: @escaping @Sendable (Quantity, Int?, Language) -> String
  ) -> ValueFilter {
    ValueFilter(
      name: name, summary: summary, takes: takes, arguments: arguments, takesText: false
    ) { value, arguments, language in
      guard case .quantity(let quantity) = value else { return value }
      let digits = arguments.first?.asNumber.map { Int($0.rounded()) }
      return .text(write(quantity, digits, language))
    }
  }
}

/// Turns of phrase with numbers in them, used by tables, figures and filters alike.
package enum Phrases {
  /// The value with its interval in brackets: "82.0% (69.2–90.2)".
  package static func withInterval(
    _ quantity: Quantity, _ language: Language, decimals: Int? = nil
  ) -> String {
    let value = short(quantity, language, decimals: decimals)
    guard let interval = interval(quantity, language, decimals: decimals) else { return value }
    return "\(value) (\(interval))"
  }

  /// The value alone: a percentage for a proportion, three digits otherwise.
  package static func short(
    _ quantity: Quantity, _ language: Language, decimals: Int? = nil
  ) -> String {
    if quantity.isProportion { return language.percent(quantity.number, decimals ?? 1) }
    return decimals.map { language.fixed(quantity.number, $0) } ?? language.plain(quantity.number)
  }

  /// The interval alone: "69.2–90.2".
  package static func interval(
    _ quantity: Quantity, _ language: Language, decimals: Int? = nil
  ) -> String? {
    guard let low = quantity.low, let high = quantity.high else { return nil }
    func end(_ value: Double) -> String {
      if quantity.isProportion {
        return value == 0 || value == 1
          ? language.fixed(value * 100, decimals ?? 1)
          : language.percentNumber(value, decimals ?? 1)
      }
      return decimals.map { language.fixed(value, $0) } ?? language.plain(value)
    }
    return "\(end(low))–\(end(high))"
  }

  /// "a, b and c" in a report's language.
  static func list(_ words: [String], _ language: Language) -> String {
    guard let end = words.last, words.count > 1 else { return words.first ?? "" }
    return language.say("\(words.dropLast().joined(separator: ", ")) and \(end)")
  }

  /// "a, b and c" on the terminal and in the reference.
  package static func list(_ words: [String], _ last: String = "and") -> String {
    guard let end = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) \(end)"
  }

  /// "1 row", "2 rows".
  package static func count(
    _ number: Int, _ noun: String, _ language: Language, plural: String? = nil
  ) -> String {
    language.fixed(Double(number), 0) + " "
      + language.term(number == 1 ? noun : plural ?? noun + "s")
  }

  /// A share in words a non-specialist hears: "about 1 in 5 is", "about 7 in 10 are".
  package static func oneIn(_ share: Double, _ language: Language) -> String {
    guard share >= 0.095 else {
      return language.say(
        "about 1 in \(language.fixed((1 / max(share, 1e-12)).rounded(), 0)) is")
    }
    let plain: [(Int, Int)] = [(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5)]
    let tenths = (1...9).map { ($0, 10) }
    let nearest = (plain + tenths).min {
      abs(Double($0.0) / Double($0.1) - share) < abs(Double($1.0) / Double($1.1) - share)
    }
    let (count, of) = nearest ?? (1, 2)
    return count == 1
      ? language.say("about 1 in \(of) is") : language.say("about \(count) in \(of) are")
  }
}
