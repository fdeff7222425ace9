package import Imbalance
package import Literate
internal import OrderedCollections

/// Shows a thing as a numbered table.
package enum TableVerb: Verb {
  package static let name = "table"
  package static let summary =
    "Shows scores, comparisons, the classes of rows, or what a model learnt, as a numbered table."
  package static let defines =
    "a numbered table; a name that begins with tbl- can be referred to as @tbl-…"
  package static let example = """
    ```yaml {table} tbl-scores
    from: scores
    metrics: [accuracy, recall, mcc]
    caption: "Test-set scores with 95% intervals."
    ```
    """
  package static let parameters: [Parameter] =
    [
      Parameter(
        "from",
        .reference(
          Kind.allCases.filter { kind in Tables.all.contains { $0.shows.contains(kind) } }
            .map(\.rawValue)), required: true, "What is shown."),
      Parameter(
        "show", .choice(Tables.all.map { $0.name }),
        "Which of its tables: "
          + Tables.all.map { "\($0.name) (\($0.summary.lowercasedStart))" }.joined(separator: ", ")
          + ". By default the first that fits."),
      SharedParameters.models,
    ] + Tables.parameters + [SharedParameters.caption]

  package static func declaration(
    _ node: DirectiveNode, _ settings: [String: Setting], in document: Document
  ) -> (kind: Kind, shape: Shape, members: [(name: String, kind: Kind)])? {
    (.table, .record([]), [])
  }

  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> (any Step)? {
    let path = directive.text("from") ?? ""
    let caption = scope.caption(of: directive)
    guard let (kind, declaration) = scope.resolve(path, at: directive.span(of: "from")) else {
      return nil
    }
    let fitting = Tables.all.filter { $0.shows.contains(kind) }
    let wanted = directive.text("show")
    guard
      let table = wanted.flatMap({ name in fitting.first { $0.name == name } })
        ?? (wanted == nil ? fitting.first : nil)
    else {
      if let wanted, !fitting.isEmpty {
        scope.report(
          "wrong-kind", "'\(path)' is \(kind.withArticle), of which there is no table '\(wanted)'",
          at: directive.span(of: "show"),
          hint: "it has " + Phrases.list(fitting.map { $0.name }, "and"))
      } else {
        scope.report(
          "wrong-kind",
          "'\(path)' is \(kind.withArticle); a table shows an evaluation, a model or the classes of rows",
          at: directive.span(of: "from"),
          notes: [.init("'\(declaration.name)' is defined here", span: declaration.span)])
      }
      return nil
    }
    var isSound = true
    let own = Set(table.parameters.map(\.name))
    for parameter in Tables.parameters
    where directive.settings[parameter.name] != nil && !own.contains(parameter.name) {
      let owners = Tables.all.filter { $0.parameters.contains { $0.name == parameter.name } }
      let kinds = Kind.allCases.filter { kind in owners.contains { $0.shows.contains(kind) } }
      scope.report(
        "contradicting-options",
        kinds.contains(kind)
          ? "'\(parameter.name)' belongs to the table '\(owners[0].name)', not to '\(table.name)'"
          : "'\(parameter.name)' belongs to \(kinds.first?.withArticle ?? "another kind"), not to \(kind.withArticle)",
        at: directive.span(of: parameter.name))
      isSound = false
    }
    isSound = table.check(directive, in: &scope) && isSound
    isSound = scope.checkModels(of: directive, kind, declaration) && isSound
    guard isSound, let caption else { return nil }
    return TableStep(directive: directive, table: table, path: path, caption: caption)
  }
}

private struct TableStep: Step {
  let directive: CheckedDirective
  let table: any TableKind.Type
  let path: String
  let caption: [Inline]
  var reads: [String] { [path] }
  var doing: String { "drawing \(directive.name)" }

  func run(_ context: RunContext) throws(ModellingError) -> Outcome {
    try context.requireRows(path)
    guard let (thing, part) = context.source(at: path) else { return Outcome() }
    let made = try table.table(
      TableSource(thing: thing, part: part, path: path, models: directive.words("models")),
      directive.values, context.language)
    return Outcome(.table(made), content: [.table(made, caption: caption)])
  }

  func option(for code: String) -> String? { code == "metric-classes" ? "metrics" : "from" }
}

extension String {
  /// The sentence without its capital and its full stop, to stand within another.
  fileprivate var lowercasedStart: String {
    let text = hasSuffix(".") ? dropLast() : self[...]
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
