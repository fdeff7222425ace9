internal import Charts
internal import Imbalance
internal import Literate
internal import OrderedCollections

/// Everything that was computed, as the object that `--results` writes and the page embeds.
struct ResultsFile {
  let checked: CheckedTemplate
  let plan: Plan
  let run: Executor.Result
  let findings: Findings
  /// At most this many points of a curve are kept: the page carries the same object.
  var curveLimit: Int? = 30

  /// The gates in the order of the document.
  var gates: [Gate] {
    entries.compactMap { entry in
      if case .gate(let gate)? = run.things[entry.name] { gate } else { nil }
    }
  }

  private var entries: [Plan.Entry] { plan.entries.sorted { $0.directive < $1.directive } }

  var json: JSON {
    var datasets: [String: JSON] = [:]
    var models: [String: JSON] = [:]
    var evaluations: [String: JSON] = [:]
    var crossValidations: [String: JSON] = [:]
    var learningCurves: [String: JSON] = [:]
    var importances: [String: JSON] = [:]
    var comparisons: [String: JSON] = [:]
    var descriptions: [String: JSON] = [:]
    for entry in entries {
      switch run.things[entry.name] {
      case .dataset(let data)?:
        datasets[entry.name] = rows(
          data.dataset.labels, data.dataset.table, sha256: data.dataset.source.sha256,
          extra: [
            "unlabelled_rows": .int(data.dataset.source.unlabelledRows), "file": .string(data.file),
          ])
      case .split(let split)?:
        datasets[entry.name + ".train"] = rows(split.training)
        datasets[entry.name + ".test"] = rows(split.test)
        if let validation = split.validation {
          datasets[entry.name + ".validation"] = rows(validation)
        }
      case .training(let training)?: datasets[entry.name] = rows(training)
      case .predictions(let scores)?:
        datasets[entry.name] = rows(
          scores.outside.labels, nil, sha256: scores.outside.sha256,
          extra: ["file": .string(scores.file)])
      case .model(let model)?: models[entry.name] = ModelResults(model: model).json
      case .evaluation(let evaluation)?:
        evaluations[entry.name] =
          EvaluationResults(
            evaluation: evaluation, curveLimit: curveLimit, drawn: plots(of: entry.name)
          ).json
      case .crossValidation(let found)?: crossValidations[entry.name] = found.json
      case .learningCurve(let found)?: learningCurves[entry.name] = found.json
      case .importance(let found)?: importances[entry.name] = found.json
      case .comparison(let found)?: comparisons[entry.name] = found.json
      case .description(let description)?:
        descriptions[entry.name] = DescriptionResults(description: description).json
      default: break
      }
    }
    let template = checked.document.template
    var object: [String: JSON] = [
      "schema": .string("imbalreport-results/1"),
      "tool": .object(["name": .string("imbalreport"), "version": .string(Tool.version)]),
      "report": .object([
        "title": .string(checked.settings.title ?? template.path.lastComponent),
        "template": .string(template.path.lastComponent),
        "template_sha256": .string(SHA256.hex(of: template.sourceBytes)),
      ]),
      "seed": .int(Int(checked.settings.seed)),
      "params": Self.object(checked.parameters.values) ?? .object([:]),
      "datasets": .object(datasets), "models": .object(models),
      "evaluations": .object(evaluations), "cross_validations": .object(crossValidations),
      "comparisons": .object(comparisons),
      "gates": .object(
        Dictionary(gates.map { ($0.name, $0.json) }, uniquingKeysWith: { a, _ in a })),
      "findings": findings.json(checked.document),
      "muted_findings": .array(findings.muted.map { .string($0.code) }),
    ]
    if !template.parts.isEmpty {
      object["includes"] = .array(
        template.parts.enumerated().map { place, part in
          var included: [String: JSON] = [
            "file": .string(part.template.path),
            "sha256": .string(SHA256.hex(of: part.template.sourceBytes)),
          ]
          included["params"] = Self.object(checked.parameters.values(ofPart: place))
          return .object(included)
        })
    }
    let sheets = checked.settings.theme.sources
    if !sheets.isEmpty {
      object["themes"] = .array(
        sheets.map { .object(["file": .string($0.name), "sha256": .string($0.sha256)]) })
    }
    if !descriptions.isEmpty { object["descriptions"] = .object(descriptions) }
    if !learningCurves.isEmpty { object["learning_curves"] = .object(learningCurves) }
    if !importances.isEmpty { object["importances"] = .object(importances) }
    return .object(object)
  }

