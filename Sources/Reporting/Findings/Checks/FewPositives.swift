package import Imbalance

/// A test set with so few rows of a class that nothing about it can be known well.
package enum FewPositives: ReportCheck {
  package static let code = "IR003"
  package static let name = "few_positives"
  package static let severity = FindingSeverity.serious
  package static let summary =
    "Looks for test sets with fewer than 30 rows of the class that matters."
  package static let details =
    "Fewer than 30 is a warning, fewer than 10 serious. Of two classes the positive one counts, of more the rarest. The sentence tells how wide the interval of a recall of one half would be."

  package static func find(_ context: FindingContext) -> [ReportFinding] {
    var seen: [String] = []
    return context.evaluations.compactMap { placed in
      let evaluation = placed.value
      guard !seen.contains(evaluation.on) else { return nil }
      seen.append(evaluation.on)
      let code =
        evaluation.target.positive
        ?? evaluation.classCounts.indices.min {
          (evaluation.classCounts[$0], $0) < (evaluation.classCounts[$1], $1)
        } ?? 0
      let count = evaluation.classCounts[code]
      guard count < 30 else { return nil }
      let label = evaluation.target.classes[code]
      let half =
        count > 0
        ? ProportionIntervals.wilson(hits: count / 2, total: count, z: QualityNumbers.z) : (0, 1)
      let low = context.language.percentNumber(half.0, 0)
      let high = context.language.percent(half.1, 0)
      return ReportFinding(
        Self.self, count < 10 ? .serious : .warning,
        context.say(
          "“\(evaluation.on)” holds only \(context.number(count)) of “\(label)”: where half of them are found, the true share may be anything from \(low) to \(high)."
        ),
        advice: context.say(
          "Judge on more rows, or cross-validate, and decide by the intervals rather than the values."
        ), at: placed.place)
    }
  }
}
