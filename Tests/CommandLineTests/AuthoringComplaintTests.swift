import Glibc
import TestSupport
import Testing

/// What authors of Quarto, knitr, Jupyter and others complain about most, each as a test with the
/// threads in its name: none of it may happen here.
@Suite struct AuthoringComplaintTests {
  private func page(_ desk: Desk, _ name: String = "a.html") throws -> String {
    String(decoding: try #require(desk.bytes(name)), as: UTF8.self)
  }

  @Test
  func
    `quarto 6793, knitr 1379 and 592: after any change of an include, data or option nothing stale is shown`()
    throws
  {
    let desk = try Desk("\n```yaml {include}\nfile: part.md\n```\n")
    defer { desk.remove() }
    let cache = ["IMBALREPORT_CACHE": desk.path + "/cache"]
    func render(_ more: String...) throws -> Program.Run {
      try Program.run(["render", "a.md", "-q"] + more, in: desk.path, environment: cache)
    }
    try desk.folder.write("Part one.\n", to: "part.md")
    #expect(try render().code == 0)
    let first = try page(desk)
    #expect(first.contains("Part one."))
    // An include.
    try desk.folder.write("Part two.\n", to: "part.md")
    #expect(try render().code == 0)
    #expect(try page(desk).contains("Part two.") && !page(desk).contains("Part one."))
    // The data, with the same size and the same time as before.
    var status = stat()
    stat(desk.path + "/data.csv", &status)
    let rows = Desk.rows(80)
    let other = rows.replacing("yes", with: "maybe").replacing("no\n", with: "yes\n")
      .replacing("maybe", with: "no")
    try desk.folder.write(other, to: "data.csv")
    var times = [status.st_atim, status.st_mtim]
    utimensat(AT_FDCWD, desk.path + "/data.csv", &times, 0)
    #expect(try render().code == 0)
    let swapped = try page(desk)
    #expect(try render("--no-cache").code == 0)
    #expect(try page(desk) == swapped && swapped != first)
    // An option, and back again.
    let text = Desk.template + "\n```yaml {include}\nfile: part.md\n```\n"
    try desk.folder.write(
      text.replacing("data: parts.train", with: "data: parts.train\nclass_weight: balanced"),
      to: "a.md")
    #expect(try render().code == 0)
    let weighted = try page(desk)
    #expect(weighted != swapped)
    try desk.folder.write(text, to: "a.md")
    #expect(try render().code == 0)
    #expect(try page(desk) == swapped)
    // A parameter and the seed from outside and in the front matter.
    #expect(try render("-P", "least=1.01").code == 3)
    try desk.folder.write(text.replacing("params:", with: "seed: 99\nparams:"), to: "a.md")
    #expect(try render().code == 0)
    let seeded = try page(desk)
    #expect(try render("--no-cache").code == 0)
    #expect(try page(desk) == seeded && seeded != swapped)
  }

  @Test func `quarto 6793: why a step was computed or not is told`() throws {
    let desk = try Desk()
    defer { desk.remove() }
    let cache = ["IMBALREPORT_CACHE": desk.path + "/cache"]
    let words = ["render", "a.md", "-q", "--explain-cache"]
    func explain() throws -> String {
      try Program.run(words, in: desk.path, environment: cache).err
    }
    #expect(try explain().contains("computed  training m: it was not seen before\n"))
    #expect(try explain().contains("kept      training m\n"))
    // Prose computes nothing.
    try desk.folder.write(Desk.template + "\nMore words.\n", to: "a.md")
    let told = try explain()
    #expect(told.contains("kept      training m\n") && !told.contains("computed"), "\(told)")
    try desk.folder.write(
      Desk.template.replacing("data: d\n", with: "data: d\ntest: 40%\n"), to: "a.md")
    #expect(try explain().contains("computed  training m: 'parts' has changed\n"))
    let shown = try Program.run(["cache"], in: desk.path, environment: cache)
    #expect(shown.out.contains("/cache: 4 results, "), "\(shown.out)")
    let cleared = try Program.run(["cache", "--clear"], in: desk.path, environment: cache)
    #expect(cleared.out.contains("4 results taken away"))
    #expect(
      try Program.run(["cache"], in: desk.path, environment: cache).out.contains(": 0 results"))
  }

