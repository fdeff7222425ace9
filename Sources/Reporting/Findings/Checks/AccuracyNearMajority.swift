package import Imbalance

/// An accuracy that a rule without a look at the rows reaches too.
package enum AccuracyNearMajority: ReportCheck {
  package static let code = "IR001"
  package static let name = "accuracy_near_majority"
  package static let severity = FindingSeverity.warning
  package static let summary =
    "Looks for models that are not reliably more accurate than always naming the largest class."
  package static let details =
    "Paired on the test rows: McNemar's exact test of the rows that only the model gets right against those that only the rule gets right. A note where the evaluation shows other metrics beside accuracy."

  package static func find(_ context: FindingContext) -> [ReportFinding] {
    context.evaluations.compactMap { placed in
      let evaluation = placed.value
      let shown = evaluation.metrics.map(\.name)
      guard shown.contains("accuracy") else { return nil }
      let weak = evaluation.models.filter { !$0.isMajority && isWeak($0, evaluation) }
      guard !weak.isEmpty else { return nil }
      let language = context.language
      let values = language.list(
        weak.map { context.list([$0.name]) + " " + context.text($0, "accuracy") })
      let label = evaluation.target.classes[evaluation.majorityCode]
      let share = language.percent(evaluation.majorityShare)
      return ReportFinding(
        Self.self, shown.count > 1 ? .note : .warning,
        context.say(
          "At the thresholds of “\(placed.name)” no gain in accuracy is shown over always answering “\(label)”, which is right in \(share): \(values)."
        ),
        advice: context.say(
          "Judge by recall, precision, balanced accuracy or the cost of mistakes, and quote no accuracy without that of the simple rule."
        ), at: placed.place)
    }
  }

  private static func isWeak(_ model: EvaluatedModel, _ evaluation: Evaluation) -> Bool {
    let matrix = model.result.confusion
    let code = evaluation.majorityCode
    let onlyModel = matrix.correct - matrix.counts[code][code]
    let onlyRule = matrix.rowTotal(code) - matrix.counts[code][code]
    return onlyModel <= onlyRule || ExactTests.mcNemar(first: onlyModel, second: onlyRule) >= 0.05
  }
}
