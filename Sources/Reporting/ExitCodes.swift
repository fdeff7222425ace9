/// What the program's exit codes mean.
package enum ExitCodes {
  /// One line for each.
  package static let all: [(code: Int, meaning: String)] = [
    (0, "rendered, and every gate passed; verify: confirmed; diff: nothing beyond noise"),
    (1, "an error in the template, the data or the computation, or in reading or writing a file"),
    (3, "the report was written, and a gate failed; diff: a change beyond noise, or a new failure"),
    (4, "--frozen: the output would differ from what is there; verify: it differs"),
    (64, "wrong usage"),
  ]

  /// The codes in one sentence.
  package static var sentence: String {
    all.map { "\($0.code) \($0.meaning)" }.joined(separator: "; ")
  }
}
