internal import Imbalance
internal import Literate
internal import Markup

/// Where a number of the prose comes from: a row of the appendix, one for each distinct expression.
struct NumberRow: Sendable {
  /// What the number in the prose knows of its row.
  struct Mark: Sendable {
    /// The row's identifier.
    let anchor: String
    /// The identifier of the number in the prose that the row leads back to.
    let back: String
    /// Whether it is this number.
    var isFirst = false
  }

  let mark: Mark
  /// Whether the prose has a number to lead back to; headings have none.
  var isLinked = false
  /// As the prose prints it.
  let printed: String
  let undefined: String?
  /// Path or formula, without the filter.
  let path: String
  /// What it says, in one sentence.
  let definition: String?
  let value: Value
  /// How sure its interval is; `nil` for a value that has none.
  let confidence: Double?
  /// The place of the directive that made it.
  let directive: String?

  /// The rows of a document's numbers; each number in `values` learns of its row.
  static func rows(
    of document: Document, captions: [Inline], values: inout [InlineValue: ResolvedValue],
    evaluator: Evaluator, anchors: Anchors
  ) -> [NumberRow] {
    var rows: [NumberRow] = []
    var places: [[String]: Int] = [:]
    // An expression means one thing, but for the parameters that an included text has of its own.
    func key(_ value: InlineValue) -> [String] {
      [value.source]
        + value.expression.paths.filter { $0.first?.value == "params" && $0.count == 2 }.map {
          evaluator.parameters[$0[1].value, at: $0[1].span.start]?.written ?? ""
        }
    }
    let footnotes = document.footnotes.flatMap(\.blocks)
    let linked = (document.blocks + footnotes).flatMap(\.linkableValues) + captions.linkableValues
    let all = (document.inlines + captions.flattened).compactMap {
      if case .value(let value) = $0 { value } else { nil }
    }
    for value in all {
      guard let resolved = values[value], resolved.number != nil || resolved.undefined != nil,
        places[key(value)] == nil
      else { continue }
      places[key(value)] = rows.count
      let number = rows.count + 1
      rows.append(
        NumberRow(
          value, resolved, evaluator,
          mark: Mark(anchor: anchors.free("n-\(number)"), back: anchors.free("v-\(number)")),
          document, anchors))
    }
    for value in linked {
      guard let place = places[key(value)] else { continue }
      var mark = rows[place].mark
      mark.isFirst = !rows[place].isLinked
      rows[place].isLinked = true
      values[value]?.row = mark
    }
    return rows
  }

  private init(
    _ inline: InlineValue, _ resolved: ResolvedValue, _ evaluator: Evaluator, mark: Mark,
    _ document: Document, _ anchors: Anchors
  ) {
    self.mark = mark
    printed = resolved.text
    undefined = resolved.undefined
    let expression = inline.expression
    value = (try? evaluator.value(of: expression)) ?? .undefined(resolved.undefined ?? "")
    path = document.template.text(in: expression.span)
    let names = expression.paths.first?.map(\.value) ?? []
    let thing = names.first.flatMap { evaluator.things[$0] }
    if case .path = expression {
      definition = ValueMeaning.sentence(for: names, of: thing)
    } else {
      definition = nil
    }
    switch thing {
    case .evaluation(let evaluation)?: confidence = evaluation.confidence
    case .crossValidation(let found)?: confidence = found.result.confidence
    case .comparison(let found)?: confidence = found.confidence
    default: confidence = nil
    }
    directive = document.directives.firstIndex { $0.name?.value == names.first }
      .map { anchors.directives[$0] }
  }
}

extension NumberRow {
  /// The rows as a table that is folded away until a number's link leads into it.
  static func table(
    _ rows: [NumberRow], showsSource: Bool, language: Language
  ) -> Node {
    let titles = [
      language.say("In the text"), language.say("What it is"), language.say("Exactly"),
      language.say("95% interval"), language.say("Of"),
    ]
    return .tag(
      "details", ["class": "numbers"],
      [
        .tag("summary", [:], language.say("Numbers in the text: where each comes from")),
        .tag(
          "div", ["class": "scroll", "tabindex": "0"],
          [
            .tag(
              "table", [:],
              [
                .tag(
                  "thead", [:], [.tag("tr", [:], titles.map { .tag("th", ["scope": "col"], $0) })]),
                .tag(
                  "tbody", [:], rows.map { $0.html(showsSource: showsSource, language: language) }),
              ])
          ]),
      ])
  }

  private func html(showsSource: Bool, language: Language) -> Node {
    let code = Node.tag("code", [:], path)
    var what = [code]
    if showsSource, let directive { what = [.tag("a", ["href": "#" + directive], [code])] }
    if let definition { what.append(.text(" " + language.term(definition))) }
    var exact = ""
    var interval = ""
    var counts = ""
    if case .quantity(let quantity) = value {
      exact = JSONNumber.text(quantity.number)
      interval = intervalText(quantity, language)
      if let numerator = quantity.numerator, let denominator = quantity.denominator {
        counts = language.say(
          "\(language.fixed(Double(numerator), 0)) of \(language.fixed(Double(denominator), 0))")
      }
    } else if let undefined {
      exact = undefined
    }
    let head: Node =
      isLinked ? .tag("a", ["href": "#" + mark.back], printed) : .text(printed)
    return .tag(
      "tr", ["id": mark.anchor],
      [.tag("th", ["scope": "row"], [head]), .tag("td", [:], what)]
        + [exact, interval, counts].map { .tag("td", [:], $0) })
  }

  /// "86.5–99.5%, Wilson"; with its level where that is not 95%.
  private func intervalText(_ quantity: Quantity, _ language: Language) -> String {
    guard let ends = Phrases.interval(quantity, language) else { return "" }
    var text = quantity.isProportion ? ends + language.percentSign : ends
    if let method = quantity.method, method != .none {
      text += ", " + language.term(method.title)
    }
    if let confidence, confidence != 0.95 { text += " (\(language.percent(confidence, 0)))" }
    return text
  }
}

extension IntervalMethod {
  /// The method's name in a table.
  var title: String {
    switch self {
    case .wilson: "Wilson"
    case .newcombe: "Newcombe"
    case .deLong: "DeLong"
    case .wald: "Wald"
    case .bootstrap: "bootstrap"
    case .exact: "exact"
    case .correctedT: "corrected t"
    case .studentT: "Student’s t"
    case .none: ""
    }
  }
}

extension Block {
  /// The inline values that may become links, in order: those outside headings and links.
  fileprivate var linkableValues: [InlineValue] {
    switch self {
    case .paragraph(let inlines, _): inlines.linkableValues
    case .quote(let blocks, _): blocks.flatMap(\.linkableValues)
    case .callout(_, let title, let blocks, _):
      (title ?? []).linkableValues + blocks.flatMap(\.linkableValues)
    case .list(let list): list.items.flatMap { $0.flatMap(\.linkableValues) }
    case .table(let table, _):
      (table.header + table.rows.flatMap { $0 }).flatMap(\.linkableValues)
    case .heading, .code, .rule, .directive: []
    }
  }
}

extension [Inline] {
  fileprivate var linkableValues: [InlineValue] {
    flatMap { inline -> [InlineValue] in
      switch inline {
      case .value(let value): [value]
      case .emphasis(let inner), .strong(let inner): inner.linkableValues
      default: []
      }
    }
  }
}
