import Imbalance
import Testing

/// The optimum of a convex function is where its gradient vanishes; that needs no other program.
@Suite struct SoftmaxOptimumTests {
  /// The largest part of the gradient of the penalised log-loss (C = 1), from what a model says.
  private func steepness(_ model: FittedModel, _ split: Split) -> Double {
    let columns = model.preparation.apply(to: split.test.table).numbers
    let chances = model.predictions(on: split.test, threads: 2).probabilities
    var largest = 0.0
    for (code, chance) in chances.enumerated() {
      let residuals = zip(chance, split.test.labels.codes).map { p, truth in
        truth == Int32(code) ? p - 1 : p
      }
      largest = max(largest, abs(residuals.reduce(0, +)))
      for (place, column) in columns.enumerated() {
        let slope = zip(residuals, column).reduce(0) { $0 + $1.0 * $1.1 }
        largest = max(largest, abs(slope + model.fit.coefficients[code][place]))
      }
    }
    return largest
  }

  private func expectOptimum(_ split: Split) throws {
    let model = try Recipe(
      classifier: try LogisticRegression.withDefaults(), seed: Seed(root: 1)
    ).fit(split.training, threads: 2)
    #expect(model.fit.notes.isEmpty, "\(model.fit.notes)")
    let steps = try #require(model.fit.counts.first { $0.name == "iterations" }?.value)
    #expect(steps < 60, "rare classes tie the decisions together: \(steps) steps")
    #expect(steepness(model, split) < 1e-5)
  }

  @Test("rare classes and columns that nearly repeat each other still reach the optimum")
  func rareClasses() throws {
    let blobs = Made.blobs([1_500, 120, 15, 40, 60], columns: 5, seed: 3)
    let columns = blobs.columns.map { column -> [Double] in
      if case .numeric(let values) = column { values } else { [] }
    }
    var random = FastRandom(Seed(root: 9))
    let echo = zip(columns[0], columns[1]).map { $0 + $1 + 0.02 * random.normal() }
    let split = Made.split(
      (columns + [echo]).map(Column.numeric), blobs.codes, classes: ["a", "b", "c", "d", "e"],
      training: blobs.codes.count)
    let all = Dataset(
      table: split.training.table, labels: split.training.labels,
      source: .init(name: "made", sha256: "", unlabelledRows: 0, notes: []))
    let rows = Array(0..<all.count)
    try expectOptimum(all.split(training: rows, validation: nil, test: rows))
  }

  @Test(
    "page blocks, five classes of which one has nine rows of ten, reach the optimum",
    .enabled(if: SharedData.isThere))
  func pageBlocks() throws {
    let data = try SharedData.dataset("page_blocks.csv", DelimitedOptions(target: "Class"))
    let rows = Array(0..<data.count)
    try expectOptimum(data.split(training: rows, validation: nil, test: rows))
  }
}
