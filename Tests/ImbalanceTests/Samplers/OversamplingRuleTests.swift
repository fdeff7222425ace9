import Imbalance
import Testing

/// Rules that implementations have been found to break, each on data where it shows.
@Suite struct OversamplingRuleTests {
  private func resample(
    _ sampler: any Sampler, _ columns: [Column], _ codes: [Int32], seed: UInt32 = 0
  ) throws -> (training: TrainingSet, result: TrainingSet) {
    let training = Made.training(columns, codes)
    let result = try sampler.resample(
      training, space: training.table, seed: Seed(randomState: seed), threads: 1)
    return (training, result)
  }

  private func pairs(_ set: TrainingSet) -> [(seed: Int, neighbour: Int)] {
    set.origins.compactMap { origin in
      if case .synthetic(let seed, let neighbour) = origin { (seed, neighbour) } else { nil }
    }
  }

  /// Four rows of class 1 far away from everything, four in the middle of class 0, and class 0.
  private var border: (columns: [Column], codes: [Int32]) {
    var x = [100.0, 101, 102, 103]
    var codes: [Int32] = [1, 1, 1, 1]
    for place in 0..<4 {
      x.append(10 + 0.5 * Double(place))
      codes.append(1)
    }
    for place in 0..<40 {
      x.append(0.5 * Double(place) - 0.3)
      codes.append(0)
    }
    return ([.numeric(x), .numeric(x.map { _ in 0 })], codes)
  }

  @Test("a row is never its own neighbour, however often it occurs")
  func twins() throws {
    let values = (0..<90).map { Double($0 % 6) }
    let codes = (0..<90).map { Int32($0 / 6 % 3 == 0 ? 1 : 0) }
    let columns = [Column.numeric(values), .numeric(values.map { $0 * $0 })]
    for sampler: any Sampler in [
      try SMOTE.withDefaults(), try BorderlineSMOTE.withDefaults(), try ADASYN.withDefaults(),
      try BorderlineSMOTE.with(["kind": .text("borderline-2")]), try SVMSMOTE.withDefaults(),
    ] {
      let made = pairs(try resample(sampler, columns, codes).result)
      #expect(!made.isEmpty && made.allSatisfy { $0.seed != $0.neighbour })
    }
  }

