package import Imbalance
internal import Literate
internal import Markup

/// Data and reproducibility: what was read, how each model was made, and how to make it again.
struct Appendix {
  let checked: CheckedTemplate
  let plan: Plan
  let run: Executor.Result
  let findings: Findings
  let language: Language
  let anchors: Anchors
  /// Where the numbers of the prose come from.
  let numbers: [NumberRow]

  var html: Node {
    var nodes: [Node] = [.tag("h2", [:], language.say("Data and reproducibility"))]
    if let table = data { nodes.append(table.html(caption: [.text(language.say("Data"))])) }
    if let table = models { nodes.append(table.html(caption: [.text(language.say("Models"))])) }
    if !numbers.isEmpty {
      nodes.append(
        NumberRow.table(numbers, showsSource: checked.settings.showsSource, language: language))
    }
    nodes += facts
    for source in checked.settings.theme.sources {
      nodes.append(
        .tag(
          "p", [:],
          language.say(
            "The look of this report comes from \(source.name) (SHA-256 \(source.sha256)).")))
    }
    if !findings.muted.isEmpty {
      let codes = language.list(
        findings.muted.map { "\($0.code) (\(language.fixed(Double($0.count), 0)))" })
      nodes.append(
        .tag(
          "p", [:], language.say("Findings muted by the author, with how many there are: \(codes).")
        ))
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
            entry.name, loaded.file == "(generator)" ? language.say("(generator)") : loaded.file,
            loaded.dataset.labels, loaded.dataset.source.sha256,
            loaded.dataset.source.unlabelledRows))
      case .predictions(let scores)?:
        rows.append(
          row(entry.name, scores.file, scores.outside.labels, scores.outside.sha256, 0))
      default: break
      }
    }
    guard !rows.isEmpty else { return nil }
    return DataTable(
      corner: language.say("Name"),
      columns: [
        .init(title: language.say("File"), isNumeric: false), .init(title: language.say("Rows")),
        .init(title: language.say("Classes"), isNumeric: false),
        .init(title: language.say("Unlabelled, left out")),
        .init(title: language.say("SHA-256"), isNumeric: false),
      ], rows: rows)
  }

  private func row(
    _ name: String, _ file: String, _ labels: Labels, _ hash: String, _ unlabelled: Int
  ) -> DataTable.Row {
    let target = labels.target
    let classes = zip(target.classes, labels.classCounts).map {
      "\($0) \(language.fixed(Double($1), 0))"
    }
    let positive = target.positiveLabel.map { language.say("; positive: \($0)") } ?? ""
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
      corner: language.say("Model"),
      columns: [
        .init(title: language.say("Method"), isNumeric: false),
        .init(title: language.say("Trained on"), isNumeric: false),
        .init(title: language.say("Rows")),
        .init(title: language.say("Threshold"), isNumeric: false),
        .init(title: language.say("Options"), isNumeric: false),
      ],
      rows: found.map { model in
        DataTable.Row(
          head: model.name,
          cells: [
            cell("\(model.method), \(language.term(model.fitted.model.scale))"), cell(model.data),
            cell(ledger(model.rows)), cell(threshold(model)),
            cell(
              options(model)),
          ])
      })
  }

  /// What the author set; everything else is at the default that `explain` tells.
  private func options(_ model: TrainedModel) -> String {
    let given = model.parameters.filter { model.given.contains($0.name) }
    if given.isEmpty { return language.say("defaults") }
    return given.map { "\($0.name): \($0.value.written)" }.joined(separator: ", ")
  }

  private func ledger(_ rows: RowLedger) -> String {
    var parts = [language.fixed(Double(rows.total), 0)]
    func number(_ count: Int) -> String { language.fixed(Double(count), 0) }
    if rows.discarded > 0 { parts.append(language.say("\(number(rows.discarded)) discarded")) }
    if rows.copies > 0 { parts.append(language.say("\(number(rows.copies)) copied")) }
    if rows.synthetic > 0 { parts.append(language.say("\(number(rows.synthetic)) invented")) }
    return parts.joined(separator: ", ")
  }

  private func threshold(_ model: TrainedModel) -> String {
    guard let threshold = model.threshold else { return language.say("most probable class") }
    let number = language.significant(threshold)
    guard let chosen = model.chosen else { return number }
    return language.say("\(number), by \(chosen.rule)")
  }

  /// What made the report, and how to make it again.
  private var facts: [Node] {
    let template = checked.document.template
    let name = template.path.lastComponent
    let hash = SHA256.hex(of: template.sourceBytes)
    var made = language.say(
      "Made by imbalreport \(Tool.version) from \(name) (SHA-256 \(hash)) with seed \(String(checked.settings.seed))."
    )
    let streams = plan.entries.sorted { $0.directive < $1.directive }.compactMap { entry in
      entry.step.directive.settings["random_state"]?.plain.asText.map { "\(entry.name) \($0)" }
    }
    if !streams.isEmpty {
      made +=
        " " + language.say("A random_state of their own have: \(streams.joined(separator: ", ")).")
    }
    if !template.parts.isEmpty {
      let names = template.parts.enumerated().map { place, part in
        let own = checked.parameters.values(ofPart: place)
        return "\(part.template.path) ("
          + (["SHA-256 " + SHA256.hex(of: part.template.sourceBytes)]
          + own.map { "\($0.name) = \($0.value.written)" }).joined(separator: ", ") + ")"
      }
      made += " " + language.say("It includes \(language.list(names)).")
    }
    let parameters = checked.parameters.values.map { "\($0.name) = \($0.value.written)" }
    if !parameters.isEmpty {
      made += " " + language.say("Parameters: \(parameters.joined(separator: ", ")).")
    }
    return [
      .tag("p", [:], made),
      .tag(
        "p", [:],
        [
          .text(
            language.say(
              "The same template, data, parameters, seed and version give the same bytes. Beside the data this command, with this file's name, computes everything again and compares:"
            )),
          .text(" "), .tag("code", [:], "imbalreport verify NAME.html"), .text(". "),
          // Only the page carries the results with it.
          .tag(
            "span", ["class": "screen-only"],
            language.say(
              "Every number stands in full precision in the data element imbalreport-results; imbalreport extract takes it out, with the template, the drawings and their tables."
            )),
        ]),
    ]
  }

  private var source: Node {
    .tag(
      "details", ["class": "source"],
      [
        .tag("summary", [:], language.say("The template of this report"))
      ] + TemplateHTML(document: checked.document, anchors: anchors.directives).html)
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
