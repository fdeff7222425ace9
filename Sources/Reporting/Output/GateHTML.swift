internal import Markup

extension Gate {
  /// The gate where its directive stands: outcome, numbers, and what its author says.
  func html(language: Language) -> Node {
    .tag(
      "p", ["class": "gate \(outcome.rawValue)", "id": name],
      [chip(language: language), .text(" ")] + sentence(language: language))
  }

  /// What was measured and what is asked, or why there is no answer, for a terminal.
  package var inWords: String {
    if let undefined { return "There is no answer, since \(undefined)." }
    return clauses.map { $0.inWords(.english) }.joined(separator: " ")
  }

  /// The outcome in a word and a sign.
  func chip(language: Language) -> Node {
    // The style sheet puts the sign before the word.
    let word =
      switch outcome {
      case .pass: language.say("passed")
      case .warn: language.say("warning")
      case .fail: language.say("failed")
      }
    return .tag("span", ["class": "chip \(outcome.rawValue)"], word)
  }

  /// What was asked and what was measured, in words; the author's own form stands smaller.
  func sentence(language: Language) -> [Node] {
    var nodes: [Node] = []
    if outcome != .pass, undefined == nil, !message.isEmpty {
      nodes += message.map { part in
        switch part {
        case .text(let text): .text(text)
        case .value(let text, nil): .text(text)
        case .value(let text, let reason?): .tag("abbr", ["title": reason], text)
        }
      }
      nodes.append(.text(" "))
    }
    if let undefined {
      nodes.append(.text(language.say("There is no answer, since \(language.term(undefined)). ")))
    } else {
      nodes += clauses.map { .text($0.inWords(language) + " ") }
    }
    if isUnclear {
      nodes.append(
        .text(
          (outcome == .pass
            ? language.say("It passes, but not clearly: the limit lies inside the interval.")
            : language.say("It fails, but not clearly: the limit lies inside the interval.")) + " ")
      )
    }
    nodes.append(.tag("code", ["class": "detail"], condition))
    return nodes
  }

}

extension Gate.Clause {
  /// "Recall of “moved” is 94.7% (82.7–98.5); at least 80.0% is asked."
  fileprivate func inWords(_ language: Language) -> String {
    let value = measured.plainText(language)
    let bound = limit.printed(like: measured).plainText(language)
    let asked: String
    switch relation {
    case "≥": asked = language.say("at least \(bound) is asked")
    case ">": asked = language.say("more than \(bound) is asked")
    case "≤": asked = language.say("at most \(bound) is asked")
    case "<": asked = language.say("less than \(bound) is asked")
    case "=": asked = language.say("\(bound) is asked")
    default: asked = language.say("anything but \(bound) is asked")
    }
    let words =
      subject.map { language.say("\($0) is \(value); \(asked).") }
      ?? language.say("Measured is \(value); \(asked).")
    return isBeyondReach ? words + " " + language.say("No value of it can be that.") : words
  }
}

extension Value {
  /// The value as a gate prints it.
  func plainText(_ language: Language) -> String {
    switch self {
    case .quantity(let quantity): Phrases.withInterval(quantity, language)
    case .text(let text): text
    case .boolean(let flag): flag ? language.say("true") : language.say("false")
    case .undefined: language.say("n/a")
    case .record: ""
    }
  }
}

extension Value {
  /// The value in the way in which another is printed: a limit of 0.8 on a recall is 80.0%.
  func printed(like other: Value) -> Value {
    guard case .quantity(var mine) = self, case .quantity(let model) = other else { return self }
    mine.isProportion = model.isProportion
    return .quantity(mine)
  }
}
