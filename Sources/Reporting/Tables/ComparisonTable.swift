package import Imbalance

/// The table of a comparison: models from best to worst with their differences and p values.
package struct ComparisonTable {
  let found: Compared
  let language: Language

  var table: DataTable {
    if let several = found.several { return ranks(several) }
    guard let single = found.single else {
      return DataTable(corner: "Model", columns: [], rows: [])
    }
    let baseline = found.models[single.baseline].name
    let columns: [DataTable.Column] = [
      .init(title: "rank"),
      .init(title: found.metric.title, detail: found.metric.definition),
      .init(
        title: "difference from \(baseline)",
        detail: "the value less the baseline's, with its interval"),
      .init(title: "p against \(baseline)", detail: adjustment(single)),
      .init(
        title: "p against the best",
        detail: adjustment(single) + ", as if all pairs had been tested"),
    ]
    let rows = single.ranking.map { place -> DataTable.Row in
      let entry = single.entries[place]
      let isUnsure = place != single.best && single.besideTheBest.contains(place)
      return DataTable.Row(
        head: entry.name,
        detail: found.models[place].modification == entry.name
          ? nil : found.models[place].modification,
        cells: [
          entry.rank.map { DataTable.Cell(text: rank($0)) }
            ?? DataTable.Cell(text: "n/a", reason: entry.value.value.reason),
          value(entry.value, isBest: place == single.best, isUnsure),
          difference(entry.toBaseline?.difference),
          p(entry.baselinePValue, place == single.baseline ? "the baseline" : "there is no test"),
          p(entry.bestPValue, place == single.best ? "the best" : "there is no test"),
        ], isBaseline: found.models[place].isMajority)
    }
    return DataTable(
      corner: "Model", columns: columns, rows: rows,
      notes: [found.verdict(language)] + (found.verdicts.isEmpty ? [] : [found.leader(language)])
        + [legend(single)])
  }

  private func adjustment(_ single: ModelComparison) -> String {
    single.adjustment == .none
      ? "not adjusted for the number of tests"
      : "adjusted for the number of tests (\(single.adjustment.rawValue.prefix(1).uppercased() + single.adjustment.rawValue.dropFirst()))"
  }

  private func legend(_ single: ModelComparison) -> String {
    let tests = single.entries.compactMap { $0.toBaseline?.test ?? $0.toBest?.test }
    let test = tests.first.map { ", \($0)" } ?? ""
    return
      "In brackets: \(language.percent(found.confidence, 0)) intervals. p values\(test), \(adjustment(single))\(single.adjustment == .none ? "" : "; intervals are not adjusted"). ○ marks what is not told apart from the best at the \(language.level(single.alpha)) level."
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
    case .undefined(let reason): return DataTable.Cell(text: "n/a", reason: reason)
    default: return DataTable.Cell(text: "")
    }
  }

  private func difference(_ estimate: Estimate?) -> DataTable.Cell {
    guard let estimate else { return DataTable.Cell(text: "–") }
    guard let gap = estimate.value.number else {
      return DataTable.Cell(text: "n/a", reason: estimate.value.reason)
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
      corner: "Model",
      columns: [.init(title: "mean rank")] + found.from.map { .init(title: $0) },
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
