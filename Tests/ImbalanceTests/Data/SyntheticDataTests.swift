import Imbalance
import Testing

@Suite("Synthetic data")
struct SyntheticDataTests {
  private func generator(_ values: [String: ParameterValue]) throws -> SyntheticData {
    try SyntheticData(ParameterValues(values, for: SyntheticData.parameters))
  }

  private func classes(_ sizes: [(String, Int)]) -> ParameterValue {
    .mapping(sizes.map { .init($0.0, .integer($0.1)) })
  }

  @Test func classesHaveTheRowsThatWereAskedFor() throws {
    let made = try generator(["classes": classes([("well", 900), ("ill", 100)])])
      .dataset(target: "class", positive: nil, seed: Seed(randomState: 1))
    #expect(made.labels.target.classes == ["ill", "well"])
    #expect(made.labels.classCounts == [100, 900])
    #expect(made.labels.target.positiveLabel == "ill")
    #expect(made.table.names == ["x1", "x2"])
  }

  /// Two unit normals whose means are 2 apart share 2 * phi(-1) = 0.3173 of their area.
  @Test func overlapIsTheSharedAreaOfNeighbouringClouds() throws {
    let far = try generator([
      "classes": classes([("a", 20_000), ("b", 20_000)]), "features": .integer(4),
      "overlap": .number(0.31731050786291415),
    ])
    #expect(abs(far.distance - 2) < 1e-9)
    let made = try far.dataset(target: "class", positive: "b", seed: Seed(randomState: 3))
    // The sum of the columns over 2 is the coordinate along the line between the means.
    var sums: [Double] = [0, 0]
    var squares: [Double] = [0, 0]
    for row in 0..<made.count {
      var along = 0.0
      for case .numeric(let values) in made.table.columns { along += values[row] / 2 }
      let code = Int(made.labels.codes[row])
      sums[code] += along
      squares[code] += along * along
    }
    let means = sums.map { $0 / 20_000 }
    #expect(abs(means[1] - means[0] - 2) < 0.04)
    for code in 0...1 {
      #expect(abs(squares[code] / 20_000 - means[code] * means[code] - 1) < 0.04)
    }
  }

  @Test func everyPairOfThreeClassesIsEquallyFarApart() throws {
    let made = try generator([
      "classes": classes([("a", 9000), ("b", 9000), ("c", 9000)]), "features": .integer(3),
      "overlap": .number(0.1),
    ])
    let data = try made.dataset(target: "class", positive: nil, seed: Seed(randomState: 5))
    let means = (0..<3).map { code -> [Double] in
      data.table.columns.map { column in
        guard case .numeric(let values) = column else { return 0 }
        return data.labels.rows(ofClass: code).reduce(0) { $0 + values[$1] } / 9000
      }
    }
    for (left, right) in [(0, 1), (0, 2), (1, 2)] {
      let squared = zip(means[left], means[right]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      #expect(abs(squared.squareRoot() - made.distance) < 0.06)
    }
  }

  @Test func noiseReplacesAboutThatShareOfLabels() throws {
    func labels(_ noise: Double) throws -> [Int32] {
      try generator([
        "classes": classes([("a", 5000), ("b", 5000)]), "noise": .number(noise),
        "features": .integer(1),
      ]).dataset(target: "class", positive: "b", seed: Seed(randomState: 7)).labels.codes
    }
    let flipped = zip(try labels(0), try labels(0.1)).count { $0 != $1 }
    // Ten thousand draws at 0.1: the standard deviation is 30.
    #expect(abs(flipped - 1000) < 150)
  }

  @Test func theSameSeedDrawsTheSameRows() throws {
    let made = try generator(["classes": classes([("a", 50), ("b", 10)])])
    func digest(_ seed: UInt32) throws -> String {
      try made.dataset(target: "class", positive: nil, seed: Seed(randomState: seed)).source.sha256
    }
    #expect(try digest(1) == digest(1))
    #expect(try digest(1) != digest(2))
  }

  @Test func whatCannotBeDrawnIsRefused() {
    func code(_ values: [String: ParameterValue]) -> String? {
      do {
        _ = try generator(values)
        return nil
      } catch let error as ParameterError {
        return error.code
      } catch {
        return "other"
      }
    }
    #expect(code(["classes": classes([("a", 5)])]) == "synthetic-classes")
    #expect(
      code(["classes": classes([("a", 5), ("b", 5), ("c", 5)])]) == "synthetic-features")
    #expect(
      code(["classes": classes([("a", 9_000_000), ("b", 5)]), "features": .integer(900)])
        == "synthetic-size")
  }
}
