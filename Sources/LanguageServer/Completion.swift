internal import Imbalance
internal import Literate
internal import Reporting

/// `textDocument/completion`: what may be written at the cursor, each with its help.
enum Completion: Feature {
  static let method = "textDocument/completion"
  static var ability: (String, JSON)? {
    (
      "completionProvider",
      .object([
        "triggerCharacters": .array(
          ["{", " ", ":", ".", "|", "@", "#", "$", "[", ","].map { .string($0) }),
        "resolveProvider": .bool(false),
      ])
    )
  }

  static func answer(_ request: FeatureRequest) throws(Refusal) -> JSON {
    let place = try request.place()
    let analysis = request.analysis.closing(LineMap(request.analysis.buffer), request.settings)
    return .object([
      "isIncomplete": .bool(false),
      "items": .array(Self.items(analysis, at: place).map(\.json)),
    ])
  }

  /// One thing that may be written.
  struct Item {
    let label: String
    let text: String
    let kind: ItemKind
    let detail: String
    let help: String
    let start: Place
    let end: Place
    let order: Int

    var json: JSON {
      let number = String(order)
      return .object([
        "label": .string(label), "kind": .int(kind.rawValue), "detail": .string(detail),
        "documentation": .object(["kind": .string("markdown"), "value": .string(help)]),
        "sortText": .string(String(repeating: "0", count: max(0, 4 - number.count)) + number),
        "filterText": .string(label),
        "textEdit": .object(["range": JSON(start, end), "newText": .string(text)]),
      ])
    }
  }

  /// The protocol's kinds, as far as they fit.
  enum ItemKind: Int {
    case filter = 3
    case column = 5
    case name = 6
    case method = 7
    case option = 10
    case metric = 12
    case verb = 14
    case file = 17
    case reference = 18
    case word = 20
    case parameter = 21
  }

  /// Something to offer, before it is known where it goes.
  struct Offer {
    let label: String
    var text: String?
    let kind: ItemKind
    var detail = ""
    var help = ""
  }

  static func items(_ analysis: Analysis, at place: Place) -> [Item] {
    let map = LineMap(analysis.buffer)
    let position = analysis.buffer.position(of: place)
    let line = position.line - 1
    let found = SpotFinder(map, line: line, column: position.column - 1)
    var offers = Offers(analysis: analysis, map: map, line: line)
    let prefix = found.prefix
    let before = map.lines[line].prefix(position.column - 1)
    switch found.spot {
    case .fence: offers.fence()
    case .verb: offers.verbs()
    case .subtype(let verb): offers.subtypes(verb)
    case .name(let verb): offers.name(verb)
    case .path(let path): offers.path(path)
    case .filter: offers.filters()
    case .reference: offers.references()
    case .anchor: offers.anchors()
    case .nothing: break
    case .setting(let fence, let cursor):
      if prefix.hasPrefix("$"), cursor.isValue {
        offers.parameters()
      } else {
        if cursor.isKey { offers.keys(fence, cursor) }
        if cursor.isValue { offers.values(fence, cursor) }
      }
    }
    // What the word under the cursor goes on with is replaced with it.
    let rest = map.lines[line].dropFirst(position.column - 1)
    let tail = rest.prefix { $0.isNameScalar }
    let end = analysis.buffer.place(
      of: SourcePosition(line: position.line, column: position.column + tail.count))
    let hasColon = rest.dropFirst(tail.count).first == ":"
    let start = analysis.buffer.place(
      of: SourcePosition(line: position.line, column: position.column - prefix.unicodeScalars.count)
    )
    // A value parts from its colon by a space.
    let lead = prefix.isEmpty && before.last == ":" ? " " : ""
    return offers.all.enumerated().map { order, offer in
      var text = offer.text ?? offer.label
      // A key that has its colon gets no second one.
      if offer.kind == .option, hasColon, text.hasSuffix(": ") { text.removeLast(2) }
      return Item(
        label: offer.label, text: lead + text, kind: offer.kind,
        detail: offer.detail, help: offer.help, start: start, end: end, order: order)
    }
  }
}
