package import Imbalance
package import Literate

/// Refits models with fewer rows.
package enum LearningCurveVerb: Verb {
  package static let name = "learning_curve"
  package static let summary =
    "Refits models with growing shares of the training rows, inside folds: would more rows, or more rows of the rare class, help?"
  package static let defines =
    "a learning curve: its verdict in words, and for each model .value at the full size and .gain, what the last step brought"
  package static let example = """
    ```yaml {learning_curve} curve
    models: [weighted]
    data: parts.train
    of: minority
    metric: pr_auc
    ```
    """
  package static let parameters: [Parameter] =
    ContestantReader.parameters + [
      Parameter(
        "of", .choice(LearningCurve.Growth.allCases.map(\.rawValue)), default: .text("all"),
        "Which rows grow in number: those of all classes, or of the rarest one with all others kept."
      ),
      Parameter(
        "sizes",
        .either([
          .list(.number(0...1, excludingLower: true)), .integer(2...20),
        ]), default: .integer(5),
        "The shares of the growing rows, ascending; a number makes so many equal steps up to all."),
      Parameter(
        "metric", .text,
        "What is measured; by default pr_auc, for more than two classes balanced_accuracy."),
      SharedParameters.randomState,
    ]

  package static func declaration(
    _ node: DirectiveNode, _ settings: [String: Setting], in document: Document
  ) -> (kind: Kind, shape: Shape, members: [(name: String, kind: Kind)])? {
    let keys = EvaluateVerb.modelPaths(settings["models"], in: document)
      .map { EvaluateVerb.key($0) }
    return (.learningCurve, .learningCurve(models: keys), [])
  }

  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> (any Step)? {
    let entry = ContestantReader(directive: directive).read(in: &scope)
    var isSound = true
    var metric: ResolvedMetric?
    if let name = directive.text("metric") {
      metric = Metrics.named(name)
      if metric == nil {
        scope.reportUnknownMetric(name, at: directive.span(of: "metric"))
        isSound = false
      }
    }
    var sizes: [Double]
    if case .list(let items)? = directive.values["sizes"] {
      sizes = items.compactMap(\.asNumber)
      if sizes.count < 2 || zip(sizes, sizes.dropFirst()).contains(where: { $0 >= $1 }) {
        scope.report(
          "option-range", "'sizes' are at least two shares, each larger than the one before it",
          at: directive.span(of: "sizes"), hint: "for example: sizes: [20%, 50%, 100%]")
        isSound = false
      }
    } else {
      let count = directive.values.integer("sizes")
      sizes = (1...count).map { Double($0) / Double(count) }
    }
    do {
      let cost = try ThresholdChoice.costMatrix(directive.values)
      guard let entry, isSound else { return nil }
      return LearningCurveStep(
        directive: directive, entry: entry, metric: metric, sizes: sizes, cost: cost,
        seed: directive.seed(root: scope.seed))
    } catch {
      scope.report(error, in: directive)
      return nil
    }
  }
}

private struct LearningCurveStep: Step {
  let directive: CheckedDirective
  let entry: ContestantReader.Entry
  let metric: ResolvedMetric?
  let sizes: [Double]
  let cost: CostMatrix?
  let seed: Seed

  var reads: [String] { entry.reads }
  var doing: String { "fitting \(directive.name) at \(sizes.count) sizes" }
  var facts: [String]? { entry.facts }

  func run(_ context: RunContext) throws(ModellingError) -> Outcome {
    let (models, contestants) = entry.contestants(context)
    let values = directive.values
    let target = context[entry.data].labels.target
    guard
      let metric = metric ?? Metrics.named(EvaluateStep.defaultObjective(target))
    else { return Outcome() }
    let options = CrossValidationOptions(
      folds: values.integer("folds"), repeats: values.integer("repeats"),
      groups: try entry.groups(context), metrics: [metric.name], cost: cost,
      confidence: values.number("ci"), trainScores: false, seed: seed, threads: context.threads)
    let result = try context.kept { () throws(ModellingError) in
      try LearningCurve.run(
        contestants, on: context[entry.data], shares: sizes,
        growth: LearningCurve.Growth(rawValue: values.text("of")) ?? .all, metric: metric.name,
        options: options,
        progress: context.fits("fitting \(directive.name),"))
    }
    if result.models.allSatisfy({ $0.points.last?.scores.mean.value.reason == "no such metric" }) {
      throw EvaluateStep.inapplicable(metric, target)
    }
    return Outcome(
      .learningCurve(
        LearningCurves(
          name: directive.name, data: entry.data.path, result: result, models: models,
          metric: metric, target: target, language: context.language)),
      notes: result.notes.map { "\(directive.name): \(context.language.term($0))." }
        + entry.notes(context.language))
  }

  func option(for code: String) -> String? {
    ContestantReader(directive: directive).option(for: code, metric: "metric")
  }
}
