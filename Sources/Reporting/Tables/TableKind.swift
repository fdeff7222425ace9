package import Imbalance
internal import Literate

/// One kind of table: what it shows of which things.
package protocol TableKind: Sendable {
  /// The word after `show:`.
  static var name: String { get }
  /// One sentence that says what it shows.
  static var summary: String { get }
  /// Its own options.
  static var parameters: [Parameter] { get }
  /// The kinds of thing it can show.
  static var shows: Set<Kind> { get }
  /// Whether its own options make sense together, after reporting where they do not.
  static func check(_ directive: CheckedDirective, in scope: inout Scope) -> Bool
  /// The table.
  static func table(
    _ source: TableSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> DataTable
}

extension TableKind {
  package static var parameters: [Parameter] { [] }
  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> Bool { true }
}

/// What a table is made from.
package struct TableSource: Sendable {
  /// The thing that `from` names.
  let thing: Thing
  /// The part of it, where `from` names one.
  let part: String?
  /// The name as the author wrote it.
  let path: String
  /// The models that `models` names; empty for all.
  let models: [String]

  /// The evaluation and those of its models that are shown; `nil` for other things.
  var evaluation: (evaluation: Evaluation, models: [EvaluatedModel])? {
    guard case .evaluation(let evaluation) = thing else { return nil }
    if let one = part.flatMap({ evaluation.model($0) }) { return (evaluation, [one]) }
    return (
      evaluation, models.isEmpty ? evaluation.models : models.compactMap { evaluation.model($0) }
    )
  }
}

/// Every table there is, in the order of documentation. The first that shows a kind of thing is
/// the one an author gets without `show`.
package enum Tables {
  /// One line for each.
  package static let all: [any TableKind.Type] = [
    EvaluationTable.self,
    CalibrationTable.self,
    ClassTable.self,
    ModelTable.self,
    CrossValidationTable.self,
    ComparisonTable.self,
    LearningCurveTable.self,
    ImportanceTable.self,
    LedgerTable.self,
    FindingsTable.self,
    ColumnsTable.self,
    LabelErrorsTable.self,
  ]

  static func named(_ name: String) -> (any TableKind.Type)? { all.first { $0.name == name } }

  /// Every option of any table, each once.
  static var parameters: [Parameter] {
    var found: [Parameter] = []
    for parameter in all.flatMap({ $0.parameters })
    where !found.contains(where: { $0.name == parameter.name }) {
      found.append(parameter)
    }
    return found
  }
}
