internal import Imbalance
internal import Literate
internal import Reporting

/// Something in a template that has a name.
enum Symbol: Hashable {
  /// What a directive defines.
  case thing(String)
  /// A parameter of the report.
  case parameter(String)
  /// A heading with an identifier of its own.
  case heading(String)

  var name: String {
    switch self {
    case .thing(let name), .parameter(let name), .heading(let name): name
    }
  }
}

/// A place where a symbol's name is written.
struct Occurrence {
  let symbol: Symbol
  let span: SourceSpan
  var isDefinition = false
  /// Whether it is an `@` reference, which only names with a certain beginning can have.
  var isReference = false
}

/// Collects every place at which a template writes a name: fences, options, formulas, prose.
struct Occurrences {
  private let analysis: Analysis
  private let names: Names
  private(set) var all: [Occurrence] = []

  init(_ analysis: Analysis) {
    self.analysis = analysis
    names = Names(analysis: analysis)
    for entry in analysis.document.frontMatter?["params"].map(Self.entries) ?? [] {
      add(.parameter(entry.key.value), in: entry.key.span, isDefinition: true)
    }
    for heading in analysis.document.blocks.flatMap(\.headings) where heading.hasExplicitID {
      add(heading)
    }
    for node in analysis.document.directives { add(node) }
    add(analysis.document.inlines)
    all.sort { $0.span.start < $1.span.start }
    // What stands inside emphasis or a link is met on two ways.
    for index in all.indices.dropFirst().reversed()
    where all[index].span == all[index - 1].span && all[index].symbol == all[index - 1].symbol {
      all.remove(at: index)
    }
  }

  /// The one at a place, the place after it included.
  func at(_ position: SourcePosition) -> Occurrence? {
    all.first { $0.span.start <= position && position <= $0.span.end }
  }

  func of(_ symbol: Symbol) -> [Occurrence] { all.filter { $0.symbol == symbol } }

  private static func entries(_ setting: Setting) -> [Option] {
    if case .mapping(let entries) = setting.value { entries } else { [] }
  }

  // MARK: Directives

  private mutating func add(_ node: DirectiveNode) {
    if let name = node.name { add(.thing(name.value), in: name.span, isDefinition: true) }
    let verb = node.verb.value
    let parameters = Vocabulary.options(
      verb: verb, subtype: node.subtype?.value,
      methods: [node["model"], node["method"]]
        .compactMap { $0?.words.first })
    for option in node.options {
      add(parametersIn: option.value)
      let key = option.key.value
      switch (verb, key) {
      case (AssertVerb.name, "that"):
        if let expression = Expression.parse(option.value, in: analysis.document.template)
          .expression
        {
          add(expression)
        }
      case (_, "caption"), (_, "message"):
        add(analysis.document.inlines(ofCaption: option.value).inlines)
      case (TrainVerb.name, "threshold"), (TrainVerb.name, "calibrate"):
        if let on = option.value["on"] { addNames(on) }
      case (PlotVerb.name, "models"), (TableVerb.name, "models"), (CompareVerb.name, "baseline"):
        addKeys(option.value, of: node)
      default:
        let parameter = parameters.first { $0.name == key }
        let sources = Vocabulary.sources(verb: verb, path: [key], parameter: parameter)
        if sources.contains(where: { if case .names = $0 { true } else { false } }) {
          addNames(option.value)
        }
      }
    }
  }

  private mutating func add(parametersIn setting: Setting) {
    switch setting.value {
    case .parameter(let path) where path.count == 2 && path[0] == "params":
      add(.parameter(path[1]), in: setting.span, offset: "$params.".count)
    case .list(let items): for item in items { add(parametersIn: item) }
    case .mapping(let entries): for entry in entries { add(parametersIn: entry.value) }
    default: break
    }
  }

  /// Dotted names that an option holds: `parts.train`, `scores.smote`.
  private mutating func addNames(_ setting: Setting) {
    switch setting.value {
    case .text(let text, _):
      let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard let root = parts.first else { return }
      add(.thing(root), in: setting.span, offset: lead(setting.span))
      if parts.count > 1,
        let model = names.models(of: root).first(where: { $0.key == parts[1] })?.trainedBy
      {
        add(
          .thing(model), in: setting.span,
          offset: lead(setting.span) + root.unicodeScalars.count + 1)
      }
    case .list(let items): for item in items { addNames(item) }
    default: break
    }
  }

  /// Models of what a figure, a table or a comparison shows.
  private mutating func addKeys(_ setting: Setting, of node: DirectiveNode) {
    switch setting.value {
    case .text(let text, _):
      let models = (node["from"]?.words ?? []).flatMap { word in
        names.models(of: word.split(separator: ".").first.map(String.init) ?? word)
      }
      if let model = models.first(where: { $0.key == text })?.trainedBy {
        add(.thing(model), in: setting.span, offset: lead(setting.span))
      }
    case .list(let items): for item in items { addKeys(item, of: node) }
    default: break
    }
  }

