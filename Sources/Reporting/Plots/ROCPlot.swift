internal import Charts
package import Imbalance

/// The share of positives caught against the share of negatives flagged, at every threshold.
package enum ROCPlot: Plot {
  package static let name = "roc"
  package static let summary =
    "Receiver operating characteristic: recall against the false-alarm rate at every threshold, with the area and its interval."
  package static let shows: Set<Kind> = [.evaluation, .evaluatedModel]

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    guard let evaluation = source.evaluation else {
      throw ModellingError("empty-plot", "there is no model to show")
    }
    let curves = CurveSet.roc(source, language)
    let text = ChartText(
      title: title(evaluation, source, curves, language), deck: evaluation.deck(language),
      description: curves.description(language.say("ROC curves"), language),
      words: language.chartWords)
    let panels = source.curvePanels
    let charts = panels.map { panel in
      let own = panels.count == 1 ? curves : CurveSet.roc(panel, language)
      return CurveChart(
        text: panels.count == 1 ? text : own.text(panel, language.say("ROC curves"), language),
        xAxis: .share(language.say("False-alarm rate (share of negatives flagged)")),
        yAxis: .share(language.say("Recall (share of positives caught)")), series: own.series,
        references: [.diagonal(label: language.say("guessing"))], markers: own.markers,
        square: true)
    }
    return Figure(
      title: text.title, deck: text.deck, description: text.description,
      drawings: charts.map { chart in { chart.svg(id: $0) } },
      data: curves.tables([language.say("false-alarm rate"), language.say("recall")], language),
      notes: [
        language.say(
          "A ROC curve looks the same however rare the positive class is; read it beside the precision-recall curve."
        )
      ], panelTitles: panels.compactMap { $0.models.first?.name }, isSquare: panels.count == 1)
  }

  private static func title(
    _ evaluation: Evaluation, _ source: PlotSource, _ curves: CurveSet, _ language: Language
  ) -> String {
    guard let best = curves.best else { return language.say("No ranking can be judged here") }
    let area = language.score(best.area)
    if evaluation.target.isBinary, let tie = source.tie("roc_auc") {
      let ends = [tie.low, tie.high].map { language.percent($0) }
      let range = ends[0] == ends[1] ? ends[0] : language.say("\(ends[0]) to \(ends[1])")
      return
        language.say(
          "No reliable difference: the models rank a random positive above a random negative \(range) of the time"
        )
    }
    return evaluation.target.isBinary
      ? language.say(
        "\(best.name) ranks a random positive above a random negative \(language.percent(best.area)) of the time"
      )
      : language.say(
        "Each class against the rest: areas from \(language.score(curves.smallest)) to \(area)")
  }
}
