internal import Literate

/// A sentence that the author wrote, with the computed values in it.
struct AuthorSentence: Sendable {
  /// Its words; code stands between backticks, and each computed value is an object mark.
  let text: String
  let values: [InlineValue]
  /// The directive whose caption it stands in.
  let place: Int?
  /// Where its paragraph begins.
  let position: SourcePosition?

  /// Stands for a computed value.
  static let mark: Character = "\u{FFFC}"

  /// The sentence's words in lower case.
  var words: [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
  }

  /// The sentence as a message quotes it.
  var quote: String {
    let plain = text.filter { $0 != "`" }.replacing(String(Self.mark), with: "…")
    return plain.count > 90 ? plain.prefix(88) + " …" : plain
  }

  var isQuestion: Bool { text.hasSuffix("?") }

  static func all(
    of document: Document, captions: [(place: Int, words: [Inline])]
  ) -> [AuthorSentence] {
    let blocks = document.blocks + document.footnotes.flatMap(\.blocks)
    return blocks.flatMap(sentences)
      + captions.flatMap { caption in
        cut(caption.words) {
          AuthorSentence(text: $0, values: $1, place: caption.place, position: nil)
        }
      }
  }

  private static func sentences(_ block: Block) -> [AuthorSentence] {
    func made(_ inlines: [Inline], _ span: SourceSpan) -> [AuthorSentence] {
      cut(inlines) { AuthorSentence(text: $0, values: $1, place: nil, position: span.start) }
    }
    switch block {
    case .heading(let heading): return made(heading.inlines, heading.span)
    case .paragraph(let inlines, let span): return made(inlines, span)
    case .list(let list): return list.items.flatMap { $0.flatMap(sentences) }
    case .callout(_, let title, let blocks, let span):
      return made(title ?? [], span) + blocks.flatMap(sentences)
    // A quotation is somebody else's claim.
    case .quote, .table, .code, .rule, .directive: return []
    }
  }

  private static func cut(
    _ inlines: [Inline], _ make: (String, [InlineValue]) -> AuthorSentence
  ) -> [AuthorSentence] {
    var text = ""
    var values: [InlineValue] = []
    func add(_ inlines: [Inline]) {
      for inline in inlines {
        switch inline {
        case .text(let words): text += words
        case .code(let code): text += "`\(code)`"
        case .softBreak, .lineBreak: text += " "
        case .emphasis(let inner), .strong(let inner), .link(_, _, let inner, _): add(inner)
        case .value(let value):
          text.append(mark)
          values.append(value)
        case .image, .reference, .footnote: break
        }
      }
    }
    add(inlines)
    var found: [AuthorSentence] = []
    var current = ""
    var rest = values[...]
    func flush() {
      let trimmed = current.drop { $0 == " " }
      let held = trimmed.count { $0 == mark }
      if !trimmed.isEmpty { found.append(make(String(trimmed), Array(rest.prefix(held)))) }
      rest = rest.dropFirst(held)
      current = ""
    }
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      current.append(character)
      let isEnd = index + 1 == characters.count || characters[index + 1] == " "
      if ".!?".contains(character), isEnd { flush() }
    }
    flush()
    return found
  }
}