  /// Parameters by name; `nil` without any.
  private static func object(_ parameters: [(name: String, value: ParameterValue)]) -> JSON? {
    parameters.isEmpty
      ? nil
      : .object(
        Dictionary(
          parameters.map { ($0.name, $0.value.json) }, uniquingKeysWith: { a, _ in a }))
  }

  /// The kinds of plot that show a thing or a part of it.
  private func plots(of name: String) -> Set<String> {
    var kinds: Set<String> = []
    for node in checked.document.directives where node.verb.value == PlotVerb.name {
      let from = node["from"]?.plain.asText ?? ""
      if from == name || from.hasPrefix(name + "."), let kind = node.subtype?.value {
        kinds.insert(kind)
      }
    }
    return kinds
  }

  private func rows<Role>(_ partition: Partition<Role>) -> JSON {
    var extra: [String: JSON] = [:]
    if let training = partition as? TrainingSet, training.lineage != nil {
      let ledger = RowLedger(training)
      extra = [
        "copies": .int(ledger.copies), "synthetic": .int(ledger.synthetic),
        "discarded": .int(ledger.discarded),
      ]
    }
    return rows(partition.labels, partition.table, sha256: nil, extra: extra)
  }

  private func rows(
    _ labels: Labels, _ table: Table?, sha256: String?, extra: [String: JSON]
  ) -> JSON {
    let counts = labels.classCounts
    let target = labels.target
    let present = counts.filter { $0 > 0 }
    var object: [String: JSON] = [
      "rows": .int(labels.count), "target": .string(target.name),
      "positive": target.positiveLabel.map { .string($0) } ?? .null,
      "classes": .array(
        zip(target.classes, counts).map { .object(["label": .string($0), "count": .int($1)]) }),
    ]
    if let largest = present.max(), let smallest = present.min(), present.count > 1 {
      object["imbalance_ratio"] = .number(Double(largest) / Double(smallest))
    }
    if let sha256 { object["sha256"] = .string(sha256) }
    if let table, sha256 == nil {
      // Parts of a data set have its columns; what differs is which of their fields are empty.
      let missing = zip(table.names, table.columns).map { ($0, $1.missingCount) }
      object["missing"] = .object(
        Dictionary(
          missing.filter { $0.1 > 0 }.map { ($0.0, .int($0.1)) }, uniquingKeysWith: { a, _ in a }))
    } else if let table {
      object["features"] = .array(
        zip(table.names, table.columns).map { name, column in
          let kind = if case .numeric = column { "numeric" } else { "categorical" }
          return .object([
            "name": .string(name), "kind": .string(kind), "missing": .int(column.missingCount),
          ])
        })
    }
    object.merge(extra) { _, new in new }
    return .object(object)
  }
}

/// What the results file says of a model.
struct ModelResults {
  let model: TrainedModel

