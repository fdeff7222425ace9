import Foundation
import Imbalance
import Testing

private struct Recorded: Decodable {
  struct Rows: Decodable {
    let columns: [[Double]]
    let labels: [Int32]
    var training: TrainingSet {
      let classes = (labels.max() ?? 0) + 1
      return Made.training(
        columns.map(Column.numeric), labels, classes: (0..<classes).map(String.init))
    }
  }
  struct Case: Decodable {
    let data: String
    let method: String
    let options: [String: RecordedOption]
    let seed: UInt32
    let rows: [Int]
  }
  struct Combined: Decodable {
    let data: String
    let method: String
    let options: [String: RecordedOption]
    let seed: UInt32
    let counts: [Int]
    let rows: [Int]
    let last: [[Double]]
  }
  let data: [String: Rows]
  let cases: [Case]?
  let combined: [Combined]?
  let guide: [String: [Int]]?
}

private struct Hardness: Decodable {
  struct Case: Decodable {
    let data: String
    let options: [String: RecordedOption]
    let seed: UInt32
    let rows: [Int]
  }
  struct Often: Decodable {
    let kept: [Int]
    let sizes: [Int]
  }
  let cases: [Case]
  let forest: [String: Often]
}

@Suite struct UndersamplerParityTests {
  private func made(
    _ method: String, _ options: [String: RecordedOption]
  ) throws -> any Sampler {
    let type = try #require(Samplers.all.first { $0.name == method })
    return try type.init(ParameterValues(options.mapValues(\.plain), for: type.parameters))
  }

  private func rows(
    _ sampler: any Sampler, _ training: TrainingSet, seed: UInt32, threads: Int = 1
  ) throws -> [Int] {
    try sampler.resample(
      training, space: training.table, seed: Seed(randomState: seed), threads: threads
    ).origins.map { $0.parents[0] }
  }

  @Test(
    "every row equals imbalanced-learn's, in its order",
    arguments: [
      ("editing", "repeated_edited_nearest_neighbours", 60), ("selection", "all_knn", 60),
      ("selection", "neighbourhood_cleaning_rule", 60), ("selection", "near_miss", 60),
      ("condensing", "one_sided_selection", 100),
    ])
  func rows(file: String, method: String, least: Int) throws {
    let recorded = try Made.recorded("undersamplers_\(file)", as: Recorded.self)
    let cases = try #require(recorded.cases).filter { $0.method == method }
    #expect(cases.count >= least)
    for it in cases {
      let training = try #require(recorded.data[it.data]).training
      let found = try rows(made(method, it.options), training, seed: it.seed)
      #expect(found == it.rows, "\(it.data) \(it.options) \(it.seed)")
    }
  }

