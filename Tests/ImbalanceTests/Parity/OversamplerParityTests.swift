import Imbalance
import Testing

private struct Recorded: Decodable {
  struct Rows: Decodable {
    let columns: [[Double]]?
    let words: [[Int32]]?
    let labels: [Int32]
  }
  struct Case: Decodable {
    let kind: String
    let data: String
    let method: String
    let options: [String: RecordedOption]
    let seed: UInt32
    let classes: [Int]
    let labelsSorted: Bool
    let weighted: [Double]
    let columns: [[Double]]
  }
  struct Guide: Decodable {
    let adasyn: [Int]
    let borderlineSmote: [Int]
    let svmSmote: [Int]
  }
  struct Machine: Decodable {
    let data: String
    let gamma: Double
    let support: [Int]
    let decisions: [Double]
  }
  let numbers: [String: Rows]
  let mixed: [String: Rows]
  let nominal: [String: Rows]
  let cases: [Case]
  let guide: Guide
  let machines: [Machine]

  func training(_ kind: String, _ name: String) throws -> TrainingSet {
    let all = kind == "numbers" ? numbers : kind == "mixed" ? mixed : nominal
    let rows = try #require(all[name])
    let words = (rows.words ?? []).map { codes in
      Column.categorical(
        CategoricalColumn(levels: (0...(codes.max() ?? 0)).map { "w\($0)" }, codes: codes))
    }
    return Made.training(
      (rows.columns ?? []).map(Column.numeric) + words, rows.labels,
      classes: (0...(rows.labels.max() ?? 0)).map(String.init))
  }
}

@Suite struct OversamplerParityTests {
  @Test(
    "every invented row equals imbalanced-learn's, bit for bit and in its order",
    arguments: ["random_over", "borderline_smote", "adasyn", "svm_smote", "smote_nc", "smoten"])
  func rows(method: String) throws {
    let recorded = try Made.recorded("oversamplers", as: Recorded.self)
    let type = try #require(Samplers.all.first { $0.name == method })
    let cases = recorded.cases.filter { $0.method == method }
    #expect(cases.count >= 20)
    for it in cases {
      let training = try recorded.training(it.kind, it.data)
      let sampler = try type.init(
        ParameterValues(it.options.mapValues(\.plain), for: type.parameters))
      let result = try sampler.resample(
        training, space: training.table, seed: Seed(randomState: it.seed), threads: 1)
      let start = training.count
      let new = result.labels.codes[start...]
      let words = "\(it.data) \(it.options.mapValues(\.plain)) \(it.seed)"
      let counts = it.classes.indices.map { code in new.count { $0 == Int32(code) } }
      #expect(counts == it.classes && it.labelsSorted && Array(new) == new.sorted(), "\(words)")
      for (column, old) in zip(result.table.plain, training.table.plain) {
        #expect(Array(column.prefix(start)) == old)
      }
      for (place, column) in result.table.plain.enumerated() {
        let own = Array(column[start...])
        let wanted = it.columns[place]
        if wanted.count == own.count {
          #expect(own == wanted, "\(words)")
        } else {
          #expect(Array(own.prefix(1) + own.suffix(1)) == wanted, "\(words)")
        }
        let weighted = own.enumerated().reduce(0.0) { $0 + Double($1.0 % 97 + 1) * $1.1 }
        #expect(weighted == it.weighted[place], "\(words)")
      }
    }
  }

  @Test("class counts equal those of imbalanced-learn's user guide")
  func userGuide() throws {
    struct Guide: Decodable {
      let columns: [[Double]]
      let labels: [Int32]
    }
    let guide = try Made.recorded("user_guide", as: Guide.self)
    let wanted = try Made.recorded("oversamplers", as: Recorded.self).guide
    #expect(wanted.adasyn == [4673, 4662, 4674])
    let training = Made.training(
      guide.columns.map(Column.numeric), guide.labels, classes: ["0", "1", "2"])
    func counts(_ sampler: any Sampler) throws -> [Int] {
      try sampler.resample(
        training, space: training.table, seed: Seed(randomState: 0), threads: 2
      ).labels.classCounts
    }
    #expect(try counts(ADASYN.withDefaults()) == wanted.adasyn)
    #expect(try counts(BorderlineSMOTE.withDefaults()) == wanted.borderlineSmote)
    #expect(try counts(SVMSMOTE.withDefaults()) == wanted.svmSmote)
    #expect(try counts(ClusterCentroids.withDefaults()) == [64, 64, 64])
  }

  @Test("support vectors are those of scikit-learn's SVC, and decisions agree at the optimum")
  func machines() throws {
    let recorded = try Made.recorded("oversamplers", as: Recorded.self)
    for it in recorded.machines {
      let training = try recorded.training("numbers", it.data)
      let space = training.table.numbers
      let gamma = SupportVectorMachine.scaledGamma(space)
      #expect(abs(gamma / it.gamma - 1) < 1e-12)
      let first = training.labels.rows(ofClass: 0)
      let second = training.labels.rows(ofClass: 1)
      for memory in [100_000_000, 4000] {
        let loose = SupportVectorMachine(
          space, first: first, second: second, gamma: gamma, memory: memory, threads: 2)
        let rows = first + second
        let support = rows.indices.filter { loose.weights[$0] > 0 }.map { rows[$0] }
        #expect(support.sorted() == it.support.sorted(), "\(it.data)")
        let tight = SupportVectorMachine(
          space, first: first, second: second, gamma: gamma, tolerance: 1e-9, memory: memory,
          threads: 1)
        for (row, wanted) in it.decisions.enumerated() {
          var decision = -tight.offset
          for (place, other) in rows.enumerated() where tight.weights[place] > 0 {
            let square = space.reduce(0) { $0 + ($1[row] - $1[other]) * ($1[row] - $1[other]) }
            let sign = place < first.count ? 1.0 : -1
            decision += sign * tight.weights[place] * exponential(-gamma * square)
          }
          #expect(abs(decision - wanted) < 1e-5, "\(it.data)")
        }
      }
    }
  }
}
