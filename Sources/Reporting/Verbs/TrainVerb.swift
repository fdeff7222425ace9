package import Imbalance
package import Literate

/// Fits a model on a training set.
package enum TrainVerb: Verb {
  package static let name = "train"
  package static let summary =
    "Fits a model on a training set, with its preparation, weights and threshold."
  package static let defines = "a model, with the values threshold, model, data and training_rows"
  package static let example = """
    ```yaml {train} weighted
    model: logistic_regression
    data: parts.train
    class_weight: balanced
    threshold: recall >= 90%
    ```
    """
  package static let parameters: [Parameter] =
    [
      Parameter(
        "model", .text, required: true,
        "The kind of model: \(Phrases.list(Classifiers.all.map { $0.name }, "or"))."),
      Parameter("data", .reference(["training set"]), required: true, "The training set."),
      ClassWeight.parameter,
      Parameter(
        "resample", .anything,
        "A resampling method (or a list) applied to the training rows first; short for a resample step."
      ),
      CalibrationChoice.parameter, ThresholdChoice.parameter, ThresholdChoice.cost,
    ] + SharedParameters.preparation + [SharedParameters.randomState]

  package static func parameters(
    for node: DirectiveNode, _ settings: [String: Setting]
  ) -> [Parameter] {
    guard let word = settings["model"]?.plain.asText else { return parameters }
    // The options of a name that is misspelt are those of the name that was meant.
    let names = Classifiers.all.map { $0.name }
    let name = names.contains(word) ? word : methodMeant(by: word, among: names)
    guard let type = Classifiers.all.first(where: { $0.name == name }) else { return parameters }
    let own = Set(parameters.map(\.name))
    return parameters + type.parameters.filter { !own.contains($0.name) }
  }

  package static func declaration(
    _ node: DirectiveNode, _ settings: [String: Setting], in document: Document
  ) -> (kind: Kind, shape: Shape, members: [(name: String, kind: Kind)])? {
    (.model, .model, [])
  }

  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> (any Step)? {
    let word = directive.text("model") ?? ""
    var classifier: (any Classifier)?
    if let type = Classifiers.all.first(where: { $0.name == word }) {
      var own: [String: ParameterValue] = [:]
      for parameter in type.parameters {
        if let value = directive.settings[parameter.name] { own[parameter.name] = value.plain }
      }
      do {
        classifier = try type.init(ParameterValues(own, for: type.parameters))
      } catch {
        scope.report(error, in: directive)
      }
    } else {
      unknownMethod(
        word, at: directive.span(of: "model"), what: "model",
        among: Classifiers.all.map { $0.name }, in: &scope)
    }
    var plan: ResamplingPlan?
    var isSound = true
    if let setting = directive.settings["resample"], setting.plain.asText != "none" {
      plan = ResamplingPlan.read(
        setting, option: "resample", shared: [:], directive: directive, in: &scope)
      isSound = plan != nil
    }
    let calibration = CalibrationChoice.read(directive, in: &scope)
    if directive.settings["calibrate"] != nil, calibration == nil { isSound = false }
    let threshold = ThresholdChoice.read(directive, in: &scope)
    var weight = ClassWeight.none
    do {
      let cost = try ThresholdChoice.costMatrix(directive.values)
      weight = ClassWeight(directive.values["class_weight"], cost: cost)
      if directive.text("class_weight") == "cost", cost == nil {
        scope.report(
          "missing-cost", "the class weight 'cost' needs to know what each mistake costs",
          at: directive.span(of: "class_weight"), hint: "add cost: {fn: 100, fp: 1}")
        isSound = false
      }
    } catch {
      // A threshold rule that reads the costs has told already.
      if threshold != nil { scope.report(error, in: directive) }
      isSound = false
    }
    guard
      let data = scope.use(
        directive.text("data") ?? "", as: TrainingSet.self, at: directive.span(of: "data")),
      let classifier, let threshold, isSound
    else { return nil }
    let seed = directive.seed(root: scope.seed)
    let isFixed = directive.values.optionalInteger("random_state") != nil
    return TrainStep(
      directive: directive, data: data, method: word, classifier: classifier,
      resampling: plan?.steps(
        seed: isFixed ? seed : seed.child("resample"), isFixed: isFixed) ?? [],
      calibration: calibration, threshold: threshold, weight: weight, seed: seed)
  }
}

