package import Literate

/// The numbers of figures, tables and sections, and where a reference leads.
struct Numbering: Sendable {
  /// A place that prose can refer to.
  struct Target: Sendable {
    /// "Figure 1", "Table 2", "Section 3.1".
    let label: String
    /// The identifier of its element.
    let anchor: String
  }

  /// References by name.
  private(set) var targets: [String: Target] = [:]
  /// For the directive at a place in the document: its number and anchor.
  private(set) var directives: [Int: Target] = [:]
  /// For the heading with an identifier: its number, where sections are numbered.
  private(set) var sections: [String: String] = [:]

  init(_ document: Document, language: Language) {
    var figures = 0
    var tables = 0
    for (index, node) in document.directives.enumerated() {
      let target: Target
      switch node.verb.value {
      case "plot":
        figures += 1
        target = Target(
          label: "\(language.say("Figure")) \(figures)",
          anchor: node.name?.value ?? "figure-\(figures)")
      case "table":
        tables += 1
        target = Target(
          label: "\(language.say("Table")) \(tables)", anchor: node.name?.value ?? "table-\(tables)"
        )
      default: continue
      }
      directives[index] = target
      if let name = node.name?.value { targets[name] = target }
    }
    let headings = document.blocks.flatMap { $0.headings }
    let isNumbered = document.references.contains { $0.hasPrefix("sec-") }
    guard isNumbered else { return }
    let top = headings.map(\.level).min() ?? 1
    var counters = [Int](repeating: 0, count: 7)
    for heading in headings {
      counters[heading.level] += 1
      for deeper in (heading.level + 1)..<8 where deeper < counters.count { counters[deeper] = 0 }
      let number = counters[top...heading.level].map(String.init).joined(separator: ".")
      sections[heading.id] = number
      targets[heading.id] = Target(
        label: "\(language.say("Section")) \(number)", anchor: heading.id)
    }
  }
}

extension Block {
  /// The headings in this block, in order.
  package var headings: [Heading] {
    switch self {
    case .heading(let heading): [heading]
    case .quote(let blocks, _), .callout(_, _, let blocks, _): blocks.flatMap(\.headings)
    case .list(let list): list.items.flatMap { $0.flatMap(\.headings) }
    case .paragraph, .code, .table, .rule, .directive: []
    }
  }

  /// Every inline of this block, nested ones included, in order.
  package var inlines: [Inline] {
    switch self {
    case .heading(let heading): heading.inlines.flattened
    case .paragraph(let inlines, _): inlines.flattened
    case .quote(let blocks, _): blocks.flatMap(\.inlines)
    case .callout(_, let title, let blocks, _):
      (title ?? []).flattened + blocks.flatMap(\.inlines)
    case .list(let list): list.items.flatMap { $0.flatMap(\.inlines) }
    case .table(let table, _):
      (table.header + table.rows.flatMap { $0 }).flatMap(\.flattened)
    case .code, .rule, .directive: []
    }
  }
}

extension [Inline] {
  /// These inlines and all inside them.
  var flattened: [Inline] {
    flatMap { inline -> [Inline] in
      switch inline {
      case .emphasis(let inner), .strong(let inner), .link(_, _, let inner, _),
        .image(_, _, let inner, _):
        [inline] + inner.flattened
      default: [inline]
      }
    }
  }
}

extension Document {
  /// Every inline of the document's prose, footnotes included.
  package var inlines: [Inline] {
    blocks.flatMap(\.inlines) + footnotes.flatMap { $0.blocks.flatMap(\.inlines) }
  }

  /// The names that prose refers to by `@`.
  var references: [String] {
    inlines.compactMap { if case .reference(let name, _) = $0 { name } else { nil } }
  }
}
