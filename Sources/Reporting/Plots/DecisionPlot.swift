internal import Charts
package import Imbalance

/// What acting on a model is worth, for everyone who might act on it.
package enum DecisionPlot: CurvePlot {
  package static let name = "decision"
  package static let summary =
    "Decision curves: the net benefit of acting from each probability on, beside acting on all rows or none."
  package static let axes = (x: "threshold", y: "net_benefit")

  package static func curve(_ model: EvaluatedModel) -> [(x: Double, y: Double)]? {
    decision(model, to: 0.99).map { curve in
      zip(curve.thresholds, curve.netBenefit).map { ($0, $1) }
    }
  }

  /// The curve at 200 even steps from 0; `nil` for scores that are no probabilities.
  private static func decision(_ model: EvaluatedModel, to last: Double) -> DecisionCurve? {
    guard model.result.areProbabilities, let ranking = model.result.ranking,
      let roc = model.result.roc
    else { return nil }
    return DecisionCurve(
      ranking, scores: Array(roc.thresholds.dropFirst()),
      at: (0...200).map { Double($0) / 200 * last })
  }

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    if let evaluation = source.evaluation, evaluation.target.isBinary,
      source.curveModels.allSatisfy({ !$0.result.areProbabilities })
    {
      throw ModellingError(
        "no-probabilities", "a decision curve needs probabilities; these models give scores",
        hint: "add calibrate: platt where they are trained")
    }
    let whole = try ModelCurves(source, self, language)
    let evaluation = whole.evaluation
    let prevalence = evaluation.prevalence ?? 0
    // The axis ends where no model is worth anything any more.
    let useful = whole.curves.flatMap { item in
      item.points.filter { $0.y > 0.02 * prevalence }.map(\.x)
    }
    let last = min(0.99, max(min(0.2, 4 * prevalence), (useful.max() ?? 0.2) * 1.1))
    let curves = whole.curves.compactMap { item in
      decision(item.model, to: last).map { (item.model, $0) }
    }
    guard let first = curves.first?.1 else {
      throw ModellingError("empty-plot", "there is no model to show")
    }
    let gain = range(curves)
    let text = ChartText(
      title: title(gain, language), deck: evaluation.deck(language),
      description:
        language.say(
          "Net benefit at thresholds from 0 to \(language.percent(last)); the most that can be had is \(language.percent(prevalence))."
        ) + " "
        + curves.map { model, curve in
          let best = curve.netBenefit.max() ?? 0
          return language.say("\(model.name) reaches \(language.significant(best, 2)) at most.")
        }.joined(separator: " "), words: language.chartWords)
    let series =
      [
        CurveSeries(
          name: language.say("act on all"), slot: .baseline,
          points: zip(first.thresholds, first.ofAll).filter { $0.1 > -0.15 * prevalence }
            .map { ($0, $1) })
      ]
      + curves.map { model, curve in
        CurveSeries(
          name: model.name, slot: model.look,
          points: zip(curve.thresholds, curve.netBenefit).map {
            ($0, $1 < -0.15 * prevalence ? .nan : $1)
          }, emphasis: true)
      }
    let chart = CurveChart(
      text: text,
      xAxis: Axis(
        language.say("Probability from which one acts"), domain: 0...last, format: .percent),
      yAxis: Axis(
        language.say("Net benefit for each row"),
        domain: (-0.15 * prevalence)...(1.08 * max(prevalence, 1e-9))),
      series: series, references: [.horizontal(0, label: language.say("act on none"))], key: .below)
    return Figure(
      title: text.title, deck: text.deck, description: text.description,
      drawings: [{ chart.svg(id: $0) }], data: [table(curves, language)],
      notes: [
        language.say(
          "Who acts from 10% on takes a case to be worth 9 false alarms. The curves read the probabilities as they are: calibrate a model that promises too much."
        )
      ])
  }

  /// Where some model is worth more than acting on all rows and on none, and which one is there most.
  private static func range(
    _ curves: [(EvaluatedModel, DecisionCurve)]
  ) -> (name: String, low: Double, high: Double)? {
    var best: (name: String, low: Double, high: Double)?
    for (model, curve) in curves {
      // The longest run of thresholds at which the model helps.
      var start: Int?
      for place in 0...curve.thresholds.count {
        let helps =
          place < curve.thresholds.count
          && curve.netBenefit[place] > max(0, curve.ofAll[place]) + 1e-12
        if helps, start == nil { start = place }
        guard !helps, let from = start else { continue }
        let run = (model.name, curve.thresholds[from], curve.thresholds[place - 1])
        if run.2 - run.1 > (best.map { $0.high - $0.low } ?? 0) { best = run }
        start = nil
      }
    }
    return best
  }

  private static func title(
    _ gain: (name: String, low: Double, high: Double)?, _ language: Language
  ) -> String {
    guard let gain else { return language.say("No model beats acting on all rows or on none") }
    return
      language.say(
        "Acting on \(gain.name) beats acting on all rows and on none from \(language.percent(gain.low)) to \(language.percent(gain.high))"
      )
  }

  private static func table(
    _ curves: [(EvaluatedModel, DecisionCurve)], _ language: Language
  ) -> DataTable {
    let places = stride(from: 0, through: 200, by: 20)
    return DataTable(
      corner: language.say("Act from"),
      columns: [.init(title: language.say("all rows"))] + curves.map { .init(title: $0.0.name) },
      rows: places.map { place in
        DataTable.Row(
          head: language.percent(curves[0].1.thresholds[place]),
          cells: [cell(language.significant(curves[0].1.ofAll[place], 2))]
            + curves.map { cell(language.significant($0.1.netBenefit[place], 2)) })
      })
  }
}
