import Markup
import TestSupport
import Testing

@Suite("Reading markup back")
struct ReadingTests {
  /// A random tree as the reader gives it: texts are never empty nor side by side.
  private static func tree(_ random: inout SplitMix, depth: Int) -> Node {
    let names = ["p", "td", "g", "path", "br", "svg", "figure", "h2"]
    let texts = [
      "a", "1.5", "#x-2", "a/b", "x=y", "<b>&amp;", "\"quoted\" & 'so'", "ü\u{1F600}\r\n\t", "]]>",
      "&lt", "{=}",
    ]
    var element = Element(
      names[random.below(names.count)],
      ["viewBox": texts[random.below(texts.count)], "data-x": random.below(2) == 0 ? nil : ""])
    guard element.name != "br", depth < 6 else { return .element(element) }
    var wasText = false
    for _ in 0..<random.below(4) {
      if !wasText, random.below(2) == 0 {
        element.children.append(.text(texts[random.below(texts.count)]))
        wasText = true
      } else {
        element.children.append(tree(&random, depth: depth + 1))
        wasText = false
      }
    }
    return .element(element)
  }

  @Test("Whatever is written is read back as it was")
  func roundTrip() throws {
    var random = SplitMix(seed: 11)
    for _ in 0..<500 {
      let node = Self.tree(&random, depth: 0)
      #expect(try MarkupReader.read(node.renderedBytes) == [node])
      #expect(try MarkupReader.read(node.compactBytes) == [node])
    }
  }

  @Test("Cells and rows that are not closed end where HTML ends them")
  func tables() throws {
    func row(_ texts: [String]) -> Node {
      .tag("tr", [:], texts.enumerated().map { .tag($0 == 0 ? "th" : "td", [:], $1) })
    }
    let inner = Node.tag("table", [:], [.tag("tbody", [:], [row(["x"]), row(["y", "z"])])])
    let table = Node.tag(
      "table", ["class": "data"],
      [
        .tag("caption", [:], "c"), .tag("thead", [:], [row(["a", "b"])]),
        .tag("tbody", [:], [row(["1", "2", "3"]), .tag("tr", [:], [.tag("td", [:], [inner])])]),
        row(["alone", "bare"]), row(["last"]),
      ])
    let text = String(decoding: table.compactBytes, as: UTF8.self)
    let list = Node.tag(
      "ul", [:],
      [
        .tag(
          "li", [:], [.text("a"), .tag("ol", [:], [.tag("li", [:], "b"), .tag("li", [:], "c")])]),
        .tag("li", [:], [.tag("p", [:], "d"), table]),
      ])
    #expect(try MarkupReader.read(list.compactBytes) == [list])
    #expect(ReadHTML(list.compactBytes).faults == [])
    #expect(
      !text.contains("</td>") && !text.contains("</th>") && text.contains("<table class=data>"))
    #expect(try MarkupReader.read(table.compactBytes) == [table])
    #expect(ReadHTML(table.compactBytes).faults == [])
  }

  @Test("A script's body is text, not markup")
  func script() throws {
    let json = "{\"a\":\"<b>&amp;</i>\"}"
    let page = Node.tag("script", ["id": "x"], [.raw(RawText(json: json))])
    let read = try MarkupReader.read(page.renderedBytes)
    #expect(
      read == [
        .tag("script", ["id": "x"], "{\"a\":\"\\u003cb\\u003e\\u0026amp;\\u003c/i\\u003e\"}")
      ])
  }

  @Test(
    "Another form is refused, and the place is told",
    arguments: [
      ("<p>", 3), ("</p>", 3), ("<p></q>", 6), ("<p a=></p>", 4), ("<p a=b'></p>", 6),
      ("<p a=\"1\" a=\"2\"></p>", 10),
      ("<p a=\"1></p>", 5), ("<p>&nbsp;</p>", 3), ("<script>", 8), ("< p>", 1), ("<p", 2),
      ("<!-- x -->", 1), ("<P/ >", 3),
    ])
  func refused(_ text: String, _ offset: Int) {
    let fault = #expect(throws: MarkupFault.self) { try MarkupReader.read(Array(text.utf8)) }
    #expect(fault.map { abs($0.offset - offset) <= 1 } == true, "\(text): \(fault?.offset ?? -1)")
  }

  @Test("Depth is bounded")
  func depth() {
    let deep = String(repeating: "<g>", count: 100_000)
    #expect(throws: MarkupFault.self) { try MarkupReader.read(Array(deep.utf8)) }
  }
}