  @Test("seeds on the border are those with half or more strangers nearby, never the safe ones")
  func danger() throws {
    let (columns, codes) = border
    for kind in ["borderline-1", "borderline-2"] {
      let sampler = try BorderlineSMOTE.with([
        "kind": .text(kind), "m_neighbors": .integer(4), "k_neighbors": .integer(3),
      ])
      let made = pairs(try resample(sampler, columns, codes).result)
      #expect(made.count == 32)
      let x = columns[0].numbersForTest
      let expected = codes.indices.filter { row in
        guard codes[row] == 1 else { return false }
        let near = codes.indices.filter { $0 != row }.sorted {
          let (a, b) = (abs(x[$0] - x[row]), abs(x[$1] - x[row]))
          return a != b ? a < b : $0 < $1
        }.prefix(4)
        let strangers = near.count { codes[$0] == 0 }
        return strangers >= 2 && strangers < 4
      }
      #expect(!made.contains { $0.seed < 4 } && Set(made.map(\.seed)).isSubset(of: expected))
      if kind == "borderline-1" { #expect(made.allSatisfy { codes[$0.neighbour] == 1 }) }
    }
  }

  @Test(
    "the second kind of border starts from rows of the class, and goes at most half the way out")
  func secondKind() throws {
    let (columns, codes) = Made.blobs([120, 40])
    let sampler = try BorderlineSMOTE.with(["kind": .text("borderline-2")])
    let (training, result) = try resample(sampler, columns, codes)
    let made = pairs(result)
    #expect(made.allSatisfy { codes[$0.seed] == 1 })
    #expect(made.contains { codes[$0.neighbour] == 0 })
    for (row, pair) in zip(training.count..., made) where codes[pair.neighbour] == 0 {
      for (new, old) in zip(result.table.numbers, training.table.numbers) {
        let way = old[pair.neighbour] - old[pair.seed]
        let gone = new[row] - old[pair.seed]
        #expect(abs(gone) <= abs(way) / 2 + 1e-12 && gone * way >= -1e-18)
      }
    }
  }

  @Test("ADASYN makes rows in proportion to the strangers nearby, and none around safe rows")
  func adaptive() throws {
    let (columns, codes) = border
    let made = pairs(try resample(ADASYN.with(["n_neighbors": .integer(3)]), columns, codes).result)
    #expect(!made.contains { $0.seed < 4 })
    #expect(abs(made.count - 32) <= 4)
  }

  @Test("a word is voted by all neighbours of the seed, not taken from the partner")
  func vote() throws {
    var codes = [Int32](repeating: 0, count: 60)
    codes += [Int32](repeating: 1, count: 20)
    let values = codes.indices.map { Double($0) * 0.37 }
    // One row of class 1 says otherwise.
    let words = codes.indices.map { Int32($0 == 70 ? 1 : 0) }
    // Most numbers hardly differ, so that another word is no great distance.
    let columns = [
      Column.numeric(values), .numeric(values.map { $0 * 1e-3 }),
      .numeric(values.map { $0 * 1e-3 }),
      .categorical(CategoricalColumn(levels: ["common", "rare"], codes: words)),
    ]
    let (training, result) = try resample(SMOTENC.withDefaults(), columns, codes)
    #expect(pairs(result).contains { $0.neighbour == 70 })
    #expect(result.table.plain[3][training.count...].allSatisfy { $0 == 0 })
  }

  @Test("noise of a smoothed copy has the stated width, with the rows of all classes or of one")
  func smoothing() throws {
    let (columns, codes) = Made.blobs([4000, 60], columns: 2)
    for (rows, n, freedom) in [("all", 4060.0, 60.0), ("class", 60.0, 59.0)] {
      let sampler = try RandomOver.with([
        "shrinkage": .number(0.7), "bandwidth_rows": .text(rows),
      ])
      let (training, result) = try resample(sampler, columns, codes)
      // (4 / ((d + 2) n))^(1 / (d + 4)) with d = 2 is n^(-1/6).
      let narrowing = exponential(-logarithm(n) / 6)
      let members = training.labels.rows(ofClass: 1)
      for (new, old) in zip(result.table.numbers, training.table.numbers) {
        let own = members.map { old[$0] }
        let mean = own.reduce(0, +) / 60
        let deviation = (own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / freedom).squareRoot()
        let noise = zip(training.count..., pairs(result)).map { row, pair in
          (new[row] - old[pair.seed]) / (0.7 * narrowing * deviation)
        }
        let spread = (noise.reduce(0) { $0 + $1 * $1 } / Double(noise.count)).squareRoot()
        #expect(noise.count == 3940 && abs(spread - 1) < 0.04)
        #expect(abs(noise.reduce(0, +) / Double(noise.count)) < 0.06)
      }
    }
  }

  @Test("smoothing moves numbers only: words and the columns made from them are copied")
  func smoothedWords() throws {
    var (columns, codes) = Made.blobs([50, 20])
    columns.append(
      .categorical(
        CategoricalColumn(levels: ["a", "b"], codes: codes.indices.map { Int32($0 % 2) })))
    for oneHot in [false, true] {
      let result = try Resampling(
        sampler: RandomOver.with(["shrinkage": .number(1)]),
        preparation: PreparationOptions(oneHot: oneHot), seed: Seed(root: 1)
      ).apply(to: Made.training(columns, codes), threads: 1)
      #expect(Set(result.table.plain.last ?? []) == [0, 1])
      #expect(result.table.names.count == (oneHot ? 5 : 4))
      #expect(Set(result.table.plain[0]).count == result.count)
    }
  }

  @Test(
    "rows nearby are counted alike with tiles, by scanning, and by the definition",
    arguments: [1, 3, 12])
  func surroundings(width: Int) {
    for whole in [true, false] {
      let (columns, codes) = Made.blobs([420, 90, 160], columns: width, whole: whole)
      let training = Made.training(columns, codes, classes: ["0", "1", "2"])
      let space = training.table.numbers
      for code in 0..<3 {
        let expected = training.labels.rows(ofClass: code).map { row -> Int in
          let distances = codes.indices.map { other in
            space.reduce(0.0) { $0 + ($1[other] - $1[row]) * ($1[other] - $1[row]) }
          }
          return codes.indices.filter { $0 != row }.sorted {
            distances[$0] != distances[$1] ? distances[$0] < distances[$1] : $0 < $1
          }.prefix(7).count { codes[$0] == Int32(code) }
        }
        for scans in [true, false] {
          let found = Surroundings(
            ofClass: code, in: training.labels, space: space, count: 7, scans: scans, threads: 2)
          #expect(found.fellows == expected, "\(width) \(whole) \(code) \(scans)")
        }
      }
    }
  }
}

extension Column {
  fileprivate var numbersForTest: [Double] {
    if case .numeric(let values) = self { values } else { [] }
  }
}
