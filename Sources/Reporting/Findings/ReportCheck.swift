package import Imbalance
internal import Literate

/// Looks at a finished report for one way in which it may mislead its readers.
///
/// One check is one file and one line in `ReportChecks.all`. A check only reads: it changes no
/// number, no gate and no exit code.
package protocol ReportCheck: Sendable {
  /// The stable code that mutes it: "IR003". A code is never used again for something else.
  static var code: String { get }
  /// A short name in snake_case.
  static var name: String { get }
  /// The most that a finding of it weighs.
  static var severity: FindingSeverity { get }
  /// One sentence that says what it looks for.
  static var summary: String { get }
  /// When it speaks and when it stays silent, with its limits.
  static var details: String { get }
  /// What it has found, in the order of the document.
  static func find(_ context: FindingContext) -> [ReportFinding]
}

/// Every check of a report there is, in the order of their codes.
package enum ReportChecks {
  /// One line for each.
  package static let all: [any ReportCheck.Type] = [
    AccuracyNearMajority.self,
    AccuracyGate.self,
    FewPositives.self,
    FlatteringROC.self,
    RankedByAccuracy.self,
    BentProbabilities.self,
    UnprovenClaim.self,
    LiteralNumber.self,
    DuplicatesInTest.self,
    LeakingColumn.self,
    Overfitting.self,
    ShiftedPrevalence.self,
    GuessedPositive.self,
    UndefinedGate.self,
    ThresholdOnFew.self,
    DateColumn.self,
  ]

  /// The codes in their order.
  static var codes: [String] { all.map { $0.code } }
}

/// One way in which a report may mislead, with its numbers in words.
package struct ReportFinding: Sendable {
  /// The stable code of the check.
  package let code: String
  /// How much it matters.
  package let severity: FindingSeverity
  /// What was found, in one sentence with its numbers.
  package let text: String
  /// What to do about it.
  package let advice: String
  /// The directive it concerns, by its place in the document; `nil` for prose.
  let place: Int?
  /// Where the paragraph it concerns begins; `nil` for a directive.
  let position: SourcePosition?

  init(
    _ check: any ReportCheck.Type, _ severity: FindingSeverity, _ text: String, advice: String,
    at place: Int? = nil, position: SourcePosition? = nil
  ) {
    code = check.code
    self.severity = severity
    self.text = text
    self.advice = advice
    self.place = place
    self.position = position
  }
}
