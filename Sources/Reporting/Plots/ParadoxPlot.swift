internal import Charts
package import Imbalance

/// The accuracy paradox: the order of models by accuracy beside their order by what matters.
package enum ParadoxPlot: Plot {
  package static let name = "paradox"
  package static let summary =
    "The accuracy paradox: models by accuracy on the left, by another metric on the right, with the rule that does nothing as reference."
  package static let shows: Set<Kind> = [.evaluation]
  package static let parameters: [Parameter] = [
    Parameter(
      "metrics", .either([.list(.text), .text]), default: .list([.text("recall")]),
      "The metrics set against accuracy, one drawing for each; accuracy itself is always on the left."
    )
  ]

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    guard let evaluation = source.evaluation else {
      throw ModellingError("empty-plot", "there is no model to show")
    }
    var names: [String] =
      switch values["metrics"] {
      case .list(let items)?: items.compactMap(\.asText)
      case .some(let value): [value.asText].compactMap { $0 }
      case nil: []
      }
    names.removeAll { $0 == "accuracy" }
    // With more than two classes a metric of one class stands for its mean over all of them.
    if !evaluation.target.isBinary {
      names = names.map { name in
        ["recall", "precision", "f1", "f2", "specificity"].contains(name) ? name + "_macro" : name
      }
    }
    let metrics = names.compactMap(Metrics.named)
    for metric in metrics where source.models.allSatisfy({ $0.result[metric.name] == nil }) {
      throw ModellingError(
        "metric-classes",
        "'\(metric.name)' is not defined for \(evaluation.target.classes.count) classes",
        hint: "write \(metric.name)_macro")
    }
    let deck = evaluation.deck(language)
    let title = Sentences.paradoxTitle(source.models, metrics.first, language)
    let charts = metrics.map { metric in
      SlopeChart(
        text: ChartText(
          title: metrics.count == 1
            ? title : language.say("Accuracy against \(language.term(metric.title))"), deck: deck,
          description: description(source.models, metric, language), words: language.chartWords),
        leftLabel: language.term("Accuracy"), rightLabel: language.term(metric.title),
        items: items(evaluation, source.models, metric, language))
    }
    return Figure(
      title: title, deck: deck, description: charts.map(\.text.description).joined(separator: " "),
      drawings: charts.map { chart in { chart.svg(id: $0) } },
      data: [
        EvaluationTable(
          evaluation: evaluation, models: source.models,
          metrics: [Metrics.named("accuracy")].compactMap { $0 } + metrics, sort: nil,
          language: language
        ).table
      ],
      notes: [
        Sentences.doingNothing(evaluation, language),
        Sentences.paradox(evaluation, source.models, language),
      ].compactMap { $0 })
  }

  private static func items(
    _ evaluation: Evaluation, _ models: [EvaluatedModel], _ metric: ResolvedMetric,
    _ language: Language
  ) -> [SlopeChart.Item] {
    let reversed = reversals(models, metric)
    func text(_ quantity: Quantity?) -> String {
      quantity.map { Phrases.metric($0, language) } ?? language.say("n/a")
    }
    var items = models.map { model in
      let left = model.estimate("accuracy")
      let right = model.estimate(metric.name)
      return SlopeChart.Item(
        name: model.name, slot: model.look, left: left?.number, right: right?.number,
        leftText: text(left), rightText: text(right), isReference: model.isMajority,
        isHighlighted: reversed.contains(model.name))
    }
    // The rule that does nothing is always there, trained or not.
    if !models.contains(where: \.isMajority),
      let majority = models.first?.result.majorityAccuracy.value.number
    {
      let isRecall = ["recall", "f1", "f2", "g_mean"].contains(metric.name)
      items.append(
        SlopeChart.Item(
          name: language.say("doing nothing"), slot: .baseline, left: majority,
          right: isRecall ? 0 : nil,
          leftText: language.percent(majority),
          rightText: isRecall ? language.percent(0) : language.say("n/a"), isReference: true))
    }
    return items
  }

  /// Models that change places with another when the metric changes.
  private static func reversals(
    _ models: [EvaluatedModel], _ metric: ResolvedMetric
  ) -> Set<String> {
    let sign: Double = metric.direction == .lowerIsBetter ? -1 : 1
    let values = models.compactMap { model -> (String, Double, Double)? in
      guard let accuracy = model.estimate("accuracy")?.number,
        let other = model.estimate(metric.name)?.number
      else { return nil }
      return (model.name, accuracy, other * sign)
    }
    var names: Set<String> = []
    for first in values {
      for second in values where first.1 > second.1 && first.2 < second.2 {
        names.insert(first.0)
        names.insert(second.0)
      }
    }
    return names
  }

  private static func description(
    _ models: [EvaluatedModel], _ metric: ResolvedMetric, _ language: Language
  ) -> String {
    let values =
      models.map { model in
        let left =
          model.estimate("accuracy").map { Phrases.metric($0, language) } ?? language.say("n/a")
        let right =
          model.estimate(metric.name).map { Phrases.metric($0, language) } ?? language.say("n/a")
        return language.say("\(model.name) \(left) and \(right)")
      }.joined(separator: "; ")
    return language.say("Accuracy and \(language.term(metric.title)): \(values).")
  }
}
