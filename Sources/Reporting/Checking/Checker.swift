internal import Imbalance
package import Literate
internal import OrderedCollections

/// A template whose every name, kind and option has been checked, ready to run.
package struct CheckedTemplate: Sendable {
  package let document: Document
  package let settings: ReportSettings
  package let parameters: ReportParameters
  /// The steps in an order that works; `nil` when something is wrong.
  let plan: Plan?
  let files: FileAccess
  /// What its names stand for, in the order of their directives.
  package let declarations: [Scope.Declaration]
  /// Everything found, sorted by place.
  package let diagnostics: [Diagnostic]

  /// Whether anything found forbids running.
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The data files that its directives read, resolved against the template's folder.
  package var dataFiles: [String] {
    document.directives.compactMap { node in
      node["file"].flatMap(parameters.text).map {
        files.folder + "/" + document.template.path($0, at: node.span.start)
      }
    } + settings.theme.sources.map(\.path)
  }

  /// Every file that the report is made from besides the template, as far as it is known.
  package var filesRead: [String] {
    dataFiles + settings.theme.named
      + document.inlines.compactMap { inline in
        guard case .image(let source, _, _, _) = inline else { return nil }
        return files.folder + "/" + source
      }
  }

  /// The texts that diagnostics point into.
  package var sources: [Template] {
    [document.template] + document.template.parts.map(\.template) + settings.theme.templates
  }

  /// How many steps it has.
  package var stepCount: Int { plan?.entries.count ?? 0 }
}

