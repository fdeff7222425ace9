package import Imbalance

/// The reference: everything a template can name, from the lists that the checker uses.
package enum Catalogue {
  /// One thing that a template can name.
  package struct Entry: Sendable {
    package let name: String
    package let summary: String
    package let parameters: [Parameter]
    /// Further lines for `explain`: a definition, an example.
    package var details: [(title: String, text: String)] = []
  }

  /// The kinds that `list` takes, with their entries.
  package static let kinds: [(name: String, entries: [Entry])] = [
    (
      "verbs",
      Verbs.all.map { verb in
        Entry(
          name: verb.name, summary: verb.summary, parameters: verb.parameters,
          details: [("defines", verb.defines)]
            + (verb.subtypes.isEmpty
              ? [] : [("kinds", verb.subtypes.joined(separator: ", "))])
            + [("example", verb.example)])
      }
    ),
    (
      "models",
      Classifiers.all.map { type in
        Entry(
          name: type.name, summary: type.summary, parameters: type.parameters,
          details: [
            ("takes", type.needs.inWords),
            ("classes", type.supportsMulticlass ? "two or more" : "two"),
            ("example", "```yaml {train} m\nmodel: \(type.name)\ndata: parts.train\n```"),
          ])
      }
    ),
    (
      "samplers",
      Samplers.all.map { type in
        Entry(
          name: type.name, summary: type.summary, parameters: type.parameters,
          details: [
            ("kind", type.kind.rawValue), ("takes", type.needs.inWords),
            ("classes", type.supportsMulticlass ? "two or more" : "two"),
            (
              "example", "```yaml {resample} balanced\ndata: parts.train\nmethod: \(type.name)\n```"
            ),
          ])
      }
    ),
    (
      "metrics",
      Metrics.all.map { type in
        let direction =
          switch type.direction {
          case .higherIsBetter: "higher is better"
          case .lowerIsBetter: "lower is better"
          case .neutral: "neither high nor low is better"
          }
        return Entry(
          name: type.name, summary: type.summary, parameters: [],
          details: [("definition", type.definition), ("direction", direction)])
      }
    ),
    (
      "thresholds",
      ThresholdRules.all.map { type in
        Entry(
          name: type.name, summary: type.summary, parameters: type.parameters,
          details: [
            (
              "example",
              "```yaml {train} m\nmodel: logistic_regression\ndata: parts.train\nthreshold: \(type.exampleText)\n```"
            )
          ])
      }
    ),
    (
      "plots",
      Plots.all.map { type in
        Entry(
          name: type.name, summary: type.summary, parameters: type.parameters,
          details: [
            (
              "shows",
              Phrases.list(
                Kind.allCases.filter { type.shows.contains($0) }.map(\.withArticle), "or")
            ),
            ("example", "```yaml {plot \(type.name)} fig-1\nfrom: scores\n```"),
          ])
      }
    ),
    (
      "filters",
      Filters.all.map {
        Entry(name: $0.name, summary: "Writes " + $0.summary + ".", parameters: [])
      }
    ),
    (
      "settings",
      ReportSettings.parameters.map {
        Entry(name: $0.name, summary: $0.summary, parameters: [])
      }
    ),
  ]

  /// Every name with its kind.
  package static func entries(named name: String) -> [(kind: String, entry: Entry)] {
    kinds.flatMap { kind in
      kind.entries.filter { $0.name == name }.map { (kind.name, $0) }
    }
  }

  /// Every name there is, for suggestions.
  package static var names: [String] { kinds.flatMap { $0.entries.map(\.name) } }
}

extension InputNeeds {
  /// What a method takes, in words.
  var inWords: String {
    var parts: [String] = []
    parts.append(takesCategories ? "categories as they are" : "categories as columns of 0 and 1")
    parts.append(takesMissing ? "missing values as they are" : "missing values imputed")
    if standardizes { parts.append("numbers standardised unless told otherwise") }
    return parts.joined(separator: ", ")
  }
}

extension ThresholdRule {
  fileprivate static var exampleText: String {
    parameters.isEmpty || name == "cost" ? name : "\(name) >= 0.9"
  }
}
