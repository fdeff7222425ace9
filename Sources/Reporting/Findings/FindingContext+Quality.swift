internal import Imbalance

extension FindingContext {
  /// What a quality check says of every split, as findings of a report's check.
  func findings(
    of check: String, as type: any ReportCheck.Type
  ) -> [ReportFinding] {
    splits.flatMap { split -> [ReportFinding] in
      if mutedChecks[split.place]?.contains(check) == true { return [] }
      guard let report = quality[split.place] else {
        return Self.isLarge(split.value) ? [notSearched(split, type)] : []
      }
      return report.findings(of: check).map { finding in
        ReportFinding(
          type, finding.severity, finding.what.text(language),
          advice: finding.advice.text(language),
          at: split.place)
      }
    }
  }

  private func notSearched(
    _ split: Placed<Split>, _ type: any ReportCheck.Type
  ) -> ReportFinding {
    ReportFinding(
      type, .note,
      say(
        "“\(split.name)” is large and was not searched for this: \(language.term(type.summary))"),
      advice: say("Add a 'describe' directive for these rows."), at: split.place)
  }
}
