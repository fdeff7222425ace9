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
    /// Words that `list KIND --of WORD` picks it by.
    package var traits: [String] = []
  }

  private static func classes(_ isForMany: Bool) -> [String] {
    isForMany ? ["two-class", "multi-class"] : ["two-class"]
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
          ], traits: classes(type.supportsMulticlass))
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
          ], traits: [type.kind.rawValue] + classes(type.supportsMulticlass))
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
          details: [
            ("definition", type.definition), ("direction", direction),
            ("range", type.range.inWords), ("averages", type.hasAveragesOverClasses ? "yes" : "–"),
          ],
          traits: [type.family.rawValue] + classes(true)
            + (type.hasAveragesOverClasses ? ["macro"] : []) + (type.needsCosts ? ["costs"] : []))
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
      "calibrators",
      Calibrators.all.map { type in
        Entry(
          name: type.name, summary: type.summary, parameters: type.parameters,
          details: [
            ("classes", type.supportsMulticlass ? "two or more" : "two"),
            (
              "learns from",
              type.needsPredictions ? "out-of-fold predictions" : "the shares of the classes alone"
            ),
            (
              "example",
              "```yaml {train} m\nmodel: logistic_regression\ndata: parts.train\ncalibrate: \(type.name)\n```"
            ),
          ], traits: classes(type.supportsMulticlass))
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
            (
              "example",
              "```yaml {plot \(type.name)} fig-1\nfrom: \(type.exampleSource)\n```"
            ),
          ])
      }
    ),
    (
      "checks",
      QualityChecks.all.map { Entry(name: $0.name, summary: $0.summary, parameters: []) }
    ),
    (
      "findings",
      ReportChecks.all.map { type in
        Entry(
          name: type.code, summary: type.summary, parameters: [],
          details: [
            ("name", type.name), ("weighs at most", type.severity.rawValue),
            ("rule", type.details), ("mute it with", "report: {mute: [\(type.code)]}"),
          ])
      }
    ),
    (
      "filters",
      Filters.all.map {
        Entry(
          name: $0.name, summary: "Writes " + $0.summary + ".", parameters: [],
          details: [("takes in brackets", $0.takes)])
      }
    ),
    (
      "settings",
      ReportSettings.parameters.map {
        Entry(
          name: $0.name, summary: $0.summary, parameters: [],
          details: [
            ("takes", $0.kind.description), ("default", ReferenceText.standing($0)),
          ])
      }
        + ReportSettings.pageParameters.map {
          Entry(
            name: "report.\($0.name)", summary: $0.summary, parameters: [],
            details: [
              ("takes", $0.kind.description), ("default", ReferenceText.standing($0)),
            ])
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

extension ClosedRange<Double> {
  /// "0 to 1", or "0 and more" where there is no upper end.
  fileprivate var inWords: String {
    if lowerBound == -.infinity { return "any number" }
    if upperBound == .infinity { return "\(lowerBound.shortText) and more" }
    return "\(lowerBound.shortText.replacing("-", with: "\u{2212}")) to \(upperBound.shortText)"
  }
}

extension Metric {
  /// Whether the metric is averaged over classes under names of its own.
  fileprivate static var hasAveragesOverClasses: Bool {
    (self as? any CountsMetric.Type)?.hasAverages ?? false
  }
}

extension Plot {
  /// A name, of those that the examples of the verbs define, that this plot can show.
  fileprivate static var exampleSource: String {
    if shows.contains(.evaluation) { return "scores" }
    if shows.contains(.crossValidation) { return "cv" }
    if shows.contains(.learningCurve) { return "curve" }
    if shows.contains(.comparison) { return "over_sites" }
    if shows.contains(.evaluatedModel) { return "scores.weighted" }
    return shows.contains(.trainingSet) ? "parts.train" : "weighted"
  }
}

extension ThresholdRule {
  fileprivate static var exampleText: String {
    switch name {
    case CostThreshold.name, BayesThreshold.name: "\(name)\ncost: {fn: 500, fp: 20}"
    case FBetaThreshold.name: "\(name)(0.5)"
    case AlertBudgetThreshold.name: "\(name) <= 1%"
    default: parameters.isEmpty ? name : "\(name) >= 90%"
    }
  }
}
