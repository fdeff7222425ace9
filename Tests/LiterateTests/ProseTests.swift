import Literate
import Testing

@Suite struct ProseTests {
  /// The five cases in which cmark's own columns or lines are wrong, and the ordinary ones.
  @Test(arguments: [
    "a `①{= x}②` b",
    "a\n    b `①{= x}②`",
    "> a\nlazy `①{= x}②`",
    "a\\\nb `①{= x}②`",
    "[r]: /url\n[s]: /url\nb `①{= x}②`",
    "[a\nb](/url) and\nc `①{= x}②`",
    "- > 1. a\n  >    b **c `①{= x}②`**",
    "`{` and ``{= no}`` and `①{= x}②`",
    "größe 日本 👩‍🔬 `①{= x}②`",
    "# Heading `①{= x}②` {#id}",
    "Setext\n`①{= x}②`\n===",
    "| a | b |\n|---|---|\n| x \\| y | *`①{= x}②`* |",
    "\\` `①{= x}②`",
    "<b title=\"`\">x</b> `①{= x}②`",
    "a &amp; &lt; `  ①{= x}② `",
    "> [!NOTE]\n> a `①{= x}②`",
    "> [!TIP] a `①{= x}②`\n> b",
    "a[^1]\n\n[^1]: word `①{= x}②`",
    "a[^1]\n\n[^1]: word\n\n    - more `①{= x}②`",
    "`{=` `①{= x}②`",
  ])
  func aValueIsFoundAtItsPlace(_ text: String) {
    let reading = Reading(text)
    #expect(reading.values.map(\.source) == ["x"], "\(reading.diagnostics.map(\.summary))")
    #expect(reading.values.first?.span == reading.span(1, 2))
  }

  @Test func equalValuesEachHaveTheirOwnPlace() {
    let reading = Reading("`①{= x}` and ``{= x}`` and\n*`②{= x}`* `③{= x}`")
    #expect(reading.values.map(\.span.start) == [1, 2, 3].map(reading.position))
  }

  @Test func aValueOverTwoLinesKeepsThePlacesOfItsWords() {
    let reading = Reading("> a `{= ①a.b② +\n> ③c④ | ⑤pct⑥(1)}`")
    guard let value = reading.values.first,
      case .binary(.add, let left, let right, _) = value.expression
    else {
      Issue.record("no value: \(reading.codes)")
      return
    }
    #expect(left.span == reading.span(1, 2))
    #expect(right.span == reading.span(3, 4))
    #expect(value.filters.first?.name.span == reading.span(5, 6))
    #expect(value.filters.first?.arguments.map(\.value) == [.integer(1)])
  }

