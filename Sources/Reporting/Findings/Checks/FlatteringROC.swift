package import Imbalance

/// A ROC area that flatters: high, while alarms are mostly false.
package enum FlatteringROC: ReportCheck {
  package static let code = "IR004"
  package static let name = "flattering_roc_auc"
  package static let severity = FindingSeverity.warning
  package static let summary =
    "Looks for a ROC AUC of 0.9 or more beside a PR AUC below three times the share of positives."
  package static let details =
    "Only where positives make up less than 20% of the rows and the PR AUC is below 0.5: with more positives three times their share says nothing."

  package static func find(_ context: FindingContext) -> [ReportFinding] {
    context.evaluations.flatMap { placed -> [ReportFinding] in
      guard let prevalence = placed.value.prevalence, prevalence > 0, prevalence < 0.2 else {
        return []
      }
      return placed.value.models.compactMap { model in
        guard let roc = model.estimate("roc_auc")?.number, roc >= 0.9,
          let pr = model.estimate("pr_auc")?.number, pr < min(3 * prevalence, 0.5)
        else { return nil }
        return ReportFinding(
          Self.self, .warning,
          context.say(
            "The ROC AUC of “\(model.name)” looks high (\(context.text(model, "roc_auc"))), but its PR AUC of \(context.text(model, "pr_auc")) is near the \(context.language.percent(prevalence)) that guessing gets: most alarms would be false."
          ),
          advice: context.say("Report the PR AUC and the precision at the threshold in use."),
          at: placed.place)
      }
    }
  }
}
