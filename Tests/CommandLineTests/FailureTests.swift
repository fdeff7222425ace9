import Glibc
import TestSupport
import Testing

/// Whatever goes wrong, the report that was there stays as it was and nothing is left lying about.
@Suite struct FailureTests {
  static let old = Array("the old report\n".utf8)

  /// A desk with an old report.
  static func desk(_ extra: String = "") throws -> Desk {
    let desk = try Desk(extra)
    try TestFiles.write(old, to: desk.path + "/a.html")
    return desk
  }

  static let wrongData: [(name: String, data: String, says: String)] = [
    ("ragged rows", "x,y,label\n1,2,yes\n1,2\n3,4,no\n", "error[ragged-row]"),
    (
      "text in a numeric column",
      "x,y,label\n" + (0..<40).map { "\($0),\($0),\($0 % 4)\n" }.joined() + "much,1,1\n",
      "error[text-in-numeric-column]"
    ),
    ("a single class", "x,y,label\n1,2,no\n2,3,no\n", "error["),
    ("a missing positive class", "x,y,label\n1,2,no\n2,3,non\n", "error[unknown-class]"),
    (
      "an all-missing column", "x,y,label\n1,,yes\n2,,no\n1,,yes\n2,,no\n",
      "error[all-missing-column]"
    ),
    ("an empty file", "", "error[empty-file]"),
    ("a header alone", "x,y,label\n", "error[no-rows]"),
    (
      "10 MB in one field", "x,y,label\n\(String(repeating: "a", count: 10 << 20)),1,yes\n",
      "error[field-too-long]"
    ),
    (
      "10 MB in an open quote", "x,y,label\n\"\(String(repeating: "a\n", count: 5 << 20))", "error["
    ),
    ("no such column", "x,y,tag\n1,2,yes\n", "error[unknown-column]"),
    (
      "a class of one row", "x,y,label\n1,2,yes\n" + (0..<30).map { "\($0),1,no\n" }.joined(),
      "error[class-too-small]"
    ),
  ]

  @Test(arguments: wrongData.indices)
  func wrongDataIsAnErrorWithPlaceAndHintAndTheOldReportStays(_ index: Int) throws {
    let (name, data, says) = Self.wrongData[index]
    let desk = try Self.desk()
    defer { desk.remove() }
    try desk.folder.write(data, to: "data.csv")
    let run = try desk.run("render", "a.md", "--results", "r.json")
    #expect(run.code == 1, "\(name)")
    #expect(run.err.contains(says), "\(name): \(run.err.prefix(600))")
    #expect(run.err.hasPrefix("a.md:"), "\(name): \(run.err.prefix(600))")
    #expect(run.err.contains("hint: "), "\(name): \(run.err.prefix(600))")
    #expect(run.err.utf8.count < 3000, "\(name)")
    #expect(desk.bytes("a.html") == Self.old)
    #expect(desk.names == ["a.html", "a.md", "data.csv"])
  }

  @Test func fewerMinorityRowsThanNeighboursIsAnError() throws {
    let desk = try Self.desk(
      "\n```yaml {resample} r\ndata: parts.train\nmethod: smote\nk_neighbors: 5\n```\n\n```yaml {table} tbl-r\nfrom: r\n```\n"
    )
    defer { desk.remove() }
    try desk.folder.write(
      "x,y,label\n" + (0..<60).map { "\($0),\($0 % 7),\($0 < 4 ? "yes" : "no")\n" }.joined(),
      to: "data.csv")
    let run = try desk.run("render", "a.md")
    #expect(run.code == 1)
    #expect(run.err.contains("error[too-few-neighbours]"))
    #expect(run.err.contains("hint: "))
    #expect(desk.bytes("a.html") == Self.old)
  }

  @Test func bytesThatAreNoTextAreAnError() throws {
    let desk = try Self.desk()
    defer { desk.remove() }
    try TestFiles.write(
      Array("x,y,label\n1,a\u{FC},yes\n2,".utf8) + [0xE4, 0x20, 0xFF] + Array(",no\n".utf8),
      to: desk.path + "/data.csv")
    let run = try desk.run("render", "a.md")
    #expect(run.code == 1)
    #expect(run.err.contains("error[not-utf8]") && run.err.contains("line 3"))
    #expect(desk.bytes("a.html") == Self.old)
  }

  @Test func anErrorInTheTemplateLeavesTheOldReport() throws {
    let desk = try Self.desk("`{= s.m.recal}` \u{1B}[31m\n")
    defer { desk.remove() }
    let run = try desk.run("render", "a.md", "--keep-going")
    #expect(run.code == 1)
    #expect(run.err.contains("did you mean 's.m.recall'?"))
    #expect(!run.err.contains("\u{1B}"))
    #expect(desk.bytes("a.html") == Self.old)
  }