  @Test func bracesThatAreNoValueStayText() {
    let reading = Reading("{{ x }} and `{x}` and ``{= x}``")
    #expect(reading.codes == [])
    #expect(
      reading.document.blocks.first.map(Self.inlines)
        == [.text("{{ x }} and "), .code("{x}"), .text(" and "), .code("{= x}")])
  }

  @Test func referencesNeedAWordBoundaryAndKeepTheirPlace() {
    let reading = Reading(
      "See ①@fig-a②, (③@tbl-b_2④). \\@fig-x x@fig-y a.@sec-z `@fig-c` @fig- @figure &amp; *⑤@sec-q⑥*-"
    )
    let found = Reading.inlines(reading.document).compactMap { inline -> String? in
      if case .reference(let name, let span) = inline {
        "\(name) \(span.start.column)-\(span.end.column)"
      } else {
        nil
      }
    }
    func place(_ name: String, _ a: Int, _ b: Int) -> String {
      "\(name) \(reading.position(a).column)-\(reading.position(b).column)"
    }
    #expect(found == [place("fig-a", 1, 2), place("tbl-b_2", 3, 4), place("sec-q", 5, 6)])
  }

  @Test func footnotesAreNumberedByFirstReference() {
    let reading = Reading(
      "a[^b] ①[^a]② [^b]\n\n[^a]: word\n[^b]: two words, see[^c]\n  lazy\n\n    second\n\nafter\n\n[^c]: last"
    )
    #expect(reading.codes == [])
    #expect(reading.document.footnotes.map(\.label) == ["b", "a", "c"])
    #expect(reading.document.footnotes.map(\.blocks.count) == [2, 1, 1])
    #expect(reading.document.blocks.count == 2)
    let second = Reading.inlines(reading.document).compactMap { inline -> SourceSpan? in
      if case .footnote("a", 2, let span) = inline { span } else { nil }
    }
    #expect(second == [reading.span(1, 2)])
  }

  @Test func calloutsAreQuotesWithAKindOnTheirFirstLine() {
    let reading = Reading("> [!WARNING]\n> text\n>\n> - a\n\n> [!note] Mind *this*\n\n> [x] no")
    guard reading.document.blocks.count == 3,
      case .callout("warning", nil, let first, _) = reading.document.blocks[0],
      case .callout("note", let title, let second, _) = reading.document.blocks[1],
      case .quote = reading.document.blocks[2]
    else {
      Issue.record("\(reading.document.blocks)")
      return
    }
    #expect(first.count == 2)
    #expect(title == [.text("Mind "), .emphasis([.text("this")])])
    #expect(second.isEmpty)
  }

  @Test func headingsGetIdentifiersAsOnGitHub() {
    let reading = Reading(
      "# One two: *three*!\n\n## One two three\n\n### X {#one-two-three-1}\n\n# One `two` three\n\nÜber uns\n---\n\n# ???\n\n# Closed {#own} ##"
    )
    let headings = reading.document.blocks.compactMap { block -> Heading? in
      if case .heading(let heading) = block { heading } else { nil }
    }
    #expect(
      headings.map(\.id) == [
        "one-two-three", "one-two-three-2", "one-two-three-1", "one-two-three-3", "über-uns",
        "section", "own",
      ])
    #expect(headings[2].inlines == [.text("X")])
    #expect(headings[6].inlines == [.text("Closed")])
    #expect(headings.map(\.hasExplicitID) == [false, false, true, false, false, false, true])
  }

  @Test func pipeTablesAreReadAsOnGitHub() {
    let reading = Reading(
      "before\n| a | `b | c` |\n|:--|:-:|\n| x \\| `y \\| z` | 2 | 3 |\n| *only* |\n\nafter")
    guard reading.document.blocks.count == 3,
      case .table(let table, let span) = reading.document.blocks[1]
    else {
      Issue.record("\(reading.document.blocks)")
      return
    }
    #expect(table.alignments == [.left, .center])
    #expect(table.header == [[.text("a")], [.code("b | c")]])
    #expect(
      table.rows == [
        [[.text("x | "), .code("y | z")], [.text("2")]], [[.emphasis([.text("only")])], []],
      ])
    #expect(span.start == SourcePosition(line: 2, column: 1))
  }

  @Test func linesWithDashesAreNoTable() {
    for text in ["a | b\nc | d", "a\n---", "| a |\n| b |", "| a | b |\n|---|"] {
      let isTable = Reading(text).document.blocks.contains {
        if case .table = $0 { true } else { false }
      }
      #expect(!isTable, "\(text)")
    }
  }

  @Test func listsKeepTheirKindStartAndTightness() {
    guard case .list(let list) = Reading("3. a\n4. b").document.blocks.first,
      case .list(let loose) = Reading("- a\n\n- b").document.blocks.first
    else {
      Issue.record("no list")
      return
    }
    #expect((list.ordered, list.start, list.tight, list.items.count) == (true, 3, true, 2))
    #expect((loose.ordered, loose.start, loose.tight) == (false, 1, false))
  }

  @Test func captionsAreProse() {
    let reading = Reading(
      "```{t}\ncaption: \"A *b*, ①{= x | pct}②, `③{= y}④`, ``{= z}`` and ⑤@fig-a⑥: \\\"[l](#x)\\\"\"\n```"
    )
    guard let setting = reading.document.directives.first?["caption"] else {
      Issue.record("no caption")
      return
    }
    let (inlines, diagnostics) = reading.document.inlines(ofCaption: setting)
    #expect(diagnostics.isEmpty)
    var all: [Inline] = []
    Reading.collect(inlines, &all)
    let values = all.compactMap { if case .value(let value) = $0 { value } else { nil } }
    #expect(values.map(\.source) == ["x | pct", "y"])
    #expect(values.map(\.span) == [reading.span(1, 2), reading.span(3, 4)])
    #expect(all.contains(.emphasis([.text("b")])))
    #expect(all.contains(.code("{= z}")))
    #expect(all.contains(.reference(name: "fig-a", span: reading.span(5, 6))))
    #expect(all.contains { if case .link("#x", "", [.text("l")], _) = $0 { true } else { false } })
  }

  @Test func messagesAreCutAtTheirValues() {
    let reading = Reading(
      "```{t}\nm: 'It''s `①{= a | pct}②` below ③{= b}④; ``{= c}``'\nn: >-\n  folded\n  `⑤{= d}⑥` end\n```"
    )
    let node = reading.document.directives.first
    guard let first = node?["m"], let second = node?["n"] else {
      Issue.record("no message")
      return
    }
    let message = InterpolatedText.parse(first, in: reading.document.template)
    #expect(message.diagnostics.isEmpty)
    let spans = message.text.parts.compactMap {
      if case .value(let value) = $0 { value.span } else { nil }
    }
    #expect(spans == [reading.span(1, 2), reading.span(3, 4)])
    #expect(message.text.parts.first == .literal("It's "))
    #expect(message.text.parts.last == .literal("; {= c}"))
    let folded = InterpolatedText.parse(second, in: reading.document.template).text
    #expect(folded.parts.count == 3)
    if folded.parts.count == 3, case .value(let value) = folded.parts[1] {
      #expect(value.span == reading.span(5, 6))
    }
  }

  @Test func directivesAreFoundWhereverTheyStand() {
    let reading = Reading(
      "①```yaml {②plot③ ④roc⑤} ⑥fig-a⑦\na: 1\n```⑧\n\n- ~~~~{b} x\n  k: v\n  ~~~~\n\n> ```{c}\n> ```\n\n```python\n{no}\n```\n\nx[^1]\n\n[^1]: y\n\n    ```{d}\n    ```"
    )
    #expect(reading.codes == [])
    let nodes = reading.document.directives
    #expect(nodes.map(\.verb.value) == ["plot", "b", "c", "d"])
    #expect(nodes.first?.span == reading.span(1, 8))
    #expect(nodes.first?.verb.span == reading.span(2, 3))
    #expect(nodes.first?.subtype?.span == reading.span(4, 5))
    #expect(nodes.first?.name?.span == reading.span(6, 7))
    #expect(nodes.first?.sourceText == "```yaml {plot roc} fig-a\na: 1\n```")
  }

  @Test func frontMatterIsCutOffAndPlacesStay() {
    let reading = Reading(
      "---\n①title②: ③A: b④\n---\n\n`⑤{= x}`".replacingOccurrence("A: b", "\"A: b\""))
    #expect(reading.codes == [])
    #expect(reading.document.frontMatter?["title"]?.span == reading.span(3, 4))
    #expect(reading.values.first?.span.start == reading.position(5))
    #expect(Reading("text\n---\n").document.frontMatter == nil)
    #expect(Reading("---\n---\n").document.frontMatter?.value == .mapping([]))
  }
}

extension ProseTests {
  static func inlines(_ block: Block) -> [Inline] {
    if case .paragraph(let inlines, _) = block { inlines } else { [] }
  }
}

extension String {
  func replacingOccurrence(_ word: String, _ other: String) -> String {
    guard let range = firstRange(of: word) else { return self }
    return replacingCharacters(range, other)
  }

  private func firstRange(of word: String) -> Range<String.Index>? {
    indices.lazy.compactMap { start -> Range<String.Index>? in
      self[start...].hasPrefix(word) ? start..<self.index(start, offsetBy: word.count) : nil
    }.first
  }

  private func replacingCharacters(_ range: Range<String.Index>, _ other: String) -> String {
    String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
