package import Imbalance
internal import Literate

/// A gate on accuracy with no other gate beside it.
package enum AccuracyGate: ReportCheck {
  package static let code = "IR002"
  package static let name = "gate_on_accuracy_alone"
  package static let severity = FindingSeverity.serious
  package static let summary =
    "Looks for evaluations whose only quality gates are about accuracy."
  package static let details =
    "Serious where a rule that always names the largest class would pass the gate. Silent as soon as another gate of the same evaluation asks for a metric of another kind, or where the largest class holds less than 70% of the rows."

  package static func find(_ context: FindingContext) -> [ReportFinding] {
    context.evaluations.flatMap { placed -> [ReportFinding] in
      let evaluation = placed.value
      guard evaluation.majorityShare >= 0.7 else { return [] }
      let gates = context.gates.compactMap { gate -> (Int, Gate, [String])? in
        let metrics = (gate.value.condition?.paths ?? []).compactMap { path -> String? in
          guard let found = context.metric(at: path), found.evaluation.name == evaluation.name
          else { return nil }
          return found.metric
        }
        return metrics.isEmpty ? nil : (gate.place, gate.value.gate, metrics)
      }
      let descriptive: Set = ["accuracy", "prevalence", "n", "positives", "negatives"]
      guard gates.allSatisfy({ $0.2.allSatisfy(descriptive.contains) }) else { return [] }
      return gates.filter { $0.2.contains("accuracy") }.map { place, gate, _ in
        let share = context.language.percent(evaluation.majorityShare)
        let label = evaluation.target.classes[evaluation.majorityCode]
        let passes = rulePasses(gate, evaluation.majorityShare)
        return ReportFinding(
          Self.self, passes ? .serious : .warning,
          passes
            ? context.say(
              "The gate “\(gate.name)” asks for accuracy alone, and always answering “\(label)” (right in \(share)) would pass it."
            )
            : context.say(
              "The gate “\(gate.name)” asks for accuracy alone; always answering “\(label)” is right in \(share) already."
            ),
          advice: context.say("Add a gate on recall, precision, balanced accuracy or cost."),
          at: place)
      }
    }
  }

  private static func rulePasses(_ gate: Gate, _ share: Double) -> Bool {
    !gate.clauses.isEmpty
      && gate.clauses.allSatisfy { clause in
        guard case .quantity(let limit) = clause.limit else { return false }
        switch clause.relation {
        case "≥": return share >= limit.number
        case ">": return share > limit.number
        default: return false
        }
      }
  }
}
