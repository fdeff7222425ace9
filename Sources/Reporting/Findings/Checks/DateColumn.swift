package import Imbalance

/// A column of dates among the features.
package enum DateColumn: ReportCheck {
  package static let code = "IR016"
  package static let name = "date_column"
  package static let severity = FindingSeverity.warning
  package static let summary =
    "Looks for dates among the features: a model learns them as words without an order."
  package static let details =
    "The quality check '\(DateColumns.name)' on every split, or what a 'describe' of the split has found: a column in which 9 of 10 different values are days in figures. A split of more than 3,000,000 fields is not searched."

  package static func find(_ context: FindingContext) -> [ReportFinding] {
    context.findings(of: DateColumns.name, as: Self.self)
  }
}
