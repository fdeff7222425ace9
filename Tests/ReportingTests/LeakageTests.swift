import Imbalance
import TestSupport
import Testing

/// No row that judges has ever been learnt from: over random data, splits, samplers and folds.
@Suite struct LeakageTests {
  /// Random labelled rows with numbers, words, groups, times and a split column.
  static func dataset(_ random: inout SplitMix) -> Dataset {
    let count = 60 + random.below(120)
    let classes = 2 + random.below(3)
    var codes: [Int32] = []
    for row in 0..<count {
      codes.append(row < classes * 12 ? Int32(row % classes) : Int32(random.below(classes) / 2))
    }
    func numbers(_ bound: Int) -> Column {
      .numeric((0..<count).map { _ in Double(random.below(bound)) })
    }
    let words = (0..<count).map { row in Int32(row % 10 < 6 ? 0 : row % 10 < 8 ? 1 : 2) }
    let columns: [(String, Column)] = [
      ("a", numbers(1000)), ("b", numbers(50)), ("group", numbers(count / 3)),
      ("time", numbers(count)),
      (
        "part",
        .categorical(CategoricalColumn(levels: ["train", "test", "validation"], codes: words))
      ),
    ]
    return Dataset(
      table: Table(names: columns.map(\.0), columns: columns.map(\.1), count: count),
      labels: Labels(
        target: Target(
          name: "y", classes: (0..<classes).map { "c\($0)" }, positive: classes == 2 ? 1 : nil),
        codes: codes),
      source: .init(name: "random", sha256: "", unlabelledRows: 0, notes: []))
  }

  static func splits(_ data: Dataset, _ random: inout SplitMix) -> [Split] {
    let seed = Seed(root: random.next())
    let test = 0.15 + Double(random.below(30)) / 100
    let validation: Double? = random.below(2) == 0 ? nil : 0.2
    let made: [Split?] = [
      try? data.stratifiedSplit(test: test, validation: validation, seed: seed),
      try? data.groupSplit(column: "group", test: test, validation: validation, seed: seed),
      try? data.timeSplit(column: "time", test: test, validation: validation),
      try? data.split(byColumn: "part"),
    ]
    return made.compactMap(\.self)
  }

  static func parents<Role>(_ rows: Partition<Role>) -> Set<Int> {
    Set(rows.origins.flatMap(\.parents))
  }

  @Test func noTestRowIsInAnyTrainingSet() throws {
    var made = 0
    var resampled = 0
    for round in 0..<60 as Range<UInt64> {
      var random = SplitMix(seed: round)
      let data = Self.dataset(&random)
      for split in Self.splits(data, &random) {
        made += 1
        let test = Self.parents(split.test)
        let validation = split.validation.map(Self.parents) ?? []
        let training = Self.parents(split.training)
        #expect(test.isDisjoint(with: training))
        #expect(validation.isDisjoint(with: training) && validation.isDisjoint(with: test))
        #expect(test.count + validation.count + training.count == data.count)
        // Chains of samplers, each on what the one before has made.
        var rows = split.training
        for _ in 0..<3 {
          let type = Samplers.all[random.below(Samplers.all.count)]
          let step = Resampling(
            sampler: try type.withDefaults(), preparation: PreparationOptions(),
            seed: Seed(root: random.next()))
          guard let next = try? step.apply(to: rows, threads: 1) else { continue }
          resampled += 1
          rows = next
          #expect(Self.parents(rows).isSubset(of: training))
          #expect(Self.parents(rows.base) == training)
        }
      }
    }
    // A property over nothing is no property.
    #expect(made > 150)
    #expect(resampled > 200)
  }

  @Test func noHeldOutRowIsInTheTrainingRowsOfItsFold() throws {
    var folds = 0
    for round in 0..<40 as Range<UInt64> {
      var random = SplitMix(seed: 1000 + round)
      let data = Self.dataset(&random)
      for split in Self.splits(data, &random) {
        let whole = Self.parents(split.training)
        let seed = Seed(root: random.next())
        let k = 2 + random.below(5)
        var made = [try? split.training.stratifiedFolds(k, shuffle: true, seed: seed)]
        if split.training.table.names.contains("group") {
          made.append(try? split.training.groupFolds(k, by: "group", seed: seed))
        }
        for list in made.compactMap(\.self) {
          var seen: [Int] = []
          for fold in list {
            folds += 1
            let held = Self.parents(fold.heldOut)
            let training = Self.parents(fold.training)
            #expect(held.isDisjoint(with: training))
            #expect(held.union(training) == whole)
            seen += held
            let step = Resampling(
              sampler: try SMOTE.withDefaults(), preparation: PreparationOptions(), seed: seed)
            if let more = try? step.apply(to: fold.training, threads: 1) {
              #expect(held.isDisjoint(with: Self.parents(more)))
            }
          }
          #expect(Set(seen) == whole && seen.count == whole.count)
        }
      }
    }
    #expect(folds > 300)
  }

  @Test func rowsOfOneGroupNeverStandOnBothSides() throws {
    for round in 0..<40 as Range<UInt64> {
      var random = SplitMix(seed: 2000 + round)
      let data = Self.dataset(&random)
      guard let place = data.table.names.firstIndex(of: "group"),
        case .numeric(let groups) = data.table.columns[place]
      else { continue }
      let split = try data.groupSplit(
        column: "group", test: 0.3, validation: 0.2, seed: Seed(root: round))
      func sides<Role>(_ rows: Partition<Role>) -> Set<Double> {
        Set(Self.parents(rows).map { groups[$0] })
      }
      #expect(sides(split.test).isDisjoint(with: sides(split.training)))
      let validation = try #require(split.validation)
      #expect(sides(validation).isDisjoint(with: sides(split.training)))
      #expect(sides(validation).isDisjoint(with: sides(split.test)))
      #expect(!split.training.table.names.contains("group"))
    }
  }

  @Test func noTimeOfTheTrainingSetIsLaterThanOneOfTheTestSet() throws {
    for round in 0..<40 as Range<UInt64> {
      var random = SplitMix(seed: 3000 + round)
      let data = Self.dataset(&random)
      guard let place = data.table.names.firstIndex(of: "time"),
        case .numeric(let times) = data.table.columns[place]
      else { continue }
      let split = try data.timeSplit(column: "time", test: 0.3, validation: nil)
      let last = Self.parents(split.training).map { times[$0] }.max() ?? .infinity
      let first = Self.parents(split.test).map { times[$0] }.min() ?? -.infinity
      #expect(last < first)
    }
  }
}
