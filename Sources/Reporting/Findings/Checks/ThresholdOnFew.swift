package import Imbalance
internal import Literate

/// A threshold that was chosen by the look of a few rows.
package enum ThresholdOnFew: ReportCheck {
  package static let code = "IR015"
  package static let name = "threshold_on_few"
  package static let severity = FindingSeverity.warning
  package static let summary =
    "Looks for thresholds chosen on fewer than 30 rows of the positive class."
  package static let details =
    "The rows are the training rows (out of fold), or those of the validation set that the rule names. Rules that read the costs alone ('bayes') are left alone."

  package static func find(_ context: FindingContext) -> [ReportFinding] {
    context.models.compactMap { placed in
      let model = placed.value
      guard let chosen = model.chosen, !chosen.rule.hasPrefix(BayesThreshold.name),
        let positive = model.base.labels.target.positive
      else { return nil }
      let count = rows(placed.place, context) ?? model.base.labels
      let positives = count.classCounts[positive]
      guard positives < 30 else { return nil }
      let label = count.target.classes[positive]
      return ReportFinding(
        Self.self, .warning,
        context.say(
          "The threshold of “\(model.name)” was chosen on only \(context.number(positives)) of “\(label)”: with other rows it may lie elsewhere."
        ),
        advice: context.say(
          "Fix the threshold in advance, let the costs decide (bayes), or choose it on more rows."),
        at: placed.place)
    }
  }

  /// The labels of a validation set that the threshold was chosen on.
  private static func rows(_ place: Int, _ context: FindingContext) -> Labels? {
    guard case .mapping(let entries)? = context.document.directives[place]["threshold"]?.value
    else { return nil }
    for entry in entries {
      guard let path = entry.value.plain.asText, path.hasSuffix(".validation") else { continue }
      let name = path.split(separator: ".").first.map(String.init)
      return context.splits.first { $0.name == name }?.value.validation?.labels
    }
    return nil
  }
}
