import Glibc
import TestSupport
import Testing

/// `render --for-each`: a report for each row of a table.
@Suite struct ForEachTests {
  @Test func everyRowIsTheReportOfItsParameters() throws {
    let desk = try Desk()
    defer { desk.remove() }
    try desk.folder.write("least\n0.5\n0.0\n1.0\n0.25\n0.75\n", to: "limits.csv")
    mkdir(desk.path + "/out", 0o755)
    let run = try desk.run("render", "a.md", "--for-each", "limits.csv", "-o", "out")
    let limits = ["0.5", "0.0", "1.0", "0.25", "0.75"]
    // One line for each, in the order of the rows; gates fail where the limit is high.
    let lines = run.out.split(separator: "\n").filter { $0.hasPrefix("wrote ") }
    #expect(lines.count == limits.count)
    for (line, limit) in zip(lines, limits) {
      #expect(line.hasPrefix("wrote out/a-\(limit).html: "), "\(line)")
    }
    #expect(run.code == 3, "\(run.err)")
    for limit in limits {
      let alone = try desk.run("render", "a.md", "-P", "least=\(limit)", "-o", "alone.html")
      #expect(alone.code == 0 || alone.code == 3)
      let made = try #require(desk.bytes("out/a-\(limit).html"))
      // No report shows another's figures: byte for byte what it is alone.
      #expect(desk.bytes("alone.html") == made)
    }
    #expect(
      try desk.run("render", "a.md", "--for-each", "limits.csv", "-o", "out", "--frozen").code == 3)
  }

  @Test func aRowThatFailsStopsNoOtherAndKeepsItsOldReport() throws {
    let desk = try Desk()
    defer { desk.remove() }
    try desk.folder.write("least\n0.1\nmany\n0.2\n", to: "limits.csv")
    try desk.folder.write("old", to: "a-many.html")
    let run = try desk.run("render", "a.md", "--for-each", "limits.csv")
    #expect(run.code == 1)
    #expect(run.err.contains("many:\n") && run.err.contains("parameter-type"), "\(run.err)")
    #expect(run.out.split(separator: "\n").count { $0.hasPrefix("wrote ") } == 2)
    #expect(desk.bytes("a-many.html") == Array("old".utf8))
  }

  @Test(arguments: [
    ("", "empty"), ("least\n", "row"), ("least\n0.1\n0.1\n", "would both write"),
    ("least,other\n,1\n", "no value in 'least'"), ("least\na/b\na b\n", "would both write"),
    ("least\n\"0.1\n", "quote"),
  ])
  func aTableThatNamesNoReportsIsRefused(_ table: String, _ says: String) throws {
    let desk = try Desk()
    defer { desk.remove() }
    try desk.folder.write(table, to: "t.csv")
    let run = try desk.run("render", "a.md", "--for-each", "t.csv")
    #expect(run.code == 1 && run.err.contains(says), "\(run.err)")
    #expect(desk.names == ["a.md", "data.csv", "t.csv"])
  }

  @Test func whatTakesOneReportIsRefused() throws {
    let desk = try Desk()
    defer { desk.remove() }
    try desk.folder.write("least\n0.1\n", to: "t.csv")
    for extra in [["--results", "r.json"], ["--junit", "j.xml"], ["-o", "-"], ["--timings"]] {
      let run = try Program.run(
        ["render", "a.md", "--for-each", "t.csv"] + extra, in: desk.path)
      #expect(run.code == 64, "\(extra)")
    }
    #expect(try desk.run("render", "a.md", "--for-each", "none.csv").code == 1)
    try desk.folder.write("region\nnorth\n", to: "u.csv")
    let unknown = try desk.run("render", "a.md", "--for-each", "u.csv")
    #expect(unknown.code == 1 && unknown.err.contains("unknown-parameter"), "\(unknown.err)")
    #expect(try desk.run("render", "a.md", "--for-each", "t.csv", "-o", "x.html").code == 1)
  }
}
