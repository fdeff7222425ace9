package import Imbalance
internal import Literate
internal import OrderedCollections

/// A number typed into the prose that the results contradict.
package enum LiteralNumber: ReportCheck {
  package static let code = "IR008"
  package static let name = "literal_number"
  package static let severity = FindingSeverity.warning
  package static let summary =
    "Looks for a metric's value typed into the prose (\u{201C}98% accurate\u{201D}) that no model of the report has."
  package static let details =
    "A number directly before or after a metric's name, as a percentage or with a decimal point. A number that some model has after rounding, or that the rule of the largest class has as accuracy, is a note: it will not follow when the data change. Sentences about wishes (should, must, at least, agreed) are left alone."

  private static let wishes: Set = [
    "at", "least", "most", "must", "should", "would", "could", "agreed", "required", "target",
    "threshold", "goal", "above", "below", "if", "mindestens", "höchstens", "soll", "sollte",
    "muss",
    "würde", "könnte", "vereinbart", "schwelle", "ziel", "wenn", "expected", "typical",
  ]
  /// Words that may stand between a metric and its number.
  private static let joints: Set = [
    "of", "is", "was", "a", "an", "about", "only", "has", "von", "ist", "war", "beträgt", "nur",
    "etwa", "rund", "=", ":",
  ]

  package static func find(_ context: FindingContext) -> [ReportFinding] {
    guard !context.evaluations.isEmpty || !context.crossValidations.isEmpty else { return [] }
    return context.sentences.flatMap { sentence -> [ReportFinding] in
      guard !sentence.words.contains(where: wishes.contains) else { return [] }
      return mentions(sentence.text).compactMap { mention -> ReportFinding? in
        let known = values(of: mention.metric, context)
        guard !known.isEmpty, let metric = Metrics.named(mention.metric) else { return nil }
        let title = metric.inSentence(context.language)
        if known.contains(where: { mention.number.fits($0.value) }) {
          return ReportFinding(
            Self.self, .note,
            context.say(
              "“\(mention.number.written)” for \(title) is typed into the text: it is right today and will not follow when the data change."
            ),
            advice: context.say(
              "Write it as an inline value, {= evaluation.model.\(metric.name) }."),
            at: sentence.place, position: sentence.position)
        }
        let nearest = known.min {
          abs($0.value - mention.number.value) < abs($1.value - mention.number.value)
        }
        let name = nearest?.name ?? ""
        let value = nearest.map {
          Phrases.short(
            Quantity(number: $0.value, isProportion: metric.isProportion), context.language)
        }
        return ReportFinding(
          Self.self, .warning,
          context.say(
            "The text says “\(mention.number.written)” for \(title), but no model of this report has that; the nearest is “\(name)” with \(value ?? "")."
          ),
          advice: context.say(
            "Write it as an inline value, {= evaluation.model.\(metric.name) }."),
          at: sentence.place, position: sentence.position)
      }
    }
  }

  private static func values(
    of metric: String, _ context: FindingContext
  ) -> [(name: String, value: Double)] {
    var found: [(name: String, value: Double)] = []
    for placed in context.evaluations {
      for model in placed.value.models {
        if let value = model.result.metrics[metric]?.value.number {
          found.append((name: model.name, value: value))
        }
      }
      if metric == "accuracy" {
        let label = placed.value.target.classes[placed.value.majorityCode]
        found.append((name: label, value: placed.value.majorityShare))
      }
    }
    for placed in context.crossValidations {
      for model in placed.value.models {
        if let value = placed.value.scores(model, metric)?.mean.value.number {
          found.append((name: model.name, value: value))
        }
      }
    }
    return found
  }

  /// A number as it was typed.
  struct Typed {
    let written: String
    /// The number as a share or score.
    let value: Double
    /// Half a unit of its last digit.
    let slack: Double

    func fits(_ other: Double) -> Bool { abs(other - value) <= slack * 1.000001 }

    /// "98%", "98.5 %" (two tokens are joined before), "0.93"; nothing else.
    init?(_ token: String) {
      var text = token
      let isPercent = text.hasSuffix("%")
      if isPercent { text.removeLast() }
      text = text.replacing(",", with: ".")
      guard let number = Double(text), text.first?.isNumber == true, number >= 0 else { return nil }
      let decimals = text.split(separator: ".").count > 1 ? text.split(separator: ".")[1].count : 0
      var unit = 0.5
      for _ in 0..<decimals { unit /= 10 }
      guard isPercent || (decimals > 0 && number <= 1) else { return nil }
      guard !isPercent || number <= 100 else { return nil }
      written = token
      value = isPercent ? number / 100 : number
      slack = isPercent ? unit / 100 : unit
    }
  }

  /// Every number of a text that stands beside a metric's name.
  static func mentions(_ text: String) -> [(metric: String, number: Typed)] {
    var tokens: [String] = []
    for part in text.split(whereSeparator: { $0 == " " || $0 == "\u{00A0}" || $0 == "\u{202F}" }) {
      var token = part.lowercased()
      while let last = token.last, ".,;:!?()*`“”\"".contains(last) { token.removeLast() }
      while let first = token.first, "(*`“”\"".contains(first) { token.removeFirst() }
      if token == "%" || token == "percent" || token == "prozent", let last = tokens.last,
        last.last?.isNumber == true
      {
        tokens[tokens.count - 1] = last + "%"
      } else if !token.isEmpty {
        tokens.append(token)
      }
    }
    var found: [(metric: String, number: Typed)] = []
    var place = 0
    while place < tokens.count {
      guard let (metric, length) = MetricWords.metric(at: place, of: tokens) else {
        place += 1
        continue
      }
      var before = place - 1
      while before >= 0, place - before < 3, joints.contains(tokens[before]) { before -= 1 }
      var after = place + length
      while after < tokens.count, after - place - length < 3, joints.contains(tokens[after]) {
        after += 1
      }
      if after < tokens.count, let number = Typed(tokens[after]) {
        found.append((metric, number))
      } else if before >= 0, let number = Typed(tokens[before]) {
        found.append((metric, number))
      }
      place += length
    }
    return found
  }
}
