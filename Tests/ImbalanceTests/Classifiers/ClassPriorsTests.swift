import Imbalance
import Testing

@Suite struct ClassPriorsTests {
  static let models = ["lda", "qda", "gaussian_naive_bayes"]

  private func make(_ name: String, _ priors: ParameterValue) throws -> any Classifier {
    let type = try #require(Classifiers.all.first { $0.name == name })
    return try type.init(ParameterValues(["priors": priors], for: type.parameters))
  }

  @Test("priors that do not sum to 1 are refused", arguments: models)
  func sums(name: String) {
    let error = #expect(throws: ParameterError.self) {
      try make(name, .list([.number(0.5), .number(0.6)]))
    }
    #expect(error?.code == "priors-sum")
  }

  @Test("there is one prior for each class, by place or by label", arguments: models)
  func places(name: String) throws {
    let (columns, codes) = Made.blobs([60, 30])
    let split = Made.split(columns, codes, training: 80)
    func fit(_ priors: ParameterValue) throws -> [[Double]] {
      try Recipe(classifier: try make(name, priors), seed: Seed(root: 1))
        .fit(split.training, threads: 1).predictions(on: split.test, threads: 1).probabilities
    }
    let three: ParameterValue = .list([.number(0.2), .number(0.3), .number(0.5)])
    #expect(throws: ModellingError.self) { try fit(three) }
    do {
      _ = try fit(three)
    } catch let error as ModellingError {
      #expect(error.code == "priors")
    }
    let listed = try fit(.list([.number(0.9), .number(0.1)]))
    let named = try fit(.mapping([.init("1", .number(0.1)), .init("0", .number(0.9))]))
    #expect(listed == named)
    #expect(try fit(.list([.number(0.5), .number(0.5)])) != listed)
  }
}