  @Test func `quarto-r 205 and quarto 5861: of many reports at once none shows another's figures`()
    throws
  {
    let desk = try Desk()
    defer { desk.remove() }
    // Each row has data of its own.
    for row in 0..<6 {
      try desk.folder.write(Desk.rows(70 + 5 * row), to: "data\(row).csv")
    }
    try desk.folder.write(
      Desk.template.replacing("file: data.csv", with: "file: $params.file").replacing(
        "params: {", with: "params: {region: x, file: data.csv, "), to: "a.md")
    try desk.folder.write(
      "region,file\n" + (0..<6).map { "r\($0),data\($0).csv\n" }.joined(), to: "regions.csv")
    let cache = ["IMBALREPORT_CACHE": desk.path + "/cache"]
    for _ in 0..<2 {
      let run = try Program.run(
        ["render", "a.md", "--for-each", "regions.csv"], in: desk.path, environment: cache)
      #expect(run.code == 0, "\(run.err)")
    }
    for row in 0..<6 {
      let alone = try desk.run(
        "render", "a.md", "-P", "region=r\(row)", "-P", "file=data\(row).csv", "-o", "alone.html",
        "--no-cache")
      #expect(alone.code == 0)
      #expect(desk.bytes("alone.html") == desk.bytes("a-r\(row).html"))
    }
  }