  var json: JSON {
    let fit = model.fitted.model.fit
    var fitted: [String: JSON] = ["scale": .string(model.fitted.model.scale)]
    func named(_ values: [Double]) -> JSON {
      .object(
        Dictionary(
          zip(fit.columns, values).map { ($0, .fitted($1)) }, uniquingKeysWith: { a, _ in a }))
    }
    if fit.coefficients.count == 1 {
      fitted["intercept"] = fit.intercepts.first.map { .fitted($0) }
      fitted["coefficients"] = named(fit.coefficients[0])
    } else if fit.coefficients.count > 1 {
      fitted["intercept"] = .array(fit.intercepts.map { .fitted($0) })
      fitted["coefficients"] = .array(fit.coefficients.map(named))
    }
    if !fit.importances.isEmpty { fitted["importances"] = named(fit.importances) }
    for count in fit.counts { fitted[count.name] = .number(count.value) }
    if !fit.notes.isEmpty { fitted["notes"] = .array(fit.notes.map { .string($0) }) }
    var object: [String: JSON] = [
      "model": .string(model.method), "data": .string(model.data),
      "threshold": model.threshold.map { .number($0) }
        ?? .object(["value": .null, "reason": .string("more than two classes")]),
      "parameters": .object(
        Dictionary(
          model.parameters.map { ($0.name, $0.value.json) }, uniquingKeysWith: { a, _ in a })),
      "fit": .object(fitted),
      "training": .object([
        "rows": .int(model.rows.total), "original": .int(model.rows.original),
        "copies": .int(model.rows.copies), "synthetic": .int(model.rows.synthetic),
        "discarded": .int(model.rows.discarded),
      ]),
    ]
    if let calibration = model.fitted.calibration {
      object["calibration"] = .object([
        "method": .string(model.strategy.calibrator.map { type(of: $0).name } ?? ""),
        "parameters": .object(
          Dictionary(
            calibration.parameters.map { ($0.name, .number($0.value)) },
            uniquingKeysWith: { a, _ in a })),
      ])
    }
    if let chosen = model.chosen {
      object["threshold_rule"] = .object([
        "rule": .string(chosen.rule), "objective": .number(chosen.objective),
      ])
    }
    return .object(object)
  }
}

/// What the results file says of an evaluation.
struct EvaluationResults {
  let evaluation: Evaluation
  let curveLimit: Int?
  /// The kinds of plot that show the evaluation.
  let drawn: Set<String>

  var json: JSON {
    var models: [String: JSON] = [:]
    let usual = usual
    for model in evaluation.models { models[model.name] = json(model, usual) }
    return .object([
      "on": .string(evaluation.on), "confidence": .number(evaluation.confidence),
      "intervals": .object(usual.mapValues { .string($0.rawValue) }), "models": .object(models),
    ])
  }

  /// How the interval of each metric is made, said once for all models.
  private var usual: [String: IntervalMethod] {
    var found: [String: IntervalMethod] = [:]
    for model in evaluation.models {
      for (name, estimate) in estimates(model)
      where estimate.low != nil && found[name] == nil {
        found[name] = estimate.method
      }
    }
    return found
  }

  private func estimates(_ model: EvaluatedModel) -> [(String, Estimate)] {
    let result = model.result
    return result.metrics.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
      + evaluation.metrics.filter { result.metrics[$0.name] == nil }.compactMap { metric in
        result[metric.name].map { (metric.name, $0) }
      }
  }

  private func json(_ model: EvaluatedModel, _ usual: [String: IntervalMethod]) -> JSON {
    let result = model.result
    var metrics: [String: JSON] = [:]
    for (name, estimate) in estimates(model) {
      metrics[name] = Self.json(estimate, usual: usual[name])
    }
    var object: [String: JSON] = [
      "threshold": result.threshold.map { .number($0) } ?? .null,
      "confusion": .object([
        "labels": .array(result.confusion.labels.map { .string($0) }),
        "matrix": .array(result.confusion.counts.map { .array($0.map { .int($0) }) }),
      ]),
      "metrics": .object(metrics),
    ]
    if let before = model.uncalibrated {
      var metrics: [String: JSON] = [:]
      for (name, estimate) in before.estimates {
        metrics[name] = Self.json(estimate, usual: usual[name])
      }
      object["uncalibrated"] = .object(metrics)
    }
    if let curves = curves(model) { object["curves"] = curves }
    if !result.classMetrics.isEmpty, !evaluation.target.isBinary {
      object["classes"] = .object(
        Dictionary(
          zip(evaluation.target.classes, result.classMetrics).map { label, metrics in
            (
              label,
              .object(
                Dictionary(
                  metrics.map { ($0.key, Self.json($0.value, usual: usual[$0.key])) },
                  uniquingKeysWith: { a, _ in a }))
            )
          }, uniquingKeysWith: { a, _ in a }))
    }
    return .object(object)
  }

