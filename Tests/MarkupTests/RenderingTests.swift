import Markup
import Testing

@Suite("Markup")
struct RenderingTests {
  @Test("Text and attribute values cannot become markup")
  func escapes() {
    let hostile = "</p><script>\"'&\u{0}\u{1B}"
    let text = Node.tag("p", ["title": hostile], hostile).rendered
    #expect(
      text
        == "<p title=\"&lt;/p&gt;&lt;script&gt;&quot;'&amp;\u{FFFD}\u{FFFD}\">&lt;/p&gt;&lt;script&gt;\"'&amp;\u{FFFD}\u{FFFD}</p>"
    )
  }

  @Test("Attributes keep their order and those without a value are left out")
  func attributes() {
    let node = Node.tag("td", ["b": "1", "a": nil, "c": ""], "x")
    #expect(node.rendered == "<td b=\"1\" c=\"\">x</td>")
  }

  @Test("Void elements have no end, empty shapes are closed, others always have both")
  func closing() {
    #expect(Node.tag("br", [:], []).rendered == "<br>")
    #expect(Node.tag("path", ["d": "M0 0"], []).rendered == "<path d=\"M0 0\"/>")
    #expect(Node.tag("div", [:], []).rendered == "<div></div>")
    #expect(Node.tag("rect", [:], [.tag("title", [:], "t")]).rendered.hasSuffix("</rect>"))
  }

  @Test("JSON in an element cannot close it")
  func json() {
    let node = Node.tag("script", [:], [.raw(RawText(json: "{\"a\":\"</script>&\u{2028}\"}"))])
    #expect(
      node.rendered == "<script>{\"a\":\"\\u003c/script\\u003e\\u0026\\u2028\"}</script>")
  }

  @Test("A style that could close its element is refused", .timeLimit(.minutes(1)))
  func program() async {
    await #expect(processExitsWith: .failure) {
      _ = RawText(program: "a{}</style>")
    }
  }

  @Test("Plain text leaves out tags and programs")
  func plain() {
    let node = Node.fragment([
      .text("a "), .tag("b", [:], "bold"), .raw(RawText(program: "x")), .empty,
    ])
    #expect(node.plainText == "a bold")
  }
}
