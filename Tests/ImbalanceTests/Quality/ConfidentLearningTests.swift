import Imbalance
import Testing

private struct Recorded: Decodable {
  struct Case: Decodable {
    let name: String
    let labels: [Int32]
    let probabilities: [[Double]]
    let thresholds: [Double]
    let joint: [[Int]]
    let selfConfidence: [Double]
    let normalizedMargin: [Double]
    let issues: [Int]
  }
  let cases: [Case]
}

@Suite struct ConfidentLearningTests {
  @Test("thresholds, joint, scores and doubtful rows are cleanlab's")
  func parity() throws {
    let recorded = try Made.recorded("label_doubts", as: Recorded.self)
    #expect(recorded.cases.count == 8)
    for it in recorded.cases {
      let ours = ConfidentLearning(codes: it.labels, probabilities: it.probabilities)
      #expect(ours.joint == it.joint, "\(it.name)")
      #expect(ours.isIssue.indices.filter { ours.isIssue[$0] } == it.issues, "\(it.name)")
      for (a, b) in [
        (ours.thresholds, it.thresholds), (ours.selfConfidence, it.selfConfidence),
        (ours.normalizedMargin, it.normalizedMargin),
      ] {
        #expect(a.count == b.count)
        for (x, y) in zip(a, b) { #expect(abs(x - y) <= 1e-12, "\(it.name)") }
      }
    }
  }

  @Test("labels that were exchanged come to the head of their class's list")
  func planted() throws {
    let rows = 400
    var codes = (0..<rows).map { Int32($0 % 4 == 0 ? 1 : 0) }
    let noise = MadeQuality.noise(rows, seed: 5)
    let x = zip(codes, noise).map { Double($0) * 8 + $1 }
    let wrong = [3, 41, 120, 200, 333]
    for row in wrong { codes[row] = 1 - codes[row] }
    let report = MadeQuality.report(
      MadeQuality.dataset([("x", .numeric(x))], codes), ["label-errors"],
      recipe: try MadeQuality.logistic())
    let finding = try #require(report.findings.first)
    #expect(Set(finding.rows) == Set(wrong.map { $0 + 1 }))
    #expect(finding.fraction("listed") == Fraction(5, rows))
  }

  @Test("clean labels of well separated classes are not doubted")
  func clean() throws {
    let codes = (0..<200).map { Int32($0 % 5 == 0 ? 1 : 0) }
    let x = zip(codes, MadeQuality.noise(200, seed: 6)).map { Double($0) * 12 + $1 }
    let report = MadeQuality.report(
      MadeQuality.dataset([("x", .numeric(x))], codes), ["label-errors"],
      recipe: try MadeQuality.logistic())
    #expect(report.findings.isEmpty && report.skipped.isEmpty)
  }

  @Test("no more than a tenth of any class is ever named, and each class is ranked by itself")
  func protection() throws {
    // Labels without any relation to the column: a model doubts very many.
    let codes = (0..<600).map { Int32($0 % 3 == 0 ? 1 : 0) }
    let p = MadeQuality.noise(600, seed: 9).map { 1 / (1 + abs($0) * 3) }
    let learning = ConfidentLearning(codes: codes, probabilities: [p.map { 1 - $0 }, p])
    let labels = Labels(
      target: Target(name: "y", classes: ["no", "yes"], positive: 1), codes: codes)
    let doubts = LabelDoubts(learning, labels: labels, places: Array(0..<600), leftOut: [])
    #expect(doubts.doubted[1] > 20 && doubts.doubted[0] > 40)
    #expect(doubts.queue.map(\.count) == [40, 20])
    for queue in doubts.queue {
      #expect(
        zip(queue, queue.dropFirst()).allSatisfy { $0.normalizedMargin <= $1.normalizedMargin })
    }
  }

  @Test("held-out rows train nothing and are never named")
  func heldOutRows() throws {
    let rows = 300
    var codes = (0..<rows).map { Int32($0 % 3 == 0 ? 1 : 0) }
    let x = zip(codes, MadeQuality.noise(rows, seed: 5)).map { Double($0) * 8 + $1 }
    for row in [10, 20, 210, 220] { codes[row] = 1 - codes[row] }
    let held = Array(200..<rows)
    let recipe = try MadeQuality.logistic()
    func named(_ labels: [Int32]) throws -> [Int] {
      try #require(
        MadeQuality.report(
          MadeQuality.dataset([("x", .numeric(x))], labels), ["label-errors"], heldOut: held,
          recipe: recipe
        ).findings.first
      ).rows
    }
    let found = try named(codes)
    #expect(!found.isEmpty && Set(found).isSubset(of: [11, 21]))
    // Other labels in the held-out rows change nothing.
    let other = codes.enumerated().map { $0.offset < 200 ? $0.element : 1 - $0.element }
    #expect(try named(other) == found)
  }

  @Test("a class of one row is a reason, not a failure")
  func singleRow() throws {
    var codes = [Int32](repeating: 0, count: 50)
    codes[7] = 1
    let report = MadeQuality.report(
      MadeQuality.dataset([("x", .numeric(MadeQuality.noise(50, seed: 1)))], codes),
      ["label-errors"], recipe: try MadeQuality.logistic())
    #expect(report.findings.isEmpty)
    #expect(report.skipped.map(\.check) == ["label-errors"])
  }

  @Test("what no model can judge is told by its code and becomes a reason in the report")
  func reasons() throws {
    let codes = (0..<60).map { Int32($0 % 3 == 0 ? 1 : 0) }
    func reason(_ column: Column, _ recipe: Recipe) -> String? {
      let data = MadeQuality.dataset([("x", column)], codes)
      let split = data.split(training: Array(0..<60), validation: nil, test: [])
      let context = QualityContext(data, options: MadeQuality.options(["leaking-column"]))
      do throws(ModellingError) {
        _ = try LabelDoubts(
          split.training, places: Array(0..<60), recipe: recipe, profiles: context.profiles,
          threads: 1)
        return nil
      } catch {
        return error.code
      }
    }
    let logistic = try MadeQuality.logistic()
    let scores = Recipe(classifier: try LinearSVM.withDefaults(), seed: Seed(root: 1))
    let noise = Column.numeric(MadeQuality.noise(60, seed: 1))
    #expect(reason(noise, logistic) == nil)
    #expect(reason(noise, scores) == "not-probabilities")
    #expect(reason(.numeric((0..<60).map(Double.init)), logistic) == "no-features")
  }
}
