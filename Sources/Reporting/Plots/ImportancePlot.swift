internal import Charts
package import Imbalance

/// What a model has learnt to look at.
package enum ImportancePlot: Plot {
  package static let name = "importance"
  package static let summary =
    "What a model looks at: what it loses when columns are shuffled, the largest coefficients of a linear model, or the importances of trees."
  package static let shows: Set<Kind> = [.model, .importance]
  package static let parameters: [Parameter] = [
    Parameter(
      "limit", .integer(1...60), default: .integer(15), "How many columns are shown at most.")
  ]

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    if let found = source.importance {
      return found.figure(limit: values.integer("limit"), language)
    }
    guard let model = source.trained else {
      throw ModellingError("empty-plot", "there is no model to show")
    }
    let fit = model.fitted.model.fit
    let isLinear = !fit.coefficients.isEmpty
    guard isLinear || !fit.importances.isEmpty else {
      throw ModellingError(
        "no-importances", "'\(model.method)' learns no coefficients and no importances",
        hint: "show a linear model, a tree or a forest; {importance} measures any model")
    }
    // Several decisions: the largest in size speaks for the column.
    let weights: [Double] =
      isLinear
      ? fit.columns.indices.map { column in
        fit.coefficients.map { $0[column] }.reduce(0) { abs($1) > abs($0) ? $1 : $0 }
      } : fit.importances
    let order = weights.indices.sorted { (abs(weights[$0]), $1) > (abs(weights[$1]), $0) }
    let shown = Array(order.prefix(values.integer("limit")))
    func text(_ weight: Double) -> String {
      isLinear ? language.significant(weight, 3) : language.percent(weight)
    }
    let more =
      order.count > shown.count
      ? language.say(
        "The largest \(shown.count) of \(language.fixed(Double(order.count), 0)) columns.")
      : nil
    let scale = model.fitted.model.scale
    let chartText = ChartText(
      title: title(model, fit.columns, weights, order, isLinear: isLinear, language),
      deck:
        language.say(
          "\(model.name) (\(model.method)), learnt from \(Phrases.count(model.rows.total, "row", language)) of \(model.data)"
        ),
      description: shown.map { "\(fit.columns[$0]) \(text(weights[$0]))" }.joined(separator: ", ")
        + ".", words: language.chartWords)
    let chart = DotChart(
      text: chartText,
      rows: shown.map { column in
        DotChart.Row(
          name: fit.columns[column], value: weights[column], text: text(weights[column]),
          slot: isLinear && weights[column] < 0 ? .two : .one, other: 0)
      },
      axis: isLinear
        ? Axis(language.say("Coefficient, \(language.term(scale))"))
        : Axis(language.say("Share of the decrease in impurity"), format: .percent),
      reference: (0, ""))
    return Figure(
      title: chartText.title, deck: chartText.deck, description: chartText.description,
      drawings: [{ chart.svg(id: $0) }],
      data: [
        DataTable(
          corner: language.say("Column"),
          columns: isLinear
            ? fit.coefficients.indices.map { place in
              .init(
                title: fit.coefficients.count == 1
                  ? language.say("coefficient")
                  : language.say("coefficient, \(model.fitted.model.target.classes[place])"))
            } : [.init(title: language.say("mean decrease in impurity"))],
          rows: shown.map { column in
            DataTable.Row(
              head: fit.columns[column],
              cells: isLinear
                ? fit.coefficients.map { cell(text($0[column])) } : [cell(text(weights[column]))])
          })
      ],
      notes: [
        isLinear
          ? scale == "original units"
            ? language.say(
              "Coefficients in original units: their sizes depend on the columns' units.")
            : language.say(
              "On standardised columns, so that sizes compare; columns that move together share their weight."
            )
          : language.say("Measured on the training rows; columns with many values are favoured."),
        more,
      ].compactMap { $0 })
  }

  private static func title(
    _ model: TrainedModel, _ columns: [String], _ weights: [Double], _ order: [Int],
    isLinear: Bool, _ language: Language
  ) -> String {
    guard let first = order.first, weights[first] != 0 else {
      return language.say("\(model.name) uses no column at all")
    }
    if isLinear {
      let isMulticlass = model.fitted.model.fit.coefficients.count > 1
      let target = model.fitted.model.target.positiveLabel
      return isMulticlass || target == nil
        ? language.say("\(columns[first]) weighs most in \(model.name)")
        : weights[first] > 0
          ? language.say(
            "\(columns[first]) weighs most in \(model.name): it raises the odds of “\(target ?? "")”"
          )
          : language.say(
            "\(columns[first]) weighs most in \(model.name): it lowers the odds of “\(target ?? "")”"
          )
    }
    let top = order.prefix(3)
    let share = top.reduce(0.0) { $0 + weights[$1] }
    let names = Phrases.list(top.map { columns[$0] }, language)
    return top.count == 1
      ? language.say("\(names) makes up \(language.percent(share)) of what \(model.name) looks at")
      : language.say("\(names) make up \(language.percent(share)) of what \(model.name) looks at")
  }
}