  /// 1 where a value begins with a quote.
  private func lead(_ span: SourceSpan) -> Int {
    let first = analysis.document.template.scalars(in: span).first?.scalar
    return first == "\"" || first == "'" ? 1 : 0
  }

  // MARK: Formulas and prose

  private mutating func add(_ expression: Expression) {
    for path in expression.paths {
      guard let root = path.first else { continue }
      if root.value == "params" {
        if path.count > 1 { add(.parameter(path[1].value), in: path[1].span) }
        continue
      }
      add(.thing(root.value), in: root.span)
      // What an importance has are columns, whatever their names.
      if path.count > 1, names[root.value]?.verb != ImportanceVerb.name,
        let model = names.models(of: root.value).first(where: { $0.key == path[1].value })?
          .trainedBy
      {
        add(.thing(model), in: path[1].span)
      }
    }
  }

  private mutating func add(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .value(let value): add(value.expression)
      case .reference(let name, let span):
        let symbol: Symbol = names[name] == nil ? .heading(name) : .thing(name)
        let at = analysis.document.template.scalars(in: span).first?.scalar == "@" ? 1 : 0
        add(symbol, in: span, offset: at, isReference: true)
      case .link(let destination, _, let content, let span):
        if destination.hasPrefix("#") {
          let name = String(destination.dropFirst())
          let symbol: Symbol = names[name] == nil ? .heading(name) : .thing(name)
          let places = find(linkTo: name, in: span).map { [$0] } ?? definitions(linkTo: name)
          for place in places { add(symbol, in: place, offset: 1) }
        }
        add(content)
      case .emphasis(let content), .strong(let content), .image(_, _, let content, _): add(content)
      case .text, .softBreak, .lineBreak, .code, .footnote: break
      }
    }
  }

  /// Where a link of its own destination has `#name`: in brackets or pointed brackets.
  private func find(linkTo name: String, in span: SourceSpan) -> SourceSpan? {
    let scalars = analysis.document.template.scalars(in: span)
    let wanted = Array(("#" + name).unicodeScalars)
    guard scalars.count > wanted.count else { return nil }
    for start in (1..<(scalars.count - wanted.count + 1)).reversed()
    where zip(scalars[start...], wanted).allSatisfy({ $0.scalar == $1 }) {
      let next = scalars.count > start + wanted.count ? scalars[start + wanted.count].scalar : ")"
      guard !next.isNameScalar else { continue }
      var before = start - 1
      while before > 0, [" ", "\n", "<"].contains(scalars[before].scalar) { before -= 1 }
      guard before > 0, scalars[before].scalar == "(", scalars[before - 1].scalar == "]" else {
        continue
      }
      let place = scalars[start].place
      return SourceSpan(start: place, end: place.advanced(by: wanted.count))
    }
    return nil
  }

  /// Where `[label]: #name` defines the destination of links.
  private func definitions(linkTo name: String) -> [SourceSpan] {
    let wanted = Array(("#" + name).unicodeScalars)
    return (0..<analysis.buffer.lineCount).compactMap { number in
      let line = analysis.buffer.scalars(number)
      guard let close = line.firstRange(of: ["]", ":"]),
        line.prefix(while: { $0 == " " }).count < 4, line.first(where: { $0 != " " }) == "["
      else { return nil }
      var start = close.upperBound
      while start < line.count, line[start] == " " || line[start] == "<" { start += 1 }
      let end = start + wanted.count
      guard line[start...].starts(with: wanted), !(end < line.count && line[end].isNameScalar)
      else { return nil }
      return SourceSpan(line: number + 1, column: start + 1, length: wanted.count)
    }
  }

  private mutating func add(_ heading: Heading) {
    if let span = analysis.document.template.span(of: "#" + heading.id, in: heading.span) {
      add(.heading(heading.id), in: span, offset: 1, isDefinition: true)
    }
  }

  /// Adds a name that stands in a stretch, if the text there is that name.
  private mutating func add(
    _ symbol: Symbol, in span: SourceSpan, offset: Int = 0, isDefinition: Bool = false,
    isReference: Bool = false
  ) {
    let start = span.start.advanced(by: offset)
    let exact = SourceSpan(
      start: start, end: start.advanced(by: symbol.name.unicodeScalars.count))
    let text = analysis.document.template.text(in: exact)
    guard text == symbol.name else {
      // A key in quotes.
      if offset == 0, text.first == "\"" || text.first == "'" {
        add(symbol, in: span, offset: 1, isDefinition: isDefinition, isReference: isReference)
      }
      return
    }
    all.append(
      Occurrence(
        symbol: symbol, span: exact, isDefinition: isDefinition, isReference: isReference))
  }
}
