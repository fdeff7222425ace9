internal import Charts
package import Imbalance
internal import Literate

/// The table of an evaluation: models down, metrics across, each cell with its interval.
package struct EvaluationTable {
  let evaluation: Evaluation
  /// The models shown; all of them when `nil`.
  let models: [EvaluatedModel]?
  let metrics: [ResolvedMetric]
  let sort: ResolvedMetric?
  let language: Language

  var table: DataTable {
    let shown = ordered(models ?? evaluation.models)
    let best = metrics.map { bestModel($0, among: shown) }
    let inseparable = inseparableFromBest(shown)
    let rows = shown.map { model in
      DataTable.Row(
        head: model.name,
        detail: model.isMajority
          ? nil
          : model.result.threshold.map {
            language.say("threshold \(language.significant($0, 2))")
          },
        cells: metrics.enumerated().map { index, metric in
          var cell = cell(model, metric, isBest: best[index] == model.name)
          cell.isInseparable = metric.name == sort?.name && inseparable.contains(model.name)
          return cell
        },
        isBaseline: model.isMajority)
    }
    return DataTable(
      corner: language.say("Model"),
      columns: metrics.map { $0.column(language) },
      rows: rows, notes: notes)
  }

  /// The baseline is pinned first; the others follow the author's order or the sorting metric.
  private func ordered(_ models: [EvaluatedModel]) -> [EvaluatedModel] {
    let pinned = models.filter(\.isMajority)
    var others = models.filter { !$0.isMajority }
    if let sort {
      let sign: Double = sort.direction == .lowerIsBetter ? -1 : 1
      func value(_ model: EvaluatedModel) -> Double {
        (model.result[sort.name]?.value.number).map { $0 * sign } ?? -.infinity
      }
      others.sort { (value($0), $1.slot) > (value($1), $0.slot) }
    }
    return pinned + others
  }

  private func cell(
    _ model: EvaluatedModel, _ metric: ResolvedMetric, isBest: Bool
  ) -> DataTable.Cell {
    guard let estimate = model.result[metric.name] else {
      return DataTable.Cell(
        text: language.say("n/a"), reason: language.say("does not apply to this target"))
    }
    switch Value.estimate(estimate, isProportion: metric.isProportion) {
    case .quantity(let quantity):
      return DataTable.Cell(
        text: Phrases.metric(quantity, language),
        interval: Phrases.metricInterval(quantity, language),
        isBest: isBest)
    case .undefined(let reason):
      return DataTable.Cell(text: language.say("n/a"), reason: language.term(reason))
    default: return DataTable.Cell(text: "")
    }
  }

  private func bestModel(_ metric: ResolvedMetric, among models: [EvaluatedModel]) -> String? {
    guard metric.direction != .neutral, models.count > 1 else { return nil }
    let values = models.compactMap { model in
      (model.result[metric.name]?.value.number).map { (name: model.name, value: $0) }
    }
    let best =
      metric.direction == .higherIsBetter
      ? values.map(\.value).max() : values.map(\.value).min()
    let winners = values.filter { $0.value == best }
    return winners.count == 1 ? winners[0].name : nil
  }

  /// The models whose paired difference to the best, by the sorting metric, may well be nothing.
  private func inseparableFromBest(_ shown: [EvaluatedModel]) -> Set<String> {
    guard let sort, let best = shown.first(where: { !$0.isMajority }) else { return [] }
    var names: Set<String> = []
    for model in shown where model.name != best.name {
      let difference = evaluation.difference(model, best, metric: sort.name).difference
      if let low = difference.low, let high = difference.high, low <= 0, high >= 0 {
        names.insert(model.name)
      }
    }
    return names
  }

  private var notes: [String] {
    var notes: [String] = []
    if metrics.contains(where: { $0.name == "accuracy" }) {
      notes.append(Sentences.doingNothing(evaluation, language))
    }
    let level = language.percent(evaluation.confidence, 0)
    var legend =
      language.say("In brackets: \(level) intervals.") + " "
      + language.say("Bold: the best value of a column.")
    if let sort {
      legend +=
        " "
        + language.say(
          "Sorted by \(sort.inSentence(language)); ○ marks what is not reliably different from the first by it, with the same rows drawn again for both."
        )
    }
    notes.append(legend)
    return notes
  }
}

extension EvaluationTable: TableKind {
  package static let name = "scores"
  package static let summary = "The metrics of models with their intervals."
  package static let shows: Set<Kind> = [.evaluation, .evaluatedModel]
  package static let parameters = [
    Parameter("metrics", .either([.list(.text), .text]), "The columns of an evaluation's table."),
    Parameter("sort", .text, "The metric by which models are ordered, best first."),
  ]

  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> Bool {
    var isSound = true
    for (index, name) in directive.words("metrics").enumerated() where Metrics.named(name) == nil {
      isSound = false
      scope.reportUnknownMetric(name, at: directive.span(of: "metrics", path: [String(index)]))
    }
    if let name = directive.text("sort"), Metrics.named(name) == nil {
      scope.reportUnknownMetric(name, at: directive.span(of: "sort"))
      isSound = false
    }
    return isSound
  }

  package static func table(
    _ source: TableSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> DataTable {
    guard let (evaluation, models) = source.evaluation else { return .empty }
    let metrics = values.words("metrics").compactMap { Metrics.named($0) }
    let missing = metrics.first { metric in
      evaluation.models.allSatisfy { $0.result[metric.name] == nil }
    }
    if let missing {
      throw ModellingError(
        "metric-classes",
        "'\(missing.name)' is not defined for \(evaluation.target.classes.count) classes")
    }
    return EvaluationTable(
      evaluation: evaluation, models: models,
      metrics: metrics.isEmpty ? evaluation.metrics : metrics,
      sort: values["sort"]?.asText.flatMap { Metrics.named($0) }, language: language
    ).table
  }
}

extension ResolvedMetric {
  /// The head of the metric's column: its title, explained by its definition.
  func column(_ language: Language) -> DataTable.Column {
    .init(title: language.term(title), detail: language.term(definition))
  }
}

extension Phrases {
  /// A metric's value: a percentage, or three decimals.
  static func metric(_ quantity: Quantity, _ language: Language) -> String {
    if quantity.isProportion { return language.percent(quantity.number) }
    return quantity.number == quantity.number.rounded() && abs(quantity.number) > 1
      ? language.fixed(quantity.number, 0)
      : language.measure(quantity.number, beside: [quantity.low ?? 0, quantity.high ?? 0])
  }

  static func metricInterval(_ quantity: Quantity, _ language: Language) -> String? {
    guard let low = quantity.low, let high = quantity.high else { return nil }
    if quantity.isProportion { return interval(quantity, language) }
    let ends = [low, high, quantity.number]
    return language.measure(low, beside: ends) + "–" + language.measure(high, beside: ends)
  }
}
