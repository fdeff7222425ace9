package import Imbalance
package import Literate
internal import OrderedCollections

/// Judges models on held-out rows.
package enum EvaluateVerb: Verb {
  package static let name = "evaluate"
  package static let summary =
    "Judges models on a test set: every metric with its interval, curves and confusion matrices."
  package static let defines =
    "an evaluation: the values of its test rows, and under each model's name every metric with .low and .high"
  package static let example = """
    ```yaml {evaluate} scores
    models: [always_no, weighted]
    on: parts.test
    metrics: [accuracy, recall, precision, mcc, pr_auc]
    ```
    """
  package static let parameters: [Parameter] = [
    Parameter(
      "models", .either([.list(.reference(["model"])), .reference(["model", "predictions"])]),
      required: true, "The models, in the order in which they are shown."),
    Parameter(
      "on", .reference(["test set", "predictions"]),
      "The test set; not needed where the models are predictions made elsewhere."),
    Parameter(
      "metrics", .either([.list(.text), .text]),
      "The metrics that tables show; the results file holds every one that applies."),
    Parameter(
      "ci", .either([.number(0.5...1, excludingUpper: true), .mapping(.anything)]),
      default: .number(0.95), "The level of the intervals; {level: 95%, replicates: 1000}."),
    ThresholdChoice.cost,
    SharedParameters.randomState,
  ]

  package static func declaration(
    _ node: DirectiveNode, _ settings: [String: Setting], in document: Document
  ) -> (kind: Kind, shape: Shape, members: [(name: String, kind: Kind)])? {
    let keys = modelPaths(settings["models"], in: document).map(key)
    return (.evaluation, .evaluation(models: keys), keys.map { ($0, .evaluatedModel) })
  }

  /// The dotted names of an evaluation's models; a `predictions` directive stands for all of its
  /// own.
  static func modelPaths(_ setting: Setting?, in document: Document) -> [String] {
    let written: [String] =
      switch setting?.plain {
      case .list(let items)?: items.compactMap(\.asText)
      case .some(let value): value.asText.map { [$0] } ?? []
      case nil: []
      }
    return written.flatMap { path -> [String] in
      let source = document.directives.first {
        $0.name?.value == path && $0.verb.value == PredictionsVerb.name
      }
      guard case .mapping(let entries)? = source?["models"]?.value else { return [path] }
      return entries.map { "\(path).\($0.key.value)" }
    }
  }

  /// The names of the models that a directive lists, as they stand in what it makes.
  static func models(of directive: String, in document: Document) -> [String] {
    let node = document.directives.first { $0.name?.value == directive }
    return modelPaths(node?["models"], in: document).map(key)
  }

  /// The name under which a model stands in the evaluation: the last part of its path.
  static func key(_ path: String) -> String {
    path.split(separator: ".").last.map(String.init) ?? path
  }

  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> (any Step)? {
    var isSound = true
    var models: [EvaluatedSource] = []
    var keys: Set<String> = []
    let on = directive.text("on")
    var outside: String?
    if let on, let (kind, _) = scope.resolvedQuietly(on), kind == .predictions { outside = on }
    for (index, written) in directive.words("models").enumerated() {
      let span = directive.span(of: "models", path: [String(index)])
      var path = written
      // A model of the predictions under `on` may be named alone.
      if let outside, scope.resolvedQuietly(path) == nil,
        scope.resolvedQuietly("\(outside).\(path)") != nil
      {
        path = "\(outside).\(path)"
      }
      guard let (kind, declaration) = scope.resolve(path, at: span) else {
        isSound = false
        continue
      }
      switch kind {
      case .model:
        models.append(
          EvaluatedSource(
            key: key(path), source: .model(Binding(path: path)), slot: scope.slot(of: path)))
      case .predictions:
        let root = declaration.name
        outside = outside ?? root
        let names =
          path == root ? declaration.members.map(\.name) : [key(path)]
        for name in names {
          models.append(
            EvaluatedSource(
              key: name, source: .outside(Binding(path: root), name),
              slot: scope.slot(of: "\(root).\(name)")))
        }
      default:
        scope.report(
          "wrong-kind", "'\(path)' is \(kind.withArticle); only models are evaluated", at: span,
          notes: [.init("'\(declaration.name)' is defined here", span: declaration.span)])
        isSound = false
      }
    }
    for model in models where !keys.insert(model.key).inserted {
      scope.report(
        "duplicate-name", "the evaluation holds two models named '\(model.key)'",
        at: directive.span(of: "models"))
      isSound = false
    }
    var test: Binding<TestSet>?
    let hasModels = models.contains { if case .model = $0.source { true } else { false } }
    if let on, scope.resolvedQuietly(on)?.kind != .predictions {
      test = scope.use(on, as: TestSet.self, at: directive.span(of: "on"))
      isSound = isSound && test != nil
      if outside != nil, test != nil {
        scope.report(
          "mixed-rows",
          "predictions made elsewhere bring their own rows; judge them in an evaluation of their own",
          at: directive.span(of: "models"))
        isSound = false
      }
      if test != nil, isSound { isSound = !leaks(directive, models, test: on, in: &scope) }
    } else if hasModels {
      scope.report(
        "missing-option",
        on == nil
          ? "'evaluate' needs the option 'on': the test set that the models are judged on"
          : "a model is judged on a test set; '\(on ?? "")' holds predictions made elsewhere",
        at: on == nil ? directive.node.headSpan : directive.span(of: "on"),
        hint: scope.testSetHint)
      isSound = false
    }
    let metrics = readMetrics(directive, in: &scope)
    var cost: CostMatrix?
    do { cost = try ThresholdChoice.costMatrix(directive.values) } catch {
      scope.report(error, in: directive)
      isSound = false
    }
    guard isSound, let metrics, let interval = readInterval(directive, in: &scope) else {
      return nil
    }
    return EvaluateStep(
      directive: directive, models: models, test: test, on: on ?? outside ?? "",
      metrics: metrics, level: interval.level, replicates: interval.replicates, cost: cost,
      seed: directive.seed(root: scope.seed))
  }

  /// Whether a model has learnt from another split of the rows it would be judged on.
  private static func leaks(
    _ directive: CheckedDirective, _ models: [EvaluatedSource], test: String,
    in scope: inout Scope
  ) -> Bool {
    guard let judged = scope.splitRoot(of: test) else { return false }
    var found = false
    for (index, model) in models.enumerated() {
      guard case .model(let binding) = model.source else { continue }
      let span = directive.span(of: "models", path: [String(index)])
      found = scope.reportLeak(of: binding.path, judgedOn: test, judged, at: span) || found
    }
    return found
  }

  /// The metrics of an option, or `nil` after reporting which of them does not exist.
  static func readMetrics(
    _ directive: CheckedDirective, in scope: inout Scope
  ) -> [ResolvedMetric]? {
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
    return isSound ? metrics : nil
  }

  private static func readInterval(
    _ directive: CheckedDirective, in scope: inout Scope
  ) -> (level: Double, replicates: Int)? {
    guard case .mapping(let pairs)? = directive.values["ci"] else {
      return (directive.values.number("ci"), 1000)
    }
    do {
      var given: [String: ParameterValue] = [:]
      for pair in pairs { given[pair.key == "reps" ? "replicates" : pair.key] = pair.value }
      let values = try ParameterValues(
        given,
        for: [
          Parameter(
            "level", .number(0.5...1, excludingUpper: true), default: .number(0.95), "The level."),
          Parameter(
            "replicates", .integer(100...100_000), default: .integer(1000),
            "How many bootstrap replicates are drawn."),
          Parameter("method", .choice(["bootstrap"]), default: .text("bootstrap"), "The method."),
        ])
      return (values.number("level"), values.integer("replicates"))
    } catch {
      scope.report(
        error.code, error.message,
        at: directive.span(of: "ci", path: error.parameter.map { [$0] } ?? []), hint: error.hint)
      return nil
    }
  }
}

