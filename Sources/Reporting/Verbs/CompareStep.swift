internal import Imbalance

/// Runs `compare`.
struct CompareStep: Step {
  let directive: CheckedDirective
  let paths: [String]
  /// What the models are called.
  let names: [String]
  let metric: ResolvedMetric?

  var reads: [String] { paths }
  var doing: String { "comparing \(paths.joined(separator: ", "))" }
  var facts: [String]? { names }

  /// What an evaluation and a cross-validation have in common.
  private struct Source {
    let models: [ComparedModel]
    let target: Target
    let confidence: Double
    let isOverFolds: Bool
    let probabilityRatios: [Double?]
    let value: @Sendable (Int, String) -> Estimate?
    let pair: @Sendable (Int, Int, String) -> PairedOutcome
  }

  func run(_ context: RunContext) throws(ModellingError) -> Outcome {
    var sources: [Source] = []
    for path in paths {
      switch context.things[path] {
      case .evaluation(let evaluation)?: sources.append(Self.source(evaluation, context))
      case .crossValidation(let found)?: sources.append(Self.source(found))
      default: break
      }
    }
    guard let first = sources.first,
      let metric = metric ?? Metrics.named(EvaluateStep.defaultObjective(first.target))
    else { return Outcome() }
    for source in sources
    where source.models.indices.allSatisfy({ source.value($0, metric.name) == nil }) {
      throw EvaluateStep.inapplicable(metric, source.target)
    }
    return sources.count > 1
      ? try several(sources, metric, context.language) : try single(first, metric, context)
  }

  /// What takes long about one source.
  private struct Tested: Codable {
    let comparison: ModelComparison
    let verdicts: [Verdict]
  }

  private func single(
    _ source: Source, _ metric: ResolvedMetric, _ context: RunContext
  ) throws(ModellingError) -> Outcome {
    let models = source.models
    let baseline =
      directive.text("baseline").flatMap { names.firstIndex(of: $0) }
      ?? models.firstIndex(where: \.isPlain) ?? models.firstIndex { !$0.isMajority } ?? 0
    let traits = models.map {
      $0.traits ?? StrategyTraits(base: $0.name, isModified: false, isTuned: false)
    }
    let tested = try context.kept { () throws(ModellingError) in
      Tested(
        comparison: ModelComparison(
          metric: metric, names: models.map(\.name),
          values: models.indices.map {
            source.value($0, metric.name) ?? .undefined("\(metric.name) does not apply")
          }, baseline: baseline, alpha: directive.values.number("alpha"),
          adjustment: Adjustment(rawValue: directive.values.text("correction")) ?? .holm
        ) { source.pair($0, $1, metric.name) },
        verdicts: Verdict.all(traits, metric: metric) { source.pair($0, $1, metric.name) })
    }
    return Outcome(
      .comparison(
        Compared(
          name: directive.name, from: paths, metric: metric, models: models,
          confidence: source.confidence, isOverFolds: source.isOverFolds,
          isBinary: source.target.isBinary, single: tested.comparison,
          verdicts: tested.verdicts, probabilityRatios: source.probabilityRatios, several: nil,
          alpha: directive.values.number("alpha"), language: context.language)))
  }

  private func several(
    _ sources: [Source], _ metric: ResolvedMetric, _ language: Language
  ) throws(ModellingError) -> Outcome {
    var table: [[Double]] = []
    for (path, source) in zip(paths, sources) {
      let own = source.models.map(\.name)
      // By name where the names are the same, else by place.
      let places =
        Set(own) == Set(names)
        ? names.compactMap { own.firstIndex(of: $0) } : Array(names.indices)
      var row: [Double] = []
      for place in places {
        guard let value = source.value(place, metric.name)?.value.number else {
          let reason = source.value(place, metric.name)?.value.reason ?? "it does not apply"
          throw ModellingError(
            "undefined-value",
            "mean ranks need every value; \(metric.name) of '\(own[place])' in '\(path)' is undefined: \(reason)",
            hint: "compare by a metric that is defined for all, such as balanced_accuracy")
        }
        row.append(value)
      }
      table.append(row)
    }
    let test = FriedmanTest(table, higherIsBetter: metric.direction != .lowerIsBetter)
    var notes: [String] = []
    if table.count < SeveralDatasets.least {
      notes.append(
        language.say(
          "\(directive.name): ranks over \(table.count) data sets say little; a critical-difference diagram needs \(SeveralDatasets.least)."
        ))
    }
    let models = names.enumerated().map { place, name in
      let model = sources[0].models[place]
      return ComparedModel(
        name: name, slot: model.slot, method: model.method, isMajority: model.isMajority)
    }
    return Outcome(
      .comparison(
        Compared(
          name: directive.name, from: paths, metric: metric, models: models,
          confidence: sources[0].confidence, isOverFolds: sources[0].isOverFolds,
          isBinary: sources[0].target.isBinary, single: nil,
          verdicts: [], probabilityRatios: models.map { _ in nil },
          several: SeveralDatasets(values: table, test: test),
          alpha: directive.values.number("alpha"), language: language)), notes: notes)
  }

  private static func source(_ found: CrossValidated) -> Source {
    let result = found.result
    return Source(
      models: found.models, target: result.target, confidence: result.confidence,
      isOverFolds: true, probabilityRatios: result.models.map(\.probabilityRatio),
      value: { result.models[$0][$1]?.mean },
      pair: { result.outcome($0, $1, metric: $2) })
  }

  private static func source(_ evaluation: Evaluation, _ context: RunContext) -> Source {
    let judged = evaluation.models
    let options = evaluation.options
    return Source(
      models: judged.map { model in
        if case .model(let trained)? = context.things[model.name], trained.method == model.method {
          return ComparedModel(trained, slot: model.slot)
        }
        return ComparedModel(
          name: model.name, slot: model.slot, method: model.method, isMajority: model.isMajority)
      }, target: evaluation.target, confidence: evaluation.confidence, isOverFolds: false,
      probabilityRatios: judged.map(\.result.probabilityRatio),
      value: { judged[$0].result[$1] },
      pair: {
        ModelEvaluation.outcome(judged[$0].result, judged[$1].result, metric: $2, options: options)
      })
  }

  func option(for code: String) -> String? {
    code == "metric-classes" || code == "undefined-value" ? "by" : "from"
  }
}
