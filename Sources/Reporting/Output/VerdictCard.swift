internal import Markup

/// The gates in one place at the head of the page: what passed, what did not, and by how much.
struct VerdictCard {
  let gates: [Gate]
  let words: Words
  let numerals: Numerals

  var html: Node? {
    guard !gates.isEmpty else { return nil }
    let failed = gates.filter { $0.outcome == .fail }
    let warned = gates.filter { $0.outcome == .warn }
    let passed = gates.count - failed.count - warned.count
    let state = failed.isEmpty ? (warned.isEmpty ? "pass" : "warn") : "fail"
    let headline =
      failed.isEmpty
      ? (warned.isEmpty
        ? "All \(Phrases.count(gates.count, "gate", numerals)) passed"
        : "\(passed) of \(gates.count) gates passed, \(Phrases.count(warned.count, "warning", numerals))")
      : "\(failed.count) of \(gates.count) gates failed"
    let rows = (failed + warned + gates.filter { $0.outcome == .pass }).map { gate in
      Node.tag(
        "li", [:],
        [
          gate.chip(words: words), .text(" "),
          .tag("a", ["href": "#" + gate.name], [.text(gate.name)]), .text(" "),
        ] + gate.sentence(numerals: numerals))
    }
    return .tag(
      "section", ["class": "cards", "aria-label": words.gates],
      [
        .tag(
          "div", ["class": "card verdict \(state)"],
          [.tag("p", ["class": "verdict-title"], headline), .tag("ul", ["class": "gates"], rows)])
      ])
  }
}
