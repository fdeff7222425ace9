internal import Imbalance
internal import Literate
internal import Reporting

/// Collects what may be written at one place.
struct Offers {
  let analysis: Analysis
  let map: LineMap
  let line: Int
  private(set) var all: [Completion.Offer] = []

  init(analysis: Analysis, map: LineMap, line: Int) {
    self.analysis = analysis
    self.map = map
    self.line = line
  }

  private var names: Names { Names(analysis: analysis) }

  // MARK: The opening line

  mutating func fence() {
    for verb in Vocabulary.entries("verbs") {
      add(
        "yaml {\(verb.name)}", .verb, detail: verb.summary, HelpText.entry(verb, kind: "verbs"))
    }
  }

  mutating func verbs() { catalogue("verbs", .verb) }

  mutating func subtypes(_ verb: String) {
    if verb == PlotVerb.name { return catalogue("plots", .word) }
    for word in Verbs.named(verb)?.subtypes ?? [] { add(word, .word) }
  }

  /// A name's beginning, where the verb has a custom.
  mutating func name(_ verb: String) {
    switch verb {
    case PlotVerb.name: add("fig-", .name, detail: "figures are referred to as @fig-NAME")
    case TableVerb.name: add("tbl-", .name, detail: "tables are referred to as @tbl-NAME")
    default: break
    }
  }

  // MARK: Options

  mutating func keys(_ fence: Int?, _ cursor: YamlCursor) {
    guard let fence = fence.map({ map.fences[$0] }) else { return settings(cursor) }
    let verb = fence.verb ?? ""
    let methods = map.methods(of: fence)
    let isTop = cursor.path.isEmpty
    let options =
      isTop
      ? Vocabulary.options(verb: verb, subtype: fence.subtype, methods: methods)
      : Vocabulary.innerOptions(verb: verb, path: cursor.path, methods: methods)
    let given = isTop ? map.keys(of: fence, except: line) : cursor.given
    offer(options, given)
    if cursor.path == ["threshold"], verb == PredictionsVerb.name {
      for model in names[fence.name ?? ""]?.members ?? [] where !given.contains(model.name) {
        add(model.name, .name, text: model.name + ": ")
      }
    }
  }

  private mutating func settings(_ cursor: YamlCursor) {
    switch cursor.path {
    case []: offer(ReportSettings.parameters, map.frontMatterKeys(except: line))
    case ["report"]: offer(ReportSettings.pageParameters, cursor.given)
    default: break
    }
  }

  private mutating func offer(_ options: [Parameter], _ given: [String]) {
    // What must be given comes first.
    for option in options.filter(\.isRequired) + options.filter({ !$0.isRequired })
    where !given.contains(option.name) {
      add(
        option.name, .option, text: option.name + ": ",
        detail: option.isRequired ? "required" : option.kind.short, HelpText.option(option))
    }
  }

  mutating func values(_ fence: Int?, _ cursor: YamlCursor) {
    guard let fence = fence.map({ map.fences[$0] }) else {
      let parameter =
        cursor.path.count == 1
        ? ReportSettings.parameters.first { $0.name == cursor.path[0] }
        : cursor.path.first == "report"
          ? ReportSettings.pageParameters.first { $0.name == cursor.path.last } : nil
      if cursor.path == ["report", "mute"] { catalogue("findings", .word) }
      if cursor.path == ["lang"] { for language in Language.all { add(language.tag, .word) } }
      for source in Vocabulary.sources(verb: "", path: cursor.path, parameter: parameter) {
        if case .words(let words) = source { for word in words { add(word, .word) } }
      }
      return
    }
    let verb = fence.verb ?? ""
    let methods = map.methods(of: fence)
    let options = Vocabulary.options(verb: verb, subtype: fence.subtype, methods: methods)
    let inner = Vocabulary.innerOptions(verb: verb, path: cursor.path, methods: methods)
    let parameter =
      cursor.path.count == 1
      ? options.first { $0.name == cursor.path[0] }
      : inner.first { $0.name == cursor.path.last }
        ?? options.first { $0.name == cursor.path.first }
    for source in Vocabulary.sources(verb: verb, path: cursor.path, parameter: parameter) {
      offer(source, fence, cursor)
    }
  }

