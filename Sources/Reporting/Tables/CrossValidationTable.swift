package import Imbalance

/// The table of a cross-validation: models down, metrics across, means with corrected intervals.
package struct CrossValidationTable {
  let found: CrossValidated
  /// The columns; the directive's own when empty.
  let metrics: [ResolvedMetric]
  let sort: ResolvedMetric?
  let language: Language

  var table: DataTable {
    get throws(ModellingError) {
      let shown = metrics.isEmpty ? found.metrics : metrics
      for metric in shown where found.models.allSatisfy({ found.scores($0, metric.name) == nil }) {
        throw ModellingError(
          "metric-classes", "'\(metric.name)' was not computed in '\(found.name)'",
          hint: "name it under 'metrics' of '\(found.name)', or give it costs")
      }
      let best = shown.map(bestModel)
      let rows = ordered.map { model in
        DataTable.Row(
          head: model.name, detail: model.isMajority ? nil : threshold(model),
          cells: shown.enumerated().map { index, metric in
            cell(model, metric, isBest: best[index] == model.name)
          }, isBaseline: model.isMajority)
      }
      return DataTable(
        corner: language.say("Model"), columns: shown.map { $0.column(language) },
        rows: rows, notes: notes)
    }
  }

  private var ordered: [ComparedModel] {
    let pinned = found.models.filter(\.isMajority)
    var others = found.models.filter { !$0.isMajority }
    if let sort {
      let sign: Double = sort.direction == .lowerIsBetter ? -1 : 1
      func value(_ model: ComparedModel) -> Double {
        found.scores(model, sort.name)?.mean.value.number.map { $0 * sign } ?? -.infinity
      }
      others.sort { (value($0), $1.slot) > (value($1), $0.slot) }
    }
    return pinned + others
  }

  private func threshold(_ model: ComparedModel) -> String? {
    guard let thresholds = found.result.model(model.name)?.thresholds,
      let low = thresholds.min(), let high = thresholds.max()
    else { return nil }
    let ends = [language.significant(low, 2), language.significant(high, 2)]
    return ends[0] == ends[1]
      ? language.say("threshold \(ends[0])") : language.say("threshold \(ends[0]) to \(ends[1])")
  }

  private func cell(
    _ model: ComparedModel, _ metric: ResolvedMetric, isBest: Bool
  ) -> DataTable.Cell {
    guard let scores = found.scores(model, metric.name) else {
      return DataTable.Cell(
        text: language.say("n/a"), reason: language.say("does not apply to this target"))
    }
    switch Value.estimate(scores.mean, isProportion: metric.isProportion) {
    case .quantity(let quantity):
      return DataTable.Cell(
        text: Phrases.metric(quantity, language),
        interval: Phrases.metricInterval(quantity, language), isBest: isBest)
    case .undefined(let reason):
      return DataTable.Cell(text: language.say("n/a"), reason: language.term(reason))
    default: return DataTable.Cell(text: "")
    }
  }

  private func bestModel(_ metric: ResolvedMetric) -> String? {
    guard metric.direction != .neutral, found.models.count > 1 else { return nil }
    let values = found.models.compactMap { model in
      (found.scores(model, metric.name)?.mean.value.number).map { (name: model.name, value: $0) }
    }
    let best =
      metric.direction == .higherIsBetter
      ? values.map(\.value).max() : values.map(\.value).min()
    let winners = values.filter { $0.value == best }
    return winners.count == 1 ? winners[0].name : nil
  }

  private var notes: [String] {
    let level = language.percent(found.confidence, 0)
    var legend =
      language.say(
        "Means over \(language.fixed(Double(found.result.folds * found.result.repeats), 0)) held-out folds. In brackets: \(level) intervals, widened because folds share most of their training rows (Nadeau and Bengio)."
      )
    if found.models.count > 1 { legend += " " + language.say("Bold: the best value of a column.") }
    var notes = [found.deck(language) + ".", legend]
    if let gap = widestGap { notes.append(gap) }
    if let spread = seedSpread { notes.append(spread) }
    return notes
  }

  /// The largest gap between rows learnt from and rows held out, of the sorting or first metric.
  private var widestGap: String? {
    guard let metric = sort ?? found.metrics.last ?? metrics.first else { return nil }
    let sign: Double = metric.direction == .lowerIsBetter ? -1 : 1
    let gaps = found.models.compactMap { model in
      (found.scores(model, metric.name)?.gap.value.number).map { (model.name, $0 * sign) }
    }
    guard let widest = gaps.max(by: { $0.1 < $1.1 }), widest.1 > 0 else { return nil }
    return
      language.say(
        "Largest gap between rows learnt from and rows held out by \(metric.inSentence(language)): \(widest.0), \(language.signed(widest.1 * sign))."
      )
  }

  private var seedSpread: String? {
    guard let metric = sort ?? found.metrics.last else { return nil }
    let parts = found.models.compactMap { model -> String? in
      guard !model.isMajority, let spread = found.scores(model, metric.name)?.spread else {
        return nil
      }
      return
        language.say(
          "\(model.name) \(language.score(spread.seed)) by the seed, \(language.score(spread.fold)) by the fold"
        )
    }
    return parts.isEmpty
      ? nil
      : language.say(
        "Standard deviation of \(metric.inSentence(language)): \(parts.joined(separator: "; ")).")
  }
}

extension CrossValidated {
  var confidence: Double { result.confidence }
}

extension CrossValidationTable: TableKind {
  package static let name = "folds"
  package static let summary = "The means of a cross-validation with their corrected intervals."
  package static let shows: Set<Kind> = [.crossValidation]
  package static var parameters: [Parameter] { EvaluationTable.parameters }

  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> Bool {
    EvaluationTable.check(directive, in: &scope)
  }

  package static func table(
    _ source: TableSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> DataTable {
    guard case .crossValidation(let found) = source.thing else { return .empty }
    return try CrossValidationTable(
      found: found.choosing(source.models),
      metrics: values.words("metrics").compactMap { Metrics.named($0) },
      sort: values["sort"]?.asText.flatMap { Metrics.named($0) }, language: language
    ).table
  }
}
