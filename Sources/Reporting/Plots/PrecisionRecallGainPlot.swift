internal import Charts
package import Imbalance

/// Precision and recall on scales on which always calling positive is nothing.
package enum PrecisionRecallGainPlot: CurvePlot {
  package static let name = "pr_gain"
  package static let summary =
    "Precision-recall-gain: the precision-recall curve on harmonic scales, on which always calling positive gains nothing and areas compare across prevalences."
  package static let axes = (x: "recall_gain", y: "precision_gain")

  package static func curve(_ model: EvaluatedModel) -> [(x: Double, y: Double)]? {
    model.result.ranking.map { ranking in
      PrecisionRecallGain.points(ranking).map { ($0.recallGain, $0.precisionGain) }
    }
  }

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    let curves = try ModelCurves(source, self, language)
    func area(_ model: EvaluatedModel) -> String {
      model.estimate("pr_gain_auc").map { Phrases.withInterval($0, language, decimals: 2) }
        ?? language.say("n/a")
    }
    let areas = curves.curves.map { "\($0.model.name) \(area($0.model))" }.joined(separator: "; ")
    let text = ChartText(
      title: title(curves, language), deck: curves.evaluation.deck(language),
      description: language.say("Areas under the precision-recall-gain curve: \(areas)."),
      words: language.chartWords)
    let chart = CurveChart(
      text: text, xAxis: Axis(language.say("Recall gain"), domain: 0...1, format: .number),
      yAxis: Axis(language.say("Precision gain"), domain: 0...1, format: .number),
      series: curves.series {
        $0.result.value("pr_gain_auc")?.number.map { language.say("area \(language.score($0, 2))") }
          ?? ""
      }, square: true)
    return curves.figure(
      chart,
      data: curves.tables(
        language.say("Recall gain"), language.say("precision gain"),
        ({ language.score($0, 2) }, { language.score($0, 2) })),
      notes: [
        language.say(
          "0 is what always calling positive reaches; points below it are worth less than that and lie under the chart."
        )
      ])
  }

  private static func title(_ curves: ModelCurves, _ language: Language) -> String {
    if let tie = curves.tie("pr_gain_auc") {
      return
        language.say(
          "No reliable difference: areas of \(curves.range(tie) { language.score($0, 2) }), where always calling positive gains 0"
        )
    }
    guard let leader = curves.leader("pr_gain_auc") else {
      return language.say("No ranking can be judged here")
    }
    return
      language.say(
        "\(leader.model.name) gains an area of \(language.score(leader.value.number, 2)), where always calling positive gains 0"
      )
  }
}
