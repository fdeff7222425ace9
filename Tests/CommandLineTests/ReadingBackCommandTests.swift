import Glibc
import TestSupport
import Testing

/// `extract`, `verify`, `diff` and `render --junit`.
@Suite struct ReadingBackCommandTests {
  @Test func extractGivesBackWhatRenderTook() throws {
    let desk = try Desk()
    defer { desk.remove() }
    #expect(
      try desk.run("render", "a.md", "--results", "r.json", "-P", "limit=0.75").code == 0)
    let run = try desk.run("extract", "a.html", "-o", "out")
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.hasPrefix("wrote out: "))
    #expect(desk.bytes("out/template.md") == desk.bytes("a.md"))
    #expect(desk.bytes("out/results.json") == desk.bytes("r.json"))
    #expect(desk.bytes("out/figures/fig-roc.svg") != nil)
    #expect(desk.bytes("out/figures/fig-roc.csv") != nil)
    // Rendered again with the parameters that came out, it is the same report.
    let report = try #require(desk.bytes("a.html"))
    let again = try desk.run("render", "a.md", "--params", "out/params.yaml", "-o", "-")
    #expect(again.bytes == report)
    #expect(!desk.names.contains { $0.hasSuffix(".tmp") })
  }

  @Test func includedTextsTravelWithTheReport() throws {
    let desk = try Desk("\n```yaml {include}\nfile: parts/deep/a.md\n```\n")
    defer { desk.remove() }
    for folder in ["parts", "parts/deep"] { mkdir(desk.path + "/" + folder, 0o755) }
    try desk.folder.write(
      "Deep words.\n\n```yaml {include}\nfile: ../b.md\n```\n", to: "parts/deep/a.md")
    try desk.folder.write("Words of b.\n", to: "parts/b.md")
    #expect(try desk.run("render", "a.md").code == 0)
    let report = try #require(desk.bytes("a.html"))
    #expect(try desk.run("extract", "a.html", "-o", "out").code == 0)
    #expect(desk.bytes("out/parts/deep/a.md") == desk.bytes("parts/deep/a.md"))
    #expect(desk.bytes("out/parts/b.md") == Array("Words of b.\n".utf8))
    // Another text on disk is another report, and diff says so; this one is confirmed as it was.
    try desk.folder.write("Other words.\n", to: "parts/b.md")
    #expect(try desk.run("verify", "a.html").code == 0)
    #expect(try desk.run("render", "a.md", "-o", "new.html").code == 0)
    let diff = try desk.run("diff", "a.html", "new.html")
    #expect(diff.out.contains("included text  parts/b.md"), "\(diff.out)")
    // A text that was changed inside the report is noticed.
    let changed = String(decoding: report, as: UTF8.self).replacing(
      "Words of b.", with: "Words of c.")
    try desk.folder.write(changed, to: "a.html")
    let verified = try desk.run("verify", "a.html")
    #expect(
      verified.code == 4 && verified.out.contains("the text 'parts/b.md' in the report was changed")
    )
  }

  @Test func extractLeavesAFolderWithFilesAlone() throws {
    let desk = try Desk()
    defer { desk.remove() }
    #expect(try desk.run("render", "a.md").code == 0)
    mkdir(desk.path + "/out", 0o755)
    try desk.folder.write("mine", to: "out/template.md")
    let refused = try desk.run("extract", "a.html", "-o", "out")
    #expect(refused.code == 1)
    #expect(refused.err.contains("not empty"))
    #expect(TestFiles.names(in: desk.path + "/out", suffix: "").count == 3)
    #expect(desk.bytes("out/template.md") == Array("mine".utf8))
    // A link inside the folder leads nowhere, even with --force.
    mkdir(desk.path + "/else", 0o755)
    symlink("../else", desk.path + "/out/figures")
    #expect(try desk.run("extract", "a.html", "-o", "out", "--force").code == 1)
    #expect(TestFiles.names(in: desk.path + "/else", suffix: "").count == 2)
    unlink(desk.path + "/out/figures")
    #expect(try desk.run("extract", "a.html", "-o", "out", "--force").code == 0)
    #expect(desk.bytes("out/template.md") == desk.bytes("a.md"))
    // An empty folder is as good as none; a file is not.
    mkdir(desk.path + "/empty", 0o755)
    #expect(try desk.run("extract", "a.html", "-o", "empty/").code == 0)
    #expect(desk.bytes("empty/template.md") == desk.bytes("a.md"))
    #expect(try desk.run("extract", "a.html", "-o", "a.md").code == 1)
    #expect(try desk.run("extract", "a.html", "-o", "none/deep").code == 1)
  }

  @Test func extractRefusesWhatIsNoReport() throws {
    let desk = try Desk()
    defer { desk.remove() }
    let run = try desk.run("extract", "data.csv", "-o", "out")
    #expect(run.code == 1)
    #expect(run.err.contains("cannot read 'data.csv': this is not a report of imbalreport"))
    #expect(try desk.run("extract", "none.html", "-o", "out").code == 1)
    #expect(try desk.run("extract", "a.html").code == 64)
    #expect(!InThere.exists(desk.path + "/out"))
  }

  @Test func verifyConfirmsOrNamesWhatDiffers() throws {
    let desk = try Desk()
    defer { desk.remove() }
    #expect(try desk.run("render", "a.md", "-P", "least=0.01").code == 0)
    let run = try desk.run("verify", "a.html")
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.hasPrefix("confirmed: 1 data file, "))
    // From another folder, with the data named.
    mkdir(desk.path + "/mail", 0o755)
    rename(desk.path + "/a.html", desk.path + "/mail/a.html")
    let lost = try desk.run("verify", "mail/a.html")
    #expect(lost.code == 1 && lost.err.contains("--data-dir"), "\(lost.err)")
    #expect(try desk.run("verify", "mail/a.html", "--root", ".").code == 0)
    #expect(try desk.run("verify", "mail/a.html", "--data-dir", ".").code == 0)
    #expect(try desk.run("verify", "mail/a.html", "--data-dir", "mail", "--root", ".").code == 1)
    let page = String(decoding: try #require(desk.bytes("mail/a.html")), as: UTF8.self)
    try desk.folder.write(page.replacing("found.</p>", with: "lost.</p>"), to: "b.html")
    let changed = try desk.run("verify", "b.html")
    #expect(changed.code == 4)
    #expect(changed.out.contains("lost.”, made now"))
    try desk.folder.write(Desk.rows(79), to: "data.csv")
    let data = try desk.run("verify", "mail/a.html", "--data-dir", ".")
    #expect(data.code == 4)
    #expect(data.out.contains("'data.csv' is another file"))
    #expect(try desk.run("verify", "a.md").code == 1)
    try desk.folder.write(":root{--ir-accent:#075}", to: "company.css")
    #expect(try desk.run("render", "a.md", "--theme", "company.css", "-o", "c.html").code == 0)
    let bare = try desk.run("verify", "c.html")
    #expect(bare.code == 4 && bare.out.contains("'company.css': name it with --theme"))
    #expect(try desk.run("verify", "c.html", "--theme", "company.css").code == 0)
    try desk.folder.write(":root{--ir-accent:#057}", to: "company.css")
    let other = try desk.run("verify", "c.html", "--theme", "company.css")
    #expect(other.code == 4 && other.out.contains("'company.css' is another file"))
    #expect(try desk.run("verify", "b.html", "--data-dir", "none").code == 1)
    #expect(try desk.run("verify", "b.html", "--threads", "0").code == 64)
  }

  @Test func diffHasAnExitCodeForWhatItFinds() throws {
    let desk = try Desk()
    defer { desk.remove() }
    #expect(try desk.run("render", "a.md", "--results", "r.json").code == 0)
    let same = try desk.run("diff", "a.html", "r.json")
    #expect(same.code == 0, "\(same.out)")
    #expect(same.out.hasPrefix("metrics: "))
    #expect(try desk.run("render", "a.md", "-P", "least=2", "-o", "b.html").code == 3)
    let flipped = try desk.run("diff", "a.html", "b.html", "--html", "d.html")
    #expect(flipped.code == 3)
    #expect(flipped.out.hasPrefix("Gates\n  gate  pass -> fail\n"))
    #expect(flipped.out.contains("parameter  least  0 -> 2"))
    #expect(desk.bytes("d.html")?.starts(with: Array("<!doctype html>".utf8)) == true)
    #expect(try desk.run("diff", "b.html", "a.html").code == 0)
    let json = try desk.run("diff", "a.html", "b.html", "--json")
    #expect(json.code == 3 && ReadJSON(json.out)?["beyond_noise"] == .bool(true))
    let before = desk.bytes("a.html")
    #expect(try desk.run("diff", "a.html", "b.html", "--html", "./a.html").code == 1)
    #expect(desk.bytes("a.html") == before)
    #expect(try desk.run("diff", "a.html", "data.csv").code == 1)
    #expect(try desk.run("diff", "a.html").code == 64)
  }

  @Test func gatesGoToAFileOfTheirOwnWithTheReport() throws {
    let desk = try Desk()
    defer { desk.remove() }
    #expect(try desk.run("render", "a.md", "--junit", "j.xml", "-P", "least=2").code == 3)
    let xml = String(decoding: try #require(desk.bytes("j.xml")), as: UTF8.self)
    #expect(xml.contains("tests=\"1\" failures=\"1\""))
    #expect(try desk.run("render", "a.md", "--junit", "j.xml", "--frozen").code == 4)
    #expect(try desk.run("render", "a.md", "--junit", "a.html").code == 1)
    #expect(try desk.run("render", "a.md", "--junit", "data.csv").code == 1)
    #expect(try desk.run("render", "a.md", "--junit", "x", "--results", "./x").code == 1)
    #expect(try desk.run("render", "a.md", "a.md", "--junit", "x").code == 64)
    // All of them or none.
    let old = desk.bytes("a.html")
    #expect(try desk.run("render", "a.md", "--junit", "none/j.xml").code == 1)
    #expect(desk.bytes("a.html") == old)
  }
}

private enum InThere {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
