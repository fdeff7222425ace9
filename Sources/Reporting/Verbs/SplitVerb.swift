package import Imbalance
package import Literate
internal import OrderedCollections

/// Cuts a data set into rows to learn from and rows to judge on.
package enum SplitVerb: Verb {
  package static let name = "split"
  package static let summary =
    "Cuts a data set into a training and a test set, once and for all; stratified by class."
  package static let defines = "NAME.train, NAME.test and, where asked for, NAME.validation"
  package static let example = """
    ```yaml {split} parts
    data: patients
    test: 25%
    ```
    """
  package static let parameters: [Parameter] = [
    Parameter("data", .reference(["data set"]), required: true, "The data set."),
    Parameter(
      "test", .number(0...1, excludingLower: true, excludingUpper: true), default: .number(0.25),
      "The share of rows held back to judge models."),
    Parameter(
      "validation", .number(0...1, excludingLower: true, excludingUpper: true),
      "The share of rows held back to choose thresholds."),
    Parameter("group", .text, "A column whose rows of one value stay together on one side."),
    Parameter("time", .text, "A column of times or numbers: the latest rows become the test set."),
    Parameter("column", .text, "A column that says train, test or validation for each row."),
    SharedParameters.randomState,
  ]

  package static func declaration(
    _ node: DirectiveNode, _ settings: [String: Setting], in document: Document
  ) -> (kind: Kind, shape: Shape, members: [(name: String, kind: Kind)])? {
    var members: [(name: String, kind: Kind)] = [("train", .trainingSet), ("test", .testSet)]
    var shapes: [(name: String, shape: Shape)] = [("train", .rows), ("test", .rows)]
    if settings["validation"] != nil || settings["column"] != nil {
      members.append(("validation", .validationSet))
      shapes.append(("validation", .rows))
    }
    return (.split, .record(shapes), members)
  }

  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> (any Step)? {
    let path = directive.text("data") ?? ""
    guard
      let data = scope.use(path, as: LoadedData.self, at: directive.span(of: "data"))
    else { return nil }
    let ways = ["group", "time", "column"].filter { directive.settings[$0] != nil }
    if ways.count > 1 {
      scope.report(
        "contradicting-options", "a split is made in one way: \(Phrases.list(ways, "or"))",
        at: directive.span(of: ways[1]))
      return nil
    }
    if let way = ways.first, let column = directive.text(way),
      let columns = scope.declarations[path]?.columns, !columns.contains(column)
    {
      scope.reportUnknownColumn(column, of: path, columns, at: directive.span(of: way))
      return nil
    }
    if ways == ["column"] {
      for option in ["test", "validation"] where directive.settings[option] != nil {
        scope.report(
          "contradicting-options", "with 'column' the data says which rows are which",
          at: directive.span(of: option), hint: "leave '\(option)' out")
        return nil
      }
    }
    if let validation = directive.values.optionalNumber("validation"),
      directive.values.number("test") + validation >= 1
    {
      scope.report(
        "option-range", "'test' and 'validation' together leave rows to learn from: below 100%",
        at: directive.span(of: "validation"))
      return nil
    }
    return SplitStep(
      directive: directive, data: data, seed: directive.seed(root: scope.seed))
  }
}

private struct SplitStep: Step {
  let directive: CheckedDirective
  let data: Binding<LoadedData>
  let seed: Seed
  var reads: [String] { [data.path] }
  var doing: String { "splitting \(data.path)" }
  var facts: [String]? { [] }

  func run(_ context: RunContext) throws(ModellingError) -> Outcome {
    let dataset = context[data].dataset
    let test = directive.values.number("test")
    let validation = directive.values.optionalNumber("validation")
    let split: Split
    if let column = directive.text("column") {
      split = try dataset.split(byColumn: column)
    } else if let column = directive.text("group") {
      split = try dataset.groupSplit(
        column: column, test: test, validation: validation, seed: seed)
    } else if let column = directive.text("time") {
      split = try dataset.timeSplit(column: column, test: test, validation: validation)
    } else {
      split = try dataset.stratifiedSplit(test: test, validation: validation, seed: seed)
    }
    return Outcome(.split(split))
  }

  func option(for code: String) -> String? {
    directive.settings["column"] != nil
      ? "column" : directive.settings["group"] != nil ? "group" : "data"
  }
}
