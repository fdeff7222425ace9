internal import Markup

/// The gates in one place at the head of the page: what passed, what did not, and by how much.
struct VerdictCard {
  let gates: [Gate]
  let language: Language

  var html: Node? {
    guard !gates.isEmpty else { return nil }
    let failed = gates.filter { $0.outcome == .fail }
    let warned = gates.filter { $0.outcome == .warn }
    let passed = gates.count - failed.count - warned.count
    let state = failed.isEmpty ? (warned.isEmpty ? "pass" : "warn") : "fail"
    let headline =
      !failed.isEmpty
      ? language.say("\(failed.count) of \(gates.count) gates failed")
      : warned.isEmpty
        ? language.say("All \(Phrases.count(gates.count, "gate", language)) passed")
        : language.say(
          "\(passed) of \(gates.count) gates passed, \(Phrases.count(warned.count, "warning", language))"
        )
    let rows = (failed + warned + gates.filter { $0.outcome == .pass }).map { gate in
      Node.tag(
        "li", [:],
        [
          gate.chip(language: language), .text(" "),
          .tag("a", ["href": "#" + gate.name], [.text(gate.name)]), .text(" "),
        ] + gate.sentence(language: language))
    }
    return .tag(
      "section", ["class": "cards", "aria-label": language.say("Gates")],
      [
        .tag(
          "div", ["class": "card verdict \(state)"],
          [.tag("p", ["class": "verdict-title"], headline), .tag("ul", ["class": "gates"], rows)])
      ])
  }
}
