internal import Charts
package import Imbalance

/// What an alarm is worth against how many cases are caught, at every threshold.
package enum PrecisionRecallPlot: Plot {
  package static let name = "pr"
  package static let summary =
    "Precision against recall at every threshold, with the line that guessing achieves; the area is average precision."
  package static let shows: Set<Kind> = [.evaluation, .evaluatedModel]

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    guard let evaluation = source.evaluation else {
      throw ModellingError("empty-plot", "there is no model to show")
    }
    let curves = CurveSet.precisionRecall(source, language)
    let guessing = evaluation.prevalence
    let text = ChartText(
      title: title(evaluation, source, curves, language), deck: evaluation.deck(language),
      description: curves.description(language.say("Precision-recall curves"), language)
        + (guessing.map {
          " " + language.say("Guessing reaches a precision of \(language.percent($0)).")
        } ?? ""), words: language.chartWords)
    let panels = source.curvePanels
    let charts = panels.map { panel in
      let own = panels.count == 1 ? curves : CurveSet.precisionRecall(panel, language)
      return CurveChart(
        text: panels.count == 1
          ? text : own.text(panel, language.say("Precision-recall curves"), language),
        xAxis: .share(language.say("Recall (share of positives caught)")),
        yAxis: .share(language.say("Precision (share of alarms that are right)")),
        series: own.series,
        references: guessing.map {
          [.horizontal($0, label: language.say("guessing: \(language.percent($0))"))]
        } ?? [], markers: own.markers, square: true)
    }
    return Figure(
      title: text.title, deck: text.deck, description: text.description,
      drawings: charts.map { chart in { chart.svg(id: $0) } },
      data: curves.tables(
        [language.say("recall"), language.say("precision")], language,
        unflagged: language.say("no row is flagged")),
      notes: [], panelTitles: panels.compactMap { $0.models.first?.name },
      isSquare: panels.count == 1)
  }

  private static func title(
    _ evaluation: Evaluation, _ source: PlotSource, _ curves: CurveSet, _ language: Language
  ) -> String {
    guard let best = curves.best else { return language.say("No ranking can be judged here") }
    let area = language.score(best.area, 2)
    if let guessing = evaluation.prevalence, let tie = source.tie("pr_auc") {
      let ends = [tie.low, tie.high].map { language.score($0, 2) }
      let range = ends[0] == ends[1] ? ends[0] : language.say("\(ends[0]) to \(ends[1])")
      return
        language.say(
          "No reliable difference: average precision \(range), where guessing gets \(language.score(guessing, 2))"
        )
    }
    guard let guessing = evaluation.prevalence, guessing > 0 else {
      return
        language.say(
          "Each class against the rest: average precision from \(language.score(curves.smallest, 2)) to \(area)"
        )
    }
    return
      language.say(
        "\(best.name) reaches an average precision of \(area), \(language.significant(best.area / guessing, 2)) times what guessing gets"
      )
  }
}
