package import Imbalance
package import Literate

/// Reads a data set from a CSV or TSV file, or draws one.
package enum LoadVerb: Verb {
  package static let name = "load"
  package static let summary =
    "Reads a data set from a CSV or TSV file, gzipped or not, or draws one from a generator."
  package static let defines =
    "a data set, with the values rows, features, positive, positives, negatives, prevalence, imbalance_ratio and classes.LABEL"
  package static let example = """
    ```yaml {load} patients
    file: data/hypothyroid.csv
    target: class
    positive: hypothyroid
    drop: [TBG]
    ```
    """
  package static let parameters: [Parameter] = [
    Parameter("file", .text, "The file, as seen from the template's folder."),
    Parameter(
      "synthetic", .mapping(.anything),
      "Instead of a file a generator: "
        + SyntheticData.parameters.map { "\($0.name) (\($0.summary.dropLast()))" }
        .joined(separator: ", ") + "."),
    Parameter(
      "target", .text,
      "The column that holds the class labels; for a generator the name of that column, by default class."
    ),
    Parameter("positive", .text, "The class whose detection matters; by default the rarer of two."),
    Parameter(
      "features", .list(.text), "The columns a model may see; by default all but the target."),
    Parameter("drop", .either([.list(.text), .text]), "Columns that are left out."),
    Parameter(
      "categorical", .either([.list(.text), .text]),
      "Columns of words or codes, even where every value looks like a number."),
    Parameter(
      "missing", .either([.list(.text), .text]),
      "Words that stand for a missing value, besides the empty field."),
    SharedParameters.randomState,
  ]

  package static func declaration(
    _ node: DirectiveNode, _ settings: [String: Setting], in document: Document
  ) -> (kind: Kind, shape: Shape, members: [(name: String, kind: Kind)])? {
    (.dataset, .rows, [])
  }

  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> (any Step)? {
    if directive.settings["synthetic"] != nil { return checkSynthetic(directive, in: &scope) }
    guard let file = scope.file(of: directive) else {
      scope.report(
        "missing-option", "'load' needs the option 'file': the file with the data",
        at: directive.node.headSpan, hint: "file: data.csv, or synthetic: {classes: {…}}")
      return nil
    }
    guard directive.text("target") != nil else {
      scope.report(
        "missing-option",
        "'load' needs the option 'target': the column that holds the class labels",
        at: directive.node.headSpan, hint: "target: text")
      return nil
    }
    if directive.settings["random_state"] != nil {
      scope.report(
        "contradicting-options", "'random_state' belongs to 'synthetic'; a file is read as it is",
        at: directive.span(of: "random_state"))
      return nil
    }
    do {
      let columns = try scope.files.columns(of: file)
      var isSound = true
      for option in ["target", "features", "drop", "categorical"] {
        for (index, word) in directive.words(option).enumerated() where !columns.contains(word) {
          isSound = false
          scope.reportUnknownColumn(
            word, of: file, columns, at: directive.span(of: option, path: [String(index)]))
        }
      }
      scope.setColumns(columns, of: directive.name)
      guard isSound else { return nil }
    } catch {
      scope.report(error.code, error.summary, at: directive.span(of: "file"), hint: error.hint)
      return nil
    }
    return LoadStep(directive: directive, file: file, files: scope.files)
  }

  private static func checkSynthetic(
    _ directive: CheckedDirective, in scope: inout Scope
  ) -> (any Step)? {
    var isSound = true
    for option in ["file", "features", "drop", "categorical", "missing"]
    where directive.settings[option] != nil {
      scope.report(
        "contradicting-options", "'\(option)' belongs to a file, and 'synthetic' draws the rows",
        at: directive.span(of: option))
      isSound = false
    }
    guard isSound, case .mapping(let pairs)? = directive.values["synthetic"] else { return nil }
    do {
      let values = try ParameterValues(
        Dictionary(pairs.map { ($0.key, $0.value) }) { first, _ in first },
        for: SyntheticData.parameters)
      return SyntheticStep(
        directive: directive, generator: try SyntheticData(values),
        seed: directive.seed(root: scope.seed))
    } catch {
      scope.report(
        error.code, error.message,
        at: directive.span(of: "synthetic", path: error.parameter.map { [$0] + error.path } ?? []),
        hint: error.hint)
      return nil
    }
  }
}

private struct SyntheticStep: Step {
  let directive: CheckedDirective
  let generator: SyntheticData
  let seed: Seed
  var reads: [String] { [] }
  var doing: String { "drawing \(directive.name)" }
  var facts: [String]? { [] }

  func run(_ context: RunContext) throws(ModellingError) -> Outcome {
    let dataset = try generator.dataset(
      target: directive.text("target") ?? "class", positive: directive.text("positive"),
      seed: seed)
    return Outcome(
      .dataset(LoadedData(dataset: dataset, file: "(generator)")),
      notes: dataset.source.notes.map { context.language.term($0) })
  }

  func option(for code: String) -> String? { code == "unknown-class" ? "positive" : "synthetic" }
}

extension Scope {
  /// Reports a column that a file or data set does not have, with what its author may have meant.
  mutating func reportUnknownColumn(
    _ column: String, of owner: String, _ columns: [String], at span: SourceSpan
  ) {
    let near = suggestion(for: column, among: columns)
    let shown = columns.prefix(12).joined(separator: ", ")
    let rest = columns.count > 12 ? " and \(columns.count - 12) more" : ""
    report(
      "unknown-column", "'\(owner)' has no column '\(column)'", at: span,
      hint: "its columns: \(shown)\(rest)", meant: near)
  }
}

/// A step that reads a file with a target column.
protocol FileStep: Step {
  /// The file as the author wrote it.
  var file: String { get }
  var files: FileAccess { get }
}

extension FileStep {
  var reads: [String] { [] }
  /// The digest of the file as it is now; without a file there is nothing to keep.
  var fileDigest: [String]? { (try? files.sha256(of: file)).map { [$0] } }

  func option(for code: String) -> String? {
    switch code {
    case "unknown-class": "positive"
    case "single-class", "too-many-classes": "target"
    default: "file"
    }
  }
}

private struct LoadStep: FileStep {
  let directive: CheckedDirective
  let file: String
  let files: FileAccess
  var doing: String { "reading \(file)" }
  var facts: [String]? { fileDigest }

  func run(_ context: RunContext) throws(ModellingError) -> Outcome {
    let options = DelimitedOptions(
      target: directive.text("target"), positive: directive.text("positive"),
      features: directive.values["features"] == nil ? nil : directive.words("features"),
      drop: directive.words("drop"), categorical: directive.words("categorical"),
      missing: directive.words("missing"))
    let dataset = try Dataset.reading(
      try files.open(file), named: file, options: options, threads: context.threads)
    var notes = dataset.source.notes.map { context.language.term($0) }
    let unlabelled = dataset.source.unlabelledRows
    if unlabelled > 0 {
      let rows = Phrases.count(unlabelled, "row", context.language)
      notes.append(
        unlabelled == 1
          ? context.language.say("\(rows) of \(file) had no label and was left out.")
          : context.language.say("\(rows) of \(file) had no label and were left out."))
    }
    return Outcome(.dataset(LoadedData(dataset: dataset, file: file)), notes: notes)
  }
}

extension ModellingError {
  /// The message with the place in the data file, where there is one.
  var summary: String {
    guard let place else { return message }
    let column = place.column.map { ", column \($0)" } ?? ""
    return "\(message) (line \(place.line)\(column) of the file)"
  }
}
