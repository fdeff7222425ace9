package import Imbalance

/// A comparison by a metric that does not see how rare the class is.
package enum RankedByAccuracy: ReportCheck {
  package static let code = "IR005"
  package static let name = "ranked_by_accuracy"
  package static let severity = FindingSeverity.warning
  package static let summary =
    "Looks for models of imbalanced data that are compared by accuracy or ROC AUC only."
  package static let details =
    "Imbalanced is a largest class of more than 80% of the rows. Silent where the same models are compared by another metric too. A note for ROC AUC."

  package static func find(_ context: FindingContext) -> [ReportFinding] {
    let flat: Set = ["accuracy", "roc_auc"]
    return context.comparisons.compactMap { placed in
      let comparison = placed.value
      guard flat.contains(comparison.metric.name), isImbalanced(comparison.from, context) else {
        return nil
      }
      let others = context.comparisons.filter { $0.value.from == comparison.from }
      guard others.allSatisfy({ flat.contains($0.value.metric.name) }) else { return nil }
      let metric = context.language.term(comparison.metric.title)
      return ReportFinding(
        Self.self, comparison.metric.name == "accuracy" ? .warning : .note,
        context.say(
          "“\(placed.name)” ranks the models by \(metric) only, which hardly notices what happens to the rare class."
        ),
        advice: context.say(
          "Compare by pr_auc, balanced_accuracy, mcc or the cost of mistakes as well."),
        at: placed.place)
    }
  }

  private static func isImbalanced(_ names: [String], _ context: FindingContext) -> Bool {
    let shares =
      context.evaluations.filter { names.contains($0.name) }.map(\.value.majorityShare)
      + context.crossValidations.filter { names.contains($0.name) }.map { placed in
        let counts = placed.value.result.classCounts
        return Double(counts.max() ?? 0) / Double(max(1, counts.reduce(0, +)))
      }
    return !shares.isEmpty && shares.allSatisfy { $0 > 0.8 }
  }
}
