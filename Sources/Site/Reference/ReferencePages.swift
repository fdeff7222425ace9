import Imbalance
import Markup
import Reporting

/// The reference, from the lists that the checker reads: a page for each kind.
struct ReferencePages {
  /// What the examples put on a page, by kind and name.
  let results: [String: [Node]]

  /// The overview, the kinds, and what stands behind a name.
  var pages: [SitePage] {
    let kinds = Catalogue.kinds.map { page($0.name, $0.entries) }
    return [overview(kinds)] + kinds + [values]
  }

  private func overview(_ kinds: [SitePage]) -> SitePage {
    var content: [Node] = [
      .tag("h1", [:], "Reference"),
      .tag(
        "p", ["class": "lead"],
        "Everything that a template or a command line can say. These pages are written from the lists that the program itself checks templates against."
      ),
    ]
    for (page, kind) in zip(kinds, Catalogue.kinds) {
      content.append(
        .tag("h2", [:], [.tag("a", ["href": page.address], page.title)]))
      content.append(
        .tag(
          "p", ["class": "names"],
          kind.entries.flatMap { entry -> [Node] in
            [
              .tag("a", ["href": "\(page.address)#\(entry.name)"], [.tag("code", [:], entry.name)]),
              .text(" "),
            ]
          }))
    }
    content += [
      .tag("h2", [:], "And"),
      .tag(
        "ul", [:],
        [
          ("/reference/values.html", "Values", "what stands behind the dot in `{= NAME.value}`"),
          ("/reference/commands.html", "Commands", "the command line and its exit codes"),
          (
            "/reference/codes.html", "Codes of errors",
            "what each message means, with a wrong and a right line"
          ),
          ("/numerics.html", "Numerics", "how each number is defined, and how exact it is"),
        ].map { address, title, words in
          .tag(
            "li", [:],
            [.tag("a", ["href": address], title), .text(": ")] + InlineMarkdown.nodes(words))
        }),
    ]
    return SitePage(
      address: Section.reference.start, title: "Overview", section: .reference, content: content)
  }

  private func page(_ kind: String, _ entries: [Catalogue.Entry]) -> SitePage {
    let title = ReferenceText.heading(kind)
    let address = "/reference/\(kind).html"
    var content: [Node] = [.tag("h1", [:], title)]
    if let text = ReferenceText.introductions.first(where: { $0.kind == kind })?.text {
      content.append(.tag("p", ["class": "lead"], InlineMarkdown.nodes(text)))
    }
    content.append(glance(entries))
    let groups = Self.groups(kind, entries)
    for group in groups {
      if let title = group.title {
        content.append(.tag("h2", ["id": "group-" + title], Self.groupTitle(title)))
      }
      content += group.entries.map { section(kind, $0, level: group.title == nil ? 2 : 3) }
    }
    let names = entries.flatMap { entry -> [IndexedName] in
      [
        IndexedName(
          name: entry.name, what: Self.singular(kind), address: "\(address)#\(entry.name)")
      ]
        + entry.parameters.map {
          IndexedName(
            name: $0.name, what: "option of", owner: entry.name,
            address: "\(address)#\(entry.name).\($0.name)")
        }
    }
    return SitePage(
      address: address, title: title, section: .reference, content: content, names: names)
  }

  /// Entries by the first word of their sort, where there is more than one sort.
  private static func groups(
    _ kind: String, _ entries: [Catalogue.Entry]
  ) -> [(title: String?, entries: [Catalogue.Entry])] {
    guard ["samplers", "metrics"].contains(kind) else { return [(nil, entries)] }
    var groups: [(title: String?, entries: [Catalogue.Entry])] = []
    for entry in entries {
      if let place = groups.firstIndex(where: { $0.title == entry.traits.first }) {
        groups[place].entries.append(entry)
      } else {
        groups.append((entry.traits.first, [entry]))
      }
    }
    return groups
  }

  private static func groupTitle(_ sort: String) -> String {
    switch sort {
    case "confusion": "Of the calls: what the confusion matrix tells"
    case "ranking": "Of the ranking: what all thresholds tell"
    case "probability": "Of the probabilities"
    case "count": "Counts of rows"
    default: sort.prefix(1).uppercased() + sort.dropFirst()
    }
  }

  /// Every entry in a line.
  private func glance(_ entries: [Catalogue.Entry]) -> Node {
    .tag(
      "div", ["class": "scroll", "tabindex": "0"],
      [
        .tag(
          "table", ["class": "glance"],
          [
            .tag(
              "tbody", [:],
              entries.map { entry in
                .tag(
                  "tr", [:],
                  [
                    .tag(
                      "th", ["scope": "row"],
                      [.tag("a", ["href": "#" + entry.name], [.tag("code", [:], entry.name)])]),
                    .tag("td", [:], InlineMarkdown.nodes(entry.summary)),
                  ])
              })
          ])
      ])
  }

  private func section(_ kind: String, _ entry: Catalogue.Entry, level: Int) -> Node {
    var content: [Node] = [
      .tag("h\(level)", ["id": entry.name], [.tag("code", [:], entry.name)]),
      .tag("p", [:], InlineMarkdown.nodes(entry.summary)),
    ]
    let facts = entry.details.filter { $0.title != "example" }
    if !facts.isEmpty {
      content.append(
        .tag(
          "dl", ["class": "facts"],
          facts.flatMap { fact -> [Node] in
            [.tag("dt", [:], fact.title), .tag("dd", [:], InlineMarkdown.nodes(fact.text))]
          }))
    }
    content += options(entry)
    for example in entry.details where example.title == "example" {
      content.append(CodeBlock.node(example.text + "\n", language: "markdown"))
      if let result = results["\(kind) \(entry.name)"], !result.isEmpty {
        content.append(
          .tag(
            "div", ["class": "result"],
            [.tag("p", ["class": "result-title"], "What this example draws")] + result))
      }
    }
    return .tag("section", ["class": "entry"], content)
  }

  private func options(_ entry: Catalogue.Entry) -> [Node] {
    if entry.parameters.isEmpty { return [] }
    let head = ["option", "takes", "default", "meaning"].map {
      Node.tag("th", ["scope": "col"], $0)
    }
    let rows = entry.parameters.map { parameter -> Node in
      .tag(
        "tr", ["id": "\(entry.name).\(parameter.name)"],
        [
          .tag("th", ["scope": "row"], [.tag("code", [:], parameter.name)]),
          .tag("td", [:], parameter.kind.description),
          .tag(
            "td",
            ["class": parameter.isRequired ? "must" : parameter.defaultValue == nil ? "open" : nil],
            InlineMarkdown.nodes(ReferenceText.standing(parameter))),
          .tag("td", [:], InlineMarkdown.nodes(parameter.summary)),
        ])
    }
    return [
      .tag(
        "div", ["class": "scroll", "tabindex": "0"],
        [
          .tag(
            "table", ["class": "options"],
            [.tag("thead", [:], [.tag("tr", [:], head)]), .tag("tbody", [:], rows)])
        ])
    ]
  }

  /// What stands behind the dot of a name.
  private var values: SitePage {
    let lines = ReferenceText.values.dropFirst(2).joined(separator: "\n")
    return SitePage(
      address: "/reference/values.html", title: "Values", section: .reference,
      content: [.tag("h1", [:], "Values")] + InlineMarkdown.nodes(lines))
  }

  private static func singular(_ kind: String) -> String {
    switch kind {
    case "thresholds": "threshold rule"
    case "settings": "front matter"
    case "checks": "check of data"
    default: String(kind.dropLast())
    }
  }
}
