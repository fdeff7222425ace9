internal import Charts
package import Imbalance

/// Misses against false alarms, on axes that spread out the corner where good models meet.
package enum DETPlot: CurvePlot {
  package static let name = "det"
  package static let summary =
    "Detection error trade-off: the share of cases missed against the false-alarm rate, on normal-deviate axes."
  package static let axes = (x: "fpr", y: "fnr")

  /// Where both axes end.
  private static let limit = 0.9

  package static func curve(_ model: EvaluatedModel) -> [(x: Double, y: Double)]? {
    model.result.roc.map { roc in
      let points = roc.points.map { (x: $0.fpr, y: 1 - $0.tpr) }
      // What calls nearly every row, or none, is of no use; the axes end before it.
      let useful = points.filter { $0.x <= limit && $0.y <= limit }
      return useful.isEmpty ? points : useful
    }
  }

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    let curves = try ModelCurves(source, self, language)
    let evaluation = curves.evaluation
    let counts = evaluation.target.positive.map { positive in
      (evaluation.classCounts[positive], evaluation.count - evaluation.classCounts[positive])
    }
    // No rate above 0 is smaller than one row; the axes end where rows do.
    func domain(_ rows: Int) -> ClosedRange<Double> {
      let least = max(0.0005, min(0.05, 0.5 / Double(max(1, rows))))
      return least...limit
    }
    func missed(_ model: EvaluatedModel) -> Double? {
      model.result.roc.map { missRate($0, at: 0.05) }
    }
    let shares = curves.curves.map {
      "\($0.model.name) \(missed($0.model).map { language.percent($0) } ?? language.say("n/a"))"
    }.joined(separator: "; ")
    let text = ChartText(
      title: title(curves, missed, language), deck: evaluation.deck(language),
      description: language.say("Share of cases missed at a false-alarm rate of 5%: \(shares)."),
      words: language.chartWords)
    let markers = curves.curves.compactMap { item -> CurveMarker? in
      guard !item.model.isMajority, let cells = item.model.result.confusion.binary,
        let threshold = item.model.result.threshold, let alarms = cells.falseAlarmRate,
        let recall = cells.recall
      else { return nil }
      return CurveMarker(
        x: alarms, y: 1 - recall, label: language.say("at \(language.significant(threshold, 2))"),
        slot: item.model.look)
    }
    let chart = CurveChart(
      text: text,
      xAxis: Axis(
        language.say("False-alarm rate, normal-deviate scale"), domain: domain(counts?.1 ?? 1000),
        format: .percent, probit: true),
      yAxis: Axis(
        language.say("Share of cases missed, normal-deviate scale"),
        domain: domain(counts?.0 ?? 1000),
        format: .percent, probit: true),
      series: curves.series(step: .after), markers: markers, square: true)
    return curves.figure(
      chart,
      data: curves.tables(
        language.say("False-alarm rate"), language.say("cases missed"),
        ({ language.percent($0) }, { language.percent($0) })),
      notes: [
        language.say("Closer to the lower left is better; a straight line means normal scores.")
      ])
  }

  /// The share of cases missed at the largest false-alarm rate up to a limit.
  private static func missRate(_ roc: ROCCurve, at limit: Double) -> Double {
    var found = 0.0
    for (fpr, tpr) in zip(roc.fpr, roc.tpr) where fpr <= limit { found = max(found, tpr) }
    return 1 - found
  }

  private static func title(
    _ curves: ModelCurves, _ missed: (EvaluatedModel) -> Double?, _ language: Language
  ) -> String {
    let ranked = curves.curves.compactMap { item in missed(item.model).map { (item.model, $0) } }
    guard let best = ranked.min(by: { $0.1 < $1.1 }), let worst = ranked.max(by: { $0.1 < $1.1 })
    else { return language.say("No ranking can be judged here") }
    if ranked.count > 1, curves.tie("roc_auc") != nil || best.1 == worst.1 {
      let range = curves.range((best.1, worst.1)) { language.percent($0) }
      return language.say(
        "No reliable difference: the models miss \(range) of the cases at a false-alarm rate of 5%")
    }
    return language.say(
      "\(best.0.name) misses \(language.percent(best.1)) of the cases at a false-alarm rate of 5%")
  }
}
