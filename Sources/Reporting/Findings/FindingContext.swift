internal import Imbalance
internal import Literate

/// What checks of a report look at: everything it has made, with the places of its directives.
package struct FindingContext: Sendable {
  /// A thing with the place of its directive in the document.
  struct Placed<Value: Sendable>: Sendable {
    let place: Int
    let name: String
    let value: Value
  }

  /// A gate with the condition it judges.
  struct JudgedGate: Sendable {
    let gate: Gate
    let condition: Expression?
  }

  let document: Document
  let settings: ReportSettings
  let language: Language
  let threads: Int
  let evaluations: [Placed<Evaluation>]
  let comparisons: [Placed<Compared>]
  let crossValidations: [Placed<CrossValidated>]
  let models: [Placed<TrainedModel>]
  let splits: [Placed<Split>]
  let gates: [Placed<JudgedGate>]
  /// What the quality checks say of a split's rows, by the split's place; none for a large one.
  let quality: [Int: QualityReport]
  /// The quality checks that a 'describe' of a split, or of its data, mutes, by the split's place.
  let mutedChecks: [Int: [String]]
  /// The sentences that the author wrote.
  let sentences: [AuthorSentence]

  /// Splits with more fields than this are not searched for copies and leaks.
  static let mostFields = 3_000_000

  init(
    checked: CheckedTemplate, plan: Plan, run: Executor.Result, language: Language, threads: Int
  ) {
    document = checked.document
    settings = checked.settings
    self.language = language
    self.threads = threads
    var evaluations: [Placed<Evaluation>] = []
    var comparisons: [Placed<Compared>] = []
    var crossValidations: [Placed<CrossValidated>] = []
    var models: [Placed<TrainedModel>] = []
    var splits: [Placed<Split>] = []
    var gates: [Placed<JudgedGate>] = []
    var described: [String: QualityReport] = [:]
    var sources: [Int: Dataset.Source] = [:]
    var origins: [Int: [String]] = [:]
    for entry in plan.entries.sorted(by: { $0.directive < $1.directive }) {
      func placed<T: Sendable>(_ value: T) -> Placed<T> {
        Placed(place: entry.directive, name: entry.name, value: value)
      }
      switch run.things[entry.name] {
      case .evaluation(let value)?: evaluations.append(placed(value))
      case .comparison(let value)?: comparisons.append(placed(value))
      case .crossValidation(let value)?: crossValidations.append(placed(value))
      case .model(let value)?: models.append(placed(value))
      case .description(let value)?: described[value.of] = value.report
      case .split(let value)?:
        splits.append(placed(value))
        origins[entry.directive] = [entry.name] + entry.step.reads
        for path in entry.step.reads {
          if case .dataset(let data)? = run.things[path] {
            sources[entry.directive] = data.dataset.source
          }
        }
      case .gate(let gate)?:
        let setting = checked.document.directives[entry.directive]["that"]
        let condition = setting.flatMap {
          Expression.parse($0, in: checked.document.template).expression
        }
        gates.append(placed(JudgedGate(gate: gate, condition: condition)))
      default: break
      }
    }
    self.evaluations = evaluations
    self.comparisons = comparisons
    self.crossValidations = crossValidations
    self.models = models
    self.splits = splits
    self.gates = gates
    mutedChecks = origins.mapValues { names in
      names.flatMap { name -> [String] in
        guard let report = described[name] else { return [] }
        return report.all.map(\.code).filter { code in
          !report.findings.contains { $0.code == code }
        }
      }
    }
    quality = Self.quality(
      splits, described: described, sources: sources, muted: checked.settings.muted,
      seed: checked.settings.seed, threads: threads)
    let captions = run.outcomes.keys.sorted().flatMap { place in
      (run.outcomes[place]?.content ?? []).map { (place: place, words: $0.caption) }
    }
    sentences = AuthorSentence.all(of: checked.document, captions: captions)
  }

  /// What `describe` has found already, else a run of the few checks that matter here.
  private static func quality(
    _ splits: [Placed<Split>], described: [String: QualityReport],
    sources: [Int: Dataset.Source], muted: [String], seed: UInt64, threads: Int
  ) -> [Int: QualityReport] {
    let wanted = [
      (ShiftedPrevalence.code, PrevalenceShift.name), (LeakingColumn.code, LeakingColumns.name),
      (DuplicatesInTest.code, DuplicatesAcrossSplit.name), (DateColumn.code, DateColumns.name),
    ].filter { !muted.contains($0.0) }.map(\.1)
    guard !wanted.isEmpty else { return [:] }
    var found: [Int: QualityReport] = [:]
    for split in splits where !isLarge(split.value) {
      if let report = described[split.name],
        wanted.allSatisfy({ report.context.options.checks?.contains($0) ?? true })
      {
        found[split.place] = report
        continue
      }
      let source =
        sources[split.place]
        ?? Dataset.Source(name: split.name, sha256: "", unlabelledRows: 0, notes: [])
      found[split.place] = QualityReport(
        QualityContext(
          split.value, source: source,
          options: QualityOptions(checks: wanted, seed: Seed(root: seed), threads: threads)))
    }
    return found
  }

  static func isLarge(_ split: Split) -> Bool {
    (split.training.count + split.test.count) * max(1, split.training.table.names.count)
      > mostFields
  }

  func say(_ phrase: Phrase) -> String { language.say(phrase) }

  func number(_ value: Int) -> String { language.fixed(Double(value), 0) }

  /// The value of a model's metric as the report prints it, with its interval.
  func text(_ model: EvaluatedModel, _ metric: String) -> String {
    model.estimate(metric).map { Phrases.withInterval($0, language) } ?? language.say("n/a")
  }

  /// “a”, “b” and “c”.
  func list(_ names: [String]) -> String { language.list(names.map { language.say("“\($0)”") }) }

  /// The evaluation, model and metric that a path of an expression reads, where it reads one.
  func metric(at path: [Located<String>]) -> (
    evaluation: Evaluation, model: EvaluatedModel, metric: String
  )? {
    guard path.count >= 3,
      let evaluation = evaluations.first(where: { $0.name == path[0].value })?.value,
      let model = evaluation.model(path[1].value), Metrics.named(path[2].value) != nil
    else { return nil }
    return (evaluation, model, path[2].value)
  }
}

extension Language {
  /// "a, b and c" in this language.
  func list(_ words: [String]) -> String { Phrases.list(words, say("and")) }
}

extension Evaluation {
  /// The class that a rule without a look at the rows would name.
  var majorityCode: Int {
    classCounts.indices.max { (classCounts[$0], -$0) < (classCounts[$1], -$1) } ?? 0
  }

  /// The share of the largest class.
  var majorityShare: Double { Double(classCounts[majorityCode]) / Double(max(1, count)) }
}