  @Test("condensing equals imbalanced-learn's with its mistake, and differs without")
  func condensing() throws {
    let recorded = try Made.recorded("undersamplers_condensing", as: Recorded.self)
    let cases = try #require(recorded.cases).filter { $0.method == "condensed_nearest_neighbour" }
    #expect(cases.count >= 100)
    var differing = 0
    for it in cases {
      let training = try #require(recorded.data[it.data]).training
      let sampler = try #require(made(it.method, it.options) as? CondensedNearestNeighbour)
      var mistaken = sampler
      mistaken.mimicsMistake = true
      #expect(
        try rows(mistaken, training, seed: it.seed) == it.rows,
        "\(it.data) \(it.options) \(it.seed)")
      if try rows(sampler, training, seed: it.seed) != it.rows { differing += 1 }
    }
    #expect(differing > cases.count / 4)
  }

  @Test("a condensed store judges every row that it met last rightly")
  func condensedDefinition() throws {
    // Hart's pass written out: each row in turn against all rows stored so far.
    for seed in 1...4 as ClosedRange<UInt32> {
      let (columns, codes) = Made.blobs([150, 30], columns: 3, seed: UInt64(seed))
      let training = Made.training(columns, codes)
      let numbers = training.table.numbers
      func distance(_ a: Int, _ b: Int) -> Double {
        numbers.reduce(0) { $0 + ($1[a] - $1[b]) * ($1[a] - $1[b]) }
      }
      let members = training.labels.rows(ofClass: 0)
      let minority = training.labels.rows(ofClass: 1)
      var random = RandomState(seed: seed)
      var kept = [members[random.randint(below: members.count, count: 1)[0]]]
      for row in members where row != kept[0] {
        let rival = minority.map { distance(row, $0) }.min() ?? .infinity
        if !kept.contains(where: { distance(row, $0) < rival }) { kept.append(row) }
      }
      #expect(
        try rows(CondensedNearestNeighbour.withDefaults(), training, seed: seed)
          == kept + minority)
    }
  }

  @Test("combinations leave imbalanced-learn's rows, invented ones bit for bit")
  func combinations() throws {
    let recorded = try Made.recorded("combinations", as: Recorded.self)
    let cases = try #require(recorded.combined)
    #expect(cases.count >= 16)
    for it in cases {
      let data = try #require(recorded.data[it.data])
      let training = data.training
      let sampler = try made(it.method, it.options)
      let result = try sampler.resample(
        training, space: training.table, seed: Seed(randomState: it.seed), threads: 1)
      #expect(result.labels.classCounts == it.counts)
      for (row, wanted) in it.rows.enumerated() where row < result.count {
        if wanted < training.count {
          #expect(result.origins[row] == .original(wanted))
        } else if case .original = result.origins[row] {
          Issue.record("row \(row) was invented there")
        }
      }
      let ends = (result.count - it.last.count..<result.count).map { row in
        result.table.numbers.map { $0[row] }
      }
      #expect(ends == it.last, "\(it.data) \(it.method)")
    }
  }

  @Test("class counts equal those of imbalanced-learn's user guide")
  func guide() throws {
    let counts = try #require(try Made.recorded("combinations", as: Recorded.self).guide)
    let guide = try Made.recorded("user_guide", as: Recorded.Rows.self)
    let training = guide.training
    #expect(counts["smote_enn"] == [4060, 4381, 3502])
    for (method, wanted) in counts.sorted(by: { $0.key < $1.key }) {
      let options: [String: ParameterValue] =
        method == "neighbourhood_cleaning_rule" ? ["n_neighbors": .integer(11)] : [:]
      let type = try #require(Samplers.all.first { $0.name == method })
      var sampler = try type.init(ParameterValues(options, for: type.parameters))
      if var condensed = sampler as? CondensedNearestNeighbour {
        condensed.mimicsMistake = true
        sampler = condensed
      }
      let found = try sampler.resample(
        training, space: training.table, seed: Seed(randomState: 0), threads: 2)
      #expect(found.labels.classCounts == wanted, "\(method)")
    }
  }

  @Test("hardness by a model without chance keeps imbalanced-learn's rows, whatever the labels")
  func hardness() throws {
    let recorded = try Made.recorded("hardness", as: Hardness.self)
    let data = try Made.recorded("undersamplers_editing", as: Recorded.self).data
    for it in recorded.cases {
      let own = try #require(data[it.data])
      var options = it.options.mapValues(\.plain)
      options["estimator"] = .text("logistic_regression")
      let sampler = try InstanceHardnessThreshold.with(options)
      #expect(try rows(sampler, own.training, seed: it.seed) == it.rows, "\(it.data) \(it.seed)")
      // There labels must be 0, 1, 2; here they need not.
      let named = Made.training(
        own.columns.map(Column.numeric), own.labels, classes: ["five", "six", "ten"])
      if own.labels.contains(2) {
        #expect(try rows(sampler, named, seed: it.seed) == it.rows)
      }
    }
  }

  @Test("hardness by a forest keeps rows about as often as imbalanced-learn does")
  func hardnessByForest() throws {
    let recorded = try Made.recorded("hardness", as: Hardness.self)
    let data = try Made.recorded("undersamplers_editing", as: Recorded.self).data
    for (name, often) in recorded.forest.sorted(by: { $0.key < $1.key }) {
      let training = try #require(data[name]).training
      var kept = [Double](repeating: 0, count: training.count)
      var sizes: [Double] = []
      for seed in 0..<30 as Range<UInt32> {
        let found = try rows(InstanceHardnessThreshold.withDefaults(), training, seed: seed)
        for row in found { kept[row] += 1 }
        sizes.append(Double(found.count))
      }
      // Shares of 30 runs differ by chance by sqrt(2 p (1 - p) / 30), 0.13 at most.
      let differences = zip(kept, often.kept).map { abs($0 - Double($1)) / 30 }
      let mean = differences.reduce(0, +) / Double(differences.count)
      #expect(mean < 0.08, "\(name) \(mean)")
      let (own, theirs) = (sizes.reduce(0, +) / 30, Double(often.sizes.reduce(0, +)) / 30)
      #expect(abs(own - theirs) < 0.05 * theirs, "\(name): \(own), \(theirs)")
    }
  }
}
