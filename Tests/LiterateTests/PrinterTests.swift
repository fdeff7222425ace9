import Literate
import TestSupport
import Testing

@Suite struct PrinterTests {
  static func report(_ line: String, _ column: Int, _ length: Int) -> [Substring] {
    let diagnostic = Diagnostic(
      "a-code", "the rule", span: SourceSpan(line: 2, column: column, length: length), path: "t.md")
    let printer = DiagnosticPrinter(texts: ["t.md": "first\n" + line + "\nthird"])
    return printer.text(diagnostic).split(separator: "\n", omittingEmptySubsequences: false)
  }

  @Test func aDiagnosticShowsItsLineCaretsNotesAndHint() {
    let template = Template(path: "dir/t.md", text: "one\nmethod: smot\n")
    let diagnostic = Diagnostic(
      "unknown-method", "no sampler is named 'smot'",
      span: SourceSpan(line: 2, column: 9, length: 4), path: "dir/t.md",
      notes: [Diagnostic.Note("defined here", span: SourceSpan(line: 1, column: 1, length: 3))],
      hint: "did you mean 'smote'?")
    #expect(
      DiagnosticPrinter(templates: [template]).text(diagnostic) == """
        dir/t.md:2:9: error[unknown-method]: no sampler is named 'smot'
         2 | method: smot
           |         ^^^^
        dir/t.md:1:1: note: defined here
         1 | one
           | ^^^
          hint: did you mean 'smote'?

        """)
  }

  @Test func caretsStandBelowTabsWideAndCombiningCharacters() {
    #expect(Self.report("\tab", 2, 1)[1...2] == [" 2 |     ab", "   |     ^"])
    #expect(Self.report("日本 x", 4, 1)[2] == "   |      ^")
    #expect(Self.report("日本 x", 1, 2)[2] == "   | ^^^^")
    #expect(Self.report("e\u{301}x", 3, 1)[2] == "   |  ^")
    #expect(Self.report("👍x", 2, 1)[2] == "   |   ^")
    #expect(Self.report("ab", 3, 0)[2] == "   |   ^")
  }

  @Test func aLongLineIsCutAroundTheCarets() {
    let line = String(repeating: "a", count: 5000) + "HERE" + String(repeating: "b", count: 5000)
    let shown = Self.report(line, 5001, 4)
    #expect(shown[1].contains("HERE"))
    #expect(shown[1].count < 115)
    let caret = shown[2].distance(
      from: shown[2].startIndex, to: shown[2].firstIndex(of: "^") ?? shown[2].startIndex)
    let word = shown[1].distance(
      from: shown[1].startIndex, to: shown[1].firstIndex(of: "H") ?? shown[1].endIndex)
    #expect(caret == word)
    let whole = Self.report(String(repeating: "x", count: 100_000), 1, 100_000)
    #expect(whole[2].count < 115)
  }

  @Test func noControlCharacterOfATemplateReachesTheTerminal() {
    let diagnostic = Diagnostic(
      "a-code", "found '\u{1B}[31m\u{202E}'", span: SourceSpan(line: 1, column: 2, length: 1),
      path: "\u{1B}]0;x\u{7}.md", hint: "\u{9B}2J\nforged: error")
    let text = DiagnosticPrinter(texts: [diagnostic.path: "a\u{1B}[2J\u{200F}\u{7F}"]).text(
      diagnostic)
    for scalar in text.unicodeScalars where scalar != "\n" {
      #expect(scalar.value >= 32 && !(127..<160).contains(scalar.value))
      #expect(!(0x202A...0x202E).contains(scalar.value) && scalar.value != 0x200F)
    }
    #expect(!text.contains("\nforged"))
  }

  @Test func jsonAndSarifAreStable() {
    let diagnostics = Reading("`{= }` <b>x\u{1}\n\n# A {#a}\n\n# B {#a}").diagnostics
    let printer = DiagnosticPrinter(texts: [:])
    #expect(
      Golden.mismatch(
        printer.json(diagnostics) + printer.sarif(diagnostics, toolVersion: "0.1.0"),
        file: "Corpus/diagnostics.json.txt", besides: #filePath) == nil)
    #expect(printer.json([]) == "[]\n")
  }

  @Test func diagnosticsAreSortedByPlace() {
    func at(_ line: Int, _ column: Int, _ code: String) -> Diagnostic {
      Diagnostic(code, "", span: SourceSpan(line: line, column: column, length: 1), path: "t.md")
    }
    let sorted = Diagnostic.sorted([at(2, 1, "c"), at(1, 5, "b"), at(1, 2, "z"), at(1, 5, "a")])
    #expect(sorted.map(\.code) == ["z", "a", "b", "c"])
  }

  @Test(arguments: [
    ("weigthed", "weighted"), ("smot", "smote"), ("SMOTE", "smote"), ("recal", "recall"),
    ("adsayn", "adasyn"), ("recall", nil), ("xyz", nil), ("", nil), ("a", nil),
  ])
  func aNearWordIsSuggested(_ word: String, _ meant: String?) {
    let words = ["smote", "adasyn", "weighted", "recall", "b"]
    #expect(suggestion(for: word, among: words) == meant)
  }
}
