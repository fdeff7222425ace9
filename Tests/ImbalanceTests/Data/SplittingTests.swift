import Foundation
import Imbalance
import Testing

/// What `splits_sklearn.py` recorded.
private struct Recorded: Decodable {
  struct Rows: Decodable {
    let rows: [Int]
    let count: Int
    let sum: Int
    func matches(_ other: [Int]) -> Bool {
      other.count == count && Array(other.prefix(rows.count)) == rows
        && zip(1..., other).reduce(0) { $0 + $1.0 * $1.1 } == sum
    }
  }
  struct Splitting: Decodable {
    let name: String
    let testShare: Double
    let validationShare: Double?
    let seed: UInt32
    let classes: [String]
    let codes: [Int32]?
    let train: Rows
    let test: Rows
    let validation: Rows?
  }
  struct Folding: Decodable {
    let name: String
    let classes: [String]
    let codes: [Int32]?
    let k: Int
    let shuffle: Bool
    let seed: UInt32
    let held: [Rows]
  }
  let hypothyroid: String
  let splits: [Splitting]
  let folds: [Folding]

  static func all() throws -> Recorded {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("../Parity/Oracle/splits_sklearn.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Recorded.self, from: Data(contentsOf: file))
  }

  var hypothyroidCodes: [Int32] { hypothyroid.utf8.map { $0 == 49 ? 1 : 0 } }
}

/// A data set with the row number as its one feature, and further columns.
private func dataset(
  _ codes: [Int32], classes: [String], more: [(String, Column)] = []
) -> Dataset {
  Dataset(
    table: Table(
      names: ["row"] + more.map(\.0),
      columns: [.numeric(codes.indices.map(Double.init))] + more.map(\.1), count: codes.count),
    labels: Labels(
      target: Target(name: "y", classes: classes, positive: classes.count == 2 ? 1 : nil),
      codes: codes),
    source: .init(name: "made up", sha256: "", unlabelledRows: 0, notes: []))
}

private func places<Role>(_ partition: Partition<Role>) -> [Int] {
  partition.origins.map { $0.parents[0] }
}

@Suite struct SplittingTests {
  @Test("a stratified split equals train_test_split row for row, order included")
  func split() throws {
    let recorded = try Recorded.all()
    #expect(recorded.splits.count > 80)
    for it in recorded.splits {
      let data = dataset(it.codes ?? recorded.hypothyroidCodes, classes: it.classes)
      let split = try data.stratifiedSplit(
        test: it.testShare, validation: it.validationShare, seed: Seed(randomState: it.seed))
      #expect(it.test.matches(places(split.test)), "\(it.name) \(it.seed) \(it.testShare)")
      #expect(it.train.matches(places(split.training)), "\(it.name) \(it.seed)")
      if let validation = it.validation {
        let rows = split.validation.map(places) ?? []
        #expect(validation.matches(rows), "\(it.name) \(it.seed)")
      }
    }
  }

  @Test("stratified folds equal StratifiedKFold row for row")
  func folds() throws {
    let recorded = try Recorded.all()
    #expect(recorded.folds.count > 60)
    for it in recorded.folds {
      let data = dataset(it.codes ?? recorded.hypothyroidCodes, classes: it.classes)
      let all = Array(0..<data.count)
      let training = data.split(training: all, validation: nil, test: [0]).training
      let folds = try training.stratifiedFolds(
        it.k, shuffle: it.shuffle, seed: Seed(randomState: it.seed))
      #expect(folds.count == it.held.count)
      for (fold, held) in zip(folds, it.held) {
        #expect(held.matches(fold.heldOutRows), "\(it.name) \(it.k) \(it.shuffle) \(it.seed)")
        #expect(places(fold.training) + fold.heldOutRows != [])
        #expect((places(fold.training) + fold.heldOutRows).sorted() == all)
      }
    }
  }

  @Test("every row is in exactly one part, whatever the shares", arguments: 0..<30)
  func disjoint(round: Int) throws {
    var random = FastRandom(Seed(root: 3).child("split", index: round))
    let n = 40 + random.below(300)
    let k = 2 + random.below(3)
    let codes = (0..<n).map { $0 < 4 * k ? Int32($0 % k) : Int32(random.below(k)) }
    let groups = (0..<n).map { _ in Double(random.below(25)) }
    let times = (0..<n).map { _ in Double(random.below(50)) }
    let data = dataset(
      codes, classes: (0..<k).map(String.init),
      more: [("g", .numeric(groups)), ("t", .numeric(times))])
    let test = 0.15 + 0.3 * random.uniform()
    let validation = random.below(2) == 0 ? nil : 0.15 + 0.2 * random.uniform()
    let seed = Seed(root: UInt64(round))
    let splits = [
      try data.stratifiedSplit(test: test, validation: validation, seed: seed),
      try data.groupSplit(column: "g", test: test, validation: validation, seed: seed),
      try data.timeSplit(column: "t", test: test, validation: validation),
    ]
    for split in splits {
      let rows =
        places(split.training) + (split.validation.map(places) ?? []) + places(split.test)
      #expect(rows.sorted() == Array(0..<n))
      #expect((split.validation == nil) == (validation == nil))
    }
    let sides = [splits[1].training, splits[2].training].map(places)
    let trainGroups = Set(sides[0].map { groups[$0] })
    #expect(trainGroups.isDisjoint(with: places(splits[1].test).map { groups[$0] }))
    #expect(abs(Double(splits[1].test.count) / Double(n) - test) < 0.12)
    let latest = sides[1].map { times[$0] }.max() ?? 0
    #expect(places(splits[2].test).allSatisfy { times[$0] > latest })
    #expect(splits[2].training.table.names == ["row", "g"])
    let again = try data.groupSplit(column: "g", test: test, validation: validation, seed: seed)
    #expect(places(again.test) == places(splits[1].test))
  }

