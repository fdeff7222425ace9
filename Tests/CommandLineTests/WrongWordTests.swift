import TestSupport
import Testing

/// What a newcomer types first, and what the program answers.
@Suite("Wrong words on the command line")
struct WrongWordTests {
  @Test(
    "Each gets an answer that leads on",
    arguments: [
      (["rendr", "a.md"], 64, "there is no command 'rendr'", "did you mean 'imbalreport render'?"),
      (["a.md"], 64, "there is no command 'a.md'", "imbalreport render a.md"),
      (["xyzzy"], 64, "there is no command 'xyzzy'", "commands: render, preview, check"),
      (["\u{1B}[2J"], 64, "there is no command", "commands: "),
      (["render", "b.md"], 1, "cannot read 'b.md'", "did you mean 'a.md'?"),
      (["render", "churn.md"], 1, "cannot read 'churn.md'", "imbalreport new churn writes it"),
      (["check", "data.csv"], 1, "'data.csv' is data", "-P data=data.csv -P target=COLUMN"),
      (["render", "old.html"], 1, "'old.html' is a report", "imbalreport extract old.html"),
    ])
  func answers(_ words: [String], _ code: Int32, _ rule: String, _ hint: String) throws {
    let desk = try Desk()
    defer { desk.remove() }
    try desk.folder.write("<!doctype html>", to: "old.html")
    let run = try Program.run(words, in: desk.path)
    #expect(run.code == code, "\(run.err)")
    #expect(run.err.contains(rule) && run.err.contains("hint: ") && run.err.contains(hint))
    #expect(!run.err.contains("\u{1B}") && run.out.isEmpty)
  }

  @Test("Help and version are no commands, and are answered as ever")
  func options() throws {
    let desk = try Desk()
    defer { desk.remove() }
    for words in [[], ["--help"], ["help"], ["help", "render"], ["-h"], ["--version"]] {
      #expect(try Program.run(words, in: desk.path).code == 0, "\(words)")
    }
  }

  @Test("A failed gate says on the terminal what was measured")
  func gates() throws {
    let desk = try Desk()
    defer { desk.remove() }
    let run = try desk.run("render", "a.md", "-P", "least=1.01")
    #expect(run.code == 3)
    let lines = run.out.split(separator: "\n").map(String.init)
    let place = try #require(lines.firstIndex { $0.contains("✘ failed gate: ") })
    #expect(lines[place + 1].contains("Recall of “m” is "), "\(run.out)")
    #expect(lines[place + 1].contains(" at least 101.0% is asked. No value of it can be that."))
  }
}
