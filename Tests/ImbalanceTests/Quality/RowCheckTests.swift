import Imbalance
import Testing

@Suite struct RowCheckTests {
  /// Six contents: rows 1, 4 and 6 are equal, 2 and 5 but for the label.
  private func dataset() -> Dataset {
    let words = CategoricalColumn(levels: ["a", "b"], codes: [0, 1, 0, 0, 1, 0, -1, -1])
    return MadeQuality.dataset(
      [
        ("x", .numeric([0, 2, 3, -0.0, 2, 0, .nan, .nan])),
        ("w", .categorical(words)),
      ], [0, 0, 0, 0, 1, 0, 1, 1])
  }

  @Test("equal rows are grouped, zeros of both signs and missing values being equal")
  func duplicates() throws {
    let finding = try #require(
      MadeQuality.report(dataset(), ["duplicate-rows"]).findings.first)
    #expect(finding.rows == [1, 4, 6, 7, 8])
    #expect(finding.fraction("duplicates") == Fraction(3, 8))
    #expect(finding.number("groups") == 2 && finding.number("largest_group") == 3)
  }

  @Test("equal rows with other labels conflict")
  func conflicts() throws {
    let finding = try #require(
      MadeQuality.report(dataset(), ["conflicting-labels"]).findings.first)
    #expect(finding.rows == [2, 5])
    #expect(finding.number("groups") == 1)
    #expect(finding.fraction("unavoidable_errors") == Fraction(1, 8))
  }

  @Test("rows that all differ give no finding")
  func none() {
    let codes = (0..<60).map { Int32($0 % 2) }
    let data = MadeQuality.dataset(
      [
        ("x", .numeric((0..<60).map(Double.init))),
        ("y", .numeric([Double](repeating: 1, count: 60))),
      ],
      codes)
    let report = MadeQuality.report(data, ["duplicate-rows", "conflicting-labels"])
    #expect(report.findings.isEmpty)
  }

  @Test("rows are told by their numbers in the file, unlabelled rows counted")
  func fileNumbers() throws {
    let data = MadeQuality.dataset(
      [("x", .numeric([1, 2, 1]))], [0, 1, 0], labelledRows: [0, 5, 9])
    let finding = try #require(MadeQuality.report(data, ["duplicate-rows"]).findings.first)
    #expect(finding.rows == [1, 10])
  }

  @Test("copies across a split are found in the held-out part, with their numbers in the file")
  func acrossSplit() throws {
    let x = (0..<40).map { Double($0) }
    var changed = x
    changed[30] = 3
    changed[35] = 4
    let codes = (0..<40).map { Int32($0 % 2) }
    func findings(_ values: [Double]) -> [Finding] {
      let data = MadeQuality.dataset([("x", .numeric(values))], codes)
      let split = data.split(
        training: Array(0..<20), validation: Array(20..<30), test: Array(30..<40))
      return QualityReport(
        QualityContext(
          split, source: data.source,
          options: MadeQuality.options(["duplicates-across-split"]))
      ).findings
    }
    #expect(findings(x).isEmpty)
    let found = findings(changed)
    #expect(found.count == 1 && found[0].rows == [31, 36])
    #expect(found[0].fraction("duplicates") == Fraction(2, 10))
    #expect(found[0].severity == .serious)
  }

  @Test("a change of the class shares across a split is found where chance does not explain it")
  func shift() throws {
    func findings(_ test: [Int32]) -> [Finding] {
      let codes = (0..<1000).map { Int32($0 % 10 == 0 ? 1 : 0) } + test
      let data = MadeQuality.dataset(
        [("x", .numeric(codes.indices.map(Double.init)))], codes)
      let split = data.split(
        training: Array(0..<1000), validation: nil, test: Array(1000..<codes.count))
      return QualityReport(
        QualityContext(
          split, source: data.source, options: MadeQuality.options(["prevalence-shift"]))
      ).findings
    }
    #expect(findings((0..<300).map { Int32($0 % 10 == 3 ? 1 : 0) }).isEmpty)
    #expect(findings((0..<40).map { Int32($0 % 8 == 0 ? 1 : 0) }).isEmpty)
    let found = findings((0..<300).map { Int32($0 % 4 == 0 ? 1 : 0) })
    #expect(found.count == 1)
    let difference = try #require(found.first?.measures.first?.estimate)
    #expect(difference.value.number == 0.15)
    #expect((difference.low ?? 0) > 0 && (difference.high ?? 1) < 0.3)
  }

  @Test("classes with fewer than ten rows are serious, with fewer than thirty a warning")
  func tinyClasses() {
    let codes =
      [Int32](repeating: 0, count: 200) + [Int32](repeating: 1, count: 29)
      + [Int32](repeating: 2, count: 9)
    let data = MadeQuality.dataset(
      [("x", .numeric(codes.indices.map(Double.init)))], codes, classes: ["a", "b", "c"])
    let found = MadeQuality.report(data, ["class-distribution"]).findings
    #expect(found.map(\.severity) == [.serious, .warning])
    #expect(found[0].english.contains("“c” has 9 rows"))
    #expect(found[1].english.contains("“b” has 29 rows"))
  }
}
