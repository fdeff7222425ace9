package import Imbalance

/// Rows that stand on both sides.
package enum DuplicatesInTest: ReportCheck {
  package static let code = "IR009"
  package static let name = "duplicates_across_split"
  package static let severity = FindingSeverity.serious
  package static let summary =
    "Looks for test rows that equal a training row in every column."
  package static let details =
    "The quality check '\(DuplicatesAcrossSplit.name)' on every split, or what a 'describe' of the split has found. A split of more than 3,000,000 fields is not searched, and a note says so."

  package static func find(_ context: FindingContext) -> [ReportFinding] {
    context.findings(of: DuplicatesAcrossSplit.name, as: Self.self)
  }
}
