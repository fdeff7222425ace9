package import Imbalance
package import Literate
internal import OrderedCollections

/// Changes the class distribution of a training set.
package enum ResampleVerb: Verb {
  package static let name = "resample"
  package static let summary =
    "Changes the class distribution of a training set; refuses anything else."
  package static let defines = "a training set that remembers how it was made"
  package static let example = """
    ```yaml {resample} balanced
    data: parts.train
    method: smote
    k_neighbors: 5
    ```
    """
  package static let parameters: [Parameter] =
    [
      Parameter("data", .reference(["training set"]), required: true, "The training set."),
      Parameter(
        "method", .anything, required: true,
        "A resampling method, or a list of them that work one after the other."),
    ] + SharedParameters.preparation + [SharedParameters.randomState]

  package static func parameters(
    for node: DirectiveNode, _ settings: [String: Setting]
  ) -> [Parameter] {
    parameters + ResamplingPlan.parameters(of: settings["method"])
  }

  package static func declaration(
    _ node: DirectiveNode, _ settings: [String: Setting], in document: Document
  ) -> (kind: Kind, shape: Shape, members: [(name: String, kind: Kind)])? {
    (.trainingSet, .rows, [])
  }

  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> (any Step)? {
    guard let method = directive.settings["method"] else { return nil }
    let plan = ResamplingPlan.read(
      method, option: "method", shared: directive.settings, directive: directive, in: &scope)
    let path = directive.text("data") ?? ""
    let span = directive.span(of: "data")
    if let (kind, declaration) = scope.resolvedQuietly(path), kind == .dataset {
      scope.report(
        "resample-before-split",
        "resampling comes after the split; '\(path)' is a data set, and its test rows would be resampled too",
        at: span,
        hint: scope.splitHint ?? "split it first, then resample NAME.train",
        notes: [.init("'\(path)' is defined here", span: declaration.span)])
      return nil
    }
    guard let data = scope.use(path, as: TrainingSet.self, at: span), let plan else { return nil }
    let isFixed = directive.values.optionalInteger("random_state") != nil
    return ResampleStep(
      directive: directive, data: data,
      steps: plan.steps(seed: directive.seed(root: scope.seed), isFixed: isFixed))
  }
}

private struct ResampleStep: Step {
  let directive: CheckedDirective
  let data: Binding<TrainingSet>
  let steps: [Resampling]
  var reads: [String] { [data.path] }
  var doing: String { "resampling \(data.path)" }
  var facts: [String]? { [] }

  func run(_ context: RunContext) throws(ModellingError) -> Outcome {
    let given = context[data]
    let rows = try context.kept { () throws(ModellingError) in
      ResampledRows(try given.resampled(by: steps, threads: context.threads))
    }
    guard let training = rows.training(from: given, by: steps) else {
      preconditionFailure("the key of a step stands for the rows it was made from")
    }
    return Outcome(
      .training(training),
      notes: training.notes(since: given, context.language).map {
        Phrases.note($0, about: directive.name)
      })
  }

  func option(for code: String) -> String? {
    switch code {
    case "too-few-neighbours":
      directive.settings["k_neighbors"] != nil
        ? "k_neighbors" : directive.settings["n_neighbors"] != nil ? "n_neighbors" : "method"
    case "sampling-strategy":
      directive.settings["sampling_strategy"] != nil ? "sampling_strategy" : "method"
    case "single-class": "data"
    default: "method"
    }
  }
}