  @Test
  func
    `quarto 1187, 7881 and rmarkdown 1623: all mistakes are told at once, each with file, line and caret, in included texts too`()
    throws
  {
    let desk = try Desk("\n```yaml {include}\nfile: part.md\n```\n\n`{= s.m.recal }`\n")
    defer { desk.remove() }
    try desk.folder.write("Words.\n\n```yaml {plot rox} fig-x\nfrom: s\n```\n", to: "part.md")
    let run = try desk.run("check", "a.md")
    #expect(run.code == 1)
    let text = String(decoding: try TestFiles.read(desk.path + "/a.md"), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let value = try #require(lines.firstIndex { $0.contains("recal }") }) + 1
    let include = try #require(lines.firstIndex { $0.contains("{include}") }) + 1
    #expect(run.err.contains("a.md:\(value):9: error[unknown-value]"), "\(run.err)")
    #expect(run.err.contains("part.md:3:15: error[unknown-subtype]"))
    #expect(run.err.contains("a.md:\(include):1: note: included here"))
    #expect(run.err.contains("did you mean 'roc'?") && run.err.contains("^^^"))
  }

  @Test
  func
    `quarto-r 16 and bookdown 4878: a step that fails while running names itself, and the old report stays`()
    throws
  {
    let desk = try Desk()
    defer { desk.remove() }
    try desk.folder.write("old", to: "a.html")
    try desk.folder.write(Desk.rows(80).replacing("yes", with: "perhaps"), to: "data.csv")
    let run = try desk.run("render", "a.md")
    #expect(run.code == 1 && run.err.contains("error[unknown-class]"), "\(run.err)")
    #expect(run.err.contains("a.md:11:11: ") && run.err.contains("\"yes\""), "\(run.err)")
    #expect(desk.bytes("a.html") == Array("old".utf8))
  }

  @Test
  func
    `quarto 11955, q2 658 and efficientR 88: a value that cannot be worked out is an error, never printed as code`()
    throws
  {
    for wrong in ["`{= nothing.recall }`", "`{= s.m.nothing }`", "`{= 1 + }`", "`{= s.m | nope }`"]
    {
      let desk = try Desk("\n\(wrong)\n")
      defer { desk.remove() }
      let run = try desk.run("render", "a.md")
      #expect(run.code == 1 && run.err.contains("error["), "\(wrong): \(run.err)")
      #expect(desk.bytes("a.html") == nil)
    }
    // One without its backticks is told as well, and one as other tools write it.
    for bare in [
      "{= s.m.recall }", "{{ s.m.recall }}", "`{python} s.m.recall`", "`r s.m.recall`",
      "${s.m.recall}",
    ] {
      let desk = try Desk("\nRecall is \(bare).\n")
      defer { desk.remove() }
      let run = try desk.run("render", "a.md")
      #expect(run.code == 1 && run.err.contains("error[bare-value]"), "\(bare): \(run.err)")
    }
  }

  @Test func `quarto 493 and 13326, q2 364, papermill 337: the exit code says what happened`()
    throws
  {
    let desk = try Desk()
    defer { desk.remove() }
    #expect(try desk.run("render", "a.md").code == 0)
    #expect(try desk.run("render", "a.md", "--quiet").code == 0)
    #expect(try desk.run("render", "a.md", "-P", "least=0.99").code == 3)
    #expect(try desk.run("render", "a.md", "-P", "least=0.98", "--frozen").code == 4)
    #expect(try desk.run("render", "nothing.md").code == 1)
    #expect(try desk.run("render", "a.md", "--no-such-option").code == 64)
    // A warning fails where that was asked for, and only there.
    try desk.folder.write(
      Desk.template + "\n```yaml {split} spare\ndata: d\n```\n", to: "a.md")
    #expect(try desk.run("render", "a.md").code == 0)
    #expect(try desk.run("render", "a.md", "--strict").code == 1)
  }

  @Test
  func
    `scikit-learn 23098, marimo 3061: the same bytes from anywhere, at any time, in any language, with any number of threads`()
    throws
  {
    let desk = try Desk()
    defer { desk.remove() }
    #expect(try desk.run("render", "a.md", "--no-cache").code == 0)
    let first = desk.bytes("a.html")
    for (environment, words) in [
      (["TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8"], ["--threads", "1"]),
      (["SWIFT_DETERMINISTIC_HASHING": "1", "COLUMNS": "20"], ["--threads", "7"]),
      (["IMBALREPORT_CACHE": desk.path + "/cache"], []),
      (["IMBALREPORT_CACHE": desk.path + "/cache"], []),
    ] {
      let run = try Program.run(
        ["render", desk.path + "/a.md"] + words, in: "/", environment: environment)
      #expect(run.code == 0, "\(run.err)")
      #expect(desk.bytes("a.html") == first)
    }
  }

  @Test
  func
    `quarto 3245, 951, 8989 and rmarkdown 429: a path starts at the file that names it, wherever the program is called from`()
    throws
  {
    let desk = try Desk()
    defer { desk.remove() }
    mkdir(desk.path + "/deep", 0o755)
    mkdir(desk.path + "/deep/part", 0o755)
    try desk.folder.write(Desk.rows(80), to: "deep/part/data.csv")
    let load = Desk.template.split(separator: "```yaml {split}")
    try desk.folder.write(
      "```yaml {load} d\nfile: data.csv\ntarget: label\npositive: \"yes\"\n```\n",
      to: "deep/part/load.md")
    try desk.folder.write(
      "---\ntitle: A small report\nparams: {least: 0, limit: 0.5}\n---\n\n"
        + "```yaml {include}\nfile: part/load.md\n```\n\n```yaml {split}"
        + load.dropFirst().joined(separator: "```yaml {split}"), to: "deep/b.md")
    for (folder, name) in [
      ("/", desk.path + "/deep/b.md"), (desk.path, "deep/b.md"), (desk.path + "/deep", "b.md"),
    ] {
      let run = try Program.run(["render", name], in: folder)
      #expect(run.code == 0, "\(run.err)")
      #expect(desk.bytes("deep/b.html") != nil)
      unlink(desk.path + "/deep/b.html")
    }
  }

  @Test
  func
    `nbconvert 1014, 238 and quarto 11050: a stranger's template runs no code, reads no file elsewhere and sends nothing`()
    throws
  {
    for (hostile, code) in [
      ("```{python}\nimport os; os.system('touch pwned')\n```\n", nil),
      ("```{r}\nsystem('touch pwned')\n```\n", nil),
      ("<script>fetch('http://evil.example')</script>\n", "raw-html"),
      ("![x](http://evil.example/x.png)\n", "image-kind"),
      ("```yaml {include}\nfile: /etc/passwd\n```\n", "outside-root"),
      ("```yaml {include}\nfile: ../../../../etc/passwd\n```\n", "outside-root"),
      ("```yaml {load} e\nfile: ../../../../etc/passwd\ntarget: x\n```\n", "outside-root"),
    ] as [(String, String?)] {
      let desk = try Desk("\n" + hostile)
      defer { desk.remove() }
      let run = try desk.run("render", "a.md")
      if let code { #expect(run.err.contains(code) || run.code != 0, "\(hostile): \(run.err)") }
      let made = desk.bytes("a.html").map { String(decoding: $0, as: UTF8.self) } ?? ""
      #expect(
        !made.contains("<script>fetch") && !made.contains("root:") && !made.contains("src=\"http"))
      #expect(access(desk.path + "/pwned", F_OK) != 0)
    }
  }

  @Test func `nbconvert 741, altdoc 82: checking reads the head of the data and not the data`()
    throws
  {
    let desk = try Desk()
    defer { desk.remove() }
    // Eight gigabytes that take no space: to read them would take longer than is allowed.
    let file = open(desk.path + "/data.csv", O_RDWR)
    #expect(ftruncate(file, 8 << 30) == 0 && pwrite(file, "\n", 1, (8 << 30) - 1) == 1)
    close(file)
    let run = try desk.run("check", "a.md", before: "ulimit -t 2")
    #expect(run.code == 0, "\(run.err)")
  }

  @Test
  func
    `ydata 672, evidently 15: the size of a report is told, and follows its figures, not its data`()
    throws
  {
    let desk = try Desk()
    defer { desk.remove() }
    let small = try desk.run("render", "a.md")
    #expect(small.out.contains(" kB, 1 figure"))
    let bytes = try #require(desk.bytes("a.html")).count
    try desk.folder.write(Desk.rows(20_000), to: "data.csv")
    #expect(try desk.run("render", "a.md").code == 0)
    #expect(try #require(desk.bytes("a.html")).count < bytes + 20_000)
  }
}
