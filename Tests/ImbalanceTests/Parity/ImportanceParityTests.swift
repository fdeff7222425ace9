import Imbalance
import Testing

private struct Recorded: Decodable {
  struct Case: Decodable {
    let model: String
    let classes: Int
    let metric: String
    let seed: UInt32
    let repeats: Int
    let values: [[Double]]
    let mean: [Double]
    let std: [Double]
  }
  let numbers: [[Double]]
  let words: [String]
  let labels: [Int32]
  let labels3: [Int32]
  let training: Int
  let cases: [Case]
  let shuffles: [[Int32]]
}

@Suite struct ImportanceParityTests {
  /// The recorded rows: numbers a and b, words, numbers c and d.
  private static func split(_ recorded: Recorded, classes: Int) -> Split {
    let levels = Set(recorded.words).sorted()
    var columns = recorded.numbers.map(Column.numeric)
    columns.insert(
      .categorical(
        CategoricalColumn(
          levels: levels,
          codes: recorded.words.map { Int32(levels.firstIndex(of: $0) ?? -1) })), at: 2)
    return Made.split(
      columns, classes == 2 ? recorded.labels : recorded.labels3,
      classes: classes == 2 ? ["0", "1"] : ["0", "1", "2"],
      names: ["a", "b", "region", "c", "d"], training: recorded.training)
  }

  @Test("shuffles equal NumPy's, each repeat shuffling what the one before it left")
  func shuffles() throws {
    let recorded = try Made.recorded("importance", as: Recorded.self)
    let own = PermutationImportance.shuffles(12, repeats: 4, seed: Seed(randomState: 7))
    #expect(own == recorded.shuffles)
  }

  @Test("importances of original columns equal scikit-learn's permutation_importance row for row")
  func everyShuffle() throws {
    let recorded = try Made.recorded("importance", as: Recorded.self)
    #expect(recorded.cases.count >= 20)
    for it in recorded.cases {
      let split = Self.split(recorded, classes: it.classes)
      let isTree = it.model == "decision_tree"
      let classifier: any Classifier =
        isTree
        ? try DecisionTree.with(["max_depth": .integer(4), "min_samples_leaf": .integer(12)])
        : try LogisticRegression.withDefaults()
      let fitted = try Strategy(
        recipe: Recipe(
          classifier: classifier, preparation: PreparationOptions(oneHot: true),
          seed: Seed(root: 1))
      ).fit(split.training, threads: 1)
      let found = try PermutationImportance(
        of: fitted, on: split.test, metric: try #require(Metrics.named(it.metric)),
        options: .init(repeats: it.repeats, seed: Seed(randomState: it.seed)))
      let tolerance = ["brier", "log_loss"].contains(it.metric) ? 1e-8 : 1e-9
      for (column, wanted) in it.values.enumerated() {
        let own = found.columns[column]
        for (value, wanted) in zip(own.values, wanted) {
          #expect(abs((value.number ?? .nan) - wanted) <= tolerance, "\(it.model) \(it.metric)")
        }
        #expect(own.values.count == it.repeats)
        #expect(abs((own.mean.value.number ?? .nan) - it.mean[column]) <= tolerance)
        #expect(abs((own.deviation ?? .nan) - it.std[column]) <= tolerance)
      }
    }
  }
}
