internal import Imbalance

/// Everything that an explorer prints for a choice, each text under the key of its place.
///
/// The script has the same function, `texts`; a test in a browser holds the two together.
package struct ExplorerTexts {
  /// The texts in the order in which they are made.
  package private(set) var all: [(key: String, text: String)] = []

  /// The text of a place.
  package subscript(key: String) -> String { all.first { $0.key == key }?.text ?? "" }

  /// Works out and writes everything for a choice.
  package init(_ explorer: Explorer, _ setting: Explorer.Setting, _ language: Language) {
    let words = ExplorerWords(language)
    let scenario = explorer.scenario(setting)
    let counts = scenario.counts
    let z = NormalDistribution.criticalValue(confidence: explorer.confidence)
    let isHere = setting.prevalence == nil
    func number(_ value: Int) -> String { language.fixed(Double(value), 0) }
    func threshold(_ place: Int) -> String {
      Self.localized(explorer.points[place].text, language)
    }

    add("th", threshold(setting.place))
    let cells = [
      ("tp", counts.tp, scenario.caught), ("fn", counts.fn, scenario.missed),
      ("fp", counts.fp, scenario.falseAlarms), ("tn", counts.tn, scenario.quiet),
    ]
    for (key, count, share) in cells {
      add(key, number(count))
      add(key + "-k", isHere ? "" : words.say("per", language.significant(1000 * share)))
    }

    // A measured share has its fraction and interval; one that Bayes' rule gives has neither.
    func rate(_ key: String, _ value: Double?, _ hits: Int, _ total: Int, isMeasured: Bool) {
      add(key, value.map { language.percent($0) } ?? words.say("na"))
      let estimate =
        isMeasured ? Estimate.proportion(Fraction(hits, total), z: z, otherwise: "") : nil
      let quantity = estimate.flatMap { estimate in
        estimate.value.number.map {
          Quantity(
            number: $0, low: estimate.low, high: estimate.high, numerator: hits,
            denominator: total, isProportion: true)
        }
      }
      add(key + "-ci", quantity.flatMap { Phrases.interval($0, language) } ?? "")
      add(key + "-of", isMeasured ? words.say("of", number(hits), number(total)) : "")
    }
    let flagged = counts.tp + counts.fp
    let total = counts.total
    rate("rec", scenario.recall, counts.tp, counts.positives, isMeasured: true)
    rate("spe", scenario.specificity, counts.tn, counts.negatives, isMeasured: true)
    rate("pre", scenario.precision, counts.tp, flagged, isMeasured: isHere)
    rate("alr", scenario.alertRate, flagged, total, isMeasured: isHere)
    rate("acc", scenario.accuracy, counts.tp + counts.tn, total, isMeasured: isHere)
    rate(
      "maj", scenario.majorityAccuracy, max(counts.positives, counts.negatives), total,
      isMeasured: isHere)
    add("cost", language.significant(scenario.costPerThousand))

    add(
      "say", Self.sentence(scenario, explorer.positive, threshold(setting.place), words, language))
    add(
      "state",
      words.say(
        isHere ? "state" : "moved", threshold(setting.place), language.plain(setting.missCost),
        language.plain(setting.alarmCost), explorer.positive,
        language.percent(scenario.positives))
        + (explorer.costs.truePositive == 0
          ? ""
          : " " + words.say("hit", language.plain(setting.hitCost ?? explorer.costs.truePositive))))
    let cheapest = explorer.cheapest(setting)
    add(
      "cheap",
      words.say(
        "cheap", threshold(cheapest.place),
        language.significant(explorer.scenario(cheapest).costPerThousand)))
  }

  private mutating func add(_ key: String, _ text: String) { all.append((key, text)) }

  /// A decimal of the data as the language writes it.
  private static func localized(_ text: String, _ language: Language) -> String {
    var out = ""
    for character in text {
      switch character {
      case ".": out += language.decimalPoint
      case "-": out += "\u{2212}"
      default: out.append(character)
      }
    }
    return out
  }

  /// What happens to whole cases: 1,000 of them, or more where the class is rarer than 1 in 100.
  private static func sentence(
    _ scenario: Scenario, _ label: String, _ threshold: String, _ words: ExplorerWords,
    _ language: Language
  ) -> String {
    let rarer = min(scenario.positives, 1 - scenario.positives)
    var cases = 1000.0
    while rarer * cases < 10, cases < 1e7 { cases *= 10 }
    func rounded(_ share: Double) -> Double { (share * cases).rounded(.toNearestOrAwayFromZero) }
    let positives = rounded(scenario.positives)
    // The parts add up to the whole, so they are not rounded by themselves.
    let (caught, missed) = NaturalFrequencies.whole(
      found: scenario.caught, missed: scenario.missed, positives: scenario.positives, of: cases)
    let flagged = max(rounded(scenario.alertRate), caught)
    func number(_ value: Double, _ exact: Double) -> String {
      value > 0
        ? language.fixed(value, 0) : words.say(exact > 0 ? "below" : "zero")
    }
    let misses = number(missed, scenario.missed)
    let alarms = language.fixed(flagged, 0)
    let what =
      if scenario.alertRate == 0 {
        words.say("none", threshold)
      } else if flagged == 0 {
        words.say("few", threshold, misses)
      } else if scenario.caught == 0 {
        words.say("vain", threshold, alarms, misses)
      } else {
        words.say("flags", threshold, alarms, number(caught, scenario.caught), misses)
      }
    return words.say(
      scenario.prevalence == nil ? "here" : "there", language.fixed(cases, 0),
      language.fixed(positives, 0), label) + " " + what
  }
}
