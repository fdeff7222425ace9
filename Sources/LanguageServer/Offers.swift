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
    if verb == IncludeVerb.name, cursor.path == ["with"],
      let file = map.value(of: "file", in: fence)
    {
      for name in analysis.parameters(of: file) where !given.contains(name) {
        add(name, .option, text: name + ": ", detail: "a parameter of \(file)")
      }
    }
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
    var sources = Vocabulary.sources(verb: verb, path: cursor.path, parameter: parameter)
    if verb == PlotVerb.name, cursor.path == ["from"],
      let plot = fence.subtype.flatMap({ Plots.named($0) })
    {
      sources = [.names(plot.shows.map(\.rawValue).sorted())]
    }
    for source in sources { offer(source, fence, cursor) }
  }

  private mutating func offer(
    _ source: ValueSource, _ fence: LineMap.Fence, _ cursor: YamlCursor
  ) {
    switch source {
    case .words(let words):
      for word in words where !all.contains(where: { $0.label == word }) { add(word, .word) }
    case .catalogue("thresholds"):
      // Those with a number are begun; what follows is the author's.
      for form in ThresholdRules.forms {
        let name = String(form.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        let entry = Vocabulary.entry("thresholds", name)
        let begun = form.last == "x" || form.last == "k" ? String(form.dropLast()) : form
        add(
          form, .method, text: begun.replacing("(b)", with: "(0.5)"),
          detail: entry?.summary ?? "", entry.map { HelpText.entry($0, kind: "thresholds") } ?? "")
      }
    case .catalogue(let kind):
      catalogue(kind, kind == "metrics" ? .metric : .method, except: cursor.given)
    case .labels:
      let file = map.value(of: "file", in: fence).flatMap { parameter($0) ?? $0 }
      let target = map.value(of: "target", in: fence).flatMap { parameter($0) ?? $0 }
      let labels =
        if let file { target.map { analysis.files.labels(of: file, in: $0) } ?? [] } else {
          names.labels(of: map.value(of: "data", in: fence))
        }
      for label in labels { add(written(label, cursor), .word, detail: "a class") }
    case .texts:
      for file in DataFiles.names(in: analysis.files, endingWith: [".md"]) {
        add(file, .file, detail: "text")
      }
    case .names(let kinds):
      for (path, kind, declaration) in names.named(kinds)
      where declaration.name != fence.name && !cursor.given.contains(path) {
        add(
          path, .name, detail: kind.rawValue, HelpText.name(path, kind: kind, declaration, analysis)
        )
      }
    case .columns:
      let columns: [String] =
        if let file = map.value(of: "file", in: fence) {
          (try? analysis.files.columns(of: parameter(file) ?? file)) ?? []
        } else {
          names.columns(
            of: map.value(of: "data", in: fence) ?? map.value(of: "from", in: fence))
        }
      for column in columns where !cursor.given.contains(column) {
        add(column, .column, text: written(column, cursor), detail: "column")
      }
    case .models:
      for from in map.words(of: "from", in: fence) {
        let root = from.split(separator: ".").first.map(String.init) ?? from
        for model in names.models(of: root) where !cursor.given.contains(model.key) {
          add(model.key, .name, detail: "model")
        }
      }
    case .files:
      for file in DataFiles.names(in: analysis.files) { add(file, .file, detail: "data file") }
    }
  }

  /// A word of the data as it is written here: inside the quotes that are open, or with its own.
  private func written(_ text: String, _ cursor: YamlCursor) -> String {
    guard let quote = cursor.quote else { return YamlText.scalar(text) }
    return String(YamlText.quoted(text, Character(quote)).dropFirst().dropLast())
  }

  private func parameter(_ text: String) -> String? {
    let lead = "$params."
    guard text.hasPrefix(lead) else { return nil }
    return analysis.checked.parameters[String(text.dropFirst(lead.count))]?.asText
  }

  /// The parameters of the report; while its front matter cannot be read, as far as they are seen.
  private var parameterNames: [String] {
    let names = analysis.checked.parameters.names
    return names.isEmpty ? map.parameterKeys : names
  }

  mutating func parameters() {
    for name in parameterNames {
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
          HelpText.name(declaration.name, kind: declaration.kind, declaration, analysis))
      }
      add("params", .parameter, detail: "the report's parameters")
      return
    }
    if path == ["params"] {
      for name in parameterNames {
        add(name, .parameter, detail: parameterDetail(name))
      }
      return
    }
    guard let shape = names.shape(path) else { return }
    if path.count == 2, path[1] == "classes", shape.partNames.isEmpty {
      for label in names.labels(of: path[0]) where label.unicodeScalars.allSatisfy(\.isNameScalar) {
        add(label, .word, detail: "a class")
      }
    }
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
    shownThings { $0.hasPrefix("fig-") || $0.hasPrefix("tbl-") }
    headings { $0.hasPrefix("sec-") }
  }

  /// What a link can lead to.
  mutating func anchors() {
    headings { _ in true }
    shownThings { _ in true }
  }

  private mutating func shownThings(_ fits: (String) -> Bool) {
    for node in analysis.checked.document.directives
    where ["plot", "table", "assert"].contains(node.verb.value) {
      guard let name = node.name?.value, fits(name) else { continue }
      add(name, .reference, detail: node["caption"]?.words.first ?? node.verb.value)
    }
  }

  private mutating func headings(_ fits: (String) -> Bool) {
    for heading in analysis.checked.document.blocks.flatMap(\.headings) where fits(heading.id) {
      add(heading.id, .reference, detail: Inline.plainText(heading.inlines))
    }
  }

  // MARK: Collecting

  private mutating func catalogue(
    _ kind: String, _ itemKind: Completion.ItemKind, except given: [String] = []
  ) {
    for entry in Vocabulary.entries(kind) where !given.contains(entry.name) {
      // A metric that cannot do without its number gets one.
      let needsNumber = kind == "metrics" && Metrics.named(entry.name) == nil
      add(
        entry.name, itemKind, text: needsNumber ? entry.name + "(0.5)" : nil,
        detail: entry.summary, HelpText.entry(entry, kind: kind))
    }
  }

  private mutating func add(
    _ label: String, _ kind: Completion.ItemKind, text: String? = nil, detail: String = "",
    _ help: String = ""
  ) {
    guard !all.contains(where: { $0.label == label && $0.kind == kind }) else { return }
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
