package import Imbalance
package import Literate
internal import OrderedCollections

/// Shows a thing as a numbered table.
package enum TableVerb: Verb {
  package static let name = "table"
  package static let summary =
    "Shows an evaluation, the classes of a data set or a split, or what a model learnt, as a numbered table."
  package static let defines =
    "a numbered table; a name that begins with tbl- can be referred to as @tbl-…"
  package static let example = """
    ```yaml {table} tbl-scores
    from: scores
    metrics: [accuracy, recall, mcc]
    caption: "Test-set scores with 95% intervals."
    ```
    """
  package static let parameters: [Parameter] = [
    Parameter(
      "from",
      .reference([
        "evaluation", "cross-validation", "comparison", "learning curve", "data set", "split",
        "training set", "model",
      ]),
      required: true, "What is shown."),
    Parameter("metrics", .either([.list(.text), .text]), "The columns of an evaluation's table."),
    SharedParameters.models,
    Parameter("sort", .text, "The metric by which models are ordered, best first."),
    Parameter(
      "limit", .integer(1...10_000), default: .integer(20),
      "How many rows a table of coefficients or importances has at most."),
    SharedParameters.caption,
  ]

  package static func declaration(
    _ node: DirectiveNode, _ settings: [String: Setting], in document: Document
  ) -> (kind: Kind, shape: Shape, members: [(name: String, kind: Kind)])? {
    (.table, .record([]), [])
  }

  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> (any Step)? {
    let path = directive.text("from") ?? ""
    let caption = scope.caption(of: directive)
    guard let (kind, declaration) = scope.resolve(path, at: directive.span(of: "from")) else {
      return nil
    }
    let shown: Set<Kind> = [
      .evaluation, .evaluatedModel, .dataset, .split, .trainingSet, .validationSet, .testSet,
      .model, .crossValidation, .comparison, .learningCurve,
    ]
    guard shown.contains(kind) else {
      scope.report(
        "wrong-kind",
        "'\(path)' is \(kind.withArticle); a table shows an evaluation, a model or the classes of rows",
        at: directive.span(of: "from"),
        notes: [.init("'\(declaration.name)' is defined here", span: declaration.span)])
      return nil
    }
    var metrics: [ResolvedMetric] = []
    var isSound = true
    for (index, name) in directive.words("metrics").enumerated() {
      if let metric = Metrics.named(name) {
        metrics.append(metric)
      } else {
        isSound = false
        scope.reportUnknownMetric(
          name, at: directive.span(of: "metrics", path: [String(index)]))
      }
    }
    var sort: ResolvedMetric?
    if let name = directive.text("sort") {
      sort = Metrics.named(name)
      if sort == nil {
        scope.reportUnknownMetric(name, at: directive.span(of: "sort"))
        isSound = false
      }
    }
    if ![.evaluation, .evaluatedModel, .crossValidation].contains(kind) {
      for option in ["metrics", "sort"] where directive.settings[option] != nil {
        scope.report(
          "contradicting-options",
          "'\(option)' belongs to an evaluation, not to \(kind.withArticle)",
          at: directive.span(of: option))
        isSound = false
      }
    }
    isSound = scope.checkModels(of: directive, kind, declaration) && isSound
    guard isSound, let caption else { return nil }
    return TableStep(
      directive: directive, path: path, metrics: metrics, sort: sort, caption: caption)
  }
}

private struct TableStep: Step {
  let directive: CheckedDirective
  let path: String
  let metrics: [ResolvedMetric]
  let sort: ResolvedMetric?
  let caption: [Inline]
  var reads: [String] { [path] }
  var doing: String { "drawing \(directive.name)" }

  func run(_ context: RunContext) throws(ModellingError) -> Outcome {
    try context.requireRows(path)
    guard let (thing, part) = context.source(at: path) else { return Outcome() }
    let numerals = context.numerals
    let table: DataTable
    switch thing {
    case .evaluation(let evaluation):
      let missing = metrics.first { metric in
        evaluation.models.allSatisfy { $0.result[metric.name] == nil }
      }
      if let missing {
        throw ModellingError(
          "metric-classes",
          "'\(missing.name)' is not defined for \(evaluation.target.classes.count) classes")
      }
      table =
        EvaluationTable(
          evaluation: evaluation,
          models: part.flatMap { evaluation.model($0) }.map { [$0] }
            ?? (directive.settings["models"] == nil
              ? nil : directive.words("models").compactMap { evaluation.model($0) }),
          metrics: metrics.isEmpty ? evaluation.metrics : metrics, sort: sort, numerals: numerals
        ).table
    case .crossValidation(let found):
      table = try CrossValidationTable(
        found: found.choosing(directive.words("models")), metrics: metrics, sort: sort,
        numerals: numerals
      ).table
    case .comparison(let found):
      table = ComparisonTable(found: found, numerals: numerals).table
    case .learningCurve(let found):
      table = found.table(numerals)
    case .model(let model):
      table =
        ModelTable(
          model: model, limit: directive.values.integer("limit"), numerals: numerals
        ).table
    case .dataset(let data):
      table = ClassTable(parts: [(path, data.dataset.labels, [])], numerals: numerals).table
    case .training(let rows):
      table = ClassTable(parts: [(path, rows.labels, rows.origins)], numerals: numerals).table
    case .split(let split):
      let all: [(String, Labels, [RowOrigin])] =
        [("train", split.training.labels, split.training.origins)]
        + (split.validation.map { [("validation", $0.labels, $0.origins)] } ?? [])
        + [("test", split.test.labels, split.test.origins)]
      table =
        ClassTable(
          parts: part.map { name in all.filter { $0.0 == name } } ?? all, numerals: numerals
        ).table
    case .predictions, .gate, .figure, .table: return Outcome()
    }
    return Outcome(.table(table), content: [.table(table, caption: caption)])
  }

  func option(for code: String) -> String? { code == "metric-classes" ? "metrics" : "from" }
}
