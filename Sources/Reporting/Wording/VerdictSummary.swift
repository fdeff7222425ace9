internal import Imbalance

extension Compared {
  /// With more verdicts than this a sentence for each is a wall; they are told together.
  static let mostSentences = 3

  /// All verdicts beside one counterpart: who beat it, who did worse, who is not told apart.
  func summary(of group: [Verdict], _ numerals: Numerals) -> String {
    guard let first = group.first else { return "" }
    let winners = group.filter { $0.outcome == .better }
    let count = "\(group.count) resampled or weighted models"
    let beaten = "\(models[first.counterpart].name), \(counterpart(first))"
    var text = winners.isEmpty ? "None of the \(count) beat \(beaten)" : "Of the \(count) "
    if winners.isEmpty {
      text += ", by \(metric.inSentence)"
    } else {
      text += "\(gaps(winners, numerals)) beat \(beaten), by \(metric.inSentence)"
    }
    text += " (in brackets the difference with its \(numerals.percent(confidence, 0)) interval)."
    let losers = group.filter { $0.outcome == .worse }
    if !losers.isEmpty { text += " Worse than it: \(gaps(losers, numerals))." }
    let open = group.filter { $0.outcome == .inconclusive }
    if !open.isEmpty { text += " Not told apart from it: \(gaps(open, numerals))." }
    let unknown = group.filter { $0.outcome == .undefined }
    if !unknown.isEmpty { text += " Cannot be set against it: \(names(unknown))." }
    if let note = untuned(first, didBeat: !winners.isEmpty) { text += " " + note }
    let most = group.filter { damage($0, numerals) != nil }.max { left, right in
      distortion(left) < distortion(right)
    }
    if let most, let own = probabilityRatios[most.model],
      let other = probabilityRatios[most.counterpart]
    {
      text +=
        " \(models[most.model].name) bends probabilities most: on average they are \(numerals.significant(own, 2)) times the share of positives, those of \(models[most.counterpart].name) \(numerals.significant(other, 2)) times."
    }
    return text
  }

  private func distortion(_ verdict: Verdict) -> Double {
    probabilityRatios[verdict.model].map { abs($0 - 1) } ?? 0
  }

  private func names(_ verdicts: [Verdict]) -> String {
    Phrases.list(verdicts.map { models[$0.model].name })
  }

  private func gaps(_ verdicts: [Verdict], _ numerals: Numerals) -> String {
    Phrases.list(
      verdicts.map { verdict in
        let name = models[verdict.model].name
        guard let gap = verdict.difference.value.number else { return name }
        guard let low = verdict.difference.low, let high = verdict.difference.high else {
          return "\(name) (\(numerals.signed(gap)))"
        }
        return
          "\(name) (\(numerals.signed(gap)), \(numerals.score(low)) to \(numerals.score(high)))"
      })
  }
}
