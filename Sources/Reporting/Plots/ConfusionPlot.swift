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
      ? charts[0].text.title : language.say("What each model gets right and wrong")
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
        description: description(model, labels, counts, language), words: language.chartWords),
      classes: labels, counts: counts,
      words: matrix.positive == nil ? nil : language.chartWords.alarms)
  }

  private static func title(
    _ model: EvaluatedModel, _ isAlone: Bool, _ language: Language
  ) -> String {
    guard isAlone else { return model.name }
    let matrix = model.result.confusion
    guard let counts = matrix.binary else {
      return
        language.say(
          "\(model.name) names the right class in \(language.percent(Double(matrix.correct) / Double(max(1, matrix.total)))) of the rows"
        )
    }
    let positives = counts.tp + counts.fn
    func number(_ value: Int) -> String { language.fixed(Double(value), 0) }
    if counts.tp == 0 {
      return language.say("\(model.name) catches none of the \(number(positives)) cases")
    }
    let (caught, mistaken) = (number(counts.tp), number(counts.fp))
    let all = number(positives)
    return switch (counts.fn == 0, counts.fp) {
    case (true, 0):
      language.say("\(model.name) catches all \(all) cases, without a false alarm")
    case (true, 1):
      language.say("\(model.name) catches all \(all) cases, at the price of 1 false alarm")
    case (true, _):
      language.say(
        "\(model.name) catches all \(all) cases, at the price of \(mistaken) false alarms")
    case (false, 0):
      language.say("\(model.name) catches \(caught) of \(all) cases, without a false alarm")
    case (false, 1):
      language.say("\(model.name) catches \(caught) of \(all) cases, at the price of 1 false alarm")
    case (false, _):
      language.say(
        "\(model.name) catches \(caught) of \(all) cases, at the price of \(mistaken) false alarms")
    }
  }

  private static func description(
    _ model: EvaluatedModel, _ labels: [String], _ counts: [[Int]], _ language: Language
  ) -> String {
    let rows = zip(labels, counts).map { label, row -> String in
      let calls = zip(labels, row).map {
        language.say("\(language.fixed(Double($1), 0)) were predicted \($0)")
      }
      return language.say("Of the rows of class \(label), \(Phrases.list(calls, language)).")
    }
    return language.say("Confusion matrix of \(model.name).") + " " + rows.joined(separator: " ")
  }

  private static func table(
    _ model: EvaluatedModel, _ chart: ConfusionChart, _ language: Language
  ) -> DataTable {
    DataTable(
      title: language.say("\(model.name): rows are actual classes, columns predicted ones"),
      corner: language.say("Actual"),
      columns: chart.classes.map { .init(title: language.say("predicted \($0)")) } + [
        .init(title: language.say("total"))
      ],
      rows: zip(chart.classes, chart.counts).map { label, row in
        DataTable.Row(
          head: label,
          cells: (row + [row.reduce(0, +)]).map { cell(language.fixed(Double($0), 0)) })
      })
  }
}
