package import Imbalance
package import Literate

/// Refits models in folds of a training set.
package enum CrossValidateVerb: Verb {
  package static let name = "cross_validate"
  package static let summary =
    "Refits each model's whole recipe (resampling, preparation, calibration, threshold) inside every fold and judges it on the rows held out; all models share the folds."
  package static let defines =
    "a cross-validation: under each model's name every metric's mean over the folds with .std, .low, .high and .gap (training less test)"
  package static let example = """
    ```yaml {cross_validate} cv
    models: [always_no, weighted]
    data: parts.train
    folds: 5
    repeats: 2
    metrics: [mcc, pr_auc]
    ```
    """
  package static let parameters: [Parameter] =
    ContestantReader.parameters + [
      Parameter(
        "metrics", .either([.list(.text), .text]),
        "The metrics that tables show; the results file holds every one that applies."),
      Parameter(
        "seeds", .integer(1...50), default: .integer(1),
        "How many times each model is fitted in each fold with its random streams drawn anew, to tell the seed's part of the spread from the folds'."
      ),
      Parameter(
        "train_scores", .boolean, default: .boolean(true),
        "Whether the rows learnt from are scored too, for the gap between training and test."),
      SharedParameters.randomState,
    ]

  package static func declaration(
    _ node: DirectiveNode, _ settings: [String: Setting], in document: Document
  ) -> (kind: Kind, shape: Shape, members: [(name: String, kind: Kind)])? {
    let keys = EvaluateVerb.modelPaths(settings["models"], in: document)
      .map { EvaluateVerb.key($0) }
    return (.crossValidation, .crossValidation(models: keys), [])
  }

  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> (any Step)? {
    let entry = ContestantReader(directive: directive).read(in: &scope)
    let metrics = EvaluateVerb.readMetrics(directive, in: &scope)
    do {
      let cost = try ThresholdChoice.costMatrix(directive.values)
      guard let entry, let metrics else { return nil }
      return CrossValidateStep(
        directive: directive, entry: entry, metrics: metrics, cost: cost,
        seed: directive.seed(root: scope.seed))
    } catch {
      scope.report(error, in: directive)
      return nil
    }
  }
}

private struct CrossValidateStep: Step {
  let directive: CheckedDirective
  let entry: ContestantReader.Entry
  let metrics: [ResolvedMetric]
  let cost: CostMatrix?
  let seed: Seed

  var reads: [String] { entry.reads }
  var doing: String { "cross-validating \(directive.name)" }
  var facts: [String]? { entry.facts }

  func run(_ context: RunContext) throws(ModellingError) -> Outcome {
    let (models, contestants) = entry.contestants(context)
    let values = directive.values
    let options = CrossValidationOptions(
      folds: values.integer("folds"), repeats: values.integer("repeats"),
      groups: try entry.groups(context), metrics: metrics.map(\.name), cost: cost,
      confidence: values.number("ci"), seeds: values.integer("seeds"),
      trainScores: values.boolean("train_scores"), seed: seed, threads: context.threads)
    let result = try context.kept { () throws(ModellingError) in
      try CrossValidation.run(
        contestants, on: context[entry.data], options: options,
        progress: context.fits("cross-validating \(directive.name), fit"))
    }
    for metric in metrics where result.models.allSatisfy({ $0[metric.name] == nil }) {
      throw EvaluateStep.inapplicable(metric, result.target)
    }
    let shown =
      metrics.isEmpty ? EvaluateStep.defaultMetrics(result.target, cost != nil) : metrics
    let notes =
      result.notes.map { "\(directive.name): \(context.language.term($0))." }
      + entry.notes(context.language)
      + Self.merged(
        result.models.flatMap { model in model.notes.map { (model.name, $0) } }, context.language)
    return Outcome(
      .crossValidation(
        CrossValidated(
          name: directive.name, data: entry.data.path, result: result, models: models,
          metrics: shown, group: directive.text("group"))), notes: notes)
  }

  /// What several models have to say alike is said once.
  private static func merged(
    _ notes: [(model: String, text: String)], _ language: Language
  ) -> [String] {
    var texts: [String] = []
    for note in notes where !texts.contains(note.text) { texts.append(note.text) }
    return texts.map { text in
      let models = notes.filter { $0.text == text }.map(\.model)
      return language.say(
        "\(Phrases.list(models, language)), in a fold: \(language.term(text)).")
    }
  }

  func option(for code: String) -> String? {
    ContestantReader(directive: directive).option(for: code, metric: "metrics")
  }
}

extension EvaluateStep {
  /// The error of a metric that the number of classes rules out.
  static func inapplicable(_ metric: ResolvedMetric, _ target: Target) -> ModellingError {
    ModellingError(
      "metric-classes",
      metric.metric == Cost.self
        ? "'cost' needs to know what each mistake costs"
        : "'\(metric.name)' is not defined for \(target.classes.count) classes",
      hint: metric.metric == Cost.self
        ? "add cost: {fn: 100, fp: 1}"
        : target.isBinary
          ? "leave out the suffix: two classes need no average"
          : "with more than two classes write \(metric.name)_macro")
  }

  /// What models are compared by when the author is silent.
  static func defaultObjective(_ target: Target) -> String {
    target.isBinary ? "pr_auc" : "balanced_accuracy"
  }
}
