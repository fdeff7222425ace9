import Glibc
import Imbalance
import Literate
import Reporting
import TestSupport
import Testing

/// `include`: another text in the place of a directive.
@Suite struct IncludeTests {
  private static let main = """
    ---
    title: Parts
    params: {share: 30%}
    ---

    # First

    ```yaml {include}
    file: parts/data.md
    with: {test: $params.share}
    ```

    ```yaml {train} m
    model: logistic_regression
    data: parts.train
    ```

    ```yaml {evaluate} s
    models: [m]
    on: parts.test
    ```

    ```yaml {include}
    file: parts/scores.md
    with: {limit: 0.25}
    ```

    Words with a note.[^n]

    [^n]: The note.
    """

  private static let data = """
    ---
    title: Not the report's
    params: {test: 10%}
    ---
    The test share is `{= params.test | pct}`, as the report says: `{= params.share | pct}`.

    ```yaml {load} d
    file: ../data.csv
    target: label
    positive: "yes"
    drop: [part]
    ```

    ```yaml {split} parts
    data: d
    test: $params.test
    ```

    ```yaml {include}
    file: deep/note.md
    ```
    """

  private static let scores = """
    ---
    params: {limit: 0.9}
    ---

    ## Scores {#sec-scores}

    At least `{= params.limit}` is asked in @tbl-s.

    ```yaml {table} tbl-s
    from: s
    caption: Asked for {= params.limit}.
    ```

    ```yaml {assert} enough
    that: s.m.recall >= params.limit
    ```
    """

  private static let note = "Deep words, `{= parts.test.rows}` rows, ![a picture](pixel.png).\n"

