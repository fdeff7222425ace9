package import Imbalance

/// A gate that has no answer.
package enum UndefinedGate: ReportCheck {
  package static let code = "IR014"
  package static let name = "undefined_gate"
  package static let severity = FindingSeverity.serious
  package static let summary =
    "Looks for gates on a number that does not exist, such as the precision of a model without alarms."
  package static let details =
    "An undefined number is never taken for zero: such a gate does not pass, and this tells why."

  package static func find(_ context: FindingContext) -> [ReportFinding] {
    context.gates.compactMap { placed in
      guard let reason = placed.value.gate.undefined else { return nil }
      return ReportFinding(
        Self.self, .serious,
        context.say("The gate “\(placed.name)” has no answer: \(context.language.term(reason))."),
        advice: context.say(
          "Ask for something that always has a value, such as recall, or mend the model."),
        at: placed.place)
    }
  }
}
