internal import Charts
package import Imbalance

/// What a model gets right and wrong, in counts, shares and words.
package enum ConfusionPlot: Plot {
  package static let name = "confusion"
  package static let summary =
    "What a model gets right and wrong: actual classes down, predicted ones across, with counts, row shares and words."
  package static let shows: Set<Kind> = [.evaluatedModel, .evaluation]

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    guard let evaluation = source.evaluation, !source.models.isEmpty else {
      throw ModellingError("empty-plot", "there is no model to show")
    }
    let charts = source.models.map { model in
      chart(model, evaluation, language, isAlone: source.models.count == 1)
    }
    let title =
      source.models.count == 1
      ? charts[0].text.title : "What each model gets right and wrong"
    return Figure(
      title: title, deck: evaluation.deck(language),
      description: zip(source.models, charts).map { model, chart in
        chart.text.description + " " + Sentences.naturalFrequencies(model, language)
      }.joined(separator: " "),
      drawings: charts.map { chart in { chart.svg(id: $0) } },
      data: zip(source.models, charts).map { table($0, $1, language) },
      notes: source.models.map { Sentences.naturalFrequencies($0, language) },
      panelTitles: source.models.map(\.name))
  }

  private static func chart(
    _ model: EvaluatedModel, _ evaluation: Evaluation, _ language: Language, isAlone: Bool
  ) -> ConfusionChart {
    let matrix = model.result.confusion
    // The positive class comes first; more than two classes are ordered by size.
    let order: [Int] =
      if let positive = matrix.positive { [positive, 1 - positive] } else {
        matrix.labels.indices.sorted { (matrix.rowTotal($0), $1) > (matrix.rowTotal($1), $0) }
      }
    let counts = order.map { row in order.map { matrix.counts[row][$0] } }
    let labels = order.map { matrix.labels[$0] }
    return ConfusionChart(
      text: ChartText(
        title: title(model, isAlone, language), deck: evaluation.deck(language),
        description: description(model, labels, counts, language)),
      classes: labels, counts: counts,
      words: matrix.positive == nil ? nil : ConfusionChart.alarmWords)
  }

  private static func title(
    _ model: EvaluatedModel, _ isAlone: Bool, _ language: Language
  ) -> String {
    guard isAlone else { return model.name }
    let matrix = model.result.confusion
    guard let counts = matrix.binary else {
      return
        "\(model.name) names the right class in \(language.percent(Double(matrix.correct) / Double(max(1, matrix.total)))) of the rows"
    }
    let positives = counts.tp + counts.fn
    func number(_ value: Int) -> String { language.fixed(Double(value), 0) }
    if counts.tp == 0 { return "\(model.name) catches none of the \(number(positives)) cases" }
    let alarms =
      counts.fp == 0
      ? "without a false alarm"
      : "at the price of \(number(counts.fp)) false alarm\(counts.fp == 1 ? "" : "s")"
    return counts.fn == 0
      ? "\(model.name) catches all \(number(positives)) cases, \(alarms)"
      : "\(model.name) catches \(number(counts.tp)) of \(number(positives)) cases, \(alarms)"
  }

  private static func description(
    _ model: EvaluatedModel, _ labels: [String], _ counts: [[Int]], _ language: Language
  ) -> String {
    let rows = zip(labels, counts).map { label, row in
      "Of the rows of class \(label), "
        + Phrases.list(
          zip(labels, row).map { "\(language.fixed(Double($1), 0)) were predicted \($0)" })
        + "."
    }
    return "Confusion matrix of \(model.name). " + rows.joined(separator: " ")
  }

  private static func table(
    _ model: EvaluatedModel, _ chart: ConfusionChart, _ language: Language
  ) -> DataTable {
    DataTable(
      title: "\(model.name): rows are actual classes, columns predicted ones",
      corner: "Actual",
      columns: chart.classes.map { .init(title: "predicted \($0)") } + [.init(title: "total")],
      rows: zip(chart.classes, chart.counts).map { label, row in
        DataTable.Row(
          head: label,
          cells: (row + [row.reduce(0, +)]).map { cell(language.fixed(Double($0), 0)) })
      })
  }
}
