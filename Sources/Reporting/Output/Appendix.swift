package import Imbalance
internal import Literate
internal import Markup

/// Data and reproducibility: what was read, how each model was made, and how to make it again.
struct Appendix {
  let checked: CheckedTemplate
  let plan: Plan
  let run: Executor.Result
  let language: Language

  var html: Node {
    var nodes: [Node] = [.tag("h2", [:], language.say("Data and reproducibility"))]
    if let table = data { nodes.append(table.html(caption: [.text("Data")])) }
    if let table = models { nodes.append(table.html(caption: [.text("Models")])) }
    nodes.append(.tag("p", [:], facts))
    for source in checked.settings.theme.sources {
      nodes.append(
        .tag(
          "p", [:],
          language.say(
            "The look of this report comes from \(source.name) (SHA-256 \(source.sha256)).")))
    }
    if checked.settings.showsSource { nodes.append(source) }
    return .tag("section", ["class": "appendix", "id": "appendix"], nodes)
  }

  private var entries: [Plan.Entry] { plan.entries.sorted { $0.directive < $1.directive } }

  private var data: DataTable? {
    var rows: [DataTable.Row] = []
    for entry in entries {
      switch run.things[entry.name] {
      case .dataset(let loaded)?:
        rows.append(
          row(
            entry.name, loaded.file, loaded.dataset.labels, loaded.dataset.source.sha256,
            loaded.dataset.source.unlabelledRows))
      case .predictions(let scores)?:
        rows.append(
          row(entry.name, scores.file, scores.outside.labels, scores.outside.sha256, 0))
      default: break
      }
    }
    guard !rows.isEmpty else { return nil }
    return DataTable(
      corner: "Name",
      columns: [
        .init(title: "File", isNumeric: false), .init(title: "Rows"),
        .init(title: "Classes", isNumeric: false), .init(title: "Unlabelled, left out"),
        .init(title: "SHA-256", isNumeric: false),
      ], rows: rows)
  }

  private func row(
    _ name: String, _ file: String, _ labels: Labels, _ hash: String, _ unlabelled: Int
  ) -> DataTable.Row {
    let target = labels.target
    let classes = zip(target.classes, labels.classCounts).map {
      "\($0) \(language.fixed(Double($1), 0))"
    }
    let positive = target.positiveLabel.map { "; positive: \($0)" } ?? ""
    return DataTable.Row(
      head: name,
      cells: [
        cell(file), cell(language.fixed(Double(labels.count), 0)),
        cell("\(target.name): " + classes.joined(separator: ", ") + positive),
        cell(language.fixed(Double(unlabelled), 0)), DataTable.Cell(text: hash, isCode: true),
      ])
  }

  private var models: DataTable? {
    let found = entries.compactMap { entry -> TrainedModel? in
      if case .model(let model)? = run.things[entry.name] { model } else { nil }
    }
    guard !found.isEmpty else { return nil }
    return DataTable(
      corner: "Model",
      columns: [
        .init(title: "Method", isNumeric: false), .init(title: "Trained on", isNumeric: false),
        .init(title: "Rows"), .init(title: "Threshold", isNumeric: false),
        .init(title: "Options", isNumeric: false),
      ],
      rows: found.map { model in
        DataTable.Row(
          head: model.name,
          cells: [
            cell("\(model.method), \(model.fitted.model.scale)"), cell(model.data),
            cell(ledger(model.rows)), cell(threshold(model)),
            cell(
              options(model)),
          ])
      })
  }

  /// What the author set; everything else is at the default that `explain` tells.
  private func options(_ model: TrainedModel) -> String {
    let given = model.parameters.filter { model.given.contains($0.name) }
    if given.isEmpty { return "defaults" }
    return given.map { "\($0.name): \($0.value.written)" }.joined(separator: ", ")
  }

  private func ledger(_ rows: RowLedger) -> String {
    var parts = [language.fixed(Double(rows.total), 0)]
    func add(_ count: Int, _ word: String) {
      if count > 0 { parts.append("\(language.fixed(Double(count), 0)) \(word)") }
    }
    add(rows.discarded, "discarded")
    add(rows.copies, "copied")
    add(rows.synthetic, "invented")
    return parts.joined(separator: ", ")
  }

  private func threshold(_ model: TrainedModel) -> String {
    guard let threshold = model.threshold else { return "most probable class" }
    let number = language.significant(threshold)
    guard let chosen = model.chosen else { return number }
    return "\(number), by \(chosen.rule)"
  }

  private var facts: [Node] {
    let seed = checked.settings.seed
    let parameters = checked.parameters.values.map { "\($0.name) = \($0.value.written)" }
    var text =
      "Made by imbalreport \(Tool.version) from \(checked.document.template.path.lastComponent) (SHA-256 "
    text += SHA256.hex(of: checked.document.template.sourceBytes)
    text += ") with seed \(seed)"
    text += parameters.isEmpty ? "." : " and the parameters \(Phrases.list(parameters))."
    text += " The same template, data, parameters, seed and version give the same bytes."
    // Only the page carries the results with it.
    let results =
      " Every number of this report stands in full precision in the data element with the identifier imbalreport-results."
    return [.text(text), .tag("span", ["class": "screen-only"], results)]
  }

  private var source: Node {
    .tag(
      "details", ["class": "source"],
      [.tag("summary", [:], "The \(checked.document.directives.count) directives of this report")]
        + checked.document.directives.map { node in
          .tag("pre", [:], [.tag("code", [:], [.text(node.sourceText)])])
        })
  }
}

extension ParameterValue {
  /// The value as a template would write it.
  package var written: String {
    switch self {
    case .null: "none"
    case .list(let items): "[" + items.map(\.written).joined(separator: ", ") + "]"
    case .mapping(let pairs):
      "{" + pairs.map { "\($0.key): \($0.value.written)" }.joined(separator: ", ") + "}"
    default: asText ?? ""
    }
  }
}
