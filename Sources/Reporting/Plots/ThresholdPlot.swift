internal import Charts
package import Imbalance

/// What each threshold would do: cases caught, alarms that are right, rows to review, cost.
package enum ThresholdPlot: Plot {
  package static let name = "threshold"
  package static let summary =
    "Recall, precision and alert rate of one model at every threshold, with the chosen one; cost below, where costs are known."
  package static let shows: Set<Kind> = [.evaluatedModel]
  package static let parameters: [Parameter] = [
    Parameter(
      "interactive", .boolean, default: .boolean(false),
      "Whether a reader can try thresholds, costs and prevalences under the figure, and see what follows; without script it shows the evaluated ones."
    )
  ]

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    guard let evaluation = source.evaluation, let model = source.models.first else {
      throw ModellingError("empty-plot", "there is no model to show")
    }
    try evaluation.requireBinary(name)
    let sweep = model.result.sweep.filter { $0.threshold.isFinite }
    guard let threshold = model.result.threshold, sweep.count > 1 else {
      throw ModellingError(
        "constant-scores",
        "'\(model.name)' gives every row the same score, so no threshold separates anything")
    }
    let points = Array(sweep.reversed())
    func curve(_ label: String, _ slot: SeriesSlot, _ value: (BinaryCounts) -> Double?)
      -> CurveSeries
    {
      CurveSeries(
        name: label, slot: slot,
        points: points.compactMap { point in value(point.counts).map { (point.threshold, $0) } },
        step: .before, label: "", emphasis: true)
    }
    let isProbability = model.result.areProbabilities
    let xAxis = Axis(
      isProbability
        ? language.say("Threshold on the predicted probability")
        : language.say("Threshold on the score"),
      domain: isProbability ? 0...1 : nil, format: .number)
    var rules: [ReferenceLine] = [
      .vertical(threshold, label: language.say("chosen: \(language.significant(threshold, 2))"))
    ]
    if isProbability, abs(threshold - 0.5) > 0.02 {
      rules.append(.vertical(0.5, label: "0.5", isGhost: true))
    }
    var panels = [
      CurvePanel(
        yAxis: .share(language.say("Share")),
        series: [
          curve(language.say("recall"), .one) { $0.recall },
          curve(language.say("precision"), .two) { $0.precision },
          curve(language.say("alert rate"), .three) { $0.alertRate },
        ], references: rules)
    ]
    if let cost = evaluation.options.cost {
      panels.append(
        CurvePanel(
          yAxis: Axis(language.say("Cost"), format: .count),
          series: [curve(language.say("cost"), .four) { cost.total($0) }], references: [rules[0]],
          height: 140))
    }
    let text = ChartText(
      title: title(model, threshold, language),
      deck: "\(model.name), \(evaluation.deck(language))",
      description: description(model, threshold, language), words: language.chartWords)
    var chart = StackedPanels(text: text, xAxis: xAxis, panels: panels)
    let explorer =
      values.boolean("interactive") ? try Explorer(model, evaluation, threshold: threshold) : nil
    chart.showsFrame = explorer != nil
    let drawn = chart
    return Figure(
      title: text.title, deck: text.deck, description: text.description,
      drawings: [{ drawn.svg(id: $0) }],
      data: [table(points, evaluation.options.cost, language)], notes: [], explorer: explorer)
  }

  private static func title(
    _ model: EvaluatedModel, _ threshold: Double, _ language: Language
  ) -> String {
    guard let counts = model.result.confusion.binary else { return model.name }
    func number(_ value: Int) -> String { language.fixed(Double(value), 0) }
    return
      language.say(
        "At \(Self.short(threshold, language)) you review \(Phrases.count(counts.tp + counts.fp, "row", language)) and catch \(number(counts.tp)) of \(number(counts.tp + counts.fn))"
      )
  }

  /// The threshold in two digits where these are all it has, else in three.
  private static func short(_ threshold: Double, _ language: Language) -> String {
    let hundredths = threshold * 100
    let isShort = abs(hundredths - hundredths.rounded()) < 1e-9
    return language.significant(threshold, isShort ? 2 : 3)
  }

  private static func description(
    _ model: EvaluatedModel, _ threshold: Double, _ language: Language
  ) -> String {
    func text(_ metric: String) -> String {
      model.estimate(metric).map { Phrases.withInterval($0, language) } ?? language.say("undefined")
    }
    return
      language.say(
        "Recall, precision and alert rate of \(model.name) against the threshold. At the chosen threshold of \(language.significant(threshold, 3)) recall is \(text("recall")), precision \(text("precision")), and the alert rate \(text("alert_rate"))."
      )
  }

  private static func table(
    _ points: [OperatingPoint], _ cost: CostMatrix?, _ language: Language
  ) -> DataTable {
    let step = max(1, (points.count + 11) / 12)
    let kept = points.enumerated().filter {
      $0.offset % step == 0 || $0.offset == points.count - 1
    }.map(\.element)
    return DataTable(
      corner: language.say("Threshold"),
      columns: [
        language.say("caught"), language.say("missed"), language.say("false alarms"),
        language.say("recall"), language.say("precision"), language.say("alert rate"),
      ].map {
        .init(title: $0)
      } + (cost == nil ? [] : [.init(title: language.say("cost"))]),
      rows: kept.map { point in
        let counts = point.counts
        func share(_ value: Double?) -> DataTable.Cell {
          value.map { cell(language.percent($0)) }
            ?? DataTable.Cell(text: language.say("n/a"), reason: language.say("no row is flagged"))
        }
        return DataTable.Row(
          head: language.significant(point.threshold, 3),
          cells: [counts.tp, counts.fn, counts.fp].map { cell(language.fixed(Double($0), 0)) }
            + [share(counts.recall), share(counts.precision), share(counts.alertRate)]
            + (cost.map { [cell(language.plain($0.total(counts)))] } ?? []))
      })
  }
}
