import Imbalance
import Testing

private struct Recorded: Decodable {
  struct Case: Decodable {
    let labels: [Int32]
    let numbers: [[Double?]]
    let words: [Int32]
    let fellows: [Int]
    let nearestIsFellow: [Bool]
    let kdn: Double
    let n3: Double
    let fisher: Double
  }
  let cases: [Case]
}

@Suite struct NeighbourCheckTests {
  private func dataset(_ it: Recorded.Case) -> Dataset {
    let words = Int(it.words.max() ?? 0) + 1
    let classes = Int(it.labels.max() ?? 0) + 1
    return MadeQuality.dataset(
      it.numbers.enumerated().map {
        ("x\($0.offset)", Column.numeric($0.element.map { $0 ?? .nan }))
      } + [
        (
          "w",
          .categorical(
            CategoricalColumn(levels: (0..<words).map { "w\($0)" }, codes: it.words))
        )
      ], it.labels, classes: (0..<classes).map { "c\($0)" })
  }

  @Test("neighbourhoods, kDN, N3 and Fisher's ratio are those of scikit-learn's neighbours")
  func parity() throws {
    let recorded = try Made.recorded("quality_sklearn", as: Recorded.self)
    #expect(recorded.cases.count == 3)
    for it in recorded.cases {
      let report = MadeQuality.report(
        dataset(it), ["minority-types", "class-overlap"], threads: 2)
      let survey = try #require(report.context.neighbours)
      for (code, answers) in survey.answers.enumerated() {
        #expect(survey.isComplete(code))
        for answer in answers {
          #expect(answer.fellows == it.fellows[answer.row])
          #expect(answer.nearestIsFellow == it.nearestIsFellow[answer.row])
        }
        let own = it.labels.indices.filter { it.labels[$0] == Int32(code) }.map { it.fellows[$0] }
        let types = survey.types(code)
        #expect(types.safe == own.count { $0 >= 4 } && types.rare == own.count { $0 == 1 })
        #expect(types.borderline == own.count { $0 == 2 || $0 == 3 })
        #expect(types.outlier == own.count { $0 == 0 })
      }
      let overlap = try #require(report.findings(of: "class-overlap").first)
      #expect(abs(try #require(overlap.number("kdn")) - it.kdn) < 1e-12)
      #expect(abs(try #require(overlap.number("n3")) - it.n3) < 1e-12)
      #expect(abs(try #require(overlap.number("fisher_ratio")) - it.fisher) < 1e-9)
    }
  }

  @Test("a row among strangers is an outlier and told by number; a cluster of its own is safe")
  func types() throws {
    var x = (0..<100).map { Double($0) * 0.1 } + (0..<20).map { 50 + Double($0) * 0.1 }
    x[110] = 5.04
    let codes = [Int32](repeating: 0, count: 100) + [Int32](repeating: 1, count: 20)
    let finding = try #require(
      MadeQuality.report(MadeQuality.dataset([("x", .numeric(x))], codes), ["minority-types"])
        .findings.first)
    #expect(finding.rows == [111])
    #expect(finding.fraction("safe") == Fraction(19, 20))
    #expect(finding.fraction("outlier") == Fraction(1, 20))
    #expect(finding.severity == .note)
  }

  @Test("rows next to another are near duplicates; rows as chance scatters them are not")
  func nearDuplicates() throws {
    let codes = (0..<300).map { Int32($0 % 3 == 0 ? 1 : 0) }
    var columns = (0..<4).map { MadeQuality.noise(300, seed: 20 + UInt64($0)) }
    func findings() -> [Finding] {
      MadeQuality.report(
        MadeQuality.dataset(
          columns.enumerated().map { ("x\($0.offset)", .numeric($0.element)) }, codes),
        ["near-duplicate-rows"]
      ).findings
    }
    #expect(findings().isEmpty)
    for place in columns.indices {
      columns[place][200] = columns[place][40] + 1e-4
      columns[place][201] = columns[place][41] - 1e-4
    }
    let found = findings()
    #expect(found.count == 1 && found[0].rows == [41, 42, 201, 202])
    #expect(found[0].fraction("near_duplicates") == Fraction(4, 300))
    // Exact copies are another check's business.
    for place in columns.indices {
      columns[place][200] = columns[place][40]
      columns[place][201] = columns[place][41]
    }
    #expect(findings().isEmpty)
  }

  @Test("with more rows than may be looked at, rare classes are asked wholly and others sampled")
  func sampling() throws {
    let (columns, codes) = Made.blobs([3000, 60], columns: 3)
    let data = MadeQuality.dataset(
      columns.enumerated().map { ("x\($0.offset)", $0.element) }, codes)
    let report = MadeQuality.report(data, ["minority-types", "class-overlap"], maxRows: 200)
    let survey = try #require(report.context.neighbours)
    #expect(survey.answers.map(\.count) == [140, 60])
    #expect(survey.isComplete(1) && !survey.isComplete(0))
    let full = MadeQuality.report(data, ["class-overlap"])
    let sampled = try #require(report.findings(of: "class-overlap").first?.number("kdn"))
    let exact = try #require(full.findings(of: "class-overlap").first?.number("kdn"))
    #expect(abs(sampled - exact) < 0.05)
  }

  @Test("a table without a column to measure by has no neighbours, and no failure")
  func nothingToMeasure() {
    let codes = (0..<60).map { Int32($0 % 3 == 0 ? 1 : 0) }
    let data = MadeQuality.dataset(
      [
        ("c", .numeric([Double](repeating: 1, count: 60))),
        ("id", .numeric((0..<60).map(Double.init))),
      ], codes)
    let report = MadeQuality.report(data)
    #expect(report.context.neighbours == nil)
    #expect(report.grade?.degree == .severe)
  }
}
