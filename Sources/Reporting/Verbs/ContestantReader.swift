internal import Imbalance
internal import Literate
internal import OrderedCollections

/// The models and rows of a directive that refits models in folds.
struct ContestantReader {
  let directive: CheckedDirective

  /// The models with the training set that is folded.
  struct Entry: Sendable {
    let models: [(binding: Binding<TrainedModel>, slot: Int)]
    let data: Binding<TrainingSet>
    /// The data set that the training rows come from, for a column that is no feature of theirs.
    let origin: Binding<LoadedData>?
    let group: String?
    /// Models whose threshold was tuned on a validation set.
    let tunedOnValidation: [String]

    /// What a reader should know of the models, in a report's language.
    func notes(_ language: Language) -> [String] {
      tunedOnValidation.map { name in
        language.say(
          "\(name): its threshold was tuned on a validation set; inside the folds the rule is tuned on out-of-fold predictions."
        )
      }
    }

    /// What a step knows of its models besides their names.
    var facts: [String] { models.map { String($0.slot) } + tunedOnValidation }

    var reads: [String] {
      models.map(\.binding.path) + [data.path] + (origin.map { [$0.path] } ?? [])
    }
  }

  /// The options that all such directives share.
  static let parameters: [Parameter] = [
    Parameter(
      "models", .either([.list(.reference(["model"])), .reference(["model"])]), required: true,
      "The models whose whole recipe is done again in every fold."),
    Parameter(
      "data", .reference(["training set"]), required: true,
      "The training set that is folded; of a resampled one the rows before resampling."),
    Parameter(
      "folds", .integer(2...50), default: .integer(5),
      "How many folds; no more than the smallest class has rows."),
    Parameter(
      "repeats", .integer(1...100), default: .integer(1), "How often the rows are dealt anew."),
    Parameter(
      "group", .text, "A column whose rows of one value stay in one fold; no feature then."),
    ThresholdChoice.cost,
    Parameter(
      "ci", .number(0.5...1, excludingUpper: true), default: .number(0.95),
      "The level of the intervals."),
  ]

  /// The option that an error of this code is about; `metric` names the one that chooses metrics.
  func option(for code: String, metric: String) -> String {
    switch code {
    case "fold-count": directive.settings["group"] != nil ? "group" : "folds"
    case "unknown-column", "missing-group": "group"
    case "too-few-rows": "data"
    case "metric-classes": metric
    default: "models"
    }
  }

  func read(in scope: inout Scope) -> Entry? {
    let path = directive.text("data") ?? ""
    let span = directive.span(of: "data")
    if let (kind, declaration) = scope.resolvedQuietly(path),
      [.dataset, .split, .testSet, .validationSet].contains(kind)
    {
      scope.markUsed(declaration.name)
      scope.report(
        "wrong-kind",
        "'\(path)' is \(kind.withArticle); folds are made of a training set, so that the test set still waits unseen for the last word",
        at: span,
        hint: kind == .dataset
          ? scope.splitHint ?? "split it first, then fold NAME.train"
          : "write '\(declaration.name).train'",
        notes: [.init("'\(declaration.name)' is defined here", span: declaration.span)])
      return nil
    }
    let data = scope.use(path, as: TrainingSet.self, at: span)
    var isSound = data != nil
    var models: [(binding: Binding<TrainedModel>, slot: Int)] = []
    var tuned: [String] = []
    for (index, name) in directive.words("models").enumerated() {
      let span = directive.span(of: "models", path: [String(index)])
      if let (kind, declaration) = scope.resolvedQuietly(name), kind == .predictions {
        scope.report(
          "wrong-kind",
          "'\(name)' holds predictions made elsewhere; only a model trained here can be fitted again in every fold",
          at: span, notes: [.init("'\(declaration.name)' is defined here", span: declaration.span)])
        isSound = false
        continue
      }
      guard let binding = scope.use(name, as: TrainedModel.self, at: span) else {
        isSound = false
        continue
      }
      if models.contains(where: { $0.binding == binding }) {
        scope.report("duplicate-name", "'\(name)' is listed twice", at: span)
        isSound = false
        continue
      }
      models.append((binding, scope.slot(of: name)))
      isSound = sharesRows(name, with: path, at: span, in: &scope) && isSound
      if scope.isTunedOnValidation(name) {
        tuned.append(name)
      }
    }
    var origin: Binding<LoadedData>?
    let group = directive.text("group")
    if let group, let source = scope.dataset(behind: path) {
      if let columns = scope.declarations[source]?.columns, !columns.contains(group) {
        scope.reportUnknownColumn(group, of: source, columns, at: directive.span(of: "group"))
        isSound = false
      }
      origin = Binding(path: source)
      scope.markUsed(source)
    }
    guard isSound, let data, !models.isEmpty else { return nil }
    return Entry(models: models, data: data, origin: origin, group: group, tunedOnValidation: tuned)
  }

  private func sharesRows(
    _ model: String, with data: String, at span: SourceSpan, in scope: inout Scope
  ) -> Bool {
    guard let learnt = scope.splitRoot(of: model), let folded = scope.splitRoot(of: data),
      learnt.split != folded.split
    else { return true }
    scope.report(
      "other-data",
      "'\(model)' was trained on rows of '\(learnt.split)', and the folds are made of '\(folded.split)'; all models of a cross-validation share their folds",
      at: span, hint: "cross-validate it on '\(learnt.split).train', in a directive of its own")
    return false
  }
}

extension ContestantReader.Entry {
  /// The trained models, ready to be fitted again.
  func contestants(_ context: RunContext) -> (models: [ComparedModel], contestants: [Contestant]) {
    let trained = models.map { (model: context[$0.binding], slot: $0.slot) }
    return (
      trained.map { ComparedModel($0.model, slot: $0.slot) },
      trained.map {
        Contestant(
          name: $0.model.name, strategy: $0.model.strategy, lineage: $0.model.lineage)
      }
    )
  }

  /// The group of each row before resampling.
  func groups(_ context: RunContext) throws(ModellingError) -> FoldGroups? {
    guard let group else { return nil }
    let base = context[data].base
    if let place = base.table.names.firstIndex(of: group) {
      return try FoldGroups(base.table.columns[place], named: group)
    }
    if let origin {
      let table = context[origin].dataset.table
      if let place = table.names.firstIndex(of: group) {
        let rows = base.origins.compactMap(\.parents.first)
        return try FoldGroups(table.columns[place].gathering(rows), named: group)
      }
    }
    throw ModellingError(
      "unknown-column",
      "'group' names a column of the data, and '\(group)' is none that was kept",
      hint: "columns under 'drop' are not read; a column may be kept and still be no feature")
  }
}

extension Scope {
  /// The data set that a training set comes from.
  func dataset(behind path: String) -> String? {
    guard let split = splitRoot(of: path)?.split else { return nil }
    let node = document.directives.first { $0.name?.value == split }
    return node?["data"]?.plain.asText.flatMap { declarations[$0]?.kind == .dataset ? $0 : nil }
  }

  /// Whether a model's threshold rule was tuned on a validation set.
  func isTunedOnValidation(_ model: String) -> Bool {
    let node = document.directives.first { $0.name?.value == model }
    guard case .mapping(let pairs)? = node?["threshold"]?.value else { return false }
    return pairs.contains { $0.key.value == "on" }
  }
}
