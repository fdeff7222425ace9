import Imbalance
import Testing

@Suite struct LogisticRegressionTests {
  @Test("with an intercept only, the log-odds are those of the classes")
  func interceptOnly() throws {
    let codes = (0..<1_000).map { Int32($0 % 8 == 0 ? 1 : 0) }
    let training = Made.training([.numeric([Double](repeating: 0, count: 1_000))], codes)
    let fit = try Recipe(
      classifier: try LogisticRegression.with(["penalty": .text("none")]), seed: Seed(root: 1)
    ).fit(training, threads: 1).fit
    // log(1 / 7)
    #expect(abs(fit.intercepts[0] + 1.9459101490553132) < 1e-9)
  }

  @Test("the gradient vanishes at the optimum, for many rows and for weights")
  func gradient() throws {
    let (columns, codes) = Made.blobs([20_000, 300], columns: 6)
    let training = Made.training(columns, codes)
    let weights = codes.map { $0 == 1 ? 40.0 : 1.0 }
    let model = try Recipe(
      classifier: try LogisticRegression.with(["C": .number(0.1)]),
      preparation: PreparationOptions(standardize: false),
      classWeight: .mapping(["1": 40]), seed: Seed(root: 1)
    ).fit(training, threads: 2)
    let said = model.fitted.probabilities(for: training.table, threads: 1)[1]
    let total = weights.reduce(0, +)
    for (column, values) in training.table.numbers.enumerated() {
      var slope = model.fit.coefficients[0][column] / 0.1
      for row in codes.indices {
        slope += weights[row] * (said[row] - Double(codes[row])) * values[row]
      }
      #expect(abs(slope / total) < 1e-8)
    }
  }

  @Test("the gradient vanishes for many classes times columns, within the iterations there are")
  func manyClassesAndColumns() throws {
    // 1,004 parameters: too many for a Hessian that joins the classes.
    let classes = 4
    let (made, codes) = Made.blobs([400, 400, 400, 300], columns: 250)
    let training = Made.training(made, codes, classes: (0..<classes).map(String.init))
    let columns = training.table.numbers
    let model = try Recipe(
      classifier: try LogisticRegression.with(["C": .number(0.1)]),
      preparation: PreparationOptions(standardize: false), seed: Seed(root: 1)
    ).fit(training, threads: 2)
    #expect(model.fit.notes.isEmpty)
    let said = model.fitted.probabilities(for: training.table, threads: 1)
    for decision in 0..<classes {
      for (column, values) in columns.enumerated() {
        var slope = model.fit.coefficients[decision][column] / 0.1
        for row in codes.indices {
          slope += (said[decision][row] - (codes[row] == decision ? 1 : 0)) * values[row]
        }
        #expect(abs(slope / 1_500) < 1e-7)
      }
    }
  }

  @Test("separated classes without a penalty end with a note, not without end")
  func separated() throws {
    let values = (0..<200).map { Double($0) - 99.5 }
    let training = Made.training([.numeric(values)], values.map { $0 > 0 ? 1 : 0 })
    let fit = try Recipe(
      classifier: try LogisticRegression.with(["penalty": .text("none")]), seed: Seed(root: 1)
    ).fit(training, threads: 1).fit
    #expect(fit.notes.count == 1 && fit.coefficients[0][0].isFinite)
  }

  @Test("linearly dependent columns without a penalty do no harm")
  func dependent() throws {
    let (columns, codes) = Made.blobs([300, 100])
    let training = Made.training(columns + [columns[0]], codes)
    let model = try Recipe(
      classifier: try LogisticRegression.with(["penalty": .text("none")]), seed: Seed(root: 1)
    ).fit(training, threads: 1)
    #expect(model.fit.coefficients[0].allSatisfy { $0.isFinite && abs($0) < 100 })
  }
}
