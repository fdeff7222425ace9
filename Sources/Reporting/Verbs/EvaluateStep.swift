internal import Imbalance

/// Runs `evaluate`: predictions on the held-out rows, then every metric of each model.
struct EvaluateStep: Step {
  let directive: CheckedDirective
  let models: [EvaluatedSource]
  let test: Binding<TestSet>?
  let on: String
  let metrics: [ResolvedMetric]
  let level: Double
  let replicates: Int
  let cost: CostMatrix?
  let seed: Seed

  var reads: [String] {
    models.map { model in
      switch model.source {
      case .model(let binding): binding.path
      case .outside(let binding, _): binding.path
      }
    } + (test.map { [$0.path] } ?? [])
  }

  var doing: String { "evaluating \(directive.name)" }

  /// A model's place among all of the report, and the report's own interval settings.
  var facts: [String]? {
    models.flatMap { [$0.key, String($0.slot)] } + metrics.map(\.name)
      + [on, String(level.bitPattern), String(replicates)]
  }

  func run(_ context: RunContext) throws(ModellingError) -> Outcome {
    let options = EvaluationOptions(
      confidence: level, replicates: replicates, cost: cost, seed: seed, threads: context.threads)
    for model in models {
      guard case .model(let binding) = model.source, let test else { continue }
      try context[binding].checkFits(context[test], named: on)
    }
    let scored = try context.kept { () throws(ModellingError) in try score(options, context) }
    var judged: [EvaluatedModel] = []
    var labels: Labels?
    for (model, score) in zip(models, scored) {
      let trained: TrainedModel?
      let method: String
      switch model.source {
      case .model(let binding):
        trained = context[binding]
        method = trained?.method ?? ""
        labels = test.map { context[$0].labels } ?? labels
      case .outside(let binding, _):
        trained = nil
        method = "scores from \(context[binding].file)"
        labels = context[binding].outside.labels
      }
      judged.append(
        EvaluatedModel(
          name: model.key, slot: model.slot, method: method, isMajority: method == "majority",
          result: score.result, evaluation: directive.name, trained: trained,
          uncalibrated: score.uncalibrated))
    }
    guard let labels else {
      throw ModellingError("no-models", "an evaluation needs at least one model")
    }
    for metric in metrics where judged.allSatisfy({ $0.result.value(metric.name) == nil }) {
      throw ModellingError(
        "metric-classes",
        "'\(metric.name)' is not defined for \(labels.target.classes.count) classes",
        hint: labels.target.isBinary
          ? "leave out the suffix: two classes need no average"
          : "with more than two classes write \(metric.name)_macro")
    }
    let shown = metrics.isEmpty ? Self.defaultMetrics(labels.target, cost != nil) : metrics
    return Outcome(
      .evaluation(
        Evaluation(
          name: directive.name, on: on, target: labels.target, classCounts: labels.classCounts,
          models: judged, metrics: shown, confidence: level, options: options,
          pairs: PairedMemo(context.keeping))))
  }

  /// What takes long about one model.
  private struct Scored: Codable {
    let result: ModelEvaluation
    let uncalibrated: CalibrationAudit?
  }

  /// Every metric of each model, in their order.
  private func score(
    _ options: EvaluationOptions, _ context: RunContext
  ) throws(ModellingError) -> [Scored] {
    var scored: [Scored] = []
    for model in models {
      switch model.source {
      case .model(let binding):
        guard let test else { continue }
        let trained = context[binding]
        let said = trained.fitted.model.predictions(on: context[test], threads: context.threads)
        let calibration = trained.fitted.calibration
        let predictions = calibration.map { said.calibrated(by: $0) } ?? said
        scored.append(
          Scored(
            result: try ModelEvaluation(
              predictions, threshold: trained.threshold, options: options
            ).adding(metrics),
            uncalibrated: calibration.map { _ in CalibrationAudit(said, options: options) }))
      case .outside(let binding, let name):
        let scores = context[binding]
        guard let predictions = scores.outside.predictions.first(where: { $0.0 == name })?.1
        else { continue }
        scored.append(
          Scored(
            result: try ModelEvaluation(
              predictions, threshold: scores.thresholds[name] ?? 0.5, options: options
            ).adding(metrics), uncalibrated: nil))
      }
    }
    return scored
  }

  func option(for code: String) -> String? {
    code == "metric-classes" ? "metrics" : code == "other-columns" ? "on" : "models"
  }

  /// What a table shows when the author named no metrics: never accuracy without its context.
  static func defaultMetrics(_ target: Target, _ hasCost: Bool) -> [ResolvedMetric] {
    let names =
      target.isBinary
      ? ["accuracy", "balanced_accuracy", "recall", "precision", "f1", "mcc", "pr_auc", "roc_auc"]
        + (hasCost ? ["cost"] : [])
      : ["accuracy", "balanced_accuracy", "recall_macro", "precision_macro", "f1_macro", "mcc"]
    return names.compactMap(Metrics.named)
  }
}

extension TrainedModel {
  /// Refuses rows with other columns or classes than the model has learnt from.
  func checkFits(_ rows: TestSet, named name: String) throws(ModellingError) {
    guard rows.labels.target.classes == fitted.model.target.classes else {
      throw ModellingError(
        "other-columns",
        "'\(self.name)' knows the classes \(fitted.model.target.classes.joined(separator: ", ")), and '\(name)' has \(rows.labels.target.classes.joined(separator: ", "))",
        hint: "judge a model on a test set of the data it learnt from")
    }
    guard rows.table.names == columns else {
      let other =
        rows.table.names.first { !columns.contains($0) }
        ?? columns.first { !rows.table.names.contains($0) } ?? ""
      throw ModellingError(
        "other-columns", "'\(self.name)' learnt from other columns than '\(name)' has: '\(other)'",
        hint: "judge a model on a test set of the data it learnt from")
    }
  }
}
