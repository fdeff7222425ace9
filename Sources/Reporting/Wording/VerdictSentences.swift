internal import Imbalance

extension Compared {
  /// Did changing the class distribution help? One sentence for each model, and what it cost.
  func verdict(_ language: Language) -> String {
    if several != nil { return ranks(language) }
    if verdicts.isEmpty { return leader(language) }
    if verdicts.count <= Self.sentencesAtMost {
      return verdicts.map { sentence($0, language) }.joined(separator: " ")
    }
    return summary(language)
  }

  /// Above so many changed models they are summed up.
  private static let sentencesAtMost = 3

  /// Many models at once: which of them beat their counterparts, how near the nearest came, and
  /// what became of the probabilities.
  private func summary(_ language: Language) -> String {
    func named(_ outcome: Verdict.Outcome) -> [Verdict] {
      verdicts.filter { $0.outcome == outcome }
    }
    let better = named(.better)
    let worse = named(.worse)
    let isByCalls = metric.family == .confusion
    let isTuned = verdicts.allSatisfy(\.isTuned)
    let all = language.fixed(Double(verdicts.count), 0)
    let counterpart =
      isByCalls && isTuned
      ? language.say("the same model without it and with a tuned threshold")
      : language.say("the same model without it")
    let by = metric.inSentence(language)
    func list(_ verdicts: [Verdict]) -> String {
      Phrases.list(verdicts.map { models[$0.model].name }, language)
    }
    var text =
      better.isEmpty
      ? language.say(
        "None of the \(all) models that resample or weight beat \(counterpart) by \(by)")
      : language.say(
        "Of the \(all) models that resample or weight, \(list(better)) beat \(counterpart) by \(by)"
      )
    let sign: Double = metric.direction == .lowerIsBetter ? -1 : 1
    let nearest = (better.isEmpty ? verdicts : better).filter { $0.difference.value.number != nil }
      .max { ($0.difference.value.number ?? 0) * sign < ($1.difference.value.number ?? 0) * sign }
    if let nearest, let gap = nearest.difference.value.number {
      let said = language.difference(gap, nearest.difference.low, nearest.difference.high)
      let names = (models[nearest.model].name, models[nearest.counterpart].name)
      text +=
        better.isEmpty
        ? language.say("; the nearest is \(names.0), \(said.gap) beside \(names.1)")
        : language.say("; by most \(names.0), \(said.gap) beside \(names.1)")
      if let ends = said.ends {
        text += " (" + language.say("\(language.percent(confidence, 0)) interval \(ends)") + ")"
      }
    }
    text += "."
    if !worse.isEmpty {
      text +=
        " "
        + (worse.count == 1
          ? language.say("\(list(worse)) did worse than its counterpart.")
          : language.say("\(list(worse)) did worse than their counterparts."))
    }
    if better.count > 1 || worse.count > 1 || verdicts.count > 10 {
      let byChance = language.significant(Double(verdicts.count) * (1 - confidence), 2)
      text +=
        " "
        + language.say(
          "Each is judged on its own; of \(all) comparisons about \(byChance) go wrong by chance.")
    }
    if isByCalls, !isTuned {
      text +=
        " "
        + language.say(
          "Not every counterpart had its threshold tuned, which alone may bring as much.")
    }
    let ratios = verdicts.compactMap { probabilityRatios[$0.model] }
    let plain = verdicts.compactMap { probabilityRatios[$0.counterpart] }
    if let low = ratios.min(), let high = ratios.max(), let other = plain.first,
      max(abs(low - 1), abs(high - 1)) > abs(other - 1) + 0.1
    {
      let ends = (language.significant(low, 2), language.significant(high, 2))
      text +=
        " "
        + language.say(
          "Their probabilities are on average \(ends.0) to \(ends.1) times the share of positives, those of \(models[verdicts[0].counterpart].name) \(language.significant(other, 2)) times."
        )
    }
    return text
  }

