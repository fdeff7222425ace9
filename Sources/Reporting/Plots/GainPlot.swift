internal import Charts
package import Imbalance

/// How many of the cases are found by reviewing the rows that score highest.
package enum GainPlot: CurvePlot {
  package static let name = "gain"
  package static let summary =
    "Cumulative gain: the share of cases found against the share of rows reviewed, highest scores first."
  package static let axes = (x: "share", y: "recall")

  package static func curve(_ model: EvaluatedModel) -> [(x: Double, y: Double)]? {
    model.result.ranking.map { ranking in
      let curve = GainCurve(ranking)
      return [(0, 0)] + zip(curve.share, curve.recall).map { ($0, $1) }
    }
  }

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    let curves = try ModelCurves(source, self, language)
    let evaluation = curves.evaluation
    func at(_ model: EvaluatedModel) -> String {
      model.estimate("recall_at").map { language.percent($0.number) } ?? language.say("n/a")
    }
    let gains = curves.curves.map { "\($0.model.name) \(at($0.model))" }.joined(separator: "; ")
    let text = ChartText(
      title: title(curves, language), deck: evaluation.deck(language),
      description: language.say("Cumulative gain at the top 10% of the rows: \(gains)."),
      words: language.chartWords)
    // Nobody can find cases faster than one with each row.
    let perfect = evaluation.prevalence ?? 0
    let chart = CurveChart(
      text: text, xAxis: .share(language.say("Share of rows reviewed, highest scores first")),
      yAxis: .share(language.say("Share of cases found")),
      series: [
        CurveSeries(
          name: language.say("best possible"), slot: .baseline,
          points: [(0, 0), (perfect, 1), (1, 1)])
      ] + curves.series { language.say("\(at($0)) at 10%") },
      references: [.diagonal(label: language.say("random order"))], square: true)
    return curves.figure(
      chart,
      data: curves.tables(
        language.say("Rows reviewed"), language.say("cases found"),
        ({ language.percent($0) }, { language.percent($0) })))
  }

  private static func title(_ curves: ModelCurves, _ language: Language) -> String {
    if let tie = curves.tie("recall_at") {
      return
        language.say(
          "No reliable difference: the top 10% of the rows hold \(curves.range(tie) { language.percent($0) }) of the cases"
        )
    }
    guard let leader = curves.leader("recall_at") else {
      return language.say("No ranking can be judged here")
    }
    return
      language.say(
        "Reviewing the top 10% by \(leader.model.name) finds \(language.percent(leader.value.number)) of the cases"
      )
  }
}
