import Imbalance
import Testing

@Suite struct SamplingErrorTests {
  private func refusal(
    _ method: String, _ options: [String: ParameterValue], sizes: [Int] = [60, 20]
  ) throws -> ModellingError {
    let (columns, codes) = Made.blobs(sizes)
    let training = Made.training(columns, codes, classes: sizes.indices.map(String.init))
    let type = try #require(Samplers.all.first { $0.name == method })
    let sampler = try type.init(ParameterValues(options, for: type.parameters))
    return try #require(throws: ModellingError.self) {
      try Resampling(sampler: sampler, preparation: PreparationOptions(), seed: Seed(root: 1))
        .apply(to: training, threads: 1)
    }
  }

  @Test("too few rows for the neighbours say how many are needed, and what to do")
  func neighbours() throws {
    let error = try refusal("smote", ["k_neighbors": .integer(5)], sizes: [40, 4])
    #expect(error.code == "too-few-neighbours")
    #expect(error.message == "5 neighbours need at least 6 rows, and class '1' has 4")
    #expect(error.hint == "k_neighbors: 3, or use random_over")
    #expect(
      try refusal("edited_nearest_neighbours", ["n_neighbors": .integer(80)]).code
        == "too-few-neighbours")
  }

  @Test("columns of the wrong kind are named, with the sampler that takes them")
  func kinds() throws {
    let numbers = try refusal("smote_nc", [:])
    #expect(numbers.code == "no-categories" && numbers.hint?.contains("smote") == true)
    let words = try refusal("smoten", [:])
    #expect(words.code == "numeric-columns" && words.hint?.contains("use smote") == true)
  }

  @Test("k-means SMOTE says when no cluster holds enough of the class")
  func clusters() throws {
    let error = try refusal(
      "kmeans_smote", ["cluster_balance_threshold": .number(1), "n_clusters": .integer(2)],
      sizes: [60, 6])
    #expect(error.code == "no-cluster" && error.hint != nil)
  }

  @Test("ratios that cannot be reached are refused with the one that can")
  func ratios() throws {
    let over = try refusal("random_over", ["sampling_strategy": .number(0.25)])
    #expect(over.code == "sampling-strategy" && over.hint?.contains("0.333") == true)
    let under = try refusal("random_under", ["sampling_strategy": .number(0.25)])
    #expect(under.code == "sampling-strategy" && under.hint?.contains("0.333") == true)
    let three = try refusal(
      "smote", ["sampling_strategy": .number(0.5)], sizes: [40, 10, 20])
    #expect(three.message.contains("two classes"))
  }

  @Test("wanted numbers must lie on the right side of the present ones")
  func counts() throws {
    let fewer = ParameterValue.mapping([.init("1", .integer(10))])
    let more = ParameterValue.mapping([.init("0", .integer(100))])
    let unknown = ParameterValue.mapping([.init("7", .integer(10))])
    #expect(try refusal("random_over", ["sampling_strategy": fewer]).message.contains("20"))
    #expect(try refusal("random_under", ["sampling_strategy": more]).message.contains("60"))
    #expect(try refusal("smote", ["sampling_strategy": unknown]).code == "unknown-class")
    #expect(
      try refusal("tomek_links", ["sampling_strategy": .list([.text("7")])]).code
        == "unknown-class")
  }

  @Test("majority is no class to over-sample, nor minority one to under-sample")
  func words() {
    #expect(throws: ParameterError.self) {
      try SMOTE.with(["sampling_strategy": .text("majority")])
    }
    #expect(throws: ParameterError.self) {
      try RandomUnder.with(["sampling_strategy": .text("minority")])
    }
  }
}
