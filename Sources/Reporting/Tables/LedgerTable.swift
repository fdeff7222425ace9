package import Imbalance

/// What each model learnt from: rows kept, discarded, copied and invented, and what classes weigh.
package enum LedgerTable: TableKind {
  package static let name = "rows"
  package static let summary =
    "What was learnt from: rows kept, discarded, copied and invented, and class weights."
  package static let shows: Set<Kind> = [.evaluation, .evaluatedModel, .model, .trainingSet]

  package static func table(
    _ source: TableSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> DataTable {
    let sets: [(name: String, ledger: RowLedger, weights: [Double]?, target: Target)]
    func entry(_ model: TrainedModel) -> (String, RowLedger, [Double]?, Target) {
      (model.name, model.rows, model.fitted.model.classWeights, model.base.labels.target)
    }
    func entry(_ set: TrainingSet) -> (String, RowLedger, [Double]?, Target) {
      (source.path, RowLedger(set), nil, set.labels.target)
    }
    switch source.thing {
    case .model(let model): sets = [entry(model)]
    case .training(let set): sets = [entry(set)]
    case .split(let split): sets = [entry(split.training)]
    default: sets = source.evaluation?.models.compactMap(\.trained).map { entry($0) } ?? []
    }
    let rarest = sets.first.flatMap { set in set.ledger.rarest.map { set.target.classes[$0] } }
    return DataTable(
      corner: source.evaluation == nil ? language.say("Rows") : language.say("Model"),
      columns: [
        .init(title: language.say("learnt from")), .init(title: language.say("kept")),
        .init(title: language.say("discarded")),
        .init(title: language.say("copied")), .init(title: language.say("invented")),
        .init(
          title: rarest.map { language.say("real rows of '\($0)'") }
            ?? language.say("real rows of the rarest class")),
        .init(title: language.say("weight of a row"), isNumeric: false),
      ], rows: sets.map { row($0.name, $0.ledger, $0.weights, $0.target, language) },
      notes: [
        language.say(
          "Copied and invented rows repeat what the kept ones say; they bring no new cases.")
      ])
  }

  private static func row(
    _ name: String, _ ledger: RowLedger, _ weights: [Double]?, _ target: Target,
    _ language: Language
  ) -> DataTable.Row {
    func count(_ number: Int) -> DataTable.Cell {
      DataTable.Cell(text: number == 0 ? "–" : language.fixed(Double(number), 0))
    }
    let weighted = weights.map { weights in
      zip(target.classes, weights).map { "\($0): \(language.significant($1))" }
        .joined(separator: ", ")
    }
    return DataTable.Row(
      head: name,
      cells: [
        count(ledger.total), count(ledger.original), count(ledger.discarded),
        count(ledger.copies), count(ledger.synthetic),
        count(ledger.rarest.map { ledger.classes[$0].original } ?? 0),
        DataTable.Cell(text: weighted ?? "1"),
      ])
  }
}
