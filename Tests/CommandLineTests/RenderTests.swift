import Glibc
import TestSupport
import Testing

@Suite struct RenderTests {
  @Test func aReportIsWrittenBesideItsTemplate() throws {
    let desk = try Desk()
    defer { desk.remove() }
    let run = try desk.run("render", "a.md")
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.hasPrefix("wrote a.html: "))
    #expect(desk.names == ["a.html", "a.md", "data.csv"])
    #expect(desk.bytes("a.html")?.starts(with: Array("<!doctype html>".utf8)) == true)
  }

  @Test func outputGoesToAFileAFolderOrStandardOutput() throws {
    let desk = try Desk()
    defer { desk.remove() }
    mkdir(desk.path + "/out", 0o755)
    #expect(try desk.run("render", "a.md").code == 0)
    let bytes = try #require(desk.bytes("a.html"))
    #expect(try desk.run("render", "a.md", "-o", "b.html").code == 0)
    #expect(desk.bytes("b.html") == bytes)
    #expect(try desk.run("render", "a.md", "-o", "out").code == 0)
    #expect(desk.bytes("out/a.html") == bytes)
    #expect(try desk.run("render", "a.md", "-o", "out/", "--quiet").code == 0)
    let piped = try desk.run("render", "a.md", "-o", "-", "--results", "r.json")
    #expect(piped.code == 0)
    #expect(piped.bytes == bytes)
    #expect(desk.bytes("r.json") != nil)
  }

  @Test func severalTemplatesNeedAFolder() throws {
    let desk = try Desk()
    defer { desk.remove() }
    try desk.folder.write(Desk.template, to: "b.md")
    mkdir(desk.path + "/out", 0o755)
    mkdir(desk.path + "/x", 0o755)
    try desk.folder.write(Desk.template, to: "x/a.md")
    #expect(try desk.run("render", "a.md", "b.md", "-o", "out").code == 0)
    #expect(desk.bytes("out/a.html") != nil && desk.bytes("out/b.html") != nil)
    let file = try desk.run("render", "a.md", "b.md", "-o", "one.html")
    #expect(file.code == 1)
    #expect(file.err.contains("names a folder that exists"))
    // Two templates of one name would overwrite each other.
    let twins = try desk.run("render", "a.md", "x/a.md", "-o", "out")
    #expect(twins.code == 64)
    #expect(twins.err.contains("Two templates are named 'a'"))
  }

  @Test func resultsAreTheSameAsInThePage() throws {
    let desk = try Desk()
    defer { desk.remove() }
    #expect(try desk.run("render", "a.md", "--results", "r.json").code == 0)
    let page = ReadHTML(try #require(desk.bytes("a.html")))
    let results = ReadJSON(String(decoding: try #require(desk.bytes("r.json")), as: UTF8.self))
    #expect(results != nil)
    #expect(ReadJSON(page.all("script").first?.text ?? "") == results)
    let alone = try desk.run("render", "a.md", "--to", "json", "-o", "-")
    #expect(alone.bytes == desk.bytes("r.json"))
    let clash = try desk.run("render", "a.md", "-o", "b.html", "--results", "./b.html")
    #expect(clash.code == 1)
    #expect(clash.err.contains("name two files"))
    #expect(desk.bytes("b.html") == nil)
  }

  @Test func frozenWritesNothingAndTellsADifference() throws {
    let desk = try Desk()
    defer { desk.remove() }
    #expect(try desk.run("render", "a.md", "--frozen").code == 4)
    #expect(desk.bytes("a.html") == nil)
    #expect(try desk.run("render", "a.md", "--results", "r.json").code == 0)
    let same = try desk.run("render", "a.md", "--frozen", "--results", "r.json")
    #expect(same.code == 0)
    #expect(same.out.hasPrefix("unchanged a.html"))
    let old = try #require(desk.bytes("a.html"))
    let other = try desk.run("render", "a.md", "--frozen", "-P", "least=0.01")
    #expect(other.code == 4)
    #expect(other.err.contains("'a.html' would differ"))
    #expect(desk.bytes("a.html") == old)
    try desk.folder.write("{}", to: "r.json")
    #expect(try desk.run("render", "a.md", "--frozen", "--results", "r.json").code == 4)
  }

  @Test func aFailedGateIsExitCodeThreeAndTheReportIsWritten() throws {
    let desk = try Desk()
    defer { desk.remove() }
    let run = try desk.run("render", "a.md", "-P", "least=2")
    #expect(run.code == 3)
    #expect(run.out.contains("1 gate, 1 failed"))
    #expect(run.out.contains("✘ failed gate: s.m.recall >= params.least"))
    #expect(desk.bytes("a.html") != nil)
    #expect(try desk.run("render", "a.md", "-P", "least=2", "--frozen").code == 3)
  }

  @Test func anErrorOutweighsADifferenceAndThatAGate() throws {
    let desk = try Desk()
    defer { desk.remove() }
    try desk.folder.write("`{= x}`\n", to: "wrong.md")
    try desk.folder.write("Words.\n", to: "words.md")
    #expect(try desk.run("render", "a.md", "wrong.md", "words.md", "-P", "least=2").code == 1)
    #expect(try desk.run("render", "a.md", "words.md").code == 0)
    #expect(try desk.run("render", "wrong.md", "words.md").code == 1)
    #expect(desk.bytes("words.html") != nil)
  }

  @Test func parametersComeFromFilesAndOptions() throws {
    let desk = try Desk()
    defer { desk.remove() }
    try desk.folder.write("least: 2\nlimit: 25%\n", to: "p.yaml")
    #expect(try desk.run("render", "a.md", "--params", "p.yaml").code == 3)
    #expect(try desk.run("render", "a.md", "--params", "p.yaml", "-P", "least=0").code == 0)
    try desk.folder.write("lest: 2\n", to: "p.yaml")
    let unknown = try desk.run("render", "a.md", "--params", "p.yaml")
    #expect(unknown.code == 1)
    #expect(unknown.err.contains("error[unknown-parameter]"))
    #expect(unknown.err.contains("did you mean 'least'?"))
    try desk.folder.write("least: [1\n", to: "p.yaml")
    let broken = try desk.run("render", "a.md", "--params", "p.yaml")
    #expect(broken.code == 1)
    #expect(broken.err.contains("p.yaml:"))
    #expect(try desk.run("render", "a.md", "--params", "none.yaml").code == 1)
    let typed = try desk.run("render", "a.md", "-P", "least=much")
    #expect(typed.code == 1)
    #expect(typed.err.contains("error[parameter-type]"))
  }

  @Test func strictMakesWarningsErrors() throws {
    let desk = try Desk("\n```yaml {split} spare\ndata: d\n```\n")
    defer { desk.remove() }
    let mild = try desk.run("render", "a.md")
    #expect(mild.code == 0)
    #expect(mild.err.contains("warning[unused]"))
    let old = desk.bytes("a.html")
    let strict = try desk.run("render", "a.md", "--strict")
    #expect(strict.code == 1)
    #expect(strict.err.contains("[unused]"))
    #expect(desk.bytes("a.html") == old)
    #expect(try desk.run("check", "a.md").code == 0)
    #expect(try desk.run("check", "a.md", "--strict").code == 1)
    let quiet = try desk.run("render", "a.md", "--quiet")
    #expect(quiet.code == 0 && quiet.err.isEmpty && quiet.out.isEmpty)
  }

  @Test func aNameThatEndsAsAnotherFormatIsRefused() throws {
    let desk = try Desk("\nWords.\n")
    defer { desk.remove() }
    for (name, format) in [("x.pdf", "pdf"), ("x.json", "json"), ("x.md", "md")] {
      let run = try desk.run("render", "a.md", "-o", name)
      #expect(run.code == 64 && run.err.contains("add --to \(format)"), "\(run.err)")
      #expect(desk.bytes(name) == nil)
    }
    #expect(try desk.run("render", "a.md", "-o", "x.json", "--to", "json").code == 0)
  }

  @Test func strictFailsOnAGateThatOnlyWarns() throws {
    let desk = try Desk("\n```yaml {assert} wish\nthat: s.m.recall > 2\nseverity: warn\n```\n")
    defer { desk.remove() }
    let mild = try desk.run("render", "a.md")
    #expect(mild.code == 0 && mild.out.contains("⚠ warning wish"), "\(mild.err)")
    let old = desk.bytes("a.html")
    #expect(try desk.run("render", "a.md", "--strict").code == 3)
    #expect(desk.bytes("a.html") == old)
  }

  @Test func keepingOnWritesErrorCardsAndStillFails() throws {
    let desk = try Desk(
      "\n```yaml {load} e\nfile: e.csv\ntarget: label\n```\n\n```yaml {table} tbl-e\nfrom: e\n```\n"
    )
    defer { desk.remove() }
    try desk.folder.write("x,label\n1,a\n2,a\n", to: "e.csv")
    #expect(try desk.run("render", "a.md").code == 1)
    #expect(desk.bytes("a.html") == nil)
    let run = try desk.run("render", "a.md", "--keep-going")
    #expect(run.code == 1)
    #expect(run.err.contains("error[single-class]"))
    let page = String(decoding: try #require(desk.bytes("a.html")), as: UTF8.self)
    #expect(page.contains("Not computed"))
  }

  @Test func coloursAreUsedOnlyWhenAskedForOrOnATerminal() throws {
    let desk = try Desk("`{= x}`\n")
    defer { desk.remove() }
    #expect(try !desk.run("check", "a.md").err.contains("\u{1B}["))
    #expect(try desk.run("check", "a.md", "--color", "always").err.contains("\u{1B}["))
    #expect(try !desk.run("check", "a.md", "--color", "never").err.contains("\u{1B}["))
    #expect(try desk.run("check", "a.md", "--color", "pink").code == 64)
  }

  @Test func noFileOutsideTheRootIsRead() throws {
    let desk = try Desk()
    defer { desk.remove() }
    mkdir(desk.path + "/in", 0o755)
    let text = Desk.template.replacing("file: data.csv", with: "file: ../data.csv")
    try desk.folder.write(text, to: "in/b.md")
    let refused = try desk.run("render", "in/b.md")
    #expect(refused.code == 1)
    #expect(refused.err.contains("error[outside-root]"))
    #expect(try desk.run("render", "in/b.md", "--root", ".").code == 0)
    symlink("../data.csv", desk.path + "/in/link.csv")
    try desk.folder.write(
      Desk.template.replacing("file: data.csv", with: "file: link.csv"), to: "in/c.md")
    #expect(try desk.run("render", "in/c.md").err.contains("error[outside-root]"))
    #expect(try desk.run("render", "in/c.md", "--root", ".").code == 0)
    #expect(try desk.run("render", "a.md", "--root", "in").code == 1)
    #expect(try desk.run("render", "a.md", "--root", "none").code == 1)
  }

  @Test func theLessonsGiveTheSameBytesEverywhere() throws {
    let first = try Desk()
    defer { first.remove() }
    #expect(try first.run("new", "accuracy-paradox", "paradox.md").code == 0)
    #expect(
      try first.run("render", "paradox.md", "--results", "r.json", "--threads", "1").code == 0)
    let page = try #require(first.bytes("paradox.html"))
    let results = try #require(first.bytes("r.json"))
    for threads in ["2", "5"] {
      let run = try first.run("render", "paradox.md", "--threads", threads, "-o", "-")
      #expect(run.bytes == page, "\(threads) threads")
    }
    let abroad = try first.run(
      "render", "paradox.md", "-o", "-",
      environment: [
        "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo", "COLUMNS": "40",
        "SWIFT_DETERMINISTIC_HASHING": "1",
      ])
    #expect(abroad.bytes == page)
    // Another folder, another path to the template.
    let second = try Desk()
    defer { second.remove() }
    mkdir(second.path + "/deep folder ü", 0o755)
    #expect(try second.run("new", "accuracy-paradox", "deep folder ü/paradox.md").code == 0)
    let far = try second.run(
      "render", second.path + "/deep folder ü/paradox.md", "--results", "r.json")
    #expect(far.code == 0, "\(far.err)")
    #expect(second.bytes("deep folder ü/paradox.html") == page)
    #expect(second.bytes("r.json") == results)
  }
}

@Suite struct DataFileTests {
  @Test func aReportNeverOverwritesTheDataItReads() throws {
    let desk = try Desk()
    defer { desk.remove() }
    try desk.folder.write(
      Desk.template.replacing("params: {", with: "params: {rows: data.csv, ")
        .replacing("file: data.csv", with: "file: $params.rows"), to: "b.md")
    try desk.folder.write("least: 0\n", to: "p.yaml")
    let before = try #require(desk.bytes("data.csv"))
    let parameters = try #require(desk.bytes("p.yaml"))
    for arguments in [
      ["a.md", "-o", "data.csv"], ["a.md", "-o", "./data.csv"], ["b.md", "-o", "data.csv"],
      ["b.md", "--results", "data.csv"], ["b.md", "-o", "-", "--results", "data.csv"],
      ["b.md", "--params", "p.yaml", "-o", "p.yaml"],
    ] {
      let run = try Program.run(["render"] + arguments, in: desk.path)
      #expect(run.code == 1, "\(arguments)")
      #expect(run.err.contains("data file"), "\(arguments): \(run.err)")
      #expect(desk.bytes("data.csv") == before)
      #expect(desk.bytes("p.yaml") == parameters)
    }
  }
}
