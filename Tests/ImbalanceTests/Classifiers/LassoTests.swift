import Imbalance
import Testing

/// The lasso's optimum by its own conditions: coefficients that are not 0 feel a pull of exactly the
/// penalty, those at 0 no more than it.
@Suite struct LassoTests {
  private func expectOptimum(
    _ columns: [[Double]], _ codes: [Int32], c: Double, ratio: Double, least: Int, most: Int
  ) throws {
    let training = Made.training(columns.map(Column.numeric), codes)
    let model = try Recipe(
      classifier: try LogisticRegression.with([
        "penalty": .text("elasticnet"), "l1_ratio": .number(ratio), "C": .number(c),
      ]), preparation: PreparationOptions(standardize: false), seed: Seed(root: 1)
    ).fit(training, threads: 2)
    #expect(model.fit.notes.isEmpty, "\(model.fit.notes)")
    let slopes = model.fit.coefficients[0]
    let residuals = zip(
      model.fitted.probabilities(for: training.table, threads: 1)[1], codes
    ).map { $0 - Double($1) }
    let slack = 1e-6 * Double(codes.count)
    #expect(abs(residuals.reduce(0, +)) < slack)
    for (column, slope) in zip(columns, slopes) {
      let pull =
        c * zip(column, residuals).reduce(0) { $0 + $1.0 * $1.1 } + (1 - ratio) * slope
      if slope == 0 {
        #expect(abs(pull) <= ratio + c * slack)
      } else {
        #expect(abs(pull + (slope > 0 ? ratio : -ratio)) < c * slack)
      }
    }
    let kept = slopes.count { $0 != 0 }
    #expect(kept >= least && kept <= most, "\(kept) of \(slopes.count)")
  }

  private func data(_ rows: Int, _ width: Int) -> ([[Double]], [Int32]) {
    var random = FastRandom(Seed(root: 8))
    let columns = (0..<width).map { _ in (0..<rows).map { _ in random.normal() } }
    let codes = (0..<rows).map { row -> Int32 in
      let score = 1.5 * columns[0][row] - columns[1][row] + 0.7 * columns[2][row] - 2
      return score + 1.5 * random.normal() > 0 ? 1 : 0
    }
    return (columns, codes)
  }

  @Test("with more rows than the curvature is measured on")
  func tall() throws {
    let (columns, codes) = data(40_000, 6)
    try expectOptimum(columns, codes, c: 0.002, ratio: 1, least: 3, most: 6)
  }

  @Test("with more columns than a quadratic model holds")
  func wide() throws {
    let (columns, codes) = data(90, 850)
    try expectOptimum(columns, codes, c: 0.3, ratio: 0.9, least: 2, most: 200)
  }

  @Test("with columns that repeat each other")
  func repeated() throws {
    let (columns, codes) = data(400, 5)
    var random = FastRandom(Seed(root: 3))
    let echo = columns[0].map { $0 + 1e-3 * random.normal() }
    try expectOptimum(columns + [echo, columns[1]], codes, c: 1, ratio: 0.9, least: 3, most: 7)
  }

  @Test("options that belong to another loss or penalty are told")
  func conflicts() throws {
    for options in [
      ["l1_ratio": .number(0.5)], ["gamma": .number(1)], ["auc_surrogate": .text("logistic")],
      ["loss": .text("auc"), "alpha": .number(0.5)],
      ["loss": .text("auc"), "penalty": .text("l1")],
    ] as [[String: ParameterValue]] {
      let error = #expect(throws: ParameterError.self) {
        try LogisticRegression.with(options)
      }
      #expect(error?.code == "option-conflict" && error?.hint != nil)
    }
    let (columns, codes) = Made.blobs([30, 30, 30])
    let error = #expect(throws: ModellingError.self) {
      try Recipe(
        classifier: try LogisticRegression.with(["loss": .text("focal")]), seed: Seed(root: 1)
      ).fit(Made.training(columns, codes, classes: ["a", "b", "c"]), threads: 1)
    }
    #expect(error?.code == "too-many-classes")
  }

  @Test("no step away from a support vector machine's coefficients makes it better")
  func machines() throws {
    let (columns, codes) = data(3_000, 4)
    for (loss, c) in [
      ("hinge", 0.5), ("squared_hinge", 0.5), ("hinge", 100), ("squared_hinge", 100),
    ] {
      let fit = try Recipe(
        classifier: try LinearSVM.with(["loss": .text(loss), "C": .number(c)]),
        preparation: PreparationOptions(standardize: false), seed: Seed(root: 1)
      ).fit(Made.training(columns.map(Column.numeric), codes), threads: 1).fit
      #expect(fit.notes.count == 1, "\(fit.notes)")
      func objective(_ point: [Double]) -> Double {
        var sum = point.reduce(0) { $0 + $1 * $1 / 2 }
        for (row, code) in codes.enumerated() {
          var score = point[4]
          for column in 0..<4 { score += point[column] * columns[column][row] }
          let short = max(0, 1 - (code == 1 ? score : -score))
          sum += c * (loss == "hinge" ? short : short * short)
        }
        return sum
      }
      let point = fit.coefficients[0] + fit.intercepts
      let best = objective(point)
      for place in point.indices {
        for step in [1e-5, -1e-5, 1e-3, -1e-3] {
          var moved = point
          moved[place] += step
          #expect(objective(moved) >= best * (1 - 1e-12), "\(loss) \(c)")
        }
      }
    }
  }
}
