internal import Charts
internal import Imbalance
package import Literate
internal import OrderedCollections

/// The names of a template, what they stand for, and every problem found so far.
package struct Scope {
  /// One name with all that is known of it before anything runs.
  package struct Declaration: Sendable {
    package let name: String
    package let kind: Kind
    package let shape: Shape
    /// Things reached through a dot: `parts.train`, `scores.smote`.
    package let members: [(name: String, kind: Kind)]
    package let span: SourceSpan
    /// The verb that defines it.
    package let verb: String
    /// The columns of a data set, where its header could be read.
    package var columns: [String]?
    /// Whether its own directive is in error, so that users of it stay silent.
    package var isBroken = false
  }

  let document: Document
  /// Where files may be read from.
  let files: FileAccess
  /// The report's parameters, with the values given on the command line.
  let parameters: ReportParameters
  /// The root of all randomness.
  let seed: Seed
  private(set) var declarations: OrderedDictionary<String, Declaration> = [:]
  private(set) var diagnostics: [Diagnostic] = []
  /// Where directives begin whose bodies could not be read: nothing is known of their options.
  var unreadable: Set<SourcePosition> = []
  /// Names that something reads.
  private(set) var used: Set<String> = []

  /// The place of each model among all that the report evaluates.
  private let slots: [String: Int]

  var template: Template { document.template }

  init(document: Document, files: FileAccess, parameters: ReportParameters, seed: Seed) {
    self.document = document
    self.files = files
    self.parameters = parameters
    self.seed = seed
    slots = Self.slots(in: document)
  }

  mutating func report(
    _ code: String, _ summary: String, at span: SourceSpan?, hint: String? = nil,
    meant: String? = nil, replacing: SourceSpan? = nil, notes: [Diagnostic.Note] = [],
    severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(
      Diagnostic(
        code, severity: severity, summary, span: span, path: template.path,
        notes: notes, hint: hint, meant: meant, replacing: replacing))
  }

  mutating func report(_ error: ParameterError, in directive: CheckedDirective) {
    report(
      error.code, error.message, at: directive.span(of: error.parameter, path: error.path),
      hint: error.hint)
  }

  mutating func report(_ found: [Diagnostic]) { diagnostics.append(contentsOf: found) }

  mutating func declare(_ declaration: Declaration) {
    if let earlier = declarations[declaration.name] {
      report(
        "duplicate-name", "'\(declaration.name)' is defined twice; every name stands for one thing",
        at: declaration.span,
        notes: [.init("first defined here, by \(earlier.verb)", span: earlier.span)])
      return
    }
    if declaration.name == "params" {
      report(
        "reserved-name", "'params' is the group of the report's parameters and cannot be defined",
        at: declaration.span, hint: "choose another name")
      return
    }
    declarations[declaration.name] = declaration
  }

  mutating func markUsed(_ name: String) { used.insert(name) }

  mutating func setColumns(_ columns: [String], of name: String) {
    declarations[name]?.columns = columns
  }

  mutating func markBroken(_ name: String) { declarations[name]?.isBroken = true }

  /// The thing a dotted name stands for, or `nil` after reporting why there is none.
  ///
  /// A user of a name whose own directive is in error gets `nil` without a second message.
  mutating func resolve(_ path: String, at span: SourceSpan) -> (
    kind: Kind, declaration: Declaration
  )? {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let root = parts[0]
    used.insert(root)
    guard let declaration = declarations[root] else {
      let near = suggestion(for: root, among: Array(declarations.keys))
      report(
        "unknown-name", "no directive defines '\(root)'", at: span,
        hint: definedNames,
        meant: near.map { ([$0] + parts.dropFirst()).joined(separator: ".") })
      return nil
    }
    if declaration.isBroken { return nil }
    if parts.count == 1 { return (declaration.kind, declaration) }
    guard parts.count == 2, let member = declaration.members.first(where: { $0.name == parts[1] })
    else {
      let names = declaration.members.map(\.name)
      let near = suggestion(for: parts[1], among: names)
      report(
        "unknown-part",
        names.isEmpty
          ? "\(declaration.kind.withArticle) has no parts, so '\(path)' stands for nothing"
          : "'\(root)' is \(declaration.kind.withArticle) without a part '\(parts[1])'",
        at: span,
        hint: names.isEmpty
          ? nil : "it has " + Phrases.list(names.map { "'\(root).\($0)'" }),
        meant: near.map { "\(root).\($0)" },
        notes: [.init("'\(root)' is defined here", span: declaration.span)])
      return nil
    }
    return (member.kind, declaration)
  }

  /// A name proven to stand for a value of a type, or `nil` after reporting why not.
  mutating func use<Value: Storable>(
    _ path: String, as type: Value.Type, at span: SourceSpan
  ) -> Binding<Value>? {
    guard let (kind, declaration) = resolve(path, at: span) else { return nil }
    guard type.kinds.contains(kind) else {
      report(
        "wrong-kind",
        "'\(path)' is \(kind.withArticle); "
          + type.rule,
        at: span, hint: kindHint(declaration, wanted: type.kinds),
        notes: [.init("'\(declaration.name)' is defined here", span: declaration.span)])
      return nil
    }
    return Binding(path: path)
  }

  private func kindHint(_ declaration: Declaration, wanted: Set<Kind>) -> String? {
    if let member = declaration.members.first(where: { wanted.contains($0.kind) }) {
      return "write '\(declaration.name).\(member.name)'"
    }
    let fitting = names(of: wanted)
    if declaration.kind == .dataset, fitting.isEmpty {
      return "split the data set first: only a split makes training and test sets"
    }
    return fitting.isEmpty ? nil : "there is " + Phrases.list(fitting.map { "'\($0)'" })
  }

  /// The names that stand for a thing of one of these kinds, parts included.
  func names(of kinds: Set<Kind>) -> [String] {
    declarations.values.flatMap { declaration in
      (kinds.contains(declaration.kind) ? [declaration.name] : [])
        + declaration.members.filter { kinds.contains($0.kind) }
        .map { "\(declaration.name).\($0.name)" }
    }
  }

  private var definedNames: String? {
    declarations.isEmpty
      ? "no directive defines a name yet"
      : "defined names: " + declarations.keys.joined(separator: ", ")
  }
}

