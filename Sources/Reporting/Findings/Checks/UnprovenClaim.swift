package import Imbalance
internal import Literate

/// A sentence that calls a model better where the numbers do not tell it apart.
package enum UnprovenClaim: ReportCheck {
  package static let code = "IR007"
  package static let name = "unproven_claim"
  package static let severity = FindingSeverity.warning
  package static let summary =
    "Looks for sentences that call a model better than another that it is not told apart from."
  package static let details =
    "English and German words such as better, best, beats, outperforms, significantly. A sentence counts when it names two models of one evaluation (by name or by a computed value), is no question and holds no negation. The models are told apart by a paired interval of the metric that the sentence names, else of any metric that the evaluation shows."

  private static let claims: Set = [
    "better", "best", "beats", "beat", "outperforms", "outperform", "outperformed", "superior",
    "significantly", "besser", "bessere", "besseren", "besserer", "beste", "besten", "bester",
    "schlägt", "übertrifft", "überlegen", "signifikant",
  ]
  private static let negations: Set = [
    "not", "no", "none", "neither", "never", "nor", "cannot", "nicht", "kein", "keine", "keiner",
    "weder", "nie", "if", "whether", "wenn", "ob", "t",
  ]

  package static func find(_ context: FindingContext) -> [ReportFinding] {
    context.sentences.compactMap { sentence in
      let words = sentence.words
      guard !sentence.isQuestion, let claim = words.first(where: claims.contains),
        !words.contains(where: negations.contains)
      else { return nil }
      for placed in context.evaluations {
        let named = placed.value.models.filter { isNamed($0.name, placed.name, sentence, words) }
        guard named.count == 2 else { continue }
        let spoken = MetricWords.metrics(in: words)
        let metrics = spoken.isEmpty ? placed.value.metrics.map(\.name) : spoken
        let differences = metrics.map {
          placed.value.difference(named[0], named[1], metric: $0)
        }
        guard !differences.contains(where: \.isSeparable),
          differences.contains(where: { $0.difference.low != nil })
        else { continue }
        let titles = metrics.prefix(3).compactMap {
          Metrics.named($0)?.inSentence(context.language)
        }
        return ReportFinding(
          Self.self, .warning,
          context.say(
            "“\(sentence.quote)” says “\(claim)”, but the test rows do not tell \(context.list(named.map(\.name))) apart: the interval of their difference holds zero (\(context.language.list(titles)))."
          ),
          advice: context.say(
            "Say that they are not told apart, or compare them on more rows."
          ), at: sentence.place, position: sentence.position)
      }
      return nil
    }
  }

  /// Whether a sentence names a model: in a computed value, in code, or as a longer word.
  private static func isNamed(
    _ model: String, _ evaluation: String, _ sentence: AuthorSentence, _ words: [String]
  ) -> Bool {
    if sentence.text.contains("`\(model)`") { return true }
    if model.count > 2, words.contains(model.lowercased()) { return true }
    return sentence.values.contains { value in
      value.expression.paths.contains {
        $0.count > 1 && $0[0].value == evaluation && $0[1].value == model
      }
    }
  }
}
