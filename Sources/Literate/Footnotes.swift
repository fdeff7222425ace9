/// A footnote's text before it is read.
struct FootnoteDefinition {
  /// The label; its span is `[^label]`.
  let label: Located<String>
  let lines: [RegionLine]
}

/// The footnotes of a document: defined, referred to, numbered.
///
/// A label belongs to the text it stands in: an included text knows its own footnotes and no other,
/// and none but it knows them.
struct Footnotes {
  /// A footnote's name.
  struct Key: Hashable {
    /// The included text, as a place among the template's parts; `nil` for the template.
    let part: Int?
    let label: String
  }

  private(set) var definitions: [(key: Key, definition: FootnoteDefinition)] = []
  private var indices: [Key: Int] = [:]
  private var numbers: [Key: Int] = [:]
  /// The names in the order of their first reference.
  private(set) var order: [Key] = []

  /// Takes a definition; the earlier one's place when the label is taken.
  mutating func define(_ definition: FootnoteDefinition, in part: Int?) -> SourceSpan? {
    let key = Key(part: part, label: definition.label.value)
    if let index = indices[key] { return definitions[index].definition.label.span }
    indices[key] = definitions.count
    definitions.append((key, definition))
    return nil
  }

  func definition(_ key: Key) -> FootnoteDefinition? { indices[key].map { definitions[$0].1 } }

  /// The number of a footnote, given at its first reference; `nil` for an unknown label.
  mutating func number(_ label: String, in part: Int?) -> Int? {
    let key = Key(part: part, label: label)
    guard indices[key] != nil else { return nil }
    if let number = numbers[key] { return number }
    order.append(key)
    numbers[key] = order.count
    return order.count
  }

  /// No space, no brackets, no caret.
  static func isLabelByte(_ byte: UInt8) -> Bool {
    byte > 32 && byte != 91 && byte != 93 && byte != 94 && byte != 127
  }
}

extension DocumentReader {
  mutating func take(_ found: [FootnoteDefinition]) {
    for definition in found {
      let part = template.part(at: definition.label.span.start)
      guard let earlier = footnotes.define(definition, in: part) else { continue }
      report(
        "duplicate-footnote",
        "a footnote is defined once; '\(definition.label.value)' is defined twice",
        definition.label.span, notes: [Diagnostic.Note("it is defined here first", span: earlier)])
    }
  }

  /// Reads the footnotes that are referred to, also by one another.
  mutating func readFootnotes() -> [Document.Footnote] {
    var result: [Document.Footnote] = []
    while result.count < footnotes.order.count {
      let key = footnotes.order[result.count]
      let lines = footnotes.definition(key)?.lines ?? []
      result.append(Document.Footnote(label: key.label, blocks: blocks(Region(lines: lines))))
    }
    let used = Set(footnotes.order)
    for (key, definition) in footnotes.definitions where !used.contains(key) {
      report(
        "unused-footnote", severity: .warning,
        "a footnote is shown where it is referred to; nothing refers to '\(definition.label.value)'",
        definition.label.span, hint: "write [^\(definition.label.value)] where it belongs")
    }
    return result
  }
}
