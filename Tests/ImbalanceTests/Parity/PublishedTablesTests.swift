import Foundation
import Imbalance
import OrderedCollections
import Testing

/// What scikit-learn finds beyond the printed digits; recorded by `published_tables.py`.
private struct Recorded: Decodable {
  let intercept: Double
  let slopes: [Double]
  let rocAuc: Double
  let half: [[Int]]
  let fifth: [[Int]]
}

/// James, Witten, Hastie and Tibshirani, An Introduction to Statistical Learning (1st ed.).
@Suite struct PublishedTablesTests {
  private static let needsTables: ConditionTrait = .enabled(
    if: SharedData.isThere, "needs ../shared/data, whose licences do not let it be committed")

  private func unpenalised(_ split: Split) throws -> FittedModel {
    try Recipe(
      classifier: try LogisticRegression.with(["penalty": .text("none")]),
      preparation: PreparationOptions(standardize: false), seed: Seed(root: 1)
    ).fit(split.training, threads: 2)
  }

  /// Tables 4.1 to 4.3: features, then what is printed of the intercept and of each slope, and
  /// the last printed decimal.
  private static let printed: [(features: [String], intercept: Double, slopes: [Printed])] = [
    (["balance"], -10.6513, [Printed(0.0055, 4)]),
    (["student"], -3.5041, [Printed(0.4049, 4)]),
    (
      ["student", "balance", "income"], -10.8690,
      [Printed(-0.6468, 4), Printed(0.0057, 4), Printed(0.0000030, 7)]
    ),
  ]

  struct Printed: Sendable {
    let value: Double
    let decimals: Int
    init(_ value: Double, _ decimals: Int) {
      self.value = value
      self.decimals = decimals
    }
    func matches(_ other: Double) -> Bool {
      // Half a unit of the last printed decimal.
      abs(value - other) <= 0.5 * pow(10, -Double(decimals)) + 1e-12
    }
  }

  @Test(
    "card defaults: coefficients, calls and area are those printed (needs ../shared/data)",
    needsTables, arguments: printed.indices)
  func defaults(_ place: Int) throws {
    let (features, intercept, slopes) = Self.printed[place]
    let data = try SharedData.dataset(
      "default.csv", DelimitedOptions(target: "default", positive: "Yes", features: features))
    let all = Array(0..<data.count)
    // In-sample, as the book has it.
    let split = data.split(training: all, validation: nil, test: all)
    let model = try unpenalised(split)
    let fit = model.fit
    // Two columns stand for the two answers of `student`; the book has their difference.
    let names = features.flatMap { $0 == "student" ? ["student=No", "student=Yes"] : [$0] }
    try #require(fit.coefficients.first?.count == names.count)
    #expect(fit.columns.sorted() == names.sorted())
    func coefficient(_ name: String) -> Double {
      fit.columns.firstIndex(of: name).map { fit.coefficients[0][$0] } ?? 0
    }
    let base = fit.intercepts[0] + coefficient("student=No")
    let found = features.map {
      $0 == "student" ? coefficient("student=Yes") - coefficient("student=No") : coefficient($0)
    }
    #expect(Printed(intercept, 4).matches(base), "\(base)")
    for (own, wanted) in zip(found, slopes) { #expect(wanted.matches(own), "\(own)") }

    let recorded = try #require(
      try Made.recorded("published_tables", as: [String: Recorded].self)[
        features.joined(separator: " ")])
    #expect(abs(base - recorded.intercept) <= 1e-6)
    for (own, wanted) in zip(found, recorded.slopes) {
      #expect(abs(own - wanted) <= 1e-6 * max(abs(wanted), 1e-6), "\(own) \(wanted)")
    }
    let predictions = model.predictions(on: split.test, threads: 2)
    for (cut, wanted) in [(0.5, recorded.half), (0.2, recorded.fifth)] {
      let judged = try ModelEvaluation(
        predictions, threshold: cut,
        options: EvaluationOptions(replicates: 100, seed: Seed(root: 1)))
      #expect(judged.confusion.counts == wanted, "at \(cut)")
      let area = try #require(judged.metrics["roc_auc"]?.value.number)
      #expect(abs(area - recorded.rocAuc) <= 1e-9)
      if features.count == 3 { #expect(abs(area - 0.9496) <= 0.00005) }
    }
  }

  @Test(
    "caravan insurance: nobody buys at one half, 11 of 33 at a quarter (needs ../shared/data)",
    needsTables)
  func caravan() throws {
    let lines = try SharedData.lines("caravan.csv")
    var made = "part," + lines[0]
    for (row, line) in lines.dropFirst().enumerated() {
      made += "\n" + (row < 1000 ? "test," : "train,") + line
    }
    let data = try readData(made, target: "Purchase", positive: "Yes")
    #expect(data.count == 5822)
    let split = try data.split(byColumn: "part")
    #expect(split.test.count == 1000)
    #expect(split.training.table.names.count == 85)

    let never = try Recipe(classifier: try Majority.withDefaults(), seed: Seed(root: 1))
      .fit(split.training, threads: 1).predictions(on: split.test, threads: 1)
    let idle = try ModelEvaluation(
      never, threshold: 0.5, options: EvaluationOptions(replicates: 100, seed: Seed(root: 1)))
    #expect(idle.metrics["accuracy"]?.value == .defined(0.941))

    let predictions = try unpenalised(split).predictions(on: split.test, threads: 2)
    for (cut, alarms, right) in [(0.5, 7, 0), (0.25, 33, 11)] {
      let judged = try ModelEvaluation(
        predictions, threshold: cut,
        options: EvaluationOptions(replicates: 100, seed: Seed(root: 1)))
      #expect(judged.confusion.tp == right, "at \(cut)")
      #expect(judged.confusion.fp == alarms - right, "at \(cut)")
    }
  }
}
