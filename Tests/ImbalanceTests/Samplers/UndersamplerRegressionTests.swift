import Imbalance
import Testing

/// Mistakes that other libraries made (themis NEWS #235 to #263, imbalanced-learn), as rules.
@Suite struct UndersamplerRegressionTests {
  private func rows(
    _ sampler: any Sampler, _ training: TrainingSet, space: Table? = nil, seed: UInt32 = 0
  ) throws -> [Int] {
    try sampler.resample(
      training, space: space ?? training.table, seed: Seed(randomState: seed), threads: 2
    ).origins.map { $0.parents[0] }
  }

  private func line(_ values: [Double], _ codes: [Int32]) -> TrainingSet {
    Made.training([.numeric(values)], codes)
  }

  @Test("a row is not its own neighbour, even among duplicates")
  func duplicates() throws {
    // Row 3 is a copy of row 0 of the other class, and no row sees itself first.
    let training = line([0, 10, 10, 0, 10, 10], [0, 0, 0, 1, 0, 0])
    let edited = try EditedNearestNeighbours.with(["n_neighbors": .integer(1)])
    #expect(try rows(edited, training) == [1, 2, 4, 5, 3])
    #expect(try rows(TomekLinks.withDefaults(), training) == [1, 2, 3, 4, 5])
  }

  @Test("Tomek links lose only the member of a targeted class, or both when all are")
  func links() throws {
    let training = line([0, 1, 5, 9, 20], [0, 1, 0, 0, 0])
    #expect(try rows(TomekLinks.withDefaults(), training) == [1, 2, 3, 4])
    let both = try TomekLinks.with(["sampling_strategy": .text("all")])
    #expect(try rows(both, training) == [2, 3, 4])
  }

  @Test("near misses are chosen by distance, wherever the rows stand", arguments: [1, 2, 3])
  func nearMiss(version: Int) throws {
    let (columns, codes) = Made.blobs([90, 20], columns: 3, seed: 5)
    let training = Made.training(columns, codes)
    let sampler = try NearMiss.with(["version": .integer(version)])
    let chosen = try rows(sampler, training)
    var order = Array(codes.indices)
    var random = FastRandom(Seed(root: 9))
    random.shuffle(&order)
    let moved = Made.training(columns.map { $0.gathering(order) }, order.map { codes[$0] })
    #expect(try rows(sampler, moved).map { order[$0] }.sorted() == chosen.sorted())
  }

  @Test("a class of one row is drawn from as a class of one row")
  func single() throws {
    let training = line([0, 1, 2, 3, 4, 5, 6, 7], [0, 0, 0, 0, 0, 0, 0, 1])
    for seed in 0..<5 as Range<UInt32> {
      let drawn = try rows(RandomUnder.withDefaults(), training, seed: seed)
      #expect(drawn.count == 2 && drawn.last == 7)
      let condensed = try rows(CondensedNearestNeighbour.withDefaults(), training, seed: seed)
      #expect(condensed.last == 7 && condensed.count >= 2)
      let sided = try rows(OneSidedSelection.withDefaults(), training, seed: seed)
      #expect(sided.last == 7)
    }
  }

  @Test("a class named minority is the first of the smallest by label, in any order of rows")
  func ties() throws {
    // imbalanced-learn takes the first to appear in some samplers, and would clean it away.
    let values = (0..<30).map(Double.init)
    let codes = (0..<30).map { $0 % 10 == 0 ? 1 : $0 % 10 == 5 ? 0 : 2 as Int32 }
    let training = Made.training([.numeric(values)], codes, classes: ["a", "b", "c"])
    let kept = try CondensedNearestNeighbour.withDefaults().resample(
      training, space: training.table, seed: Seed(randomState: 1), threads: 1)
    #expect(kept.labels.classCounts[0] == 3)
    #expect(kept.labels.classCounts[1] >= 1)
  }

  @Test("repeated editing that removes nothing returns rows in the order of its indices")
  func still() throws {
    struct Recorded: Decodable { let mistaken: [String: [Int]] }
    let mistaken = try #require(
      try Made.recorded("combinations", as: Recorded.self).mistaken["apart"])
    struct Rows: Decodable {
      struct Table: Decodable {
        let columns: [[Double]]
        let labels: [Int32]
      }
      let data: [String: Table]
    }
    let apart = try #require(
      try Made.recorded("undersamplers_editing", as: Rows.self).data["apart"])
    let training = Made.training(apart.columns.map(Column.numeric), apart.labels)
    let own = try rows(RepeatedEditedNearestNeighbours.withDefaults(), training)
    let right = training.labels.rows(ofClass: 0) + training.labels.rows(ofClass: 1)
    #expect(own == right)
    // There the indices are applied twice.
    #expect(mistaken == right.map { right[$0] } && mistaken != right)
  }

  @Test("invented rows are cleaned where distances are measured")
  func scaled() throws {
    let (columns, codes) = Made.blobs([150, 35], columns: 3, seed: 8)
    let training = Made.training(columns, codes)
    // Twice the numbers in another table: the same neighbours, bit for bit.
    let doubled = Table(
      names: training.table.names,
      columns: training.table.numbers.map { .numeric($0.map { 2 * $0 }) }, count: training.count)
    for sampler in [try SMOTEENN.withDefaults(), try SMOTETomek.withDefaults()] as [any Sampler] {
      let plain = try sampler.resample(
        training, space: training.table, seed: Seed(randomState: 3), threads: 1)
      let scaled = try sampler.resample(
        training, space: doubled, seed: Seed(randomState: 3), threads: 1)
      #expect(plain.origins == scaled.origins)
      #expect(plain.table.numbers == scaled.table.numbers)
      #expect(plain.count < 300)
    }
  }

  @Test(
    "editing large classes among many strangers keeps what the definition keeps",
    arguments: ["all", "mode"])
  func balanced(kind: String) throws {
    let (columns, codes) = Made.blobs([800, 700, 600], columns: 3, seed: 4, whole: true)
    let training = Made.training(columns, codes, classes: ["0", "1", "2"])
    let numbers = training.table.numbers
    let options: [String: ParameterValue] = [
      "sampling_strategy": .text("all"), "kind_sel": .text(kind),
    ]
    var wanted: [Int] = []
    for row in codes.indices {
      var near: [(Double, Int)] = []
      for other in codes.indices where other != row {
        var sum = 0.0
        for column in numbers {
          let difference = column[other] - column[row]
          sum += difference * difference
        }
        if near.count == 3, sum >= near[2].0 { continue }
        near.insert((sum, other), at: near.firstIndex { $0.0 > sum } ?? near.count)
        if near.count > 3 { near.removeLast() }
      }
      var votes = [0, 0, 0]
      for (_, other) in near { votes[Int(codes[other])] += 1 }
      let own = Int(codes[row])
      let stays = kind == "all" ? votes[own] == 3 : votes.firstIndex(of: votes.max() ?? 0) == own
      if stays { wanted.append(row) }
    }
    let found = try rows(EditedNearestNeighbours.with(options), training)
    #expect(found.sorted() == wanted)
    #expect(wanted.count > 300 && wanted.count < 2000)
  }
}
