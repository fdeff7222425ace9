package import Imbalance
package import Literate

/// Ranks models and tests how they differ.
package enum CompareVerb: Verb {
  package static let name = "compare"
  package static let summary =
    "Ranks the models of an evaluation or a cross-validation by one metric, tests each against the baseline and the best, and says whether resampling helped; several of them are compared by mean ranks."
  package static let defines =
    "a comparison: best, verdict (in words), and for each model .rank, .difference and .p_value against the baseline, .p_best against the best"
  package static let example = """
    ```yaml {compare} verdict
    from: cv
    by: mcc
    ```
    """
  package static let parameters: [Parameter] = [
    Parameter(
      "from",
      .either([
        .list(.reference(["evaluation", "cross-validation"])),
        .reference(["evaluation", "cross-validation"]),
      ]), required: true,
      "What is compared; a list stands for several data sets, whose models are lined up by name or else by place."
    ),
    Parameter(
      "by", .text,
      "The metric, cost included; by default pr_auc, for more than two classes balanced_accuracy."),
    Parameter(
      "baseline", .text,
      "The model all others are tested against; by default the first that is neither resampled nor weighted and does look at its rows."
    ),
    Parameter(
      "alpha", .number(0...0.5, excludingLower: true), default: .number(0.05),
      "The level of the tests."),
    Parameter(
      "correction", .choice(Adjustment.allCases.map(\.rawValue)), default: .text("holm"),
      "How p values are adjusted for their number."),
    Parameter(
      "names", .list(.text),
      "What the strategies are called where several data sets name them differently, by place."),
  ]

  /// The things named under `from`, as written.
  private static func sources(_ setting: Setting?) -> [String] {
    switch setting?.plain {
    case .list(let items)?: items.compactMap(\.asText)
    case .some(let value): value.asText.map { [$0] } ?? []
    case nil: []
    }
  }

  /// The names under which models are compared.
  static func models(
    _ settings: [String: Setting], in document: Document
  ) -> [String] {
    let lists = sources(settings["from"]).map { EvaluateVerb.models(of: $0, in: document) }
    if lists.count > 1, case .list(let names)? = settings["names"]?.plain {
      return names.compactMap(\.asText)
    }
    return lists.first ?? []
  }

  package static func declaration(
    _ node: DirectiveNode, _ settings: [String: Setting], in document: Document
  ) -> (kind: Kind, shape: Shape, members: [(name: String, kind: Kind)])? {
    (.comparison, .comparison(models: models(settings, in: document)), [])
  }

  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> (any Step)? {
    let paths = directive.words("from")
    var isSound = !paths.isEmpty
    var kinds: Set<Kind> = []
    for (index, path) in paths.enumerated() {
      let span = directive.span(of: "from", path: [String(index)])
      guard let (kind, declaration) = scope.resolve(path, at: span) else {
        isSound = false
        continue
      }
      guard [.evaluation, .crossValidation].contains(kind) else {
        scope.report(
          "wrong-kind",
          "'\(path)' is \(kind.withArticle); models are compared in an evaluation or a cross-validation",
          at: span, hint: scope.plotHint([.evaluation, .crossValidation]),
          notes: [.init("'\(declaration.name)' is defined here", span: declaration.span)])
        isSound = false
        continue
      }
      kinds.insert(kind)
    }
    if paths.isEmpty {
      scope.report(
        "option-type", "'from' names an evaluation or a cross-validation",
        at: directive.span(of: "from"))
    }
    var metric: ResolvedMetric?
    if let name = directive.text("by") {
      metric = Metrics.named(name)
      if let found = metric, found.direction == .neutral {
        scope.report(
          "neutral-metric",
          "models are ranked by a metric that has a better end; '\(name)' has none",
          at: directive.span(of: "by"), hint: "for example: by: mcc")
        isSound = false
      } else if metric == nil {
        scope.reportUnknownMetric(name, at: directive.span(of: "by"))
        isSound = false
      }
    }
    guard isSound else { return nil }
    let names = models(directive.settings, in: scope.document)
    guard names.count > 1 else {
      scope.report(
        "one-model", "a comparison needs at least two models; '\(paths[0])' has \(names.count)",
        at: directive.span(of: "from"),
        hint: "give '\(paths[0])' the model that the other is to be compared with")
      return nil
    }
    if paths.count > 1 {
      isSound = checkSeveral(directive, paths, names, in: &scope)
    } else if directive.settings["names"] != nil {
      scope.report(
        "contradicting-options", "'names' belongs to a comparison over several data sets",
        at: directive.span(of: "names"))
      isSound = false
    }
    if let baseline = directive.text("baseline"), isSound, !names.contains(baseline) {
      let near = suggestion(for: baseline, among: names)
      scope.report(
        "unknown-model", "'\(paths[0])' has no model '\(baseline)'",
        at: directive.span(of: "baseline"),
        hint: "it has " + Phrases.list(names), meant: near)
      isSound = false
    }
    guard isSound else { return nil }
    return CompareStep(directive: directive, paths: paths, names: names, metric: metric)
  }

  /// Whether the models of several sources can be lined up.
  private static func checkSeveral(
    _ directive: CheckedDirective, _ paths: [String], _ names: [String], in scope: inout Scope
  ) -> Bool {
    if directive.settings["baseline"] != nil {
      scope.report(
        "contradicting-options",
        "over several data sets all models are compared by their ranks, without a baseline",
        at: directive.span(of: "baseline"), hint: "leave 'baseline' out")
      return false
    }
    var isSound = true
    for (index, path) in paths.enumerated() {
      let count = EvaluateVerb.models(of: path, in: scope.document).count
      if count != names.count {
        scope.report(
          "other-models",
          "the same strategies are compared on every data set: '\(path)' has \(count), and there are \(names.count)",
          at: directive.span(of: "from", path: [String(index)]),
          hint: "list the models in the same order everywhere, and 'names' for them")
        isSound = false
      } else if paths.firstIndex(of: path) != index {
        scope.report(
          "duplicate-name", "'\(path)' is listed twice",
          at: directive.span(of: "from", path: [String(index)]))
        isSound = false
      }
    }
    if Set(names).count != names.count {
      scope.report(
        "duplicate-name", "every strategy has a name of its own", at: directive.span(of: "names"))
      isSound = false
    }
    return isSound
  }
}
