package import Imbalance
package import Literate
internal import OrderedCollections

/// Looks into data: the classes, how far they are out of balance, and what may be wrong with rows,
/// columns and labels.
package enum DescribeVerb: Verb {
  package static let name = "describe"
  package static let summary =
    "Grades the imbalance of data and looks for problems in rows, columns and labels."
  package static let defines =
    "a description, with the values \(Phrases.list(Description.valueNames)); the findings stand where the directive does"
  package static let example = """
    ```yaml {describe} quality
    data: parts
    mute: [outliers]
    ```
    """
  package static let parameters: [Parameter] = [
    Parameter(
      "data", .reference(["data set", "split", "training set"]), required: true,
      "What is looked into. Of a split the training rows, which are then compared with the test rows; of a resampled training set the rows before resampling."
    ),
    Parameter(
      "checks", .either([.list(.choice(checkNames)), .choice(checkNames)]),
      "Which checks are made; by default all (`imbalreport list checks`)."),
    Parameter(
      "mute", .either([.list(.choice(checkNames)), .choice(checkNames)]),
      "Checks whose findings are not shown; their values stay."),
    Parameter(
      "model", .choice(Classifiers.all.map { $0.name }), default: .text("logistic_regression"),
      "The kind of model whose probabilities label errors are judged by, fitted in five folds of the training rows."
    ),
    Parameter(
      "max_rows", .integer(100...1_000_000), default: .integer(QualityOptions.defaultMaxRows),
      "The most rows whose neighbours are looked up; with more, a sample is."),
    SharedParameters.randomState,
  ]

  private static let checkNames = QualityChecks.all.map { $0.name }

  package static func declaration(
    _ node: DirectiveNode, _ settings: [String: Setting], in document: Document
  ) -> (kind: Kind, shape: Shape, members: [(name: String, kind: Kind)])? {
    (.description, .description, [])
  }

  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> (any Step)? {
    let path = directive.text("data") ?? ""
    let span = directive.span(of: "data")
    guard let (kind, declaration) = scope.resolve(path, at: span) else { return nil }
    guard [.dataset, .split, .trainingSet].contains(kind) else {
      scope.report(
        "wrong-kind",
        "'\(path)' is \(kind.withArticle); describe looks into a data set, a split or a training set",
        at: span,
        hint: [.testSet, .validationSet].contains(kind)
          ? "write 'data: \(declaration.name)': it compares the held-out rows with the training rows"
          : scope.names(of: [.dataset, .split]).first.map { "write 'data: \($0)'" },
        notes: [.init("'\(declaration.name)' is defined here", span: declaration.span)])
      return nil
    }
    let checks = directive.words("checks")
    for (index, name) in directive.words("mute").enumerated()
    where !checks.isEmpty && !checks.contains(name) {
      scope.report(
        "contradicting-options", "'\(name)' is muted and not among the checks",
        at: directive.span(of: "mute", path: [String(index)]), hint: "leave it out of 'mute'")
      return nil
    }
    let word = directive.values.text("model")
    guard let type = Classifiers.all.first(where: { $0.name == word }) else { return nil }
    let seed = directive.seed(root: scope.seed)
    do {
      return DescribeStep(
        directive: directive, path: path, source: scope.loadedName(behind: path),
        splits: kind == .dataset ? scope.splits(of: path) : [],
        recipe: Recipe(classifier: try type.withDefaults(), seed: seed.child("label errors")),
        seed: seed)
    } catch {
      scope.report(error, in: directive)
      return nil
    }
  }
}

private struct DescribeStep: Step {
  let directive: CheckedDirective
  let path: String
  /// The data set that the rows come from, which knows their numbers in the file.
  let source: String?
  /// The splits of a described data set, whose held-out rows must not train anything.
  let splits: [String]
  let recipe: Recipe
  let seed: Seed
  var reads: [String] { [path] + [source].compactMap { $0 } + splits }
  var doing: String { "describing \(path)" }
  var facts: [String]? { [source ?? ""] + splits }

  func run(_ context: RunContext) throws(ModellingError) -> Outcome {
    guard let (thing, part) = context.source(at: path) else { return Outcome() }
    let checks = directive.words("checks")
    let options = QualityOptions(
      checks: checks.isEmpty ? nil : checks, recipe: recipe,
      maxRows: directive.values.integer("max_rows"), seed: seed, threads: context.threads)
    let origin = loaded(context)
    let rows: QualityContext
    switch (thing, part) {
    case (.dataset(let data), nil):
      rows = QualityContext(data.dataset, heldOut: heldOut(context), options: options)
    case (.split(let split), nil): rows = QualityContext(split, source: origin, options: options)
    case (.split(let split), "train"?):
      rows = QualityContext(split.training, source: origin, options: options)
    case (.training(let training), nil):
      rows = QualityContext(training, source: origin, options: options)
    default: return Outcome()
    }
    let description = Description(
      name: directive.name, of: path,
      report: QualityReport(rows, muted: directive.words("mute")))
    return Outcome(
      .description(description),
      content: [.findings(FindingList(description, context.language))])
  }

  private func loaded(_ context: RunContext) -> Dataset.Source {
    if let source, case .dataset(let data)? = context.things[source] { return data.dataset.source }
    return Dataset.Source(name: path, sha256: "", unlabelledRows: 0, notes: [])
  }

  /// The places of rows that any split of the data set holds back, ascending.
  private func heldOut(_ context: RunContext) -> [Int] {
    var places: Set<Int> = []
    for name in splits {
      guard case .split(let split)? = context.things[name] else { continue }
      places.formUnion(split.test.origins.flatMap(\.parents))
      places.formUnion(split.validation?.origins.flatMap(\.parents) ?? [])
    }
    return places.sorted()
  }

  func option(for code: String) -> String? { "data" }
}

extension Scope {
  /// The data set behind a split or a training set.
  func loadedName(behind path: String) -> String? {
    var current = path
    // A chain of directives cannot be longer than their number.
    for _ in 0...declarations.count {
      let root = current.split(separator: ".").first.map(String.init) ?? current
      if declarations[root]?.kind == .dataset { return root }
      guard let node = document.directives.first(where: { $0.name?.value == root }),
        let source = node["data"]?.plain.asText
      else { return nil }
      current = source
    }
    return nil
  }

  /// The splits that cut a data set.
  func splits(of path: String) -> [String] {
    document.directives.compactMap { node in
      guard node.verb.value == SplitVerb.name, node["data"]?.plain.asText == path,
        let name = node.name?.value, declarations[name]?.isBroken == false
      else { return nil }
      return name
    }
  }
}
