internal import Imbalance
internal import Literate
internal import Markup

/// The findings of a report: each beside what it concerns, and all of them in one place.
struct ReportFindingsHTML {
  let findings: Findings
  let document: Document
  let language: Language

  /// The identifier of the section, unlike any that the author uses.
  var anchor: String {
    let isTaken =
      document.blocks.flatMap(\.headings).contains { $0.id == "findings" }
      || document.directives.contains { $0.name?.value == "findings" }
    return isTaken ? "report-findings" : "findings"
  }

  /// What stands after a directive.
  func callouts(at place: Int) -> [Node] { callouts { $0.place == place } }

  /// What stands after a paragraph of prose.
  func callouts(at position: SourcePosition) -> [Node] {
    callouts { $0.place == nil && $0.position == position }
  }

  private func callouts(_ isHere: (ReportFinding) -> Bool) -> [Node] {
    let here = findings.shown.filter(isHere)
    guard let worst = here.first?.severity else { return [] }
    let kind =
      switch worst {
      case .serious: "caution"
      case .warning: "warning"
      case .note: "note"
      }
    return [
      .tag(
        "aside", ["class": "callout finding \(kind)", "role": "note"],
        here.map { finding in
          .tag(
            "p", [:],
            [
              chip(finding.severity), .text(" " + finding.text + " "),
              .tag("a", ["href": "#" + anchor], finding.code),
            ])
        })
    ]
  }

  /// The weight in a word and a sign.
  private func chip(_ severity: FindingSeverity) -> Node {
    let (look, word) =
      switch severity {
      case .serious: ("fail", language.say("serious"))
      case .warning: ("warn", language.say("warning"))
      case .note: ("info", language.say("note"))
      }
    // The style sheet puts the sign before the word.
    return .tag("span", ["class": "chip \(look)"], word)
  }

  /// All findings, at the end of the report.
  var section: Node {
    let number = language.fixed(Double(ReportChecks.all.count - findings.muted.count), 0)
    var nodes: [Node] = [
      .tag("h2", ["id": anchor + "-title"], language.say("Findings")),
      .tag(
        "p", [:],
        findings.shown.isEmpty
          ? language.say(
            "\(number) checks looked for ways in which this report could mislead, and found none.")
          : language.say(
            "\(number) checks looked for ways in which this report could mislead: \(findings.summary(language))."
          )),
    ]
    if !findings.shown.isEmpty {
      let head = [
        language.say("Weight"), language.say("What was found"), language.say("Where"),
        language.say("What to do"),
      ]
      nodes.append(
        .tag(
          "div", ["class": "scroll", "tabindex": "0"],
          [
            .tag(
              "table", [:],
              [
                .tag("caption", [:], language.say("Findings")),
                .tag(
                  "thead", [:],
                  [.tag("tr", [:], head.map { .tag("th", ["scope": "col"], $0) })]),
                .tag("tbody", [:], findings.shown.map(row)),
              ])
          ]))
    }
    return .tag(
      "section",
      ["class": "findings report-findings", "id": anchor, "aria-labelledby": anchor + "-title"],
      nodes)
  }

  private func row(_ finding: ReportFinding) -> Node {
    var place = finding.name(document) ?? ""
    if finding.place == nil, let line = finding.line(document) {
      let span = document.template.ownSpan(SourceSpan(line: line, column: 1, length: 0))
      let number = String(span.span.start.line)
      place =
        span.path == document.template.path
        ? language.say("line \(number) of the template")
        : language.say("line \(number) of \(span.path)")
    }
    return .tag(
      "tr", [:],
      [
        .tag(
          "th", ["scope": "row"],
          [chip(finding.severity), .tag("span", ["class": "detail"], finding.code)]),
        .tag("td", [:], finding.text), .tag("td", [:], place), .tag("td", [:], finding.advice),
      ])
  }
}