/// Checks a template without running it: all problems at once.
package struct Checker: Sendable {
  let files: FileAccess
  let given: [(name: String, value: ReportParameters.Given)]
  let theme: Template?

  /// A checker for templates below a root, with the parameters and the theme of the command line.
  package init(
    files: FileAccess, parameters given: [(name: String, value: ReportParameters.Given)] = [],
    theme: Template? = nil
  ) {
    self.theme = theme
    self.files = files
    self.given = given
  }

  /// Checks everything that can be known without reading whole data sets.
  package func check(_ template: Template) -> CheckedTemplate {
    var (document, diagnostics) = Document.read(template, including: files.included)
    var settings = ReportSettings.read(document, into: &diagnostics)
    let reader = ThemeReader(
      document.frontMatter?["theme"], of: document.template, sheet: theme, files: files)
    settings.theme = reader.theme
    diagnostics += reader.diagnostics
    let parameters = ReportParameters.read(document, given: given, into: &diagnostics)
    var scope = Scope(
      document: document, files: files, parameters: parameters, seed: Seed(root: settings.seed))
    let nodes = document.directives
    let broken = diagnostics.filter { $0.severity == .error }.compactMap(\.span)
    scope.unreadable = Set(
      nodes.filter { node in
        node.options.isEmpty
          && broken.contains { node.span.start <= $0.start && $0.start <= node.span.end }
      }.map(\.span.start))
    var prepared: [Prepared] = []
    for (index, node) in nodes.enumerated() {
      if let entry = prepare(node, index, in: &scope) { prepared.append(entry) }
    }
    var steps: [(directive: Int, name: String, step: any Step)] = []
    // Data sets first: who reads one further up may then be told which columns it has.
    let isData = { (entry: Prepared) in entry.verb == LoadVerb.self }
    for entry in prepared.filter(isData) + prepared.filter({ !isData($0) }) {
      guard let directive = entry.directive else { continue }
      if let step = entry.verb.check(directive, in: &scope) {
        steps.append((entry.index, entry.name, step))
      } else {
        scope.markBroken(entry.name)
      }
    }
    steps.sort { $0.directive < $1.directive }
    scope.check(document.inlines)
    scope.reportBareValues(document)
    checkReferences(document, in: &scope)
    let isSound = !(diagnostics + scope.diagnostics).contains { $0.severity == .error }
    // What a broken directive would have read is not known: only a sound template has unused things.
    if isSound { warnAboutUnused(prepared, in: &scope) }
    let plan = isSound || !steps.isEmpty ? Plan.ordering(steps, in: &scope) : nil
    return CheckedTemplate(
      document: document, settings: settings, parameters: parameters, plan: plan, files: files,
      declarations: Array(scope.declarations.values),
      diagnostics: Diagnostic.sorted(
        parameters.located(diagnostics + scope.diagnostics, in: document.template)))
  }

  private struct Prepared {
    let index: Int
    let name: String
    let verb: any Verb.Type
    let directive: CheckedDirective?
  }

  /// Reads a directive's options and declares its name, even where the options are wrong.
  private func prepare(
    _ node: DirectiveNode, _ index: Int, in scope: inout Scope
  ) -> Prepared? {
    guard let verb = Verbs.named(node.verb.value) else {
      let names = Verbs.all.map { $0.name }
      let near = suggestion(for: node.verb.value, among: names)
      scope.report(
        "unknown-verb", "there is no verb '\(node.verb.value)'", at: node.verb.span,
        hint: "verbs: " + names.joined(separator: ", "), meant: near)
      // What it would have defined is unknown; users of the name stay silent.
      if let name = node.name {
        scope.declare(
          Scope.Declaration(
            name: name.value, kind: .dataset, shape: .record([]), members: [], span: name.span,
            verb: node.verb.value, isBroken: true))
      }
      return nil
    }
    checkSubtype(node, verb, in: &scope)
    let settings = OptionReader.settings(of: node, in: &scope)
    let name = node.name?.value ?? "\(node.verb.value)-\(index + 1)"
    let declared = verb.declaration(node, settings, in: scope.document)
    let needsName = verb != IncludeVerb.self && ![.figure, .table, .gate].contains(declared?.kind)
    if node.name == nil, needsName {
      scope.report(
        "missing-name", "'\(verb.name)' defines something, so it needs a name",
        at: node.verb.span, hint: "write {\(verb.name)} NAME")
    }
    let reader = OptionReader(node: node, name: name)
    let directive = reader.read(
      settings, for: verb.parameters(for: node, settings), subject: verb.subject(node, settings),
      in: &scope)
    if directive == nil { checkMethod(verb, settings, in: &scope) }
    if let declared {
      scope.declare(
        Scope.Declaration(
          name: name, kind: declared.kind, shape: declared.shape, members: declared.members,
          span: node.name?.span ?? node.verb.span, verb: node.verb.value,
          isBroken: directive == nil))
    }
    return Prepared(index: index, name: name, verb: verb, directive: directive)
  }

  /// Wrong options do not hide a wrong method: both are told at once.
  private func checkMethod(
    _ verb: any Verb.Type, _ settings: [String: Setting], in scope: inout Scope
  ) {
    if verb == TrainVerb.self, let setting = settings["model"],
      case .text(let word, _) = setting.value
    {
      let names = Classifiers.all.map { $0.name }
      guard !names.contains(word) else { return }
      unknownMethod(word, at: setting.span, what: "model", among: names, in: &scope)
    } else if verb == ResampleVerb.self, let setting = settings["method"],
      case .text(let word, _) = setting.value
    {
      let names = Samplers.all.map { $0.name }
      guard !names.contains(word) else { return }
      unknownMethod(word, at: setting.span, what: "resampling method", among: names, in: &scope)
    }
  }

  private func checkSubtype(
    _ node: DirectiveNode, _ verb: any Verb.Type, in scope: inout Scope
  ) {
    switch (node.subtype, verb.subtypes.isEmpty) {
    case (let subtype?, true):
      scope.report(
        "unknown-subtype", "'\(verb.name)' stands alone between the braces", at: subtype.span,
        hint: "the name comes after the braces: {\(verb.name)} \(subtype.value)")
    case (nil, false):
      scope.report(
        "missing-subtype", "'\(verb.name)' needs a kind: {\(verb.name) KIND}", at: node.verb.span,
        hint: "kinds: " + verb.subtypes.joined(separator: ", "))
    case (let subtype?, false) where !verb.subtypes.contains(subtype.value):
      let near =
        OtherNames.ours(for: subtype.value, among: verb.subtypes)
        ?? suggestion(for: subtype.value, among: verb.subtypes)
      scope.report(
        "unknown-subtype", "there is no \(verb.name) of kind '\(subtype.value)'",
        at: subtype.span,
        hint: "kinds: " + verb.subtypes.joined(separator: ", "), meant: near)
    default: break
    }
  }

  /// Every `@fig-x` and every link into the page leads somewhere.
  private func checkReferences(_ document: Document, in scope: inout Scope) {
    let numbering = Numbering(document, language: .english)
    let captions = document.directives.flatMap { node -> [Inline] in
      node["caption"].map { document.inlines(ofCaption: $0).inlines.flattened } ?? []
    }
    let anchors = Self.anchors(document, numbering)
    for inline in document.inlines + captions {
      if case .link(let destination, _, _, let span) = inline, destination.hasPrefix("#"),
        case let name = String(destination.dropFirst()), !anchors.contains(name),
        !name.isEmpty, !name.contains("%")
      {
        let near = suggestion(for: name, among: anchors.sorted())
        let place = document.template.span(of: destination, in: span)
        scope.report(
          "unknown-anchor", "the link leads to '#\(name)', and nothing in the page is called so",
          at: span,
          hint: near.map { "did you mean '#\($0)'?" }
            ?? "write the identifier of a heading, {#sec-a}, or the name of a figure or table",
          meant: place == nil ? nil : near.map { "#" + $0 }, replacing: place, severity: .warning)
      }
      guard case .reference(let name, let span) = inline, numbering.targets[name] == nil else {
        continue
      }
      let near = suggestion(for: name, among: numbering.targets.keys.sorted())
      scope.report(
        "unknown-reference", "nothing is named '\(name)'", at: span,
        hint: name.hasPrefix("sec-")
          ? "give a heading the identifier {#\(name)}"
          : "give a figure or table this name after its braces",
        meant: near.map { "@\($0)" })
    }
  }

  /// What a link can lead to: headings, figures, tables, gates, the parts of "How this was made".
  private static func anchors(_ document: Document, _ numbering: Numbering) -> Set<String> {
    let names = document.directives.compactMap { $0.name?.value }
    return Set(
      document.blocks.flatMap(\.headings).map(\.id) + names
        + numbering.directives.values.map(\.anchor)
        + names.map { "d-" + $0 } + ["report", "findings", "appendix", "top"])
  }

  /// A directive that prints nothing and that nothing reads is probably a mistake.
  private func warnAboutUnused(_ prepared: [Prepared], in scope: inout Scope) {
    for entry in prepared {
      guard let declaration = scope.declarations[entry.name], !declaration.isBroken,
        ![.figure, .table, .gate, .description].contains(declaration.kind),
        !scope.used.contains(entry.name)
      else { continue }
      scope.report(
        "unused", "nothing reads '\(entry.name)'", at: declaration.span,
        hint: "use it, or leave the directive out", severity: .warning)
    }
  }
}

extension Verb {
  /// What an unknown option does not belong to: "train with model random_forest".
  static func subject(_ node: DirectiveNode, _ settings: [String: Setting]) -> String {
    for key in ["model", "method"] {
      if let word = settings[key]?.plain.asText { return "\(name) with \(key) \(word)" }
    }
    return node.subtype.map { "\(name) \($0.value)" } ?? name
  }
}
