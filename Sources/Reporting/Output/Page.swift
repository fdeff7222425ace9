internal import Imbalance
internal import Literate
internal import Markup

/// The report as one self-contained page: a pure function of the document and its outcomes.
struct Page {
  let checked: CheckedTemplate
  let plan: Plan
  let run: Executor.Result
  let language: Language
  let context: FindingContext
  let findings: Findings
  let numbering: Numbering
  /// Inline values worked out once, and those that turned out to be missing.
  private let values: [InlineValue: ResolvedValue]
  private let images: [String: EmbeddedImage]
  /// The places of directives in the document, by where they begin.
  private let places: [SourcePosition: Int]
  let missing: [Diagnostic]
  /// The identifiers of places that this page makes.
  private let anchors: Anchors
  /// Where the numbers of the prose come from.
  private let numbers: [NumberRow]

  init(
    checked: CheckedTemplate, plan: Plan, run: Executor.Result, language: Language,
    context: FindingContext, findings: Findings
  ) {
    self.context = context
    self.findings = findings
    self.checked = checked
    self.plan = plan
    self.run = run
    self.language = language
    numbering = Numbering(checked.document, language: language)
    let evaluator = Evaluator(
      things: run.things, parameters: checked.parameters, language: language)
    var values: [InlineValue: ResolvedValue] = [:]
    var missing: [Diagnostic] = []
    var images: [String: EmbeddedImage] = [:]
    let path = checked.document.template.path
    let captions = run.outcomes.keys.sorted().flatMap { place in
      (run.outcomes[place]?.content ?? []).flatMap(\.caption)
    }
    let inlines = checked.document.inlines + captions.flattened
    for inline in inlines {
      switch inline {
      case .value(let value):
        // What a failed step would have given is already reported at that step.
        let roots = value.expression.paths.compactMap { $0.first?.value }
        let isKnown = roots.allSatisfy { $0 == "params" || run.things[$0] != nil }
        guard isKnown else { continue }
        do throws(Evaluator.Missing) {
          values[value] = try evaluator.resolve(value)
        } catch {
          missing.append(
            Diagnostic(
              "unknown-value", error.message, span: error.span, path: path, hint: error.hint))
        }
      case .image(let source, _, _, let span):
        do throws(ModellingError) {
          images[source] = try EmbeddedImage(source, files: checked.files)
        } catch {
          missing.append(
            Diagnostic(error.code, error.message, span: span, path: path, hint: error.hint))
        }
      default: break
      }
    }
    places = Dictionary(
      checked.document.directives.enumerated().map { ($0.element.span.start, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    anchors = Anchors(checked, plan: plan)
    numbers = NumberRow.rows(
      of: checked.document, captions: captions, values: &values, evaluator: evaluator,
      anchors: anchors)
    self.values = values
    self.images = images
    self.missing = missing
  }

  func count(of verb: String) -> Int {
    checked.document.directives.count { $0.verb.value == verb }
  }

  /// What a reader sees, in any format.
  func content(gates: [Gate]) -> PageContent {
    var pictures: [String: EmbeddedImage] = [:]
    for picture in images.values { pictures[picture.dataURL] = picture }
    if let logo = checked.settings.theme.logo { pictures[logo.dataURL] = logo }
    return PageContent(
      header: header(gates), contents: contents,
      main: .tag(
        "main", ["id": "report"],
        prose.blocks(checked.document.blocks) + footnotes + [findingsHTML.section]),
      footer: .tag(
        "footer", ["class": "page"],
        [
          Appendix(
            checked: checked, plan: plan, run: run, findings: findings, language: language,
            anchors: anchors, numbers: numbers
          ).html
        ]),
      pictures: pictures, theme: checked.settings.theme)
  }

  /// The page as UTF-8; `paper` fixes the size of what is printed.
  func html(_ content: PageContent, results: JSON, paper: PaperSize? = nil) -> [UInt8] {
    let contentNodes = [content.header, content.contents, content.main, content.footer]
    let skip = Node.tag(
      "a", ["class": "skip", "href": "#report"], language.say("Skip to the report"))
    let style =
      Stylesheet.text(
        for: [skip, .tag("body", ["class": "has-toc"])] + contentNodes, hasExplorer: hasExplorer)
      + Stylesheet.addition(theme: content.theme, paper: paper)
    let program = hasExplorer ? Script.text : nil
    let settings = checked.settings
    let title = settings.title ?? checked.document.firstHeading ?? language.say("Report")
    let head = Node.tag(
      "head", [:],
      [
        .tag("meta", ["charset": "utf-8"]),
        .tag(
          "meta",
          [
            "http-equiv": "Content-Security-Policy",
            "content": ContentPolicy.text(style: style, program: program),
          ]),
        .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        .tag("meta", ["name": "generator", "content": "imbalreport \(Tool.version)"]),
        .tag("meta", ["name": "color-scheme", "content": "light dark"]),
        .tag("meta", ["name": "referrer", "content": "no-referrer"]),
        .tag("title", [:], title),
        .tag("style", [:], [.raw(RawText(program: style))]),
      ])
    let body = Node.tag(
      "body", ["class": content.contents == .empty ? nil : "has-toc"],
      [skip] + contentNodes + [
        .tag(
          "script", ["type": "application/json", "id": "imbalreport-results"],
          [.raw(RawText(json: results.text()))])
      ] + (program.map { [.tag("script", [:], [.raw(RawText(program: $0))])] } ?? []))
    let html = Node.tag("html", ["lang": settings.languageTag], [head, body])
    return Array("<!doctype html>\n".utf8) + html.compactBytes + [UInt8(ascii: "\n")]
  }

  private var hasExplorer: Bool { figures.contains { $0.explorer != nil } }

  /// Every figure that was drawn, in the order of the template.
  var figures: [Figure] {
    run.outcomes.keys.sorted().flatMap { run.outcomes[$0]?.content ?? [] }.compactMap { content in
      if case .figure(let figure, _) = content { figure } else { nil }
    }
  }

  private func header(_ gates: [Gate]) -> Node {
    let settings = checked.settings
    var nodes: [Node] = []
    if let logo = settings.theme.logo {
      nodes.append(.tag("img", ["class": "logo", "src": logo.dataURL, "alt": ""]))
    }
    if let title = settings.title { nodes.append(.tag("h1", [:], title)) }
    if let subtitle = settings.subtitle { nodes.append(.tag("p", ["class": "lead"], subtitle)) }
    let byline = settings.authors + [settings.date].compactMap { $0 }
    if !byline.isEmpty {
      nodes.append(.tag("p", ["class": "meta"], byline.joined(separator: " · ")))
    }
    nodes.append(
      VerdictCard(
        gates: gates, sentences: VerdictLines(context: context).all, findings: findings,
        anchor: findingsHTML.anchor, language: language
      ).html)
    return .tag("header", ["class": "page"], nodes)
  }

  private var contents: Node {
    let headings = checked.document.blocks.flatMap(\.headings)
    guard checked.settings.showsContents, headings.count > 1 else { return .empty }
    let top = headings.map(\.level).min() ?? 1
    let items =
      headings.filter { $0.level <= top + 1 }.map { heading in
        Node.tag(
          "li", ["class": heading.level > top ? "deeper" : nil],
          [
            .tag(
              "a", ["href": "#" + heading.id],
              (numbering.sections[heading.id].map { [.text($0 + " ")] } ?? [])
                + prose.unlinked.inlines(heading.inlines.withoutLinks))
          ])
      } + [
        Node.tag(
          "li", [:], [.tag("a", ["href": "#" + findingsHTML.anchor], language.say("Findings"))]),
        Node.tag(
          "li", [:], [.tag("a", ["href": "#appendix"], language.say("Data and reproducibility"))]),
      ]
    return .tag(
      "nav", ["class": "toc", "aria-label": language.say("Contents")],
      [.tag("p", ["class": "toc-title"], language.say("Contents")), .tag("ol", [:], items)])
  }

  private var footnotes: [Node] {
    guard !checked.document.footnotes.isEmpty else { return [] }
    let items = checked.document.footnotes.enumerated().map { index, note in
      let back = Node.tag(
        "a",
        [
          "href": "#fnref-\(index + 1)", "class": "back",
          "aria-label": language.say("back to the text"),
        ], "↩"
      )
      var blocks = prose.blocks(note.blocks)
      // The way back stands at the end of the last paragraph, not below it.
      if case .element(var last)? = blocks.last, last.name == "p" {
        last.children += [.text(" "), back]
        blocks[blocks.count - 1] = .element(last)
      } else {
        blocks.append(back)
      }
      return Node.tag("li", ["id": "fn-\(index + 1)"], blocks)
    }
    return [
      .tag(
        "section", ["class": "footnotes", "aria-label": language.say("Footnotes")],
        [.tag("ol", [:], items)])
    ]
  }

  private var findingsHTML: ReportFindingsHTML {
    ReportFindingsHTML(findings: findings, document: checked.document, language: language)
  }

  private var prose: ProseHTML {
    ProseHTML(
      value: {
        values[$0]
          ?? ResolvedValue(
            text: language.say("n/a"), undefined: language.say("it could not be computed"))
      },
      language: language, numbering: numbering,
      directive: { node in places[node.span.start].map(content) ?? [] },
      isSquare: { node in
        guard let outcome = places[node.span.start].flatMap({ run.outcomes[$0] }),
          outcome.content.count == 1, outcome.notes.isEmpty,
          case .figure(let figure, _) = outcome.content[0]
        else { return false }
        return figure.isSquare
      },
      image: { images[$0]?.dataURL }, headingShift: checked.settings.title == nil ? 0 : 1,
      beside: { findingsHTML.callouts(at: $0) })
  }

  /// What the directive at a place puts on the page.
  private func content(_ place: Int) -> [Node] {
    var nodes: [Node] = []
    if let failure = run.failures[place] {
      nodes.append(errorCard(failure.summary, failure.hint))
    } else if run.skipped.contains(place) {
      nodes.append(
        errorCard(language.say("This could not be computed, since something it reads failed."), nil)
      )
    }
    guard let outcome = run.outcomes[place] else { return nodes }
    let target = numbering.directives[place]
    for content in outcome.content {
      switch content {
      case .figure(let figure, let caption):
        nodes.append(
          figure.html(
            anchor: target?.anchor ?? "figure", label: target?.label ?? language.say("Figure"),
            caption: prose.inlines(caption) + made(place), language: language))
      case .table(let table, let caption):
        nodes.append(
          table.figure(
            anchor: target?.anchor ?? "table", label: target?.label ?? language.say("Table"),
            caption: prose.inlines(caption) + made(place)))
      case .findings(let list):
        let name = checked.document.directives[place].name?.value
        nodes.append(list.html(anchor: name ?? "findings", language: language))
      case .gate(let gate): nodes.append(gate.html(language: language))
      }
    }
    if !outcome.notes.isEmpty {
      nodes.append(
        .tag(
          "aside", ["class": "callout note", "role": "note"],
          outcome.notes.map { .tag("p", [:], $0) }))
    }
    nodes += findingsHTML.callouts(at: place)
    return nodes
  }

  /// The way from a figure or table to the directive that made it.
  private func made(_ place: Int) -> [Node] {
    guard checked.settings.showsSource else { return [] }
    return [
      .text(" "),
      .tag(
        "a", ["class": "made", "href": "#" + anchors.directives[place]],
        language.say("How this was made")),
    ]
  }

  private func errorCard(_ message: String, _ hint: String?) -> Node {
    .tag(
      "aside", ["class": "callout caution", "role": "alert"],
      [
        .tag("p", ["class": "callout-title"], language.say("Not computed")),
        .tag("p", [:], message),
      ]
        + (hint.map { [.tag("p", [:], $0)] } ?? []))
  }
}

/// The parts of a report that a reader sees, from which every format is written.
struct PageContent: Sendable {
  let header: Node
  let contents: Node
  let main: Node
  let footer: Node
  /// The author's pictures by the address that the parts use.
  let pictures: [String: EmbeddedImage]
  let theme: PageTheme

  /// The parts that are read one after the other.
  var all: [Node] { [header, main, footer] }
}

extension Content {
  var caption: [Inline] {
    switch self {
    case .figure(_, let caption), .table(_, let caption): caption
    case .gate, .findings: []
    }
  }
}

extension [Inline] {
  /// The same words without links and footnotes, for a link around them.
  var withoutLinks: [Inline] {
    flatMap { inline -> [Inline] in
      switch inline {
      case .link(_, _, let inner, _): inner.withoutLinks
      case .footnote, .reference: []
      case .emphasis(let inner): [.emphasis(inner.withoutLinks)]
      case .strong(let inner): [.strong(inner.withoutLinks)]
      default: [inline]
      }
    }
  }
}

extension Document {
  /// The words of the first heading.
  var firstHeading: String? {
    blocks.flatMap(\.headings).first.map { Inline.plainText($0.inlines) }
  }
}
