import Literate
import TestSupport
import Testing

/// A hostile or mistaken text: the one diagnostic it gives stands from mark ① to mark ②.
struct Mistake: Sendable, CustomStringConvertible {
  let code: String
  let text: String

  init(_ code: String, _ text: String) {
    self.code = code
    self.text = text
  }

  var description: String { code + ": " + text.debugDescription }

  static let all: [Mistake] = [
    // Front matter and YAML
    Mistake("unclosed-front-matter", "①---②\ntitle: x\n\ntext"),
    Mistake("yaml-not-mapping", "---\n①- a\n- b②\n---\n"),
    Mistake("yaml-not-mapping", "```yaml {load} x\n①just text②\n```"),
    Mistake("yaml-anchor", "```{load} x\na: ①&②b 1\n```"),
    Mistake("yaml-anchor", "```{load} x\na: ①*②b\n```"),
    Mistake("yaml-anchor", "```{load} x\n①<②<: {a: 1}\n```"),
    Mistake("yaml-tag", "```{load} x\na: ①!②!str 1\n```"),
    Mistake("yaml-documents", "```{load} x\na: 1\n①---②\nb: 1\n```"),
    Mistake("yaml-documents", "```{load} x\na: 1\n①...②\n```"),
    Mistake("yaml-key", "```{load} x\n①[②a, b]: 1\n```"),
    Mistake("yaml-key", "```{load} x\n①~②: 1\n```"),
    Mistake("yaml-number", "```{load} x\na: ①.inf②\n```"),
    Mistake("yaml-number", "```{load} x\na: [1, ①-.inf②]\n```"),
    Mistake("yaml-number", "```{load} x\na: ①1e999②\n```"),
    Mistake("yaml-syntax", "```{load} x\na: ①\u{1}② b\n```"),
    Mistake("yaml-syntax", "```{load} x\nü: b①:② c\n```"),
    Mistake("duplicate-key", "```{load} x\na: 1\nb: 2\n①a②: 3\n```"),
    Mistake("duplicate-key", "---\na: {x: 1, ①\"x\"②: 3}\n---"),
    Mistake("duplicate-key", "> - ```{load} x\n>   größe: 1\n>   ①größe②: 3\n>   ```"),
    Mistake("bad-parameter", "```{load} x\nfile: ①$params.②\n```"),
    // Fences
    Mistake("unclosed-fence", "text\n\n①```②yaml {load} x\na: 1\n"),
    Mistake(
      "unclosed-fence", "①```②yaml {load} x\na: 1\n\n```yaml {split} y\nb: 2\n```\n"),
    Mistake("unclosed-fence", "- a\n\n  ①~~~~②\n  code\n\nb"),
    Mistake("bad-fence", "```yaml ①{②load\n```"),
    Mistake("bad-fence", "```yaml {load}①}②\n```"),
    Mistake("bad-fence", "```yaml ①{}② x\n```"),
    Mistake("bad-fence", "```yaml①{②load} x\n```"),
    Mistake("bad-fence", "```yaml {load} a ①b②\n```"),
    Mistake("bad-fence", "```one ①two② {load} a\n```"),
    Mistake("bad-fence", "```{plot roc ①curve②} a\n```"),
    Mistake("bad-name", "```yaml {load} ①a.b②\n```"),
    Mistake("bad-name", "- ```yaml {①1load②} a\n  ```"),
    Mistake("bad-name", "```yaml {load} ①a&amp;b②\n```"),
    // Inline values
    Mistake("unclosed-value", "a `①{=② x` b"),
    Mistake("expression-syntax", "a `{= ①②}` b"),
    Mistake("expression-syntax", "a `{= x ①=② 1}` b"),
    Mistake("expression-syntax", "größe *ü* `{= x +①②}` b"),
    Mistake("expression-syntax", "a `{= x }① y②` b"),
    Mistake("expression-syntax", "a `{= f①(②x)}` b"),
    Mistake("expression-syntax", "| a |\n|---|\n| `{= x | ①1②}` |"),
    Mistake("expression-syntax", "a `{= 1 < 2 ①<② 3}`"),
    Mistake("expression-syntax", "a `{= ①(②1 + 2}`"),
    Mistake("expression-syntax", "a `{= ①'x②}`"),
    // Prose
    Mistake("raw-html", "a *b* ①<b>② c"),
    Mistake("raw-html", "> ①<div>②"),
    Mistake("remote-image", "a ①![x](https://example.org/a.png)② b"),
    Mistake("remote-image", "①![x](//example.org/a.png)②"),
    Mistake("remote-image", "①![x](\\\\\\\\example.org/a.png)②"),
    Mistake("unsafe-link", "see ①[x](javascript:alert)② b"),
    Mistake("unsafe-link", "①[x](JaVaScRiPt&colon;alert)②"),
    Mistake("unsafe-link", "①[x](data:text/html,x)②"),
    Mistake("unsafe-link", "①[x](vbscript:x)②"),
    Mistake("unsafe-link", "a\n①[x](<file:///etc/passwd>)②"),
    Mistake("unsafe-link", "①[x](java&#10;script:x)②"),
    Mistake("unsafe-link", "①<javascript:x>②"),
    Mistake("unsafe-link", "①![x](data:image/svg+xml,x)②"),
    Mistake("undefined-footnote", "a *b* ①[^x]② c"),
    Mistake("unused-footnote", "①[^x]②: text"),
    Mistake("duplicate-footnote", "a[^x]\n\n[^x]: one\n\n①[^x]②: two"),
    Mistake("duplicate-id", "# A {#x}\n\n> ## *B* ①{#x}②"),
    Mistake("bad-id", "# A ①{#1x}②"),
    Mistake("unknown-callout", "> ①[!NOTICE]②\n> text"),
  ]
}