  private func workshop() throws -> Workshop {
    let workshop = try Workshop()
    for folder in ["parts", "parts/deep"] { mkdir(workshop.folder.path + "/" + folder, 0o755) }
    try workshop.folder.write(Self.data, to: "parts/data.md")
    try workshop.folder.write(Self.scores, to: "parts/scores.md")
    try workshop.folder.write(Self.note, to: "parts/deep/note.md")
    let pixel: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]
    try TestFiles.write(pixel, to: workshop.folder.path + "/parts/deep/pixel.png")
    return workshop
  }

  private func main(of report: Report) throws -> String {
    let page = report.page
    let start = try #require(page.split(separator: "<main", maxSplits: 1).last)
    let main = String(try #require(start.split(separator: "</main>", maxSplits: 1).first))
    // What is read; numbers with a path of their own lead to places of other names.
    return main.replacing(/<[^>]*>/, with: "")
  }

  @Test func `what is included reads as if it stood there`() throws {
    let workshop = try workshop()
    defer { workshop.remove() }
    let (made, diagnostics) = workshop.render(Self.main)
    let report = try #require(made, "\(diagnostics)")
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    // By hand: bodies put in place, parameters and paths as each text means them.
    func body(_ text: String) -> String {
      text.hasPrefix("---") ? String(text.split(separator: "---", maxSplits: 2)[1]) : text
    }
    let note = Self.note.replacing("pixel.png", with: "parts/deep/pixel.png")
    let data = body(Self.data).replacing("$params.test", with: "30%")
      .replacing("params.test | pct", with: "params.share | pct")
      .replacing("../data.csv", with: "data.csv")
      .replacing("```yaml {include}\nfile: deep/note.md\n```", with: note)
    let scores = body(Self.scores).replacing("params.limit", with: "0.25")
    let pasted = Self.main
      .replacing(
        "```yaml {include}\nfile: parts/data.md\nwith: {test: $params.share}\n```", with: data
      ).replacing(
        "```yaml {include}\nfile: parts/scores.md\nwith: {limit: 0.25}\n```", with: scores)
    let (byHand, problems) = workshop.render(pasted)
    let other = try #require(byHand, "\(problems)")
    // A gate's condition is quoted as its author wrote it.
    let (whole, byPaste) = (
      Array(try main(of: report).replacing("params.limit", with: "0.25")),
      Array(try main(of: other))
    )
    let place = zip(whole, byPaste).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let around = place.map { max(0, $0 - 60)..<min(whole.count, byPaste.count, $0 + 60) }
    #expect(
      whole == byPaste,
      "\(around.map { String(whole[$0]) } ?? "") against \(around.map { String(byPaste[$0]) } ?? "")"
    )
    #expect(report.gates.map(\.outcome) == other.gates.map(\.outcome))
    // The texts travel inside, with their digests.
    for text in [Self.data, Self.scores, Self.note] {
      #expect(report.page.contains(SHA256.hex(of: Array(text.utf8))))
    }
    #expect(report.results.text().contains("\"file\":\"parts/deep/note.md\""))
  }

  @Test func `without values an included text has its own defaults`() throws {
    let workshop = try workshop()
    defer { workshop.remove() }
    let text = Self.main.replacing("\nwith: {limit: 0.25}", with: "")
    let report = try #require(workshop.render(text).report)
    #expect(report.page.contains("0.9</") || report.page.contains(">0.9<"))
  }

  @Test func `a mistake in an included text is shown in its file, with the way to it`() throws {
    let workshop = try workshop()
    defer { workshop.remove() }
    try workshop.folder.write(
      Self.note + "\n```yaml {describe} q\ndata: parst\n```\n", to: "parts/deep/note.md")
    let checked = workshop.check(Self.main)
    let found = try #require(checked.diagnostics.first { $0.severity == .error })
    #expect(found.code == "unknown-name")
    #expect(found.path == "parts/deep/note.md")
    #expect(found.span == SourceSpan(line: 4, column: 7, length: 5))
    #expect(found.replacement?.span == found.span && found.replacement?.text == "parts")
    #expect(
      found.notes.map { "\($0.path ?? ""):\($0.span?.start.line ?? 0) \($0.summary)" } == [
        "parts/data.md:19 included here", "t.md:8 included here",
      ])
    let text = DiagnosticPrinter(templates: checked.sources).text(found)
    #expect(
      text.contains("parts/deep/note.md:4:7: error[unknown-name]")
        && text.contains(" 4 | data: parst\n") && text.contains("t.md:8:1: note: included here\n"),
      "\(text)")
  }

  @Test func `an error while running is shown in its file too`() throws {
    let workshop = try workshop()
    defer { workshop.remove() }
    try workshop.folder.write(
      Self.data.replacing("positive: \"yes\"", with: "positive: maybe"), to: "parts/data.md")
    let (report, diagnostics) = workshop.render(Self.main)
    #expect(report == nil)
    let error = try #require(diagnostics.first { $0.severity == .error })
    #expect(error.path == "parts/data.md" && error.span?.start.line == 10, "\(error)")
  }

  @Test(arguments: [
    ("include-cycle", "file: ../t.md", "'t.md' includes 'parts/scores.md' includes 't.md'"),
    ("include-cycle", "file: scores.md", "'parts/scores.md' includes 'parts/scores.md'"),
    ("file-not-found", "file: none.md", "'parts/none.md'"),
    ("outside-root", "file: ../../secret.md", "leads out of it"),
    ("outside-root", "file: /etc/passwd", "not an absolute one"),
    ("missing-option", "with: {a: 1}", "'file'"),
    ("unknown-option", "fiel: a.md", "did you mean 'file'?"),
    ("include-file", "file: $params.limit", "before any parameter"),
    ("unknown-parameter", "file: deep/note.md\nwith: {colour: 1}", "has no parameter 'colour'"),
    ("include-with", "file: deep/note.md\nwith: 3", "'with' is a mapping"),
  ])
  func `a wrong include is told where it stands`(
    _ code: String, _ options: String, _ words: String
  ) throws {
    let workshop = try workshop()
    defer { workshop.remove() }
    try workshop.folder.write(
      Self.scores + "\n\n```yaml {include}\n\(options)\n```\n", to: "parts/scores.md")
    let errors = workshop.check(Self.main).diagnostics.filter { $0.severity == .error }
    let found = try #require(errors.first { $0.code == code }, "\(errors)")
    #expect(found.path == "parts/scores.md")
    #expect((found.summary + (found.hint ?? "")).contains(words), "\(found)")
  }

  @Test func `an include in a list, and too many, are refused`() throws {
    let workshop = try workshop()
    defer { workshop.remove() }
    let nested = workshop.check(
      Self.main + "\n\n- item\n\n  ```yaml {include}\n  file: parts/deep/note.md\n  ```\n")
    #expect(nested.diagnostics.contains { $0.code == "include-nested" })
    try workshop.folder.write(
      "```yaml {include}\nfile: a.md\n```\n\n```yaml {include}\nfile: b.md\n```\n", to: "c.md")
    // Texts that double at each level would never end.
    var text = "words\n"
    for level in 0..<25 {
      try workshop.folder.write(text, to: "l\(level).md")
      text =
        "```yaml {include}\nfile: l\(level).md\n```\n\n"
        + "```yaml {include}\nfile: l\(level).md\n```\n"
    }
    let many = workshop.check(text)
    #expect(many.diagnostics.contains { $0.code == "include-limit" })
  }

  @Test func `hostile includes never crash`() throws {
    let workshop = try workshop()
    defer { workshop.remove() }
    var random = SplitMix(seed: 8)
    for _ in 0..<200 {
      var bytes = Array(Self.scores.utf8)
      for _ in 0..<(1 + random.below(6)) {
        let place = random.below(bytes.count)
        switch random.below(3) {
        case 0: bytes[place] = UInt8(random.below(256))
        case 1: bytes.remove(at: place)
        default: bytes.insert(contentsOf: Array("```yaml {include}\n".utf8), at: place)
        }
      }
      try TestFiles.write(bytes, to: workshop.folder.path + "/parts/scores.md")
      let checked = workshop.check(Self.main)
      let printer = DiagnosticPrinter(templates: checked.sources)
      #expect(printer.text(checked.diagnostics).isEmpty == checked.diagnostics.isEmpty)
      for one in checked.diagnostics where one.path != "t.md" {
        let own = try #require(checked.sources.first { $0.path == one.path })
        #expect(one.span.map { own.contains($0) } ?? true, "\(one)")
      }
    }
  }
}