  @Test func aFolderThatCannotBeWrittenToIsAnError() throws {
    // The superuser writes everywhere; a folder of the kernel refuses even root.
    let desk = try Self.desk()
    defer { desk.remove() }
    for place in ["/proc/a.html", "none/a.html", "/dev/null/a.html"] {
      let run = try desk.run("render", "a.md", "-o", place)
      #expect(run.code == 1, "\(place)")
      #expect(run.err.contains("cannot write '\(place)'"), "\(run.err)")
    }
    if geteuid() != 0 {
      chmod(desk.path, 0o555)
      let run = try desk.run("render", "a.md")
      chmod(desk.path, 0o755)
      #expect(run.code == 1)
      #expect(desk.bytes("a.html") == Self.old)
    }
  }

  @Test func anOutputThatIsAFolderOrTheTemplateIsRefused() throws {
    let desk = try Self.desk()
    defer { desk.remove() }
    let template = desk.bytes("a.md")
    for place in ["a.md", "./a.md", desk.path + "/a.md"] {
      let run = try desk.run("render", "a.md", "-o", place)
      #expect(run.code == 1)
      #expect(run.err.contains("is the template itself"))
      let results = try desk.run("render", "a.md", "--results", place)
      #expect(results.code == 1)
    }
    symlink("a.md", desk.path + "/alias.html")
    #expect(try desk.run("render", "a.md", "-o", "alias.html").code == 1)
    #expect(desk.bytes("a.md") == template)
    mkdir(desk.path + "/b.html", 0o755)
    try desk.folder.write(Desk.template, to: "b.md")
    let folder = try desk.run("render", "b.md")
    #expect(folder.code == 1)
    #expect(folder.err.contains("not an ordinary file"))
    #expect(try desk.run("render", "a.md", "--results", "b.html").code == 1)
    #expect(desk.bytes("a.html") == Self.old)
  }

  @Test func aFullDiskLeavesTheOldReport() throws {
    let desk = try Self.desk()
    defer { desk.remove() }
    // At most 8 blocks of 512 bytes for any file.
    let run = try desk.run("render", "a.md", "--results", "r.json", before: "ulimit -f 8")
    #expect(run.code == 1)
    #expect(run.err.contains("larger than a file may be"), "\(run.err)")
    #expect(desk.bytes("a.html") == Self.old)
    #expect(desk.names == ["a.html", "a.md", "data.csv"])
    let full = try desk.run("render", "a.md", "-o", "-", standardOutput: "/dev/full")
    #expect(full.code == 1)
    #expect(full.err.contains("cannot write to standard output"))
  }

  @Test func resultsThatCannotBeWrittenLeaveTheReportToo() throws {
    let desk = try Self.desk()
    defer { desk.remove() }
    let run = try desk.run("render", "a.md", "--results", "none/r.json")
    #expect(run.code == 1)
    #expect(desk.bytes("a.html") == Self.old)
    #expect(desk.names == ["a.html", "a.md", "data.csv"])
  }

  @Test func aKilledProgramNeverLeavesHalfAReport() throws {
    let desk = try Desk()
    defer { desk.remove() }
    #expect(try desk.run("render", "a.md", "-o", "whole.html").code == 0)
    let whole = try #require(desk.bytes("whole.html"))
    var unchanged = 0
    for round in 0..<40 as Range<UInt32> {
      try TestFiles.write(Self.old, to: desk.path + "/a.html")
      try Program.kill(["render", "a.md"], in: desk.path, after: round * 1500)
      let found = desk.bytes("a.html")
      #expect(found == Self.old || found == whole, "\(found?.count ?? -1) bytes in round \(round)")
      if found == Self.old { unchanged += 1 }
    }
    #expect(unchanged > 0, "no run was killed in time to prove anything")
    #expect(try desk.run("render", "a.md").code == 0)
    #expect(desk.bytes("a.html") == whole)
  }

  @Test func templatesThatAreNoTemplatesAreErrors() throws {
    let desk = try Self.desk()
    defer { desk.remove() }
    mkdir(desk.path + "/folder", 0o755)
    #expect(try desk.run("render", "none.md").code == 1)
    #expect(try desk.run("render", "folder").code == 1)
    #expect(try desk.run("check", "none.md").err.contains("cannot read 'none.md'"))
    try desk.folder.write("", to: "empty.md")
    let empty = try desk.run("render", "empty.md")
    #expect(empty.code == 0, "\(empty.err)")
    try TestFiles.write([0xFF, 0xFE, 0, 0], to: desk.path + "/binary.md")
    let binary = try desk.run("render", "binary.md")
    #expect(binary.code == 1)
    #expect(binary.err.contains("error[invalid-utf8]"))
    #expect(desk.bytes("binary.html") == nil)
  }
}
