internal import Charts
package import Imbalance

/// How much richer in cases the rows that score highest are than random ones.
package enum LiftPlot: CurvePlot {
  package static let name = "lift"
  package static let summary =
    "Lift: how many times as many cases the highest-scoring rows hold as random ones, by share of rows reviewed."
  package static let axes = (x: "share", y: "lift")

  package static func curve(_ model: EvaluatedModel) -> [(x: Double, y: Double)]? {
    model.result.ranking.map { ranking in
      let curve = GainCurve(ranking)
      // The first few rows say nothing reliable; every curve begins where ten rows are reviewed.
      let least = min(1, 10 / Double(max(1, ranking.count)))
      return zip(curve.share, curve.lift).filter { $0.0 >= least }.map { ($0, $1) }
    }
  }

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    let curves = try ModelCurves(source, self, language)
    func at(_ model: EvaluatedModel) -> String {
      model.estimate("lift").map { "\(language.significant($0.number, 2))×" } ?? language.say("n/a")
    }
    let lifts = curves.curves.map { "\($0.model.name) \(at($0.model))" }.joined(separator: "; ")
    let text = ChartText(
      title: title(curves, language), deck: curves.evaluation.deck(language),
      description: language.say("Lift at the top 10% of the rows: \(lifts)."),
      words: language.chartWords)
    let chart = CurveChart(
      text: text, xAxis: .share(language.say("Share of rows reviewed, highest scores first")),
      yAxis: Axis(language.say("Times as many cases as random rows"), domain: 0...top(curves)),
      series: curves.series { language.say("\(at($0)) at 10%") },
      references: [.horizontal(1, label: language.say("random order: 1×"))], square: true)
    return curves.figure(
      chart,
      data: curves.tables(
        language.say("Rows reviewed"), language.say("lift"),
        ({ language.percent($0) }, { language.significant($0, 3) + "×" })))
  }

  private static func top(_ curves: ModelCurves) -> Double {
    let highest = curves.curves.flatMap { $0.points.map(\.y) }.reduce(1) { max($0, $1) }
    return max(1.5, (highest * 1.05).rounded(.up))
  }

  private static func title(_ curves: ModelCurves, _ language: Language) -> String {
    func times(_ value: Double) -> String { language.significant(value, 2) }
    if let tie = curves.tie("lift") {
      return
        language.say(
          "No reliable difference: the top 10% of the rows hold \(curves.range(tie, times)) times as many cases as random ones"
        )
    }
    guard let leader = curves.leader("lift") else {
      return language.say("No ranking can be judged here")
    }
    return
      language.say(
        "The top 10% by \(leader.model.name) hold \(times(leader.value.number)) times as many cases as random rows"
      )
  }
}
