package import Imbalance
internal import OrderedCollections

/// One model of a cross-validation or comparison, as the report names and draws it.
package struct ComparedModel: Sendable {
  package let name: String
  /// The place among the report's models, which fixes its colour and dash everywhere.
  let slot: Int
  /// What it is: a classifier's name, or "scores from FILE".
  let method: String
  let isMajority: Bool
  /// What a verdict must know; `nil` for scores made elsewhere.
  let traits: StrategyTraits?
  /// Whether it looks at its rows and learns from the classes as they are.
  let isPlain: Bool
  /// What was done against the imbalance, step by step: "smote", "class weights".
  let changes: [String]
  /// The same in words.
  var modification: String { Phrases.list(changes) }
  /// The same in a report's language.
  func modification(_ language: Language) -> String {
    Phrases.list(changes.map { language.term($0) }, language)
  }

  init(_ model: TrainedModel, slot: Int) {
    name = model.name
    self.slot = slot
    method = model.method
    isMajority = model.method == "majority"
    var done = (model.lineage?.steps ?? []).map { type(of: $0.sampler).name }
    let recipe = model.strategy.recipe
    done += recipe.resampling.map { type(of: $0.sampler).name }
    if case .none = recipe.classWeight {} else { done.append("class weights") }
    if recipe.classifier is HistGradientBoosting, model.fitted.model.fit.raised != nil {
      done.append("scale_pos_weight")
    }
    changes = done
    isPlain =
      done.isEmpty && model.fitted.model.fit.raised == nil
      && !["majority", "prior", "stratified"].contains(method)
    let isTuned: Bool
    if case .outOfFold = model.strategy.tuning { isTuned = true } else { isTuned = false }
    let ignored: Set = [
      "class_weight", "resample", "calibrate", "threshold", "cost", "random_state",
      "scale_pos_weight",
    ]
    traits = StrategyTraits(
      base: model.method + ":"
        + model.parameters.filter { !ignored.contains($0.name) }
        .map { "\($0.name)=\($0.value)" }.joined(separator: ","),
      isModified: !done.isEmpty, isTuned: isTuned,
      calibrator: model.strategy.calibrator.map { type(of: $0).name }, rule: model.chosen?.rule)
  }

  /// Scores made elsewhere, or a model of which no more is known.
  init(name: String, slot: Int, method: String, isMajority: Bool) {
    self.name = name
    self.slot = slot
    self.method = method
    self.isMajority = isMajority
    traits = nil
    isPlain = false
    changes = []
  }
}

/// Models refitted and judged in the folds of a training set.
package struct CrossValidated: Sendable {
  package let name: String
  /// The training set's name in the template.
  let data: String
  package let result: CrossValidation
  /// The models that are shown, in the author's order.
  let models: [ComparedModel]
  /// The metrics that tables and figures show.
  let metrics: [ResolvedMetric]
  /// The column whose groups stay together.
  let group: String?

  /// The same with fewer models shown; all of them for an empty list.
  func choosing(_ names: [String]) -> CrossValidated {
    names.isEmpty
      ? self
      : CrossValidated(
        name: name, data: data, result: result,
        models: names.compactMap { name in models.first { $0.name == name } }, metrics: metrics,
        group: group)
  }

  func scores(_ model: ComparedModel, _ metric: String) -> FoldScores? {
    result.model(model.name)?[metric]
  }

  /// "stratified 5-fold cross-validation of parts.train, 2 repeats, 791 rows, 38 of them “yes”".
  func deck(_ language: Language) -> String {
    let kind =
      group.map { language.say("\(result.folds) folds by \($0)") }
      ?? language.say("\(result.folds) stratified folds")
    let repeats =
      result.repeats > 1 ? ", " + Phrases.count(result.repeats, "repeat", language) : ""
    let rows = Phrases.count(result.classCounts.reduce(0, +), "row", language)
    let positives =
      result.target.positive.map {
        let count = language.fixed(Double(result.classCounts[$0]), 0)
        return ", " + language.say("\(count) of them “\(result.target.classes[$0])”")
      } ?? ""
    return language.say("\(data): \(kind + repeats) of \(rows)") + positives
  }
}

/// Models refitted with fewer rows.
package struct LearningCurves: Sendable {
  package let name: String
  let data: String
  let result: LearningCurve
  let models: [ComparedModel]
  let metric: ResolvedMetric
  let target: Target
  /// How the verdict writes numbers.
  let language: Language
}

/// Models ranked and tested against each other.
package struct Compared: Sendable {
  package let name: String
  /// What was compared, by name.
  let from: [String]
  let metric: ResolvedMetric
  let models: [ComparedModel]
  let confidence: Double
  /// Whether the values are means over folds.
  let isOverFolds: Bool
  /// Whether there are two classes, so that models have a threshold.
  let isBinary: Bool
  /// Of one evaluation or cross-validation.
  let single: ModelComparison?
  let verdicts: [Verdict]
  /// Mean probability divided by prevalence, by model.
  let probabilityRatios: [Double?]
  /// Over several data sets.
  let several: SeveralDatasets?
  let alpha: Double
  /// How the verdict writes numbers.
  let language: Language
}

/// The same strategies over several data sets.
struct SeveralDatasets: Sendable {
  /// For each data set the value of each model.
  let values: [[Double]]
  let test: FriedmanTest