  private func sentence(_ verdict: Verdict, _ language: Language) -> String {
    let model = models[verdict.model]
    let other = models[verdict.counterpart]
    // A ranking or a probability does not depend on the threshold.
    let isByCalls = metric.family == .confusion
    let counterpart: String =
      if isByCalls, verdict.isTuned {
        verdict.otherRule.map { rule in
          language.say(
            "the same \(other.method) without it and with a threshold chosen by '\(rule)'")
        } ?? language.say("the same \(other.method) without it and with a tuned threshold")
      } else {
        language.say("the same \(other.method) without it")
      }
    let changed = model.modification(language)
    var text =
      switch verdict.outcome {
      case .better:
        language.say("\(model.name) (\(changed)) beat \(other.name), \(counterpart):")
      case .inconclusive:
        language.say("\(model.name) (\(changed)) did not beat \(other.name), \(counterpart):")
      case .worse:
        language.say("\(model.name) (\(changed)) did worse than \(other.name), \(counterpart):")
      case .undefined:
        language.say(
          "\(model.name) (\(changed)) cannot be set against \(other.name), \(counterpart):")
      }
    text += " "
    if let gap = verdict.difference.value.number {
      let said = language.difference(gap, verdict.difference.low, verdict.difference.high)
      text += language.say("difference in \(metric.inSentence(language)) \(said.gap)")
      if let ends = said.ends {
        text += ", " + language.say("\(language.percent(confidence, 0)) interval \(ends)")
      }
      text += "."
    } else {
      text += language.term(verdict.difference.value.reason ?? "no value") + "."
    }
    if isByCalls, !verdict.isTuned {
      text +=
        " "
        + (verdict.outcome == .better
          ? language.say(
            "Nobody tuned the threshold of \(other.name), which alone may bring as much.")
          : language.say("The threshold of \(other.name) was not tuned."))
    }
    if isByCalls, verdict.isTuned, verdict.otherRule != nil, verdict.outcome == .better {
      text +=
        " "
        + language.say(
          "A threshold tuned for \(metric.inSentence(language)) may alone bring as much.")
    }
    if let damage = damage(verdict, language) { text += " " + damage }
    return text
  }

  /// What became of the probabilities, where they moved.
  private func damage(_ verdict: Verdict, _ language: Language) -> String? {
    guard let own = probabilityRatios[verdict.model],
      let other = probabilityRatios[verdict.counterpart], abs(own - 1) > abs(other - 1) + 0.1
    else { return nil }
    return
      language.say(
        "Its probabilities are on average \(language.significant(own, 2)) times the share of positives, those of \(models[verdict.counterpart].name) \(language.significant(other, 2)) times."
      )
  }

  /// Who leads, and whom it is not told apart from.
  func leader(_ language: Language) -> String {
    guard let single, let best = single.best else { return language.say("No model has a value.") }
    let others = single.besideTheBest.filter { $0 != best }.map { models[$0].name }
    let value =
      single.entries[best].value.value.number.map { language.measure($0) } ?? language.say("n/a")
    let (name, by) = (models[best].name, metric.inSentence(language))
    let undefined = single.entries.filter { $0.rank == nil }.map(\.name)
    guard others.isEmpty else {
      return others.count > 6
        ? language.say(
          "\(name) leads by \(by) (\(value)), not told apart from \(language.fixed(Double(others.count), 0)) others."
        )
        : language.say(
          "\(name) leads by \(by) (\(value)), not told apart from \(Phrases.list(others, language))."
        )
    }
    if undefined.count == single.entries.count - 1 {
      return language.say("Only \(name) has a value for \(by) (\(value)).")
    }
    switch undefined.count {
    case 0:
      return language.say(
        "\(name) leads by \(by) (\(value)) and is told apart from every other model.")
    case 1:
      return language.say(
        "\(name) leads by \(by) (\(value)) and is told apart from every other model that has a value; \(undefined[0]) has none."
      )
    default:
      return language.say(
        "\(name) leads by \(by) (\(value)) and is told apart from every other model that has a value; \(Phrases.list(undefined, language)) have none."
      )
    }
  }

