internal import Imbalance
internal import Markup

/// The report in a few lines at the head of the page: what passed, which model leads, what an
/// accuracy hides, and how many findings a reader should know of.
struct VerdictCard {
  let gates: [Gate]
  /// What the numbers come to, a sentence a line.
  let sentences: [String]
  let findings: Findings
  /// Where the findings stand.
  let anchor: String
  let language: Language

  var html: Node {
    let failed = gates.filter { $0.outcome == .fail }
    let warned = gates.filter { $0.outcome == .warn }
    var nodes: [Node] = []
    if !gates.isEmpty { nodes.append(.tag("p", ["class": "verdict-title"], headline)) }
    if !gates.isEmpty {
      let rows = (failed + warned + gates.filter { $0.outcome == .pass }).map { gate in
        Node.tag(
          "li", [:],
          [gate.chip(language: language), .text(" ")] + gate.sentence(language: language)
            + [.text(" "), .tag("a", ["class": "detail", "href": "#" + gate.name], gate.name)])
      }
      nodes.append(.tag("ul", ["class": "gates"], rows))
    }
    nodes += sentences.enumerated().map { index, text in
      .tag("p", ["class": index == 0 && gates.isEmpty ? "verdict-title" : "verdict-line"], text)
    }
    nodes.append(
      .tag(
        "p", ["class": "verdict-line"],
        [
          .text(language.say("Checks of this report: ")),
          .tag("a", ["href": "#" + anchor], findings.summary(language)), .text("."),
        ]))
    return .tag(
      "section", ["class": "cards", "aria-label": language.say("Verdict")],
      [.tag("div", ["class": "card verdict \(state)"], nodes)])
  }

  private var state: String {
    if gates.contains(where: { $0.outcome == .fail }) { return "fail" }
    if gates.contains(where: { $0.outcome == .warn }) || findings.count(.serious) > 0 {
      return "warn"
    }
    return gates.isEmpty ? "open" : "pass"
  }

  private var headline: String {
    let failed = gates.count { $0.outcome == .fail }
    let warned = gates.count { $0.outcome == .warn }
    func number(_ value: Int) -> String { language.fixed(Double(value), 0) }
    let all = number(gates.count)
    if failed > 0 {
      return gates.count == 1
        ? language.say("The gate failed")
        : language.say("\(number(failed)) of \(all) gates failed")
    }
    if warned > 0 {
      let passed = number(gates.count - warned)
      return warned == 1
        ? language.say("\(passed) of \(all) gates passed, 1 warning")
        : language.say("\(passed) of \(all) gates passed, \(number(warned)) warnings")
    }
    let unclear = gates.count(where: \.isUnclear)
    if gates.count == 1 {
      return unclear == 0
        ? language.say("The gate passed") : language.say("The gate passed, but not clearly")
    }
    if gates.count == 2 {
      return unclear == 0
        ? language.say("Both gates passed")
        : unclear == 1
          ? language.say("Both gates passed, one of them not clearly")
          : language.say("Both gates passed, but not clearly")
    }
    return unclear == 0
      ? language.say("All \(all) gates passed")
      : language.say("All \(all) gates passed, \(number(unclear)) of them not clearly")
  }
}
