package import Imbalance

/// The points of learning curves with their intervals.
package enum LearningCurveTable: TableKind {
  package static let name = "sizes"
  package static let summary = "The points of a learning curve with their intervals."
  package static let shows: Set<Kind> = [.learningCurve]

  package static func table(
    _ source: TableSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> DataTable {
    guard case .learningCurve(let found) = source.thing else { return .empty }
    return found.table(language)
  }
}