  private func ranks(_ language: Language) -> String {
    guard let several else { return "" }
    let test = several.test
    let places = test.meanRanks.indices.sorted {
      (test.meanRanks[$0], $0) < (test.meanRanks[$1], $1)
    }
    let order = places.map {
      "\(models[$0].name) \(language.fixed(test.meanRanks[$0], 2))"
    }
    let p = language.say("p \(language.pValue(test.fPValue))")
    let over = Phrases.count(test.datasets, "data set", language)
    var text =
      language.say(
        "Mean ranks by \(metric.inSentence(language)) over \(over): \(Phrases.list(order, language))."
      )
      + " "
    text +=
      test.fPValue < alpha
      ? language.say("They are not all alike (\(p), Friedman test in Iman and Davenport's form).")
      : language.say(
        "The ranks do not tell them apart (\(p), Friedman test in Iman and Davenport's form).")
    if test.datasets < SeveralDatasets.least {
      text +=
        " " + language.say("With \(over) ranks say little; take at least \(SeveralDatasets.least).")
    }
    return text
  }
}

extension LearningCurves {
  /// Would more rows help? One sentence for each model.
  func sentence(_ language: Language) -> String {
    zip(models, result.models).map { model, curve in
      let points = curve.points
      guard points.count > 1, let gap = curve.lastStep.value.number else {
        let reason = curve.lastStep.value.reason ?? "there is one size, so no step to judge"
        return "\(model.name): \(language.term(reason))."
      }
      let by = metric.inSentence(language)
      let sign: Double = metric.direction == .lowerIsBetter ? -1 : 1
      let from = language.fixed(points[points.count - 2].rows.rounded(), 0)
      let to = language.fixed(points[points.count - 1].rows.rounded(), 0)
      let change = language.difference(gap, curve.lastStep.low, curve.lastStep.high)
      var text =
        result.growth == .minority
        ? language.say(
          "\(model.name): from \(from) to \(to) rows of “\(target.classes[result.minority])” \(by) changed by \(change.gap)"
        ) : language.say("\(model.name): from \(from) to \(to) rows \(by) changed by \(change.gap)")
      guard let low = curve.lastStep.low, let high = curve.lastStep.high else {
        return text + language.say(", the same in every fold.")
      }
      let ends = language.difference(gap, low, high).ends ?? ""
      text +=
        " (" + language.say("\(language.percent(result.confidence, 0)) interval \(ends)") + "); "
      let signs = [low * sign, high * sign]
      if signs.allSatisfy({ $0 > 0 }) {
        return text + language.say("more of them would probably help.")
      }
      if signs.allSatisfy({ $0 < 0 }) { return text + language.say("more of them did harm.") }
      return text + language.say("it is open whether more of them would help.")
    }.joined(separator: " ")
  }
}

extension Language {
  /// With its sign: +0.012.
  func signed(_ value: Double, beside others: [Double] = []) -> String {
    let size = measure(abs(value), beside: others)
    return (value < 0 ? "\u{2212}" : value > 0 ? "+" : "±") + size
  }

  /// A number with as many decimals as its size, or that of numbers beside it, deserves: three below
  /// 10, one below 100, none above.
  func measure(_ value: Double, beside others: [Double] = []) -> String {
    let size = others.reduce(abs(value)) { max($0, abs($1)) }
    if size >= 100 { return fixed(value, 0) }
    return size >= 10 ? fixed(value, 1) : score(value)
  }

  /// A difference with its interval: "+0.012 (−0.004 to 0.028)" in two parts.
  func difference(_ gap: Double, _ low: Double?, _ high: Double?) -> (gap: String, ends: String?) {
    let all = [gap, low ?? 0, high ?? 0]
    guard let low, let high else { return (signed(gap), nil) }
    return (
      signed(gap, beside: all),
      say("\(measure(low, beside: all)) to \(measure(high, beside: all))")
    )
  }

  /// The level of a test: "5%", "2.5%".
  func level(_ alpha: Double) -> String {
    percent(alpha, (alpha * 100).rounded() == alpha * 100 ? 0 : 1)
  }

  /// A p value: three decimals, or that it is smaller.
  func pValue(_ value: Double) -> String {
    value < 0.001 ? "< " + fixed(0.001, 3) : fixed(value, 3)
  }
}
