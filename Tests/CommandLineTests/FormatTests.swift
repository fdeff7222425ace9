import Glibc
import TestSupport
import Testing

/// Markdown with its figures, PDF, and themes, as the program writes them.
@Suite struct FormatTests {
  @Test func markdownComesWithItsFigures() throws {
    let desk = try Desk()
    defer { desk.remove() }
    let run = try desk.run("render", "a.md", "--to", "md")
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.hasPrefix("wrote a.report.md: "))
    #expect(desk.names == ["a.md", "a.report", "a.report.md", "data.csv"])
    #expect(
      TestFiles.names(in: desk.path + "/a.report", suffix: "svg") == ["fig-roc.svg"])
    let text = String(decoding: desk.bytes("a.report.md") ?? [], as: UTF8.self)
    #expect(text.contains("# A small report") && text.contains("](a.report/fig-roc.svg)"))
    #expect(try desk.run("render", "a.md", "--to", "md", "--frozen").code == 0)
    // A changed figure is a difference too.
    try desk.folder.write("<svg></svg>", to: "a.report/fig-roc.svg")
    let other = try desk.run("render", "a.md", "--to", "md", "--frozen")
    #expect(other.code == 4)
    #expect(other.err.contains("'a.report/fig-roc.svg' would differ"))
    mkdir(desk.path + "/out", 0o755)
    #expect(try desk.run("render", "a.md", "--to", "md", "-o", "out").code == 0)
    #expect(desk.bytes("out/a.report.md") == desk.bytes("a.report.md"))
    #expect(try desk.run("render", "a.md", "--to", "md", "-o", "out/b.md").code == 0)
    #expect(desk.bytes("out/b/fig-roc.svg") != nil)
    #expect(try desk.run("render", "a.md", "--to", "md", "-o", "-").code == 64)
  }

  @Test func figuresThatAreNoLongerThereAreTakenAwayAndNothingElse() throws {
    let desk = try Desk()
    defer { desk.remove() }
    let text = String(decoding: desk.bytes("a.md") ?? [], as: UTF8.self)
    try desk.folder.write(text.replacing("fig-roc", with: "fig-old"), to: "a.md")
    #expect(try desk.run("render", "a.md", "--to", "md").code == 0)
    try desk.folder.write("<svg>mine</svg>", to: "a.report/mine.svg")
    try desk.folder.write("notes", to: "a.report/notes.txt")
    try desk.folder.write(text, to: "a.md")
    #expect(try desk.run("render", "a.md", "--to", "md").code == 0)
    let left = TestFiles.names(in: desk.path + "/a.report", suffix: "").filter {
      !$0.hasPrefix(".")
    }
    #expect(left == ["fig-roc.svg", "mine.svg", "notes.txt"])
  }

  @Test func allFilesAreWrittenOrNone() throws {
    let desk = try Desk()
    defer { desk.remove() }
    try desk.folder.write("a file where the folder should be", to: "a.report")
    let run = try desk.run("render", "a.md", "--to", "md")
    #expect(run.code == 1)
    #expect(run.err.contains("'a.report'"))
    #expect(desk.names == ["a.md", "a.report", "data.csv"])
    let full = try Desk()
    defer { full.remove() }
    let small = try full.run("render", "a.md", "--to", "md", before: "ulimit -f 4")
    #expect(small.code == 1)
    #expect(full.names == ["a.md", "data.csv"], "\(full.names)")
  }

  @Test func aThemeIsReadFromTheCommandLineAndNeverWrittenOver() throws {
    let desk = try Desk()
    defer { desk.remove() }
    try desk.folder.write(":root { --ir-accent: #0b7362; }\n", to: "look.css")
    #expect(try desk.run("render", "a.md", "--theme", "look.css").code == 0)
    let page = String(decoding: desk.bytes("a.html") ?? [], as: UTF8.self)
    #expect(page.contains("--link:#0b7362"))
    let over = try desk.run("render", "a.md", "--theme", "look.css", "-o", "look.css")
    #expect(over.code == 1)
    #expect(over.err.contains("choose another output"))
    try desk.folder.write(":root { --ir-acent: #0b7362; }\n", to: "look.css")
    let wrong = try desk.run("check", "a.md", "--theme", "look.css")
    #expect(wrong.code == 1)
    #expect(wrong.err.contains("look.css:1:9: error[theme-property]"))
    #expect(wrong.err.contains("did you mean '--ir-accent'?") && wrong.err.contains(" 1 | :root"))
    #expect(try desk.run("check", "a.md", "--theme", "none.css").code == 1)
  }

  @Test func withoutABrowserThereIsAMessageAndNoFile() throws {
    let desk = try Desk()
    defer { desk.remove() }
    let run = try desk.run("render", "a.md", "--to", "pdf", environment: ["PATH": "/nowhere"])
    #expect(run.code == 1)
    for name in ["chromium", "google-chrome-stable", "$IMBALREPORT_CHROMIUM", "apt install"] {
      #expect(run.err.contains(name), "\(run.err)")
    }
    let named = try desk.run(
      "render", "a.md", "--to", "pdf", environment: ["IMBALREPORT_CHROMIUM": "/no/browser"])
    #expect(named.code == 1)
    #expect(named.err.contains("names '/no/browser', which is not a program"))
    #expect(desk.names == ["a.md", "data.csv"])
  }

  @Test(arguments: [
    ("exit 3", "exit code 3"), ("kill -9 $$", "signal 9"), ("exit 0", "printed nothing"),
    ("for a; do case $a in --print-to-pdf=*) echo no >\"${a#*=}\";; esac; done", "no whole PDF"),
  ])
  func aBrowserThatFailsLeavesTheOldFile(_ script: String, _ says: String) throws {
    let desk = try Desk()
    defer { desk.remove() }
    try desk.folder.write("#!/bin/sh\n\(script)\n", to: "fake")
    chmod(desk.path + "/fake", 0o755)
    try desk.folder.write("old", to: "a.pdf")
    let run = try desk.run(
      "render", "a.md", "--to", "pdf",
      environment: ["IMBALREPORT_CHROMIUM": desk.path + "/fake"])
    #expect(run.code == 1)
    #expect(run.err.contains(says), "\(run.err)")
    #expect(desk.bytes("a.pdf") == Array("old".utf8))
    #expect(desk.names == ["a.md", "a.pdf", "data.csv", "fake"])
  }

  static let chromium = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    .map { "/usr/bin/" + $0 }.first { access($0, X_OK) == 0 }

  @Test(.enabled(if: chromium != nil, "no Chromium is installed"))
  func aPDFHasItsPagesTheirNumbersAndEveryFigure() throws {
    let desk = try Desk()
    defer { desk.remove() }
    let run = try desk.run("render", "a.md", "--to", "pdf")
    #expect(run.code == 0, "\(run.err)")
    #expect(desk.names == ["a.md", "a.pdf", "data.csv"])
    let first = try #require(desk.bytes("a.pdf"))
    #expect(first.starts(with: Array("%PDF-".utf8)))
    #expect(count("(D:20000101000000", in: first) == 2 && count("(D:202", in: first) == 0)
    let pages = count("/Type /Page\n", in: first)
    #expect((2...6).contains(pages))
    sleep(1)
    #expect(try desk.run("render", "a.md", "--to", "pdf", "--frozen").code == 0)
    let letter = try desk.run("render", "a.md", "--to", "pdf", "--paper", "letter", "-o", "l.pdf")
    #expect(letter.code == 0)
    #expect(count("[0 0 612 792]", in: try #require(desk.bytes("l.pdf"))) > 0)
    #expect(count("[0 0 594.95996 841.91998]", in: first) == pages)
    guard access("/usr/bin/pdftotext", X_OK) == 0 else {
      print("pdftotext is not installed: the words of the PDF are not looked at")
      return
    }
    let text = try Program.output("/usr/bin/pdftotext", ["a.pdf", "-"], in: desk.path)
    // The spaces around the stroke are as wide as the reader of the PDF takes them to be.
    let joined = text.filter { $0 != " " }
    for page in 1...pages { #expect(joined.contains("\n\(page)/\(pages)\n")) }
    #expect(try desk.run("render", "a.md").code == 0)
    let page = ReadHTML(try #require(desk.bytes("a.html")))
    func even(_ text: String) -> String {
      text.split { $0 == " " || $0 == "\n" || $0 == "\u{0C}" }.joined(separator: " ")
    }
    let titles = page.tags.filter { $0["class"] == "fig-title" }.map(\.text)
    #expect(!titles.isEmpty)
    for title in titles { #expect(even(text).contains(even(title)), "\(title)") }
    // What is folded away on the screen is open on paper; the source is not printed.
    #expect(text.contains("Data behind Figure 1") && text.contains("false-alarm rate"))
    #expect(!text.contains("Skip to the report") && !text.contains("file://"))
  }

  /// How often a text stands in some bytes.
  private func count(_ text: String, in bytes: [UInt8]) -> Int {
    bytes.ranges(of: Array(text.utf8)).count
  }
}
