package import Imbalance

/// A column that may hold the answer.
package enum LeakingColumn: ReportCheck {
  package static let code = "IR010"
  package static let name = "leaking_column"
  package static let severity = FindingSeverity.serious
  package static let summary =
    "Looks for a single column that tells the classes apart suspiciously well."
  package static let details =
    "The quality check '\(LeakingColumns.name)' on every split, or what a 'describe' of the split has found. A split of more than 3,000,000 fields is not searched, and a note says so."

  package static func find(_ context: FindingContext) -> [ReportFinding] {
    context.findings(of: LeakingColumns.name, as: Self.self)
  }
}
