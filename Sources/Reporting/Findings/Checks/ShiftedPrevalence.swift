package import Imbalance

/// Class shares that differ between training and test rows.
package enum ShiftedPrevalence: ReportCheck {
  package static let code = "IR012"
  package static let name = "shifted_prevalence"
  package static let severity = FindingSeverity.warning
  package static let summary =
    "Looks for class shares that differ between training and test rows by more than chance."
  package static let details =
    "The quality check '\(PrevalenceShift.name)' on every split, or what a 'describe' of the split has found. A split of more than 3,000,000 fields is not searched, and a note says so."

  package static func find(_ context: FindingContext) -> [ReportFinding] {
    context.findings(of: PrevalenceShift.name, as: Self.self)
  }
}
