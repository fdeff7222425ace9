internal import Imbalance
internal import Literate

/// All that the checks have found about a report, and what its author muted.
struct Findings: Sendable {
  /// The findings that are shown, the most severe first, then by code and place.
  let shown: [ReportFinding]
  /// The codes of muted checks that would have spoken, with how often.
  let muted: [(code: String, count: Int)]

  init(_ context: FindingContext) {
    var shown: [ReportFinding] = []
    var muted: [(code: String, count: Int)] = []
    for check in ReportChecks.all {
      let found = check.find(context)
      if context.settings.muted.contains(check.code) {
        muted.append((check.code, found.count))
      } else {
        shown += found
      }
    }
    // Stable within a severity: the checks come in the order of their codes.
    self.shown = FindingSeverity.allCases.sorted(by: >).flatMap { severity in
      shown.filter { $0.severity == severity }
    }
    self.muted = muted
  }

  func count(_ severity: FindingSeverity) -> Int { shown.count { $0.severity == severity } }

  /// "1 serious finding, 2 warnings and 3 notes"; "no findings" where there are none.
  func summary(_ language: Language) -> String {
    func number(_ value: Int) -> String { language.fixed(Double(value), 0) }
    var parts: [String] = []
    let serious = count(.serious)
    let warnings = count(.warning)
    let notes = count(.note)
    if serious == 1 { parts.append(language.say("1 serious finding")) }
    if serious > 1 { parts.append(language.say("\(number(serious)) serious findings")) }
    if warnings == 1 { parts.append(language.say("1 warning")) }
    if warnings > 1 { parts.append(language.say("\(number(warnings)) warnings")) }
    if notes == 1 { parts.append(language.say("1 note")) }
    if notes > 1 { parts.append(language.say("\(number(notes)) notes")) }
    return parts.isEmpty ? language.say("no findings") : language.list(parts)
  }

  /// The findings as the results file holds them.
  func json(_ document: Document) -> JSON {
    .array(
      shown.map { finding in
        .object([
          "code": .string(finding.code), "severity": .string(finding.severity.rawValue),
          "text": .string(finding.text), "advice": .string(finding.advice),
          "directive": finding.name(document).map { .string($0) } ?? .null,
          "line": finding.line(document).map { .int($0) } ?? .null,
        ])
      })
  }
}

extension ReportFinding {
  /// The name of the directive it concerns, or its verb where it has none.
  func name(_ document: Document) -> String? {
    place.map { document.directives[$0].name?.value ?? document.directives[$0].verb.value }
  }

  /// The line of the template where that begins.
  func line(_ document: Document) -> Int? {
    position?.line ?? place.map { document.directives[$0].span.start.line }
  }
}
