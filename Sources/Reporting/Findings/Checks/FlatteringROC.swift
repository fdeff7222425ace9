package import Imbalance

/// A ROC area that flatters: high, while alarms are mostly false.
package enum FlatteringROC: ReportCheck {
  package static let code = "IR004"
  package static let name = "flattering_roc_auc"
  package static let severity = FindingSeverity.warning
  package static let summary =
    "Looks for a ROC AUC of 0.9 or more beside a low PR AUC."
  package static let details =
    "Low is less than three times the share of positives or less than 0.25, where positives make up less than 10% of the rows. The second limit is needed: with a ROC AUC of 0.9 the PR AUC of rare positives hardly ever falls below five times their share."

  package static func find(_ context: FindingContext) -> [ReportFinding] {
    context.evaluations.flatMap { placed -> [ReportFinding] in
      guard let prevalence = placed.value.prevalence, prevalence > 0, prevalence < 0.1 else {
        return []
      }
      return placed.value.models.compactMap { model in
        guard let roc = model.estimate("roc_auc")?.number, roc >= 0.9,
          let pr = model.estimate("pr_auc")?.number, pr < max(3 * prevalence, 0.25)
        else { return nil }
        return ReportFinding(
          Self.self, .warning,
          context.say(
            "The ROC AUC of “\(model.name)” looks high (\(context.text(model, "roc_auc"))), but its PR AUC is only \(context.text(model, "pr_auc")) with \(context.language.percent(prevalence)) positives: whoever wants to find them gets mostly false alarms."
          ),
          advice: context.say("Report the PR AUC and the precision at the threshold in use."),
          at: placed.place)
      }
    }
  }
}
