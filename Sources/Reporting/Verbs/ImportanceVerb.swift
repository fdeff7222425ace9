package import Imbalance
package import Literate

/// Shuffles the columns of a test set to see what a model loses.
package enum ImportanceVerb: Verb {
  package static let name = "importance"
  package static let summary =
    "Shuffles each column of a test set to see how much of a metric a model owes to it."
  package static let defines =
    "importances: under each column's name the loss with .low, .high and .std (also as .columns.COLUMN), .first, the most important column's name, and .baseline, the metric without shuffling"
  package static let example = """
    ```yaml {importance} matters
    model: weighted
    on: parts.test
    metric: pr_auc
    repeats: 10
    ```
    """
  package static let parameters: [Parameter] = [
    Parameter(
      "model", .reference([Kind.model.rawValue]), required: true,
      "The model; it is not fitted again."),
    Parameter(
      "on", .reference([Kind.testSet.rawValue]), required: true,
      "The test set whose columns are shuffled, one at a time, as they are in the file."),
    Parameter(
      "metric", .text,
      "What is lost; by default pr_auc, for more than two classes balanced_accuracy."),
    Parameter(
      "repeats", .integer(1...1_000), default: .integer(5),
      "How often each column is shuffled; the interval is that of the mean over the shuffles."),
    Parameter(
      "ci", .number(0.5...1, excludingUpper: true), default: .number(0.95),
      "The level of the intervals."),
    ThresholdChoice.cost,
    SharedParameters.randomState,
  ]

  package static func declaration(
    _ node: DirectiveNode, _ settings: [String: Setting], in document: Document
  ) -> (kind: Kind, shape: Shape, members: [(name: String, kind: Kind)])? {
    (.importance, .importance, [])
  }

  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> (any Step)? {
    let model = directive.text("model").flatMap {
      scope.use($0, as: TrainedModel.self, at: directive.span(of: "model"))
    }
    let test = directive.text("on").flatMap {
      scope.use($0, as: TestSet.self, at: directive.span(of: "on"))
    }
    var isSound = true
    if let model, let test, let judged = scope.splitRoot(of: test.path) {
      isSound = !scope.reportLeak(
        of: model.path, judgedOn: test.path, judged, at: directive.span(of: "model"))
    }
    var cost: CostMatrix?
    do { cost = try ThresholdChoice.costMatrix(directive.values) } catch {
      scope.report(error, in: directive)
      isSound = false
    }
    var metric: ResolvedMetric?
    if let name = directive.text("metric") {
      metric = Metrics.named(name)
      let span = directive.span(of: "metric")
      if let metric, metric.direction == .neutral {
        scope.report(
          "neutral-metric",
          "importance is the loss of a metric that has a better end; '\(name)' has none", at: span,
          hint: "for example: metric: pr_auc")
        isSound = false
      } else if let metric, metric.metric.needsCosts, directive.settings["cost"] == nil {
        scope.report(
          "missing-option", "'\(name)' needs to know what each mistake costs", at: span,
          hint: "add cost: {fn: 100, fp: 1}")
        isSound = false
      } else if metric == nil {
        scope.reportUnknownMetric(name, at: span)
        isSound = false
      }
    }
    guard let model, let test, isSound else { return nil }
    return ImportanceStep(
      directive: directive, model: model, test: test, metric: metric, cost: cost,
      seed: directive.seed(root: scope.seed))
  }
}

private struct ImportanceStep: Step {
  let directive: CheckedDirective
  let model: Binding<TrainedModel>
  let test: Binding<TestSet>
  let metric: ResolvedMetric?
  let cost: CostMatrix?
  let seed: Seed

  var reads: [String] { [model.path, test.path] }
  var doing: String { "shuffling columns for \(directive.name)" }
  var facts: [String]? { [] }

  func run(_ context: RunContext) throws(ModellingError) -> Outcome {
    let trained = context[model]
    let rows = context[test]
    try trained.checkFits(rows, named: test.path)
    guard
      let metric = metric ?? Metrics.named(EvaluateStep.defaultObjective(rows.labels.target))
    else { return Outcome() }
    let found = try context.kept { () throws(ModellingError) in
      try PermutationImportance(
        of: trained.fitted, on: rows, metric: metric,
        options: .init(
          repeats: directive.values.integer("repeats"), cost: cost,
          confidence: directive.values.number("ci"), seed: seed, threads: context.threads))
    }
    return Outcome(
      .importance(
        ModelImportance(
          name: directive.name, model: trained.name, method: trained.method, on: test.path,
          target: rows.labels.target, classCounts: rows.labels.classCounts, found: found)))
  }

  func option(for code: String) -> String? {
    switch code {
    case "metric-classes", "neutral-metric": "metric"
    case "other-columns", "no-rows": "on"
    default: "model"
    }
  }
}