  private func curves(_ model: EvaluatedModel) -> JSON? {
    guard let roc = model.result.roc, let pr = model.result.pr else { return nil }
    func numbers(_ values: [Double]) -> JSON {
      .array(values.map { .place($0) })
    }
    func thresholds(_ values: [Double?]) -> JSON {
      .array(values.map { $0.map { .place($0) } ?? .null })
    }
    let rocPoints = thinned(roc.reduced.points) { ($0.fpr, $0.tpr) }
    let prPoints = thinned(pr.points) { ($0.recall, $0.precision) }
    var curves: [String: JSON] = [
      "roc": .object([
        "fpr": numbers(rocPoints.map(\.fpr)), "tpr": numbers(rocPoints.map(\.tpr)),
        "threshold": thresholds(rocPoints.map(\.threshold)),
      ]),
      "pr": .object([
        "recall": numbers(prPoints.map(\.recall)),
        "precision": numbers(prPoints.map(\.precision)),
        "threshold": thresholds(prPoints.map(\.threshold)),
      ]),
    ]
    // The other curves follow from these; they are kept where a figure shows them.
    for plot in Plots.all where drawn.contains(plot.name) {
      guard let plot = plot as? any CurvePlot.Type, let curve = plot.curve(model) else { continue }
      let points = thinned(curve) { ($0.x, $0.y) }
      curves[plot.name] = .object([
        plot.axes.x: numbers(points.map(\.x)), plot.axes.y: numbers(points.map(\.y)),
      ])
    }
    return .object(curves)
  }

  /// The points that carry the shape, where there are more than the page should carry.
  private func thinned<Point>(
    _ points: [Point], _ place: (Point) -> (x: Double, y: Double)
  ) -> [Point] {
    guard let limit = curveLimit, points.count > limit else { return points }
    var kept = decimated(points.map(place), limit: limit)[...]
    return points.filter { point in
      guard let next = kept.first, place(point) == next else { return false }
      kept.removeFirst()
      return true
    }
  }

  /// A value with its interval; `usual` is the kind of interval that goes without saying.
  static func json(_ estimate: Estimate, usual: IntervalMethod? = nil) -> JSON {
    switch estimate.value {
    case .undefined(let reason):
      return .object(["value": .null, "reason": .string(reason)])
    case .defined(let value):
      var object: [String: JSON] = ["value": .number(value)]
      if let low = estimate.low, let high = estimate.high {
        object["low"] = .end(low, .down)
        object["high"] = .end(high, .up)
        if estimate.method != usual {
          object["interval"] = .string(estimate.method.rawValue)
        }
      }
      return .object(object)
    }
  }
}

extension Gate {
  var json: JSON {
    var object: [String: JSON] = [
      "that": .string(condition), "outcome": .string(outcome.rawValue),
    ]
    switch measured {
    case .quantity(let quantity):
      object["value"] = .number(quantity.number)
      if let low = quantity.low, let high = quantity.high {
        object["low"] = .end(low, .down)
        object["high"] = .end(high, .up)
      }
    case .boolean(let flag): object["value"] = .bool(flag)
    case .text(let text): object["value"] = .string(text)
    case .undefined(let reason):
      object["value"] = .null
      object["reason"] = .string(reason)
    case .record: break
    }
    return .object(object)
  }
}

extension ParameterValue {
  var json: JSON {
    switch self {
    case .null: .null
    case .boolean(let flag): .bool(flag)
    case .integer(let number): .int(number)
    case .number(let number): .number(number)
    case .text(let text): .string(text)
    case .list(let items): .array(items.map(\.json))
    case .mapping(let pairs):
      .object(Dictionary(pairs.map { ($0.key, $0.value.json) }, uniquingKeysWith: { a, _ in a }))
    }
  }
}

extension String {
  /// The part after the last slash.
  var lastComponent: String { split(separator: "/").last.map(String.init) ?? self }
}