  @Test("group folds cover every row once and never part a group")
  func groupFolds() throws {
    var random = FastRandom(Seed(root: 5))
    let groups = (0..<500).map { _ in random.below(40) }
    let codes = (0..<500).map { _ in Int32(random.below(10) == 0 ? 1 : 0) }
    let data = dataset(
      codes, classes: ["no", "yes"], more: [("g", .numeric(groups.map(Double.init)))])
    let training = data.split(training: Array(0..<500), validation: nil, test: [0]).training
    let folds = try training.groupFolds(5, by: "g", seed: Seed(root: 1))
    #expect(folds.flatMap(\.heldOutRows).sorted() == Array(0..<500))
    for fold in folds {
      let held = Set(fold.heldOutRows.map { groups[$0] })
      #expect(held.isDisjoint(with: places(fold.training).map { groups[$0] }))
      #expect((70...130).contains(fold.heldOutRows.count))
      #expect(fold.training.table.names == ["row"])
    }
    #expect(throws: ModellingError.self) {
      try training.groupFolds(41, by: "g", seed: Seed(root: 1))
    }
  }

  @Test("a column can spell the split out, and any other word is an error")
  func byColumn() throws {
    func column(_ words: [String]) -> Column {
      let levels = Set(words).sorted()
      return .categorical(
        CategoricalColumn(
          levels: levels, codes: words.map { Int32(levels.firstIndex(of: $0) ?? -1) }))
    }
    func data(_ words: [String]) -> Dataset {
      dataset([0, 1, 0, 1], classes: ["a", "b"], more: [("part", column(words))])
    }
    let split = try data(["test", "train", "validation", "train"]).split(byColumn: "part")
    #expect(places(split.training) == [1, 3])
    #expect(places(split.test) == [0])
    #expect(split.validation.map(places) == [2])
    #expect(split.test.table.names == ["row"])
    for (words, code) in [
      (["test", "train", "dev", "train"], "split-column"),
      (["train", "train", "validation", "train"], "empty-part"),
    ] {
      let error = #expect(throws: ModellingError.self) {
        try data(words).split(byColumn: "part")
      }
      #expect(error?.code == code)
    }
    let unknown = #expect(throws: ModellingError.self) {
      try data(["test", "train", "test", "train"]).split(byColumn: "prat")
    }
    #expect(unknown?.code == "unknown-column")
    #expect(unknown?.hint == "did you mean 'part'?")
  }

  @Test("dates written year first can order a split; other dates are an error")
  func dates() throws {
    func data(_ words: [String]) -> Dataset {
      let levels = Set(words).sorted()
      let codes = words.map { Int32(levels.firstIndex(of: $0) ?? -1) }
      return dataset(
        [0, 1, 0, 1], classes: ["a", "b"],
        more: [("day", .categorical(CategoricalColumn(levels: levels, codes: codes)))])
    }
    let split = try data(["2024-03-01", "2023-01-31", "2024-01-01", "2023-12-01"])
      .timeSplit(column: "day", test: 0.25, validation: 0.25)
    #expect(places(split.training) == [1, 3])
    #expect(split.validation.map(places) == [2])
    #expect(places(split.test) == [0])
    let error = #expect(throws: ModellingError.self) {
      try data(["3/1/2024", "1/31/2023", "1/1/2024", "12/1/2023"])
        .timeSplit(column: "day", test: 0.25, validation: nil)
    }
    #expect(error?.code == "time-format")
  }

  @Test("a stratified split that cannot be made says which class is too small")
  func tooSmall() {
    let lone = dataset([0, 0, 0, 0, 1], classes: ["common", "rare"])
    let error = #expect(throws: ModellingError.self) {
      try lone.stratifiedSplit(test: 0.4, validation: nil, seed: Seed(root: 1))
    }
    #expect(error?.code == "class-too-small")
    #expect(error?.message.contains("'rare'") == true)
    let small = dataset([0, 0, 1, 1, 2, 2], classes: ["a", "b", "c"])
    let other = #expect(throws: ModellingError.self) {
      try small.stratifiedSplit(test: 0.2, validation: nil, seed: Seed(root: 1))
    }
    #expect(other?.code == "part-too-small")
    for share in [0, 1, -1, 1.5, .nan] {
      let bad = #expect(throws: ModellingError.self) {
        try small.stratifiedSplit(test: share, validation: nil, seed: Seed(root: 1))
      }
      #expect(bad?.code == "split-share")
    }
  }
}
