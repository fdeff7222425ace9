internal import Imbalance

/// Findings as a page shows them: of data here, of whatever else is looked into elsewhere.
package struct FindingList: Sendable {
  /// One finding in words.
  struct Item: Sendable {
    let severity: FindingSeverity
    /// The stable code that mutes it.
    let code: String
    let what: String
    /// The columns and rows it is about; empty where it is about everything.
    let place: String
    let advice: String
  }
  /// What it all comes to, in one sentence.
  let title: String
  /// What stands above the list, each with its weight.
  let lead: [(severity: FindingSeverity, text: String)]
  /// The findings, the most severe first.
  let items: [Item]
  /// What a reader should know about how they were found.
  let notes: [String]
}

extension FindingList {
  /// The findings of a description.
  init(_ description: Description, _ language: Language) {
    let report = description.report
    let rows = report.context.rows
    func number(_ severity: FindingSeverity) -> Int {
      report.findings.count { $0.severity == severity }
    }
    var counts: [String] = []
    if number(.serious) > 0 {
      counts.append(Phrases.count(number(.serious), "serious finding", language))
    }
    if number(.warning) > 0 { counts.append(Phrases.count(number(.warning), "warning", language)) }
    if number(.note) > 0 { counts.append(Phrases.count(number(.note), "note", language)) }
    let found = counts.isEmpty ? language.say("nothing to report") : Phrases.list(counts, language)
    title = "\(description.of): \(found)"
    // The grade has the first word, so it does not come again in the list.
    lead = report.findings(of: ImbalanceDegree.name).filter { report.findings.contains($0) }
      .map { ($0.severity, $0.what.text(language) + " " + $0.advice.text(language)) }
    items = report.findings.filter { $0.code != ImbalanceDegree.name }
      .map { Item($0, language) }
    notes = Self.notes(description, rows, language)
  }

  private static func notes(
    _ description: Description, _ rows: QualityContext.Rows, _ language: Language
  ) -> [String] {
    let report = description.report
    let chosen = report.context.options.checks?.count ?? QualityChecks.all.count
    var notes = [
      language.say(
        "\(Phrases.count(chosen, "check", language)) on \(Phrases.count(rows.count, "row", language)) of the \(language.term(rows.name)); row 1 is the first below the file's header. Two numbers joined by a dash are the ends of a 95% interval."
      )
    ]
    if let survey = report.context.neighbours {
      let asked = survey.answers.reduce(0) { $0 + $1.count }
      if asked < rows.count {
        notes.append(
          language.say(
            "Neighbours were looked up for \(language.fixed(Double(asked), 0)) rows, drawn at random within classes, rare classes first; near duplicates for up to \(language.fixed(Double(report.context.options.maxRows), 0)) rows (max_rows)."
          )
        )
      }
    }
    if let doubts = report.context.doubts, !doubts.leftOut.isEmpty {
      let quoted = doubts.leftOut.prefix(6).map { Wording.quoted($0, language) }
      let names = Phrases.list(
        quoted + (doubts.leftOut.count > 6 ? [language.say("others")] : []), language)
      notes.append(
        language.say("The models behind the label errors did not see \(names).")
      )
    }
    for skipped in report.skipped {
      notes.append(
        language.say("Not made: \(skipped.check), since \(language.term(skipped.reason))."))
    }
    return notes
  }
}

extension FindingList.Item {
  init(_ finding: Finding, _ language: Language) {
    severity = finding.severity
    code = finding.code
    what = finding.what.text(language)
    advice = finding.advice.text(language)
    var places: [String] = []
    if !finding.columns.isEmpty {
      let shown = finding.columns.prefix(4).map { Wording.quoted($0, language) }
        .joined(separator: ", ")
      let rest = finding.columns.count - 4
      places.append(
        finding.columns.count == 1
          ? language.say("column \(shown)")
          : rest > 0
            ? language.say("columns \(shown) and \(rest) more") : language.say("columns \(shown)"))
    }
    if !finding.rows.isEmpty { places.append(Wording.rows(finding.rows, most: 6, language)) }
    place = places.joined(separator: "; ")
  }
}