  private mutating func offer(
    _ source: ValueSource, _ fence: LineMap.Fence, _ cursor: YamlCursor
  ) {
    switch source {
    case .words(let words):
      for word in words where !all.contains(where: { $0.label == word }) { add(word, .word) }
    case .catalogue(let kind): catalogue(kind, kind == "metrics" ? .metric : .method)
    case .names(let kinds):
      for (path, kind, declaration) in names.named(kinds) where declaration.name != fence.name {
        add(
          path, .name, detail: kind.rawValue, HelpText.name(path, kind: kind, declaration))
      }
    case .columns:
      let columns: [String] =
        if let file = map.value(of: "file", in: fence) {
          (try? analysis.files.columns(of: parameter(file) ?? file)) ?? []
        } else {
          names.columns(
            of: map.value(of: "data", in: fence) ?? map.value(of: "from", in: fence))
        }
      for column in columns {
        let text = cursor.isQuoted ? column : YamlText.scalar(column)
        add(column, .column, text: text, detail: "column")
      }
    case .models:
      let from = map.value(of: "from", in: fence) ?? ""
      let root = from.split(separator: ".").first.map(String.init) ?? from
      for model in names.models(of: root) { add(model.key, .name, detail: "model") }
    case .files:
      for file in DataFiles.names(in: analysis.files) { add(file, .file, detail: "data file") }
    }
  }

  private func parameter(_ text: String) -> String? {
    let lead = "$params."
    guard text.hasPrefix(lead) else { return nil }
    return analysis.checked.parameters[String(text.dropFirst(lead.count))]?.asText
  }

  mutating func parameters() {
    for name in analysis.checked.parameters.names {
      add("$params.\(name)", .parameter, detail: parameterDetail(name))
    }
  }

  private func parameterDetail(_ name: String) -> String {
    analysis.checked.parameters[name].map { "by default \($0.inWords)" } ?? ""
  }

  // MARK: Formulas and prose

  mutating func path(_ path: [String]) {
    if path.isEmpty {
      for declaration in names.declarations
      where !declaration.shape.partNames.isEmpty || declaration.isBroken {
        add(
          declaration.name, .name, detail: declaration.kind.rawValue,
          HelpText.name(declaration.name, kind: declaration.kind, declaration))
      }
      add("params", .parameter, detail: "the report's parameters")
      return
    }
    if path == ["params"] {
      for name in analysis.checked.parameters.names {
        add(name, .parameter, detail: parameterDetail(name))
      }
      return
    }
    guard let shape = names.shape(path) else { return }
    for name in shape.partNames {
      let part = shape.part(name)
      if let metric = Vocabulary.entry("metrics", name), part.map({ !$0.isGroup }) ?? true {
        add(name, .metric, detail: metric.summary, HelpText.entry(metric, kind: "metrics"))
      } else {
        add(name, part?.isGroup ?? false ? .name : .option, detail: part?.description ?? "")
      }
    }
  }

  mutating func filters() { catalogue("filters", .filter) }

  mutating func references() {
    for node in analysis.document.directives where ["plot", "table"].contains(node.verb.value) {
      guard let name = node.name?.value, name.hasPrefix("fig-") || name.hasPrefix("tbl-") else {
        continue
      }
      add(name, .reference, detail: node["caption"]?.words.first ?? node.verb.value)
    }
    for heading in analysis.document.blocks.flatMap(\.headings) where heading.id.hasPrefix("sec-") {
      add(heading.id, .reference, detail: Inline.plainText(heading.inlines))
    }
  }

  // MARK: Collecting

  private mutating func catalogue(_ kind: String, _ itemKind: Completion.ItemKind) {
    for entry in Vocabulary.entries(kind) {
      add(entry.name, itemKind, detail: entry.summary, HelpText.entry(entry, kind: kind))
    }
  }

  private mutating func add(
    _ label: String, _ kind: Completion.ItemKind, text: String? = nil, detail: String = "",
    _ help: String = ""
  ) {
    all.append(
      Completion.Offer(
        label: label, text: text, kind: kind, detail: detail, help: help.isEmpty ? detail : help))
  }
}

extension Shape {
  /// Whether it has parts rather than a value.
  var isGroup: Bool {
    switch self {
    case .record, .open, .openRecord: true
    default: false
    }
  }
}

extension Parameter.Kind {
  /// The kind in a few words, for the line beside an option's name.
  var short: String {
    let text = description
    return text.count > 60 ? String(text.prefix(57)) + "…" : text
  }
}
