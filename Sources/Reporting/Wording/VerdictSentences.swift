internal import Imbalance

extension Compared {
  /// Did changing the class distribution help, and what did it cost? One sentence for each model,
  /// or where there are many, one for each model that they are set against.
  func verdict(_ numerals: Numerals) -> String {
    if several != nil { return ranks(numerals) }
    if verdicts.isEmpty { return leader(numerals) }
    guard verdicts.count > Self.mostSentences else {
      return verdicts.map { sentence($0, numerals) }.joined(separator: " ")
    }
    var counterparts: [Int] = []
    for verdict in verdicts where !counterparts.contains(verdict.counterpart) {
      counterparts.append(verdict.counterpart)
    }
    return counterparts.map { place in
      let group = verdicts.filter { $0.counterpart == place }
      return group.count == 1 ? sentence(group[0], numerals) : summary(of: group, numerals)
    }.joined(separator: " ")
  }

  private func sentence(_ verdict: Verdict, _ numerals: Numerals) -> String {
    let model = models[verdict.model]
    let other = models[verdict.counterpart]
    let verb: String =
      switch verdict.outcome {
      case .better: "beat"
      case .inconclusive: "did not beat"
      case .worse: "did worse than"
      case .undefined: "cannot be set against"
      }
    var text =
      "\(model.name) (\(model.modification)) \(verb) \(other.name), \(counterpart(verdict)): "
    if let gap = verdict.difference.value.number {
      text += "difference in \(metric.inSentence) " + numerals.signed(gap)
      if let low = verdict.difference.low, let high = verdict.difference.high {
        text +=
          ", \(numerals.percent(confidence, 0)) interval \(numerals.score(low)) to \(numerals.score(high))"
      }
      text += "."
    } else {
      text += (verdict.difference.value.reason ?? "no value") + "."
    }
    if let note = untuned(verdict, didBeat: verdict.outcome == .better) { text += " " + note }
    if let damage = damage(verdict, numerals) { text += " " + damage }
    return text
  }

  /// What the counterpart is, in words. A ranking or a probability does not depend on the threshold.
  func counterpart(_ verdict: Verdict) -> String {
    "the same \(models[verdict.counterpart].method) without it"
      + (metric.family == .confusion && verdict.isTuned ? " and with a tuned threshold" : "")
  }

  /// That the counterpart's threshold was left where it was, where it has one and that matters.
  func untuned(_ verdict: Verdict, didBeat: Bool) -> String? {
    guard metric.family == .confusion, !verdict.isTuned, isBinary else { return nil }
    let name = models[verdict.counterpart].name
    return didBeat
      ? "Nobody tuned the threshold of \(name), which alone may bring as much."
      : "The threshold of \(name) was not tuned."
  }

  /// What became of the probabilities, where they moved.
  func damage(_ verdict: Verdict, _ numerals: Numerals) -> String? {
    guard let own = probabilityRatios[verdict.model],
      let other = probabilityRatios[verdict.counterpart], abs(own - 1) > abs(other - 1) + 0.1
    else { return nil }
    return
      "Its probabilities are on average \(numerals.significant(own, 2)) times the share of positives, those of \(models[verdict.counterpart].name) \(numerals.significant(other, 2)) times."
  }

  /// Who leads, and whom it is not told apart from.
  func leader(_ numerals: Numerals) -> String {
    guard let single, let best = single.best else { return "No model has a value." }
    let others = single.besideTheBest.filter { $0 != best }.map { models[$0].name }
    let value = single.entries[best].value.value.number.map { numerals.score($0) } ?? "n/a"
    let lead = "\(models[best].name) leads by \(metric.inSentence) (\(value))"
    return others.isEmpty
      ? lead + " and is told apart from every other model."
      : lead + ", not told apart from \(Phrases.list(others))."
  }

  private func ranks(_ numerals: Numerals) -> String {
    guard let several else { return "" }
    let test = several.test
    let places = test.meanRanks.indices.sorted {
      (test.meanRanks[$0], $0) < (test.meanRanks[$1], $1)
    }
    let order = places.map {
      "\(models[$0].name) \(numerals.fixed(test.meanRanks[$0], 2))"
    }
    let p = "p \(numerals.pValue(test.fPValue))"
    let over = Phrases.count(test.datasets, "data set", numerals)
    var text = "Mean ranks by \(metric.inSentence) over \(over): \(Phrases.list(order)). "
    text +=
      test.fPValue < alpha
      ? "They are not all alike (\(p), Friedman test in Iman and Davenport's form)."
      : "The ranks do not tell them apart (\(p), Friedman test in Iman and Davenport's form)."
    if test.datasets < SeveralDatasets.least {
      text += " With \(over) ranks say little; take at least \(SeveralDatasets.least)."
    }
    return text
  }
}

extension LearningCurves {
  /// Would more rows help? One sentence for each model.
  func sentence(_ numerals: Numerals) -> String {
    zip(models, result.models).map { model, curve in
      let points = curve.points
      guard points.count > 1, let gap = curve.lastStep.value.number else {
        return
          "\(model.name): \(curve.lastStep.value.reason ?? "there is one size, so no step to judge")."
      }
      let what =
        result.growth == .minority ? "rows of “\(target.classes[result.minority])”" : "rows"
      let sign: Double = metric.direction == .lowerIsBetter ? -1 : 1
      let from = numerals.fixed(points[points.count - 2].rows.rounded(), 0)
      let to = numerals.fixed(points[points.count - 1].rows.rounded(), 0)
      var text =
        "\(model.name): from \(from) to \(to) \(what) \(metric.inSentence) changed by \(numerals.signed(gap))"
      guard let low = curve.lastStep.low, let high = curve.lastStep.high else {
        return text + ", the same in every fold."
      }
      text +=
        " (\(numerals.percent(result.confidence, 0)) interval \(numerals.score(low)) to \(numerals.score(high))); "
      let ends = [low * sign, high * sign]
      if ends.allSatisfy({ $0 > 0 }) { return text + "more of them would probably help." }
      if ends.allSatisfy({ $0 < 0 }) { return text + "more of them did harm." }
      return text + "it is open whether more of them would help."
    }.joined(separator: " ")
  }
}

extension Numerals {
  /// With its sign: +0.012.
  func signed(_ value: Double) -> String {
    let size = abs(value) >= 100 ? plain(abs(value)) : score(abs(value))
    return (value < 0 ? "\u{2212}" : value > 0 ? "+" : "±") + size
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
