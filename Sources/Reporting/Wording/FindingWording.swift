internal import Imbalance

/// Pieces of findings in words.
enum Wording {
  /// "row 7", "rows 3, 17 and 21", "rows 3, 17, 21 and 74 more"; row numbers have no separators.
  static func rows(_ rows: [Int], most: Int, _ numerals: Numerals) -> String {
    let shown = rows.prefix(most).map(String.init)
    let rest = rows.count - shown.count
    let words = rest > 0 ? shown + ["\(numerals.fixed(Double(rest), 0)) more"] : shown
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
  /// The sentence in a report's numerals.
  func text(_ numerals: Numerals) -> String {
    parts.map { part in
      switch part {
      case .text(let text): return text
      case .count(let count): return numerals.fixed(Double(count), 0)
      case .counted(let count, let one, let many):
        return Phrases.count(count, one, numerals, plural: many)
      case .share(let part, let whole):
        let share = Finding.Measure("", share: part, of: whole).estimate
        return share.quantity.map { Phrases.withInterval($0, numerals) } ?? "none"
      case .bracketedShare(let part, let whole):
        let share = Finding.Measure("", share: part, of: whole).estimate
        guard let quantity = share.quantity else { return "(none)" }
        let interval = Phrases.interval(quantity, numerals).map { "; \($0)" } ?? ""
        return "(\(Phrases.short(quantity, numerals))\(interval))"
      case .percent(let share): return numerals.percent(share)
      case .number(let number): return numerals.plain(number)
      case .name(let name): return "“\(name)”"
      case .names(let names): return Wording.names(names, most: 6)
      case .rows(let rows): return Wording.rows(rows, most: 8, numerals)
      }
    }.joined()
  }
}
