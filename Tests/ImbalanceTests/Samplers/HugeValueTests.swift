import Imbalance
import Testing

/// Numbers whose squares are beyond what a double holds.
@Suite struct HugeValueTests {
  private func rows(_ factor: Double) -> TrainingSet {
    var random = FastRandom(Seed(root: 4))
    let codes = (0..<80).map { Int32($0 % 5 == 0 ? 1 : 0) }
    let column = codes.map { (random.normal() + Double($0)) * factor }
    return Made.training([.numeric(column), .numeric(codes.map { _ in random.normal() })], codes)
  }

  @Test(
    "methods that measure distances refuse them by name, and never crash",
    arguments: ["smote", "adasyn", "cluster_centroids", "one_sided_selection", "smote_tomek"],
    [Bool?.none, false])
  func refused(_ method: String, _ standardize: Bool?) throws {
    let type = try #require(Samplers.all.first { $0.name == method })
    let step = Resampling(
      sampler: try type.init(ParameterValues([:], for: type.parameters)),
      preparation: PreparationOptions(standardize: standardize), seed: Seed(root: 1))
    for factor in [1e300, 1e307] {
      let error = #expect(throws: ModellingError.self) {
        try step.apply(to: rows(factor), threads: 1)
      }
      #expect(error?.code == "huge-values" && error?.message.contains("'x0'") == true)
    }
    // Nothing is refused that can be squared.
    _ = try step.apply(to: rows(1e100), threads: 1)
  }

  @Test("trees ask for the order alone")
  func trees() throws {
    let type = try #require(Classifiers.all.first { $0.name == "decision_tree" })
    let recipe = Recipe(
      classifier: try type.init(ParameterValues([:], for: type.parameters)), seed: Seed(root: 1))
    #expect(throws: Never.self) { try recipe.fit(rows(1e300), threads: 1) }
  }
}
