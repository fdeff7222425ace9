internal import Markup

extension ResultsComparison {
  /// The comparison as a self-contained page in the style of a report.
  package var html: [UInt8] {
    let title = titles.new.isEmpty ? "What changed" : "What changed: \(titles.new)"
    let failing = gates.contains { $0.isNewFailure }
    let state = failing ? "fail" : count(.changed) > 0 ? "warn" : "pass"
    let card = Node.tag(
      "section", ["class": "cards", "aria-label": "Verdict"],
      [
        .tag(
          "div", ["class": "card verdict \(state)"],
          [.tag("p", ["class": "verdict-title"], headline)] + gateList)
      ])
    var nodes: [Node] = [.tag("p", [:], summary.prefix(1).uppercased() + summary.dropFirst() + ".")]
    if let caution { nodes.append(.tag("p", [:], caution)) }
    nodes += section("Changed beyond noise", .changed) + section("Within noise", .withinNoise)
    nodes += section("Different, without an interval to judge by", .differs)
    nodes += section("New", .added) + section("Gone", .removed)
    if !facts.isEmpty {
      nodes += [
        .tag("h2", [:], "Made from and with"),
        DataTable(
          corner: "What",
          columns: ["Where", "Before", "Now"].map { .init(title: $0, isNumeric: false) },
          rows: facts.map { fact in
            DataTable.Row(
              head: fact.kind,
              cells: [.init(text: fact.path)]
                + [fact.old, fact.new].map { .init(text: $0, isCode: $0.count > 40) })
          }
        ).html(caption: [.text("Data, parameters, models and versions that are not the same.")]),
      ]
    }
    let body = Node.tag(
      "body", [:],
      [
        .tag("a", ["class": "skip", "href": "#report"], "Skip to the comparison"),
        .tag(
          "header", ["class": "page"],
          [.tag("h1", [:], title)]
            + (titles.old == titles.new
              ? [] : [.tag("p", ["class": "lead"], "compared with: \(titles.old)")]) + [card]),
        .tag("main", ["id": "report"], nodes),
      ])
    let style = Stylesheet.text(for: [body])
    let head = Node.tag(
      "head", [:],
      [
        .tag("meta", ["charset": "utf-8"]),
        .tag(
          "meta",
          [
            "http-equiv": "Content-Security-Policy",
            "content": ContentPolicy.text(style: style),
          ]),
        .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        .tag("meta", ["name": "generator", "content": "imbalreport \(Tool.version)"]),
        .tag("meta", ["name": "color-scheme", "content": "light dark"]),
        .tag("title", [:], title),
        .tag("style", [:], [.raw(RawText(program: style))]),
      ])
    let html = Node.tag("html", ["lang": "en"], [head, body])
    return Array("<!doctype html>\n".utf8) + html.compactBytes + [UInt8(ascii: "\n")]
  }

  private var headline: String {
    if gates.contains(where: \.isNewFailure) { return "A gate fails that did not" }
    let changed = count(.changed)
    if changed > 0 {
      return changed == 1
        ? "One metric changed beyond noise" : "\(changed) metrics changed beyond noise"
    }
    return count(.withinNoise) > 0 ? "Nothing changed beyond noise" : "Nothing changed"
  }

  private var gateList: [Node] {
    guard !gates.isEmpty else { return [] }
    return [
      .tag(
        "ul", ["class": "gates"],
        gates.map { gate in
          let state = gate.new ?? "absent"
          return .tag(
            "li", [:],
            [
              .tag("span", ["class": "chip \(Self.known(state))"], state),
              .text(" \(gate.name), before: \(gate.old ?? "absent")"),
            ])
        })
    ]
  }

  /// A class of the style sheet, never a stranger's word.
  private static func known(_ state: String) -> String {
    ["pass", "warn", "fail"].contains(state) ? state : "info"
  }

  private func section(_ title: String, _ verdict: Verdict) -> [Node] {
    let found = metrics.filter { $0.verdict == verdict }
    guard !found.isEmpty else { return [] }
    let table = DataTable(
      corner: "Metric",
      columns: [
        .init(title: "Before"), .init(title: "Now"), .init(title: "Difference"),
        .init(title: "Direction", isNumeric: false),
      ],
      rows: found.map { metric in
        DataTable.Row(
          head: metric.path,
          cells: [
            Self.cell(metric.old), Self.cell(metric.new),
            .init(text: Self.words(metric.difference)),
            .init(text: Self.direction(metric.isBetter)),
          ])
      })
    let drawn = table.html(
      caption: [.text("The largest change first. In brackets: intervals.")])
    // What is no news is folded away.
    guard verdict == .withinNoise || verdict == .differs else {
      return [.tag("h2", [:], title), drawn]
    }
    return [
      .tag("h2", [:], title),
      .tag(
        "details", [:],
        [.tag("summary", [:], found.count == 1 ? "One metric" : "\(found.count) metrics"), drawn]),
    ]
  }

  private static func cell(_ estimated: Estimated?) -> DataTable.Cell {
    var cell = DataTable.Cell(text: words(estimated))
    if let low = estimated?.low, let high = estimated?.high {
      cell.interval = "\(Language.english.plain(low))–\(Language.english.plain(high))"
    }
    return cell
  }
}
