package import Imbalance

/// A confusion matrix scaled to a round number of rows: "of 1,000 patients like these …".
///
/// Gigerenzer and Hoffrage (1995) found that most people reason rightly with such counts and
/// wrongly with percentages.
struct NaturalFrequencies {
  /// The round number that the counts add up to.
  let base: Int
  /// The scaled counts, in the order given.
  let counts: [Int]

  /// Scales counts by largest remainders, so that they add up.
  ///
  /// The base is the smallest of 1,000, 10,000, 100,000 and a million in which no count that is
  /// there vanishes. `nil` for no rows.
  init?(_ counts: [Int]) {
    let total = counts.reduce(0, +)
    guard total > 0 else { return nil }
    var made: (base: Int, counts: [Int]) = (1_000, Self.scaled(counts, total, 1_000))
    for base in [10_000, 100_000, 1_000_000] {
      if zip(counts, made.counts).allSatisfy({ $0 == 0 || $1 > 0 }) { break }
      made = (base, Self.scaled(counts, total, base))
    }
    base = made.base
    self.counts = made.counts
  }

  /// The counts of a two-class matrix for one sentence: those found and those missed add up to the
  /// positives, and the positives and the flagged are each rounded to the nearest.
  struct Alarms {
    let base: Int
    let positives: Int
    let found: Int
    let missed: Int
    let flagged: Int
  }

  /// Scales a two-class matrix; `nil` for no rows.
  static func alarms(tp: Int, fn: Int, fp: Int, tn: Int) -> Alarms? {
    guard let base = NaturalFrequencies([tp, fn, fp, tn])?.base else { return nil }
    let total = Double(tp + fn + fp + tn)
    func share(_ count: Int) -> Double { Double(count) / total }
    let parts = whole(
      found: share(tp), missed: share(fn), positives: share(tp + fn), of: Double(base))
    let flagged = (share(tp + fp) * Double(base)).rounded(.toNearestOrAwayFromZero)
    return Alarms(
      base: base, positives: Int(parts.found + parts.missed), found: Int(parts.found),
      missed: Int(parts.missed), flagged: Int(max(flagged, parts.found)))
  }

  /// Shares of cases as whole cases that add up to the rounded positives; the larger rest is rounded
  /// up. The share of positives is given, since a sum of two shares may fall short of it by a bit.
  static func whole(
    found: Double, missed: Double, positives: Double, of cases: Double
  ) -> (found: Double, missed: Double) {
    let sum = (positives * cases).rounded(.toNearestOrAwayFromZero)
    let (a, b) = (found * cases, missed * cases)
    var (wholeA, wholeB) = (a.rounded(.down), b.rounded(.down))
    let left = sum - wholeA - wholeB
    if left >= 2 || left == 1 && a - wholeA >= b - wholeB { wholeA += 1 }
    wholeB = sum - wholeA
    return (wholeA, max(wholeB, 0))
  }

  private static func scaled(_ counts: [Int], _ total: Int, _ base: Int) -> [Int] {
    // Whole numbers throughout: quotient and remainder of count · base / total.
    var result = counts.map { $0 * base / total }
    let rests = counts.map { $0 * base % total }
    let missing = base - result.reduce(0, +)
    let order = counts.indices.sorted { (rests[$0], -$0) > (rests[$1], -$1) }
    for place in order.prefix(missing) { result[place] += 1 }
    return result
  }
}

extension Sentences {
  /// What a confusion matrix says in natural frequencies.
  static func naturalFrequencies(_ model: EvaluatedModel, _ language: Language) -> String {
    naturalFrequencies(model.result.confusion, model.name, language)
  }

  package static func naturalFrequencies(
    _ matrix: ConfusionMatrix, _ name: String, _ language: Language
  ) -> String {
    func number(_ value: Int) -> String { language.fixed(Double(value), 0) }
    let unit = language.cases
    guard let cells = matrix.binary, let positive = matrix.positive else {
      guard let scaled = NaturalFrequencies([matrix.correct, matrix.total - matrix.correct]) else {
        return ""
      }
      return language.say(
        "Of \(number(scaled.base)) \(unit) like these, “\(name)” names the right class for \(number(scaled.counts[0])) and a wrong one for \(number(scaled.counts[1]))."
      )
    }
    guard
      let scaled = NaturalFrequencies.alarms(
        tp: cells.tp, fn: cells.fn, fp: cells.fp, tn: cells.tn)
    else { return "" }
    let (tp, fn) = (scaled.found, scaled.missed)
    let label = matrix.labels[positive]
    let there =
      scaled.positives == 1
      ? language.say("1 is “\(label)”")
      : language.say("\(number(scaled.positives)) are “\(label)”")
    let base = number(scaled.base)
    guard cells.tp + cells.fp > 0 else {
      return language.say(
        "Of \(base) \(unit) like these, \(there); “\(name)” flags none and so misses all of them.")
    }
    let rightly =
      cells.fp == 0
      ? language.say("all of them rightly")
      : cells.tp == 0
        ? language.say("none of them rightly") : language.say("\(number(tp)) of them rightly")
    let missed = fn == 0 ? language.say("none") : number(fn)
    return language.say(
      "Of \(base) \(unit) like these, \(there); “\(name)” flags \(number(scaled.flagged)), \(rightly), and misses \(missed)."
    )
  }
}
