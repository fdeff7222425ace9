internal import Imbalance
internal import Markup

extension FindingList {
  /// The findings where their directive stands: the sentence that sums up, then the serious ones
  /// and the warnings as a table, the notes folded away.
  func html(anchor: String, language: Language) -> Node {
    let urgent = items.filter { $0.severity > .note }
    let quiet = items.filter { $0.severity == .note }
    var nodes: [Node] = [.tag("p", ["class": "fig-title"], title)]
    nodes += lead.map { .tag("p", [:], [$0.severity.chip(language), .text(" " + $0.text)]) }
    if !urgent.isEmpty { nodes.append(Self.table(urgent, caption: title, language)) }
    if !quiet.isEmpty {
      nodes.append(
        .tag(
          // Words, which wrap, and no numbers.
          "details", [:],
          [
            .tag("summary", [:], Phrases.count(quiet.count, "note", language)),
            Self.table(quiet, caption: language.say("Notes"), language),
          ]))
    }
    nodes += notes.map { .tag("p", ["class": "note-line"], $0) }
    return .tag("section", ["class": "findings", "id": anchor, "aria-label": title], nodes)
  }

  private static func table(
    _ items: [Item], caption: String, _ language: Language
  ) -> Node {
    let head = [
      language.say("Weight"), language.say("What was found"), language.say("Where"),
      language.say("What to do"),
    ]
    return .tag(
      "div", ["class": "scroll", "tabindex": "0"],
      [
        .tag(
          "table", [:],
          [
            .tag("caption", ["class": "visually-hidden"], caption),
            .tag("thead", [:], [.tag("tr", [:], head.map { .tag("th", ["scope": "col"], $0) })]),
            .tag("tbody", [:], items.map { $0.row(language) }),
          ])
      ])
  }
}

extension FindingList.Item {
  func row(_ language: Language) -> Node {
    .tag(
      "tr", [:],
      [
        .tag(
          "th", ["scope": "row"],
          [severity.chip(language), .tag("span", ["class": "detail"], code)]),
        .tag("td", [:], what), .tag("td", [:], place), .tag("td", [:], advice),
      ])
  }
}

extension FindingSeverity {
  /// The weight in a word and a sign.
  func chip(_ language: Language) -> Node {
    let look =
      switch self {
      case .serious: "fail"
      case .warning: "warn"
      case .note: "info"
      }
    // The style sheet puts the sign before the word.
    return .tag("span", ["class": "chip \(look)"], language.term(rawValue))
  }
}
