internal import Charts
package import Imbalance

/// How many rows each class has, before and after resampling.
package enum ClassBalancePlot: Plot {
  package static let name = "class_balance"
  package static let summary =
    "How many rows each class has; before and after, where rows were resampled."
  package static let shows: Set<Kind> = [
    .dataset, .split, .trainingSet, .validationSet, .testSet,
  ]
  package static let parameters: [Parameter] = [
    Parameter("log", .boolean, default: .boolean(false), "Whether the scale is logarithmic.")
  ]

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    guard let first = source.rows.first else {
      throw ModellingError("empty-plot", "there are no rows to show")
    }
    let target = first.labels.target
    let order = first.labels.largestFirst
    let groups = source.rows.map { rows in
      BarChart.Group(
        title: source.rows.count > 1 ? rows.name : "",
        bars: order.map { code in
          BarChart.Bar(
            label: target.classes[code], slot: target.look(code, order),
            count: rows.labels.classCounts[code],
            synthetic: RowOrigin.made(rows.origins, ofClass: code, in: rows.labels),
            made: language.term(RowOrigin.nameOfMade(rows.origins, ofClass: code, in: rows.labels)),
            before: rows.before?[code])
        })
    }
    let isLogarithmic = values.boolean("log")
    let text = ChartText(
      title: title(first, order, language),
      deck: source.rows.map { deck($0, language) }.joined(separator: "; "),
      description: description(source.rows, order, language), words: language.chartWords)
    let chart = BarChart(text: text, groups: groups, log: isLogarithmic)
    return Figure(
      title: text.title, deck: text.deck, description: text.description,
      drawings: [{ chart.svg(id: $0) }],
      data: [
        ClassTable(parts: source.rows.map { ($0.name, $0.labels, $0.origins) }, language: language)
          .table
      ],
      notes: notes(first, language))
  }

  private static func deck(_ rows: PlotSource.Rows, _ language: Language) -> String {
    guard let before = rows.before else {
      return "\(rows.name): \(Phrases.count(rows.labels.count, "row", language))"
    }
    let counts = [before.reduce(0, +), rows.labels.count].map { language.fixed(Double($0), 0) }
    return "\(rows.name): "
      + language.say("\(counts[0]) rows before resampling, \(counts[1]) after")
  }

  private static func title(
    _ rows: PlotSource.Rows, _ order: [Int], _ language: Language
  ) -> String {
    let target = rows.labels.target
    let counts = rows.labels.classCounts
    if rows.before != nil {
      let shares = order.prefix(2).map {
        let share = Double(counts[$0]) / Double(max(1, rows.labels.count))
        return language.say("“\(target.classes[$0])” has \(language.percent(share))")
      }
      return language.say(
        "After resampling, \(Phrases.list(shares, language)) of the training rows")
    }
    guard let rarest = order.last(where: { counts[$0] > 0 }), let largest = order.first,
      rarest != largest
    else { return language.say("All rows are of one class") }
    let share = Double(counts[rarest]) / Double(rows.labels.count)
    let ratio = language.significant(Double(counts[largest]) / Double(counts[rarest]), 2)
    return
      language.say(
        "Only \(language.percent(share)) of the rows are “\(target.classes[rarest])”: 1 for every \(ratio) of “\(target.classes[largest])”"
      )
  }

  private static func description(
    _ rows: [PlotSource.Rows], _ order: [Int], _ language: Language
  ) -> String {
    rows.map { part in
      "\(part.name): "
        + Phrases.list(
          order.map {
            "\(part.labels.target.classes[$0]) \(language.fixed(Double(part.labels.classCounts[$0]), 0))"
          }, language)
    }.joined(separator: ". ") + "."
  }

  private static func notes(_ rows: PlotSource.Rows, _ language: Language) -> [String] {
    guard let before = rows.before else { return [] }
    let ledger = RowLedger(rows.origins, base: before.reduce(0, +))
    func number(_ count: Int) -> String { language.fixed(Double(count), 0) }
    return [
      language.say(
        "Of \(number(ledger.base)) training rows \(number(ledger.discarded)) were discarded; \(number(ledger.copies)) rows were copied and \(number(ledger.synthetic)) invented."
      )
    ]
  }
}
