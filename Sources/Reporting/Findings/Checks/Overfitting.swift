package import Imbalance

/// A model that knows its training rows by heart.
package enum Overfitting: ReportCheck {
  package static let code = "IR011"
  package static let name = "overfitting"
  package static let severity = FindingSeverity.warning
  package static let summary =
    "Looks for models that score far better on the rows they learnt from than on the test rows."
  package static let details =
    "By PR AUC (balanced accuracy for more than two classes), on the training rows before any resampling: the gap is at least 0.03 and a tenth of the training score, and the training score lies above the interval of the test score. A note for forests, bagging and neighbours, which remember their rows by design. Not computed, which a note says, above 50,000 training rows (5,000 for neighbours)."

  private static let rememberers: Set = [
    "random_forest", "extra_trees", "balanced_random_forest", "balanced_bagging", "easy_ensemble",
    "nearest_neighbours",
  ]

  package static func find(_ context: FindingContext) -> [ReportFinding] {
    var seen: [String] = []
    return context.evaluations.flatMap { placed -> [ReportFinding] in
      let name = placed.value.target.isBinary ? "pr_auc" : "balanced_accuracy"
      guard let metric = Metrics.named(name) else { return [] }
      var unread: [String] = []
      let found = placed.value.models.compactMap { model -> ReportFinding? in
        guard let trained = model.trained, !model.isMajority, !seen.contains(model.name),
          let test = model.estimate(name), let high = test.high
        else { return nil }
        seen.append(model.name)
        let isNear = trained.method.contains("neighbour")
        guard high < 0.97 else { return nil }
        guard trained.base.count <= (isNear ? 5_000 : 50_000) else {
          unread.append(model.name)
          return nil
        }
        let learnt = trained.fitted.value(
          of: metric, onLearnt: trained.base, threads: context.threads)
        guard let score = learnt.number, score > high,
          score - test.number >= max(0.03, 0.1 * score)
        else { return nil }
        let title = context.language.term(metric.title)
        let own = context.language.score(score)
        return ReportFinding(
          Self.self, rememberers.contains(trained.method) ? .note : .warning,
          context.say(
            "“\(model.name)” has a \(title) of \(own) on the rows it learnt from and of \(context.text(model, name)) on the test rows: it has learnt part of them by heart."
          ),
          advice: context.say(
            "Trust the test score; regularise the model, make it smaller, or give it more rows."),
          at: placed.place)
      }
      guard !unread.isEmpty else { return found }
      let left = ReportFinding(
        Self.self, .note,
        context.say(
          "Whether \(context.list(unread)) learnt the training rows by heart was not looked at: there are too many of them."
        ),
        advice: context.say("Read a learning curve, or train on a part of the rows."),
        at: placed.place)
      return found + [left]
    }
  }
}