/// Where a model of an evaluation comes from.
struct EvaluatedSource: Sendable {
  enum Source: Sendable {
    case model(Binding<TrainedModel>)
    case outside(Binding<OutsideScores>, String)
  }
  let key: String
  let source: Source
  /// Its place among all models of the report.
  let slot: Int
}

extension Scope {
  /// Reports a model that has learnt from another split of the rows it would be judged on.
  mutating func reportLeak(
    of model: String, judgedOn test: String, _ judged: (split: String, file: String),
    at span: SourceSpan
  ) -> Bool {
    guard let learnt = splitRoot(of: model), learnt.split != judged.split,
      learnt.file == judged.file
    else { return false }
    report(
      "leakage",
      "'\(model)' learnt from '\(learnt.split)', another split of the rows behind '\(test)', so it may have seen rows that would judge it",
      at: span, hint: "judge it on '\(learnt.split).test'")
    return true
  }

  /// The test sets there are, as a hint.
  var testSetHint: String? {
    let names = declarations.values.filter { $0.kind == .split }.map { "'\($0.name).test'" }
    return names.isEmpty ? "a split makes one" : "there is " + Phrases.list(names, "or")
  }

  /// Reports a metric that does not exist, with what its author may have meant.
  mutating func reportUnknownMetric(_ name: String, at span: SourceSpan) {
    let names = Metrics.all.map { $0.name }
    let near = OtherNames.ours(for: name, among: names) ?? suggestion(for: name, among: names)
    report(
      "unknown-metric",
      names.contains(name)
        ? "the metric '\(name)' needs a number in brackets" : "there is no metric '\(name)'",
      at: span, hint: "metrics: " + names.joined(separator: ", "),
      meant: near.map { Metrics.named($0) == nil ? "\($0)(0.5)" : $0 })
  }
}