  /// With fewer, mean ranks say next to nothing (Demšar 2006 asks for more than ten).
  static let least = 5
}

extension CrossValidated: Storable {
  package static let kinds: Set<Kind> = [.crossValidation]
  package static let rule = "a cross-validation is needed here"
  package init?(_ thing: Thing, part: String?) {
    guard case .crossValidation(let value) = thing, part == nil else { return nil }
    self = value
  }
}

extension ComparedModel {
  /// The model's value by the name of a metric, with its parts, as expressions read it.
  static func value(_ scores: FoldScores, isProportion: Bool) -> Value {
    guard case .quantity(var quantity) = Value.estimate(scores.mean, isProportion: isProportion)
    else { return Value.estimate(scores.mean, isProportion: isProportion) }
    var parts = [Quantity.Part(name: "mean", number: quantity.number)]
    if let deviation = scores.deviation { parts.append(.init(name: "std", number: deviation)) }
    if let gap = scores.gap.value.number { parts.append(.init(name: "gap", number: gap)) }
    if let spread = scores.spread {
      parts.append(.init(name: "seed_std", number: spread.seed))
      parts.append(.init(name: "fold_std", number: spread.fold))
    }
    quantity.parts = parts
    return .quantity(quantity)
  }
}

extension CrossValidated {
  /// The values that expressions may read.
  var value: Value {
    .record(
      [("folds", .number(result.folds)), ("repeats", .number(result.repeats))]
        + models.compactMap { model in
          result.model(model.name).map { (model.name, Self.value($0)) }
        })
  }

  private static func value(_ model: CrossValidatedModel) -> Value {
    var parts: [(name: String, value: Value)] = model.scores.elements.map { name, scores in
      (
        name,
        ComparedModel.value(scores, isProportion: Metrics.named(name)?.isProportion ?? false)
      )
    }
    let known = Set(model.scores.keys)
    for metric in Metrics.all where !known.contains(metric.name) {
      parts.append(
        (
          metric.name,
          .undefined("\(metric.name) was not computed; name it under 'metrics' (or give costs)")
        ))
    }
    if model.thresholds.isEmpty {
      parts.append(("threshold", .undefined("more than two classes")))
    } else {
      let test = CorrectedResampledT(model.thresholds, testToTraining: 0)
      var quantity = Quantity(number: test?.mean ?? model.thresholds[0])
      quantity.parts = [
        .init(name: "mean", number: quantity.number),
        .init(name: "std", number: test?.deviation ?? 0),
      ]
      parts.append(("threshold", .quantity(quantity)))
    }
    parts.append(
      (
        "probability_ratio",
        model.probabilityRatio.map { .number($0) }
          ?? .undefined("the scores are no probabilities of two classes")
      ))
    return .record(parts)
  }
}

extension LearningCurves {
  /// The values that expressions may read.
  var value: Value {
    .record(
      [("verdict", .text(sentence(language)))]
        + zip(models, result.models).map { model, curve in
          let last =
            curve.points.last.map { $0.scores.mean } ?? .undefined("there is no size")
          return (
            model.name,
            .record([
              ("value", Value.estimate(last, isProportion: metric.isProportion)),
              ("gain", Value.estimate(curve.lastStep, isProportion: metric.isProportion)),
            ])
          )
        })
  }
}

extension Compared {
  /// The values that expressions may read.
  var value: Value {
    func number(_ value: Double?, _ reason: String) -> Value {
      value.map { .number($0) } ?? .undefined(reason)
    }
    if let several {
      let ranks = several.test.meanRanks
      let best = ranks.indices.min { (ranks[$0], $0) < (ranks[$1], $1) } ?? 0
      let apart = Value.undefined("over several data sets models are compared by their ranks")
      return .record(
        [
          ("best", .text(models[best].name)), ("baseline", .text("")),
          ("verdict", .text(verdict(language))), ("p_value", .number(several.test.fPValue)),
        ]
          + models.enumerated().map { place, model in
            (
              model.name,
              .record([
                ("value", apart), ("rank", .number(ranks[place])), ("difference", apart),
                ("p_value", apart), ("p_best", apart),
              ])
            )
          })
    }
    guard let single else { return .record([]) }
    return .record(
      [
        (
          "best",
          single.best.map { .text(models[$0].name) } ?? .undefined("no model has a value")
        ), ("baseline", .text(models[single.baseline].name)),
        ("verdict", .text(verdict(language))),
        ("p_value", .undefined("each model has a p value of its own")),
      ]
        + single.entries.enumerated().map { place, entry in
          (
            entry.name,
            .record([
              ("value", Value.estimate(entry.value, isProportion: metric.isProportion)),
              ("rank", number(entry.rank, "the value is undefined")),
              (
                "difference",
                entry.toBaseline.map {
                  Value.estimate($0.difference, isProportion: metric.isProportion)
                } ?? .undefined("this is the baseline")
              ),
              (
                "p_value",
                number(
                  entry.baselinePValue,
                  place == single.baseline ? "this is the baseline" : "there is no test")
              ),
              (
                "p_best",
                number(
                  entry.bestPValue, place == single.best ? "this is the best" : "there is no test")
              ),
            ])
          )
        })
  }
}
