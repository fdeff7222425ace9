import Glibc
import TestSupport
import Testing

/// The commands that do not render.
@Suite struct ReferenceTests {
  @Test func everyNameOfTheListCanBeExplained() throws {
    let desk = try Desk()
    defer { desk.remove() }
    let kinds = try desk.run("list")
    #expect(kinds.code == 0)
    var names = 0
    for line in kinds.out.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      let kind = String(parts[0])
      let list = try desk.run("list", kind)
      #expect(list.code == 0)
      for name in parts[1].split(separator: ",").map({ $0.trimmingPrefix(" ") }) {
        names += 1
        #expect(list.out.contains("\(name) "), "\(kind) lists no \(name)")
        let one = try desk.run("explain", String(name))
        #expect(one.code == 0)
        #expect(one.out.contains("\(name) (\(kind))"), "\(one.out)")
        #expect(one.out.split(separator: "\n").count >= 2)
      }
    }
    #expect(names > 60)
  }

  @Test(arguments: [
    ["explain", "smot"], ["explain"], ["list", "verb-s"], ["render"], ["check"],
    ["renderr", "a.md"],
    ["render", "a.md", "--nonsense"], ["render", "a.md", "-P", "x"],
    ["render", "a.md", "-P", "=1"],
    ["render", "a.md", "--threads", "0"], ["render", "a.md", "--threads", "x"],
    ["render", "a.md", "--to", "pdf2"], ["render", "a.md", "a.md", "-o", "-"],
    ["render", "a.md", "b.md", "--results", "r.json"], ["render", "a.md", "-o", "-", "--frozen"],
    ["new", "no-such-lesson"], ["check", "a.md", "--diagnostics", "xml"],
  ])
  func wrongUsageIsExitCode64(_ arguments: [String]) throws {
    let desk = try Desk()
    defer { desk.remove() }
    let run = try Program.run(arguments, in: desk.path)
    #expect(run.code == 64, "\(run.out)\(run.err)")
    #expect(!run.err.isEmpty)
    #expect(desk.names == ["a.md", "data.csv"])
  }

  @Test func nearNamesAreSuggested() throws {
    let desk = try Desk()
    defer { desk.remove() }
    #expect(try desk.run("explain", "smot").err.contains("Did you mean 'smote'?"))
    #expect(try desk.run("list", "verbz").err.contains("Did you mean 'verbs'?"))
    #expect(
      try desk.run("new", "accuracy-paradoks").err.contains("Did you mean 'accuracy-paradox'?"))
  }

  @Test(
    "What is no name of ours is answered, too",
    arguments: [
      ("class_weight", "class_weight (an option of train)", "one of none, balanced"),
      ("max_depth", "max_depth (an option of decision_tree", "How many splits"),
      ("auroc", "auroc is called roc_auc here.", "share of (positive, negative) pairs"),
      ("RandomForestClassifier", "is called random_forest here.", "n_estimators: a whole number"),
      ("test_size", "test_size is called test here.", "test (an option of split)"),
      ("render", "render (a command)", "imbalreport render --help"),
      ("duplicates", "'duplicates' is no name", "duplicate-rows (checks)"),
    ])
  func otherWords(_ word: String, _ first: String, _ second: String) throws {
    let desk = try Desk()
    defer { desk.remove() }
    let run = try desk.run("explain", word)
    #expect(run.code == 0 && run.err.isEmpty)
    #expect(run.out.contains(first) && run.out.contains(second), "\(run.out)")
  }

  @Test("A word that nothing speaks of is refused, without control characters")
  func unknownWord() throws {
    let desk = try Desk()
    defer { desk.remove() }
    for word in ["xyzzy", "\u{1B}[2Jx", "zz", ""] {
      let run = try desk.run("explain", word)
      #expect(run.code == 64 && run.out.isEmpty, "\(word)")
      #expect(!run.err.contains("\u{1B}"))
    }
  }

  @Test(arguments: [[], ["render"], ["check"], ["new"], ["list"], ["explain"]])
  func everyCommandHasItsHelp(_ command: [String]) throws {
    let desk = try Desk()
    defer { desk.remove() }
    let run = try Program.run(command + ["--help"], in: desk.path)
    #expect(run.code == 0)
    #expect(run.out.contains("USAGE: imbalreport"))
    #expect(run.out.split(separator: "\n").count > 5)
  }

  @Test(arguments: [
    ("metrics", "probability", "brier", "recall"), ("samplers", "cleaning", "tomek_links", "smote"),
    ("models", "multi-class", "random_forest", "linear_svm_that_is_not"),
    ("metrics", "costs", "cost", "recall"),
  ])
  func aListCanBeOfOneSort(_ kind: String, _ sort: String, _ holds: String, _ not: String) throws {
    let desk = try Desk()
    defer { desk.remove() }
    let run = try desk.run("list", kind, "--of", sort)
    let names = run.out.split(separator: "\n").compactMap { $0.split(separator: " ").first }
    #expect(run.code == 0 && names.contains(holds[...]) && !names.contains(not[...]), "\(run.out)")
    let typo = try desk.run("list", kind, "--of", String(sort.dropLast()))
    #expect(typo.code == 64 && typo.err.contains("'\(sort)'"), "\(typo.err)")
    #expect(try desk.run("list", "--of", sort).code == 64)
  }

  @Test func everyCodeOfAnErrorIsExplained() throws {
    let desk = try Desk()
    defer { desk.remove() }
    try desk.folder.write("```yaml {trian} m\nmodel: majority\n```\n", to: "wrong.md")
    let told = try desk.run("check", "wrong.md").err
    let code = try #require(told.firstMatch(of: /error\[([a-z-]+)\]/)?.1)
    let run = try desk.run("explain", String(code))
    #expect(run.code == 0 && run.out.contains("what to do:"), "\(run.out)")
    #expect(try desk.run("explain", "threshold-on-tset").err.contains("'threshold-on-test'"))
  }

  @Test func theVersionComesFirstAndThenHowItWasBuilt() throws {
    let desk = try Desk()
    defer { desk.remove() }
    let run = try desk.run("--version")
    #expect(run.code == 0)
    #expect(
      run.out.wholeMatch(
        of:
          /imbalreport \d+\.\d+\.\d+\n(debug|release) build for .+ by Swift .+; libcmark [0-9.]+\n/)
        != nil, "\(run.out)")
  }

  @Test func theManualPageTellsOfEveryCommandAndIsSoundRoff() throws {
    let desk = try Desk()
    defer { desk.remove() }
    let page = try desk.run("explain", "--man").out
    #expect(page.hasPrefix(".TH IMBALREPORT 1 "))
    for command in [
      "render", "check", "new", "list", "explain", "extract", "verify", "diff", "lsp",
    ] {
      #expect(page.contains("\n.SH \"\(command.uppercased())\"\n"), "\(command)")
    }
    // A line that begins with a point is one of these requests.
    for line in page.split(separator: "\n") where line.hasPrefix(".") {
      #expect(
        [".TH", ".SH", ".nf", ".fi", ".B", ".I"].contains(line.prefix { $0 != " " }), "\(line)")
    }
    #expect(try desk.run("explain", "--man", "--all").code == 64)
  }

  @Test func newWritesALessonWithItsDataAndNeverOverwrites() throws {
    let desk = try Desk()
    defer { desk.remove() }
    let lessons = try desk.run("new", "--list").out.split(separator: "\n")
      .filter { !$0.hasPrefix(" ") }.map(String.init)
    #expect(lessons.count >= 3)
    for lesson in lessons {
      let made = try desk.run("new", lesson)
      #expect(made.code == 0, "\(made.err)")
      let text = try #require(desk.bytes("\(lesson).md"))
      #expect(text == (try TestFiles.read("\(Program.repository)/templates/\(lesson).md")))
      let again = try desk.run("new", lesson)
      #expect(again.code == 1)
      #expect(again.err.contains("already there"))
      try desk.folder.write("mine", to: "\(lesson).md")
      #expect(try desk.run("new", lesson).code == 1)
      #expect(desk.bytes("\(lesson).md") == Array("mine".utf8))
    }
    // The data beside it are kept where they are other data.
    try desk.folder.write("mine", to: "data/hypothyroid.csv")
    let other = try desk.run("new", "accuracy-paradox", "other.md")
    #expect(other.code == 1)
    #expect(desk.bytes("data/hypothyroid.csv") == Array("mine".utf8))
    #expect(desk.bytes("other.md") == nil)
  }

  @Test func checkTellsWithoutRunning() throws {
    let desk = try Desk()
    defer { desk.remove() }
    let sound = try desk.run("check", "a.md")
    #expect(sound.code == 0)
    #expect(sound.out == "a.md: no errors, 0 warnings, 6 steps\n")
    #expect(desk.names == ["a.md", "data.csv"])
    try desk.folder.write("See @fig-x.\n\n```yaml {trian} m\n```\n", to: "b.md")
    let wrong = try desk.run("check", "b.md")
    #expect(wrong.code == 1)
    #expect(wrong.err.contains("b.md:1:5: error[unknown-reference]"))
    #expect(wrong.err.contains("b.md:3:10: error[unknown-verb]"))
    let json = try desk.run("check", "b.md", "--diagnostics", "json")
    #expect(json.code == 1)
    let items = try #require(ReadJSON(json.out)?.items)
    #expect(items.count == 2)
    let sarif = try desk.run("check", "b.md", "--diagnostics", "sarif")
    #expect(ReadJSON(sarif.out)?["version"] == .string("2.1.0"))
  }

  @Test func checkReadsSmallFilesWholeAndLargeOnesNot() throws {
    let desk = try Desk()
    defer { desk.remove() }
    func check(_ rows: Int, _ last: String) throws -> Program.Run {
      let body = (0..<rows).map { "\($0),\($0 % 3 == 0 ? "yes" : "no")\n" }.joined()
      try desk.folder.write("x,label\n" + body + last, to: "d.csv")
      try desk.folder.write(
        """
        Rows: `{= d.rows | int }`.

        ```yaml {load} d
        file: d.csv
        target: label
        positive: "Yes"
        ```
        """, to: "d.md")
      return try desk.run("check", "d.md")
    }
    let wrong = try check(30, "")
    #expect(wrong.code == 1)
    #expect(wrong.err.hasPrefix("d.md:6:11: error[unknown-class]"), "\(wrong.err)")
    #expect(wrong.err.contains("did you mean 'yes'?"))
    let ragged = try check(30, "1,2,3\n")
    #expect(ragged.err.contains("error[ragged-row]") && ragged.err.contains("line 32"))
    // More than a megabyte is read when it is needed, and told of then.
    #expect(try check(120_000, "").code == 0)
    #expect(try desk.run("render", "d.md").err.contains("error[unknown-class]"))
  }
}