extension Scope {
  /// What a dotted name stands for, without reporting anything.
  func resolvedQuietly(_ path: String) -> (kind: Kind, declaration: Declaration)? {
    let parts = path.split(separator: ".").map(String.init)
    guard let root = parts.first, let declaration = declarations[root] else { return nil }
    if parts.count == 1 { return (declaration.kind, declaration) }
    return declaration.members.first { $0.name == parts[1] }.map { ($0.kind, declaration) }
  }

  /// The training part of a split, as a hint.
  var splitHint: String? {
    declarations.values.first { $0.kind == .split }.map { "write '\($0.name).train'" }
  }
}

extension Scope {
  /// The file that a directive names, as seen from the template's folder.
  func file(of directive: CheckedDirective) -> String? {
    directive.text("file").map { template.path($0, at: directive.node.span.start) }
  }

  /// A file as one spelling of its path: a parameter put in, `.` and `..` worked out.
  private func filePath(_ setting: Setting) -> String? {
    guard let text = parameters.text(of: setting) else { return nil }
    let written = template.path(text, at: setting.span.start)
    var parts: [Substring] = []
    for part in written.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  /// The place of a model among all that the report evaluates, which fixes its colour and dash in
  /// every figure. The rule that does nothing has the baseline's look and takes no place.
  func slot(of path: String) -> Int { slots[EvaluateVerb.key(path)] ?? 0 }

  /// The places of all models, in the order in which directives list them. Where there are more
  /// models than looks, those that figures choose come first, so that none of them share one.
  private static func slots(in document: Document) -> [String: Int] {
    let majorities = Set(
      document.directives.filter { $0["model"]?.plain.asText == "majority" }
        .compactMap { $0.name?.value })
    var order: OrderedSet<String> = []
    for node in document.directives where modelVerbs.contains(node.verb.value) {
      for path in EvaluateVerb.modelPaths(node["models"], in: document)
      where !majorities.contains(path) {
        order.append(EvaluateVerb.key(path))
      }
    }
    if order.count > SeriesSlot.distinctLooks {
      let figures = document.directives.filter { $0.verb.value == PlotVerb.name }
      let chosen = figures.flatMap { EvaluateVerb.modelPaths($0["models"], in: document) }
      order = OrderedSet(chosen.filter(order.contains)).union(order)
    }
    return Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
  }

  /// The verbs that list models.
  private static let modelVerbs = [
    EvaluateVerb.name, CrossValidateVerb.name, LearningCurveVerb.name,
  ]

  /// The split that a training set, model or test set comes from, and the file behind it.
  func splitRoot(of path: String) -> (split: String, file: String)? {
    var current = path
    // A chain of directives cannot be longer than their number.
    for _ in 0...declarations.count {
      let root = current.split(separator: ".").first.map(String.init) ?? current
      guard let node = document.directives.first(where: { $0.name?.value == root }) else {
        return nil
      }
      if node.verb.value == "split" {
        let data = node["data"]?.plain.asText ?? ""
        let load = document.directives.first {
          $0.name?.value == data && $0.verb.value == "load"
        }
        return (root, load?["file"].flatMap { filePath($0) } ?? data)
      }
      guard let source = node["data"]?.plain.asText else { return nil }
      current = source
    }
    return nil
  }
}
