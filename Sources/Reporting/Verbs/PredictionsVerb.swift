package import Imbalance
package import Literate

/// Reads scores made elsewhere.
package enum PredictionsVerb: Verb {
  package static let name = "predictions"
  package static let summary =
    "Reads scores made elsewhere beside the true classes, so that any model can be judged."
  package static let defines = "evaluable models and the rows they score"
  package static let example = """
    ```yaml {predictions} vendor
    file: data/scores.csv
    target: outcome
    positive: churned
    models: {current: score_2023, challenger: score_2024}
    ```
    """
  package static let parameters: [Parameter] = [
    Parameter("file", .text, required: true, "The file, as seen from the template's folder."),
    Parameter("target", .text, required: true, "The column that holds the true classes."),
    Parameter(
      "positive", .text, "The class that the scores speak of; by default the rarer of two."),
    Parameter(
      "models", .mapping(.text), required: true,
      "For each model its name and the column of its scores."),
    Parameter(
      "threshold",
      .either([.number(-.infinity ... .infinity), .mapping(.number(-.infinity ... .infinity))]),
      default: .number(0.5),
      "The score from which a row counts as positive; one for all, or by model."),
  ]

  package static func declaration(
    _ node: DirectiveNode, _ settings: [String: Setting], in document: Document
  ) -> (kind: Kind, shape: Shape, members: [(name: String, kind: Kind)])? {
    var members: [(name: String, kind: Kind)] = []
    if case .mapping(let entries)? = settings["models"]?.value {
      members = entries.map { ($0.key.value, .predictions) }
    }
    return (.predictions, .rows, members)
  }

  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> (any Step)? {
    guard let file = scope.file(of: directive),
      case .mapping(let pairs)? = directive.values["models"]
    else { return nil }
    if pairs.isEmpty {
      scope.report(
        "missing-option", "'models' names at least one model and the column of its scores",
        at: directive.span(of: "models"), hint: "for example: models: {mine: score}")
      return nil
    }
    var thresholds: [String: Double] = [:]
    switch directive.values["threshold"] {
    case .mapping(let given)?:
      for pair in given {
        guard pairs.contains(where: { $0.key == pair.key }) else {
          scope.report(
            "unknown-model", "'threshold' names the model '\(pair.key)', which 'models' does not",
            at: directive.span(of: "threshold", path: [pair.key]))
          return nil
        }
        thresholds[pair.key] = pair.value.asNumber
      }
    case .some(let value):
      for pair in pairs { thresholds[pair.key] = value.asNumber }
    case nil: break
    }
    do {
      let columns = try scope.files.columns(of: file)
      var isSound = true
      let wanted =
        [("target", [String](), directive.text("target") ?? "")]
        + pairs.map { ("models", [$0.key], $0.value.asText ?? "") }
      for (option, path, column) in wanted where !columns.contains(column) {
        isSound = false
        scope.reportUnknownColumn(
          column, of: file, columns, at: directive.span(of: option, path: path))
      }
      scope.setColumns(columns, of: directive.name)
      guard isSound else { return nil }
    } catch {
      scope.report(error.code, error.summary, at: directive.span(of: "file"), hint: error.hint)
      return nil
    }
    return PredictionsStep(
      directive: directive, file: file, files: scope.files,
      models: pairs.map { ($0.key, $0.value.asText ?? "") }, thresholds: thresholds)
  }
}

private struct PredictionsStep: FileStep {
  let directive: CheckedDirective
  let file: String
  let files: FileAccess
  let models: [(name: String, column: String)]
  let thresholds: [String: Double]
  var doing: String { "reading \(file)" }
  var facts: [String]? { fileDigest }

  func run(_ context: RunContext) throws(ModellingError) -> Outcome {
    let outside = try OutsidePredictions.reading(
      try files.open(file), named: file, target: directive.text("target") ?? "",
      positive: directive.text("positive"), models: models, threads: context.threads)
    return Outcome(
      .predictions(OutsideScores(outside: outside, file: file, thresholds: thresholds)),
      notes: outside.notes.map { context.language.term($0) })
  }
}
