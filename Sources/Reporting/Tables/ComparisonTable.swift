package import Imbalance

/// The table of a comparison: models from best to worst with their differences and p values.
package struct ComparisonTable {
  let found: Compared
  let language: Language

  var table: DataTable {
    if let several = found.several { return ranks(several) }
    guard let single = found.single else {
      return DataTable(corner: language.say("Model"), columns: [], rows: [])
    }
    let baseline = found.models[single.baseline].name
    let columns: [DataTable.Column] = [
      .init(title: language.say("rank")),
      found.metric.column(language),
      .init(
        title: language.say("difference from \(baseline)"),
        detail: language.say("the value less the baseline's, with its interval")),
      .init(title: language.say("p against \(baseline)"), detail: adjustment(single)),
      .init(
        title: language.say("p against the best"),
        detail: language.say("\(adjustment(single)), as if all pairs had been tested")),
    ]
    let rows = single.ranking.map { place -> DataTable.Row in
      let entry = single.entries[place]
      let isUnsure = place != single.best && single.besideTheBest.contains(place)
      return DataTable.Row(
        head: entry.name,
        detail: found.models[place].modification == entry.name
          ? nil : found.models[place].modification(language),
        cells: [
          entry.rank.map { DataTable.Cell(text: rank($0)) }
            ?? DataTable.Cell(
              text: language.say("n/a"), reason: entry.value.value.reason.map { language.term($0) }),
          value(entry.value, isBest: place == single.best, isUnsure),
          difference(entry.toBaseline?.difference),
          p(
            entry.baselinePValue,
            place == single.baseline
              ? language.say("the baseline") : language.say("there is no test")),
          p(
            entry.bestPValue,
            place == single.best ? language.say("the best") : language.say("there is no test")),
        ], isBaseline: found.models[place].isMajority)
    }
    return DataTable(
      corner: language.say("Model"), columns: columns, rows: rows,
      notes: [found.verdict(language)] + (found.verdicts.isEmpty ? [] : [found.leader(language)])
        + [legend(single)])
  }

  private func adjustment(_ single: ModelComparison) -> String {
    let word = single.adjustment.rawValue
    let name = word.prefix(1).uppercased() + word.dropFirst()
    return single.adjustment == .none
      ? language.say("not adjusted for the number of tests")
      : language.say("adjusted for the number of tests (\(name))")
  }

  private func legend(_ single: ModelComparison) -> String {
    let tests = single.entries.compactMap { $0.toBaseline?.test ?? $0.toBest?.test }
    let test = tests.first.map { language.term($0) + ", " } ?? ""
    let values =
      single.adjustment == .none
      ? language.say("p values, \(test + adjustment(single)).")
      : language.say("p values, \(test + adjustment(single)); intervals are not adjusted.")
    return [
      language.say("In brackets: \(language.percent(found.confidence, 0)) intervals."), values,
      language.say(
        "○ marks what is not told apart from the best at the \(language.level(single.alpha)) level."
      ),
    ].joined(separator: " ")
  }

  private func rank(_ value: Double) -> String {
    value == value.rounded() ? language.fixed(value, 0) : language.fixed(value, 1)
  }

  private func value(_ estimate: Estimate, isBest: Bool, _ isUnsure: Bool) -> DataTable.Cell {
    switch Value.estimate(estimate, isProportion: found.metric.isProportion) {
    case .quantity(let quantity):
      return DataTable.Cell(
        text: Phrases.metric(quantity, language),
        interval: Phrases.metricInterval(quantity, language), isBest: isBest,
        isInseparable: isUnsure)
    case .undefined(let reason):
      return DataTable.Cell(text: language.say("n/a"), reason: language.term(reason))
    default: return DataTable.Cell(text: "")
    }
  }

  private func difference(_ estimate: Estimate?) -> DataTable.Cell {
    guard let estimate else { return DataTable.Cell(text: "–") }
    guard let gap = estimate.value.number else {
      return DataTable.Cell(
        text: language.say("n/a"), reason: estimate.value.reason.map { language.term($0) })
    }
    let said = language.difference(gap, estimate.low, estimate.high)
    return DataTable.Cell(text: said.gap, interval: said.ends)
  }

  private func p(_ value: Double?, _ reason: String) -> DataTable.Cell {
    value.map { DataTable.Cell(text: language.pValue($0)) }
      ?? DataTable.Cell(text: "–", reason: reason)
  }

  private func ranks(_ several: SeveralDatasets) -> DataTable {
    let test = several.test
    let order = test.meanRanks.indices.sorted {
      (test.meanRanks[$0], $0) < (test.meanRanks[$1], $1)
    }
    return DataTable(
      corner: language.say("Model"),
      columns: [.init(title: language.say("mean rank"))] + found.from.map { .init(title: $0) },
      rows: order.map { place in
        DataTable.Row(
          head: found.models[place].name,
          cells: [DataTable.Cell(text: language.fixed(test.meanRanks[place], 2))]
            + several.values.map { row in
              DataTable.Cell(
                text: Phrases.metric(
                  Quantity(number: row[place], isProportion: found.metric.isProportion), language))
            })
      }, notes: [found.verdict(language)])
  }
}

extension ComparisonTable: TableKind {
  package static let name = "ranking"
  package static let summary = "Models from best to worst with their paired tests."
  package static let shows: Set<Kind> = [.comparison]

  package static func table(
    _ source: TableSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> DataTable {
    guard case .comparison(let found) = source.thing else { return .empty }
    return ComparisonTable(found: found, language: language).table
  }
}
