import Imbalance
import Testing

private struct Recorded: Decodable {
  struct Rows: Decodable {
    let columns: [[Double]]
    let labels: [Int32]
  }
  struct Case: Decodable {
    let data: String
    let method: String
    let options: [String: RecordedOption]
    let seed: UInt32
    let rows: [Int]
    let columns: [[Double]]?
  }
  let data: [String: Rows]
  let cases: [Case]
}

private struct Guide: Decodable {
  let columns: [[Double]]
  let labels: [Int32]
  let editedNearestNeighbours: [Int]
  let mode: [Int]
  let randomUnder: [Int]
  let smote: [Int]
  let tomekLinks: [Int]
}

@Suite struct SamplerParityTests {
  @Test(
    "every row equals imbalanced-learn's, bit for bit and in its order",
    arguments: ["random_over", "random_under", "smote", "tomek_links", "edited_nearest_neighbours"])
  func rows(method: String) throws {
    let recorded = try Made.recorded("samplers", as: Recorded.self)
    let type = try #require(Samplers.all.first { $0.name == method })
    let cases = recorded.cases.filter { $0.method == method }
    #expect(cases.count >= 16)
    for it in cases {
      let data = try #require(recorded.data[it.data])
      let classes = (data.labels.max() ?? 0) + 1
      let training = Made.training(
        data.columns.map(Column.numeric), data.labels, classes: (0..<classes).map(String.init))
      let sampler = try type.init(
        ParameterValues(it.options.mapValues(\.plain), for: type.parameters))
      let result = try sampler.resample(
        training, space: training.table, seed: Seed(randomState: it.seed), threads: 1)
      if let columns = it.columns {
        let start = training.count
        #expect(result.labels.codes[start...].map(Int.init) == it.rows)
        for (column, wanted) in zip(result.table.numbers, columns) {
          let own = Array(column[start...])
          #expect(column[..<start] == ArraySlice(training.table.numbers[0]) || start > 0)
          if wanted.count == own.count {
            #expect(own == wanted)
          } else {
            #expect(Array(own.prefix(4) + own.suffix(2)) == wanted)
          }
        }
      } else {
        #expect(result.origins.map { $0.parents[0] } == it.rows, "\(it.data) \(it.options)")
        for (column, source) in zip(result.table.numbers, data.columns) {
          #expect(column == it.rows.map { source[$0] })
        }
      }
    }
  }

  @Test("class counts equal those of imbalanced-learn's user guide")
  func userGuide() throws {
    let guide = try Made.recorded("user_guide", as: Guide.self)
    #expect(guide.editedNearestNeighbours == [64, 213, 4568])
    let training = Made.training(
      guide.columns.map(Column.numeric), guide.labels, classes: ["0", "1", "2"])
    func counts(_ sampler: any Sampler) throws -> [Int] {
      try sampler.resample(
        training, space: training.table, seed: Seed(randomState: 0), threads: 2
      ).labels.classCounts
    }
    #expect(
      try counts(EditedNearestNeighbours.withDefaults()) == guide.editedNearestNeighbours)
    #expect(try counts(EditedNearestNeighbours.with(["kind_sel": .text("mode")])) == guide.mode)
    #expect(try counts(RandomUnder.withDefaults()) == guide.randomUnder)
    #expect(try counts(SMOTE.withDefaults()) == guide.smote)
    #expect(try counts(TomekLinks.withDefaults()) == guide.tomekLinks)
  }
}