@Suite struct ErrorPlaceTests {
  @Test(arguments: Mistake.all)
  func aMistakeIsReportedAtItsPlace(_ mistake: Mistake) {
    let reading = Reading(mistake.text)
    #expect(reading.codes == [mistake.code], "\(reading.diagnostics.map(\.summary))")
    #expect(reading.diagnostics.first?.span == reading.span(1, 2))
  }

  @Test(arguments: Mistake.all)
  func theSameHoldsWithOtherLineEndsAndAByteOrderMark(_ mistake: Mistake) {
    // An encoded line feed in a text stays what it is.
    let reading = Reading(mistake.text.replacingLineEnds("\r\n"))
    #expect(reading.codes == [mistake.code])
    #expect(reading.diagnostics.first?.span == reading.span(1, 2))
    let marked = Reading(mistake.text)
    let template = Template(
      path: "t.md", bytes: [0xEF, 0xBB, 0xBF] + Array(marked.marks.text.utf8))
    #expect(Document.read(template).diagnostics == marked.diagnostics)
  }

  @Test func everyMistakeOfATemplateIsReportedAtOnce() {
    let reading = Reading(
      """
      ```{load} ①a.b
      ```
      `{= ②}` and `{= x ③= 1}`

      ```{train} m
      a: ④.nan
      b: [⑤!!int 3]
      c: 1
      ⑥c: 2
      c: 3
      d: {e: 1, ⑦e: 2}
      ```
      """)
    #expect(
      reading.codes == [
        "bad-name", "expression-syntax", "expression-syntax", "yaml-number", "yaml-tag",
        "duplicate-key", "duplicate-key", "duplicate-key",
      ])
    #expect(reading.diagnostics.compactMap(\.span?.start).count == 8)
    #expect(reading.diagnostics[3].span?.start == reading.position(4))
    #expect(reading.diagnostics[4].span?.start == reading.position(5))
    #expect(reading.diagnostics[5].span?.start == reading.position(6))
    #expect(reading.diagnostics[7].span?.start == reading.position(7))
  }

  @Test func bytesThatAreNotTextAreReportedAndRepaired() {
    let bytes = Array("ü ".utf8) + [0xFF] + Array(" x\0".utf8) + [0xC3]
    let (document, diagnostics) = Document.read(Template(path: "t.md", bytes: bytes))
    #expect(diagnostics.map(\.code) == ["invalid-utf8", "invalid-utf8"])
    #expect(diagnostics.first?.span == SourceSpan(line: 1, column: 3, length: 1))
    #expect(diagnostics.last?.span == SourceSpan(line: 1, column: 7, length: 1))
    #expect(document.template.text == "ü \u{FFFD} x\u{FFFD}\u{FFFD}")
  }

  @Test func aTemplateThatIsTooLargeIsNotRead() {
    let bytes = [UInt8](repeating: 97, count: Template.maximumBytes + 1)
    let (document, diagnostics) = Document.read(Template(path: "t.md", bytes: bytes))
    #expect(diagnostics.map(\.code) == ["template-too-large"])
    #expect(document.blocks.isEmpty)
  }
}

extension String {
  func replacingLineEnds(_ end: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end)
  }
}
