import Imbalance
import Testing

@Suite(.enabled(if: SharedData.isThere)) struct SharedQualityTests {
  private func report(
    _ file: String, _ target: String, _ positive: String? = nil, _ checks: [String]
  ) throws -> QualityReport {
    let data = try SharedData.dataset(
      file + ".csv", DelimitedOptions(target: target, positive: positive))
    return MadeQuality.report(data, checks, threads: 2)
  }

  @Test(
    "published tables have the duplicated rows that their description counts",
    arguments: [
      ("hypothyroid", "class", 77, 1), ("caravan", "Purchase", 602, 49),
      ("kddcup_rootkit_imap_vs_back", "Class", 1235, 0), ("glass", "Type", 1, 0),
      ("abalone19", "Class", 0, 0), ("page_blocks", "Class", 66, 13),
    ])
  func duplicates(file: String, target: String, extra: Int, conflicts: Int) throws {
    let report = try report(file, target, nil, ["duplicate-rows", "conflicting-labels"])
    let found = report.findings(of: "duplicate-rows").first?.fraction("duplicates")?.numerator
    #expect(found ?? 0 == extra)
    let groups = report.findings(of: "conflicting-labels").first?.number("groups")
    #expect(Int(groups ?? 0) == conflicts)
  }

  @Test("the injury severity of a crash gives the deaths away, and the case number is a name")
  func crashes() throws {
    let report = try report(
      "nass_cds", "dead", "dead", ["leaking-column", "identifier-column"])
    let leaks = report.findings(of: "leaking-column")
    #expect(leaks.map(\.columns) == [["injSeverity"]])
    #expect(leaks.first?.severity == .serious)
    #expect(leaks.first?.fraction("caught") == Fraction(1084, 1180))
    #expect(leaks.first?.fraction("false_alarms") == Fraction(34, 25037))
    #expect(report.findings(of: "identifier-column").map(\.columns) == [["caseid"]])
  }

  @Test("the eight constant columns of the intrusion data are named")
  func constant() throws {
    let report = try report(
      "kddcup_rootkit_imap_vs_back", "Class", "positive", ["constant-column"])
    #expect(report.findings.first?.columns.count == 8)
  }

  @Test(
    "columns of ordinary tables are not called leaks or identifiers",
    arguments: [
      ("credit_g", "class"), ("default", "default"), ("caravan", "Purchase"),
      ("abalone19", "Class"),
    ])
  func ordinary(file: String, target: String) throws {
    let report = try report(file, target, nil, ["leaking-column", "identifier-column"])
    #expect(report.findings.isEmpty)
  }
}
