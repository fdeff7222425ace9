/// What a diagnostic's code means, for somebody who meets it for the first time.
package struct DiagnosticEntry: Sendable {
  /// The code as a diagnostic prints it: "threshold-on-test".
  package let code: String
  /// One or two sentences: the rule that was broken, and why there is the rule.
  package let meaning: String
  /// What to do about it.
  package let remedy: String
  /// A piece of a template that brings about the code, beside a data set `d` with a target `label`,
  /// its split `parts`, a model `m` trained on `parts.train` and an evaluation `s` of it on
  /// `parts.test`; `nil` where the fault lies in the data or the machine.
  package let wrong: String?
  /// The same piece without the fault; `nil` exactly when `wrong` is.
  package let right: String?

  init(
    code: String, meaning: String, remedy: String, wrong: String? = nil, right: String? = nil
  ) {
    self.code = code
    self.meaning = meaning
    self.remedy = remedy
    self.wrong = wrong
    self.right = right
  }
}

/// Every code of an error or a warning, with what it means.
package enum DiagnosticCatalogue {
  /// The entries by area, each area in the order of its codes.
  package static let all: [DiagnosticEntry] = [
    language, names, options, files, includes, data, training, evaluation, pages,
  ].flatMap { $0 }

  /// The entry of a code; `nil` when no diagnostic has this code.
  package static func entry(for code: String) -> DiagnosticEntry? {
    all.first { $0.code == code }
  }
}
