internal import Imbalance

/// Pieces of findings in words.
enum Wording {
  /// "row 7", "rows 3, 17 and 21", "rows 3, 17, 21 and 74 more"; row numbers have no separators.
  static func rows(_ rows: [Int], most: Int, _ language: Language) -> String {
    let shown = rows.prefix(most).map(String.init)
    let rest = rows.count - shown.count
    let words = rest > 0 ? shown + ["\(language.fixed(Double(rest), 0)) more"] : shown
    return (rows.count == 1 ? "row " : "rows ") + Phrases.list(words)
  }

  /// “a”, “b” and “c”; the first few of many.
  static func names(_ names: [String], most: Int) -> String {
    let shown = names.prefix(most).map { "“\($0)”" }
    let rest = names.count - shown.count
    return Phrases.list(rest > 0 ? shown + ["\(rest) more"] : shown)
  }
}

extension FindingText {
  /// The sentence in a report's language.
  func text(_ language: Language) -> String {
    parts.map { part in
      switch part {
      case .text(let text): return text
      case .count(let count): return language.fixed(Double(count), 0)
      case .counted(let count, let one, let many):
        return Phrases.count(count, one, language, plural: many)
      case .share(let part, let whole):
        let share = Finding.Measure("", share: part, of: whole).estimate
        return share.quantity.map { Phrases.withInterval($0, language) } ?? "none"
      case .bracketedShare(let part, let whole):
        let share = Finding.Measure("", share: part, of: whole).estimate
        guard let quantity = share.quantity else { return "(none)" }
        let interval = Phrases.interval(quantity, language).map { "; \($0)" } ?? ""
        return "(\(Phrases.short(quantity, language))\(interval))"
      case .percent(let share): return language.percent(share)
      case .number(let number): return language.plain(number)
      case .name(let name): return "“\(name)”"
      case .names(let names): return Wording.names(names, most: 6)
      case .rows(let rows): return Wording.rows(rows, most: 8, language)
      }
    }.joined()
  }
}
