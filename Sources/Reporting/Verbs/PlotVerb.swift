package import Imbalance
package import Literate
internal import OrderedCollections

/// Shows a thing as a numbered figure.
package enum PlotVerb: Verb {
  package static let name = "plot"
  package static let summary = "Shows an evaluation or a data set as a numbered figure of one kind."
  package static let defines =
    "a numbered figure; a name that begins with fig- can be referred to as @fig-…"
  package static let example = """
    ```yaml {plot confusion} fig-cm
    from: scores.weighted
    caption: "What the model gets right and wrong."
    ```
    """
  package static var subtypes: [String] { Plots.all.map { $0.name } }
  package static let parameters: [Parameter] = [
    Parameter(
      "from",
      .reference(
        Kind.allCases.filter { kind in Plots.all.contains { $0.shows.contains(kind) } }
          .map(\.rawValue)), required: true, "What is shown; each kind of plot says which."),
    SharedParameters.models, SharedParameters.caption,
  ]

  package static func parameters(
    for node: DirectiveNode, _ settings: [String: Setting]
  ) -> [Parameter] {
    parameters + (node.subtype.flatMap { Plots.named($0.value)?.parameters } ?? [])
  }

  package static func declaration(
    _ node: DirectiveNode, _ settings: [String: Setting], in document: Document
  ) -> (kind: Kind, shape: Shape, members: [(name: String, kind: Kind)])? {
    (.figure, .record([]), [])
  }

  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> (any Step)? {
    guard let plot = directive.node.subtype.flatMap({ Plots.named($0.value) }) else { return nil }
    let path = directive.text("from") ?? ""
    let caption = scope.caption(of: directive)
    guard let (kind, declaration) = scope.resolve(path, at: directive.span(of: "from")) else {
      return nil
    }
    guard plot.shows.contains(kind) else {
      let kinds = Kind.allCases.filter { plot.shows.contains($0) }.map(\.withArticle)
      scope.report(
        "wrong-kind",
        "'\(path)' is \(kind.withArticle); \("aeiou".contains(plot.name.prefix(1)) ? "an" : "a") \(plot.name) plot shows \(Phrases.list(kinds, "or"))",
        at: directive.span(of: "from"),
        hint: scope.plotHint(plot.shows),
        notes: [.init("'\(declaration.name)' is defined here", span: declaration.span)])
      return nil
    }
    var isSound = true
    for (index, name) in directive.words("metrics").enumerated() where Metrics.named(name) == nil {
      isSound = false
      scope.reportUnknownMetric(name, at: directive.span(of: "metrics", path: [String(index)]))
    }
    if let name = directive.text("metric"), Metrics.named(name) == nil {
      scope.reportUnknownMetric(name, at: directive.span(of: "metric"))
      isSound = false
    }
    isSound = scope.checkModels(of: directive, kind, declaration) && isSound
    guard isSound, let caption else { return nil }
    return PlotStep(directive: directive, plot: plot, path: path, caption: caption)
  }
}

private struct PlotStep: Step {
  let directive: CheckedDirective
  let plot: any Plot.Type
  let path: String
  let caption: [Inline]
  var reads: [String] { [path] }
  var doing: String { "drawing \(directive.name)" }

  func run(_ context: RunContext) throws(ModellingError) -> Outcome {
    try context.requireRows(path)
    guard let (thing, part) = context.source(at: path) else { return Outcome() }
    let source = PlotSource(
      thing, part: part, name: path, models: directive.words("models"), context.language)
    let figure = try plot.figure(source, directive.values, context.language)
    return Outcome(.figure(figure), content: [.figure(figure, caption: caption)])
  }

  func option(for code: String) -> String? {
    switch code {
    case "metric-classes": "metrics"
    case "scatter-feature": "features"
    default: "from"
    }
  }
}

extension PlotSource {
  /// What a named thing offers to a plot.
  init(_ thing: Thing, part: String?, name: String, models chosen: [String], _ language: Language) {
    switch thing {
    case .evaluation(let evaluation):
      self.evaluation = evaluation
      models =
        part.flatMap { evaluation.model($0) }.map { [$0] }
        ?? (chosen.isEmpty ? evaluation.models : chosen.compactMap { evaluation.model($0) })
    case .dataset(let data):
      rows = [
        Rows(
          name: name, labels: data.dataset.labels, origins: [], table: data.dataset.table,
          base: nil, encoding: nil)
      ]
    case .training(let set): rows = [Rows(set, name: name)]
    case .split(let split):
      let all =
        [Rows(split.training, name: language.say("training set"))]
        + (split.validation.map { [Rows($0, name: language.say("validation set"))] } ?? [])
        + [Rows(split.test, name: language.say("test set"))]
      switch part {
      case "train"?: rows = [all[0]]
      case "test"?: rows = [all[all.count - 1]]
      case "validation"?: rows = [all[1]]
      default: rows = all
      }
    case .crossValidation(let found): crossValidation = found.choosing(chosen)
    case .learningCurve(let found): learningCurves = found
    case .importance(let found): importance = found
    case .comparison(let found): comparison = found
    case .model(let model): trained = model
    case .predictions, .description, .gate, .figure, .table: break
    }
  }
}

extension PlotSource.Rows {
  init<Role>(_ partition: Partition<Role>, name: String) {
    let training = partition as? TrainingSet
    self.init(
      name: name, labels: partition.labels, origins: partition.origins, table: partition.table,
      base: training?.lineage == nil ? nil : training?.base, encoding: partition.encoding)
  }
}

extension Scope {
  /// The caption as inlines with its values checked; empty without one, `nil` when it is wrong.
  mutating func caption(of directive: CheckedDirective) -> [Inline]? {
    guard let setting = directive.node["caption"] else { return [] }
    let (inlines, problems) = document.inlines(ofCaption: setting)
    report(problems)
    check(inlines)
    return problems.contains { $0.severity == .error } ? nil : inlines
  }

  /// Whether the models that a directive names are in the evaluation it shows.
  mutating func checkModels(
    of directive: CheckedDirective, _ kind: Kind, _ declaration: Declaration
  ) -> Bool {
    guard directive.settings["models"] != nil else { return true }
    guard kind == .evaluation || kind == .crossValidation else {
      report(
        "contradicting-options",
        "'models' chooses among those of a whole evaluation or cross-validation",
        at: directive.span(of: "models"), hint: "write 'from: \(declaration.name)'")
      return false
    }
    var isSound = true
    let names =
      kind == .crossValidation
      ? EvaluateVerb.models(of: declaration.name, in: document) : declaration.members.map(\.name)
    for (index, name) in directive.words("models").enumerated() where !names.contains(name) {
      let near = suggestion(for: name, among: names)
      report(
        "unknown-model", "'\(declaration.name)' has no model '\(name)'",
        at: directive.span(of: "models", path: [String(index)]),
        hint: "it has " + Phrases.list(names), meant: near)
      isSound = false
    }
    return isSound
  }

  func plotHint(_ kinds: Set<Kind>) -> String? {
    let fitting = names(of: kinds)
    return fitting.isEmpty ? nil : "there is " + Phrases.list(fitting.map { "'\($0)'" }, "or")
  }
}
