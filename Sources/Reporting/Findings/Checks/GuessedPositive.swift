package import Imbalance
internal import Literate

/// A positive class that nobody named.
package enum GuessedPositive: ReportCheck {
  package static let code = "IR013"
  package static let name = "guessed_positive"
  package static let severity = FindingSeverity.warning
  package static let summary =
    "Looks for two-class results whose positive class was guessed, since no 'positive' was written."
  package static let details =
    "The rarer class is taken. A warning where the rarer class has at least 40% of the rows, so that the guess may well be wrong; else a note."

  package static func find(_ context: FindingContext) -> [ReportFinding] {
    context.document.directives.enumerated().compactMap { place, node in
      guard ["load", "predictions"].contains(node.verb.value), node["positive"] == nil,
        node["synthetic"] == nil, let name = node.name?.value,
        let judged = context.evaluations.first(where: { isFrom(name, $0.value.on, context) })?
          .value,
        let label = judged.target.positiveLabel, let share = judged.prevalence
      else { return nil }
      return ReportFinding(
        Self.self, share >= 0.4 ? .warning : .note,
        context.say(
          "No positive class is named for “\(name)”, so the rarer one, “\(label)” (\(context.language.percent(share)) of the test rows), was taken: recall and precision are about it."
        ),
        advice: context.say("Write it down, as in: positive: “\(label)”."), at: place)
    }
  }

  /// Whether rows come from a data set, over any number of splits.
  private static func isFrom(_ name: String, _ path: String, _ context: FindingContext) -> Bool {
    var current = path
    for _ in 0...context.document.directives.count {
      let root = current.split(separator: ".").first.map(String.init) ?? current
      if root == name { return true }
      guard let node = context.document.directives.first(where: { $0.name?.value == root }),
        let source = node["data"]?.plain.asText
      else { return false }
      current = source
    }
    return false
  }
}
