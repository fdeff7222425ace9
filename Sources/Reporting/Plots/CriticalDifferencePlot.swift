internal import Charts
package import Imbalance

/// Mean ranks over several data sets, with bars that join what is not told apart.
package enum CriticalDifferencePlot: Plot {
  package static let name = "critical_difference"
  package static let summary =
    "Mean ranks over at least five data sets with the critical difference (Demšar 2006); bars join what is not told apart."
  package static let shows: Set<Kind> = [.comparison]

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    guard let found = source.comparison else {
      throw ModellingError("empty-plot", "there is no comparison to show")
    }
    let count = found.several?.values.count ?? 1
    guard let several = found.several, count >= SeveralDatasets.least else {
      throw ModellingError(
        "too-few-datasets",
        "mean ranks mean something over at least \(SeveralDatasets.least) data sets; '\(found.name)' compares \(count)",
        hint: "for one data set show 'table' from: \(found.name), or 'plot cv'")
    }
    let test = several.test
    let width = test.criticalDifference(alpha: found.alpha)
    let groups = test.inseparable(alpha: found.alpha)
    let text = ChartText(
      title: title(found, several, groups, language),
      deck:
        language.say(
          "mean ranks by \(found.metric.inSentence(language)) over \(Phrases.count(count, "data set", language)); Nemenyi test at the \(language.level(found.alpha)) level"
        ),
      description: found.verdict(language)
        + " " + language.say("Critical difference \(language.fixed(width, 2))."),
      words: language.chartWords)
    let chart = CriticalDifferenceChart(
      text: text,
      methods: found.models.enumerated().map { place, model in
        .init(
          name: model.name,
          slot: model.isMajority ? .baseline : SeriesSlot(index: model.slot),
          rank: test.meanRanks[place])
      },
      groups: groups.compactMap { group in
        let ranks = group.map { test.meanRanks[$0] }
        guard let low = ranks.min(), let high = ranks.max() else { return nil }
        return low...high
      }, criticalDifference: width)
    return Figure(
      title: text.title, deck: text.deck, description: text.description,
      drawings: [{ chart.svg(id: $0) }],
      data: [ComparisonTable(found: found, language: language).table],
      notes: [found.verdict(language)])
  }

  private static func title(
    _ found: Compared, _ several: SeveralDatasets, _ groups: [[Int]], _ language: Language
  ) -> String {
    let ranks = several.test.meanRanks
    let best = ranks.indices.min { (ranks[$0], $0) < (ranks[$1], $1) } ?? 0
    let beside = groups.first { $0.contains(best) }?.filter { $0 != best } ?? []
    if beside.count == ranks.count - 1 {
      return language.say("No model is told apart from another by its ranks")
    }
    let name = found.models[best].name
    return beside.isEmpty
      ? language.say("\(name) has the best mean rank, told apart from all others")
      : language.say(
        "\(name) has the best mean rank, not told apart from \(Phrases.list(beside.map { found.models[$0].name }, language))"
      )
  }
}