/// What takes long about training.
private struct Learnt: Codable {
  let fitted: FittedStrategy
  let rows: RowLedger
  /// What a reader should know of a resampling that belongs to the model.
  let notes: [String]
}

private struct TrainStep: Step {
  let directive: CheckedDirective
  let data: Binding<TrainingSet>
  let method: String
  let classifier: any Classifier
  let resampling: [Resampling]
  let calibration: CalibrationChoice?
  let threshold: ThresholdChoice
  let weight: ClassWeight
  let seed: Seed

  var reads: [String] {
    [data.path] + heldRows
  }
  /// The validation sets that calibration and threshold are learnt on.
  private var heldRows: [String] {
    var paths = calibration?.rows.map { [$0.path] } ?? []
    if case .validation(_, let rows) = threshold { paths.append(rows.path) }
    return paths
  }
  var doing: String { "training \(directive.name)" }
  var facts: [String]? { [] }

  func run(_ context: RunContext) throws(ModellingError) -> Outcome {
    for path in heldRows { try context.requireRows(path) }
    let given = context[data]
    let target = given.labels.target
    let recipe = Recipe(
      classifier: classifier,
      preparation: SharedParameters.preparationOptions(directive.values),
      classWeight: weight, resampling: [], seed: seed)
    func strategy(_ tuning: Strategy.Tuning) -> Strategy {
      Strategy(
        recipe: recipe, calibrator: calibration?.calibrator,
        calibrationFolds: calibration?.folds ?? 5, tuning: tuning)
    }
    if !target.isBinary, directive.settings["threshold"] != nil { throw Strategy.twoClassesOnly }
    var choice: (rule: any ThresholdRule, rows: ValidationSet)?
    if case .validation(let rule, let rows) = threshold { choice = (rule, context[rows]) }
    let learnt = try context.kept { () throws(ModellingError) in
      let training = try given.resampled(by: resampling, threads: context.threads)
      return Learnt(
        fitted: try strategy(threshold.tuning).fit(
          training, calibratingOn: calibration?.rows.map { context[$0] }, choosing: choice,
          threads: context.threads),
        rows: RowLedger(training), notes: training.notes(since: given, context.language))
    }
    let fitted = learnt.fitted
    let parameters = directive.values
    let names = TrainVerb.parameters(for: directive.node, directive.settings).map(\.name)
    let shown = names.filter {
      !["model", "data", "threshold", "cost"].contains($0)
    }.compactMap { name in parameters[name].map { (name: name, value: $0) } }
    let model = TrainedModel(
      name: directive.name, method: method, data: data.path, parameters: shown,
      given: parameters.given,
      strategy: strategy(threshold.tuning), lineage: given.lineage(adding: resampling),
      base: given.base, fitted: fitted, columns: given.base.table.names, rows: learnt.rows)
    return Outcome(
      .model(model),
      notes: (learnt.notes + fitted.notes.map { context.language.term($0) })
        .map { Phrases.note($0, about: directive.name) })
  }

  func option(for code: String) -> String? {
    switch code {
    case "unknown-class", "class-weight": "class_weight"
    case "calibration-classes", "calibration-rows", "calibration-scores": "calibrate"
    case "threshold-classes", "threshold-unreachable", "threshold-scores", "constant-scores",
      "too-few-folds",
      "no-validation":
      "threshold"
    case "too-few-neighbours", "sampling-strategy": "resample"
    case "missing-values": directive.settings["impute"] != nil ? "impute" : "data"
    default: "model"
    }
  }
}
