/// A footnote's text before it is read.
struct FootnoteDefinition {
  /// The label; its span is `[^label]`.
  let label: Located<String>
  let lines: [RegionLine]
}

/// The footnotes of a document: defined, referred to, numbered.
struct Footnotes {
  private(set) var definitions: [FootnoteDefinition] = []
  private var indices: [String: Int] = [:]
  private var numbers: [String: Int] = [:]
  /// The labels in the order of their first reference.
  private(set) var order: [String] = []

  /// Takes a definition; the earlier one's place when the label is taken.
  mutating func define(_ definition: FootnoteDefinition) -> SourceSpan? {
    if let index = indices[definition.label.value] { return definitions[index].label.span }
    indices[definition.label.value] = definitions.count
    definitions.append(definition)
    return nil
  }

  func definition(_ label: String) -> FootnoteDefinition? { indices[label].map { definitions[$0] } }

  /// The number of a footnote, given at its first reference; `nil` for an unknown label.
  mutating func number(_ label: String) -> Int? {
    guard indices[label] != nil else { return nil }
    if let number = numbers[label] { return number }
    order.append(label)
    numbers[label] = order.count
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
      guard let earlier = footnotes.define(definition) else { continue }
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
      let label = footnotes.order[result.count]
      let lines = footnotes.definition(label)?.lines ?? []
      result.append(Document.Footnote(label: label, blocks: blocks(Region(lines: lines))))
    }
    let used = Set(footnotes.order)
    for definition in footnotes.definitions where !used.contains(definition.label.value) {
      report(
        "unused-footnote", severity: .warning,
        "a footnote is shown where it is referred to; nothing refers to '\(definition.label.value)'",
        definition.label.span, hint: "write [^\(definition.label.value)] where it belongs")
    }
    return result
  }
}
