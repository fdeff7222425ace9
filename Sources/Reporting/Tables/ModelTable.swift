package import Imbalance

/// What a model learnt: coefficients of a linear model, importances of a tree or forest.
package struct ModelTable {
  let model: TrainedModel
  let limit: Int
  let language: Language

  var table: DataTable {
    let fit = model.fitted.model.fit
    if !fit.coefficients.isEmpty { return coefficients(fit) }
    if !fit.importances.isEmpty { return importances(fit) }
    return DataTable(
      corner: language.say("Number"), columns: [.init(title: language.say("value"))],
      rows: fit.counts.map {
        DataTable.Row(
          head: language.term($0.name), cells: [DataTable.Cell(text: language.plain($0.value))])
      }, notes: [language.say("\(model.method) learns no coefficients or importances.")])
  }

  private func coefficients(_ fit: FitSummary) -> DataTable {
    let classes = model.fitted.model.target.classes
    let columns =
      fit.coefficients.count == 1
      ? [language.say("coefficient")]
      : classes.prefix(fit.coefficients.count).map { language.say("coefficient, \($0)") }
    let order = fit.columns.indices.sorted { left, right in
      func size(_ index: Int) -> Double { fit.coefficients.map { abs($0[index]) }.max() ?? 0 }
      return (size(left), right) > (size(right), left)
    }
    let intercept = DataTable.Row(
      head: language.say("(intercept)"),
      cells: fit.intercepts.map { DataTable.Cell(text: language.significant($0, 4)) })
    let rows = order.prefix(limit).map { index in
      DataTable.Row(
        head: fit.columns[index],
        cells: fit.coefficients.map { DataTable.Cell(text: language.significant($0[index], 4)) })
    }
    return DataTable(
      corner: language.say("Column"), columns: columns.map { .init(title: $0) },
      rows: [intercept] + rows,
      notes: [
        language.say(
          "On the scale that the model saw: \(language.term(model.fitted.model.scale))."),
        more(order.count),
      ].compactMap { $0 })
  }

  private func importances(_ fit: FitSummary) -> DataTable {
    let order = fit.columns.indices.sorted {
      (fit.importances[$0], $1) > (fit.importances[$1], $0)
    }
    let rows = order.prefix(limit).map { index in
      DataTable.Row(
        head: fit.columns[index],
        cells: [DataTable.Cell(text: language.percent(fit.importances[index]))])
    }
    return DataTable(
      corner: language.say("Column"),
      columns: [.init(title: language.say("mean decrease in impurity"))], rows: rows,
      notes: [
        language.say("Measured on the training rows; columns with many values are favoured."),
        more(order.count),
      ].compactMap { $0 })
  }

  private func more(_ count: Int) -> String? {
    count > limit ? language.say("The largest \(limit) of \(count).") : nil
  }
}

extension ModelTable: TableKind {
  package static let name = "fit"
  package static let summary = "What a model learnt: coefficients or importances."
  package static let shows: Set<Kind> = [.model]
  package static let parameters = [
    Parameter(
      "limit", .integer(1...10_000), default: .integer(20),
      "How many rows a table of coefficients or importances has at most.")
  ]

  package static func table(
    _ source: TableSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> DataTable {
    guard case .model(let model) = source.thing else { return .empty }
    return ModelTable(model: model, limit: values.integer("limit"), language: language).table
  }
}
