import Foundation
import Imbalance
import Testing

/// A network computed plainly in double precision.
private struct Reference {
  let shape: NetworkShape
  let numbers: [Double]

  func outputs(_ row: [Double]) -> [Double] {
    var values = row
    for (index, layer) in shape.layers.enumerated() {
      var next: [Double] = []
      for output in 0..<layer.outputs {
        var sum = numbers[layer.place(bias: output)]
        for input in 0..<layer.inputs { sum += values[input] * numbers[layer.place(input, output)] }
        if index + 1 < shape.layers.count {
          switch shape.activation {
          case .relu: sum = max(0, sum)
          case .tanh: sum = Foundation.tanh(sum)
          case .logistic: sum = 1 / (1 + exp(-sum))
          }
        }
        next.append(sum)
      }
      values = next
    }
    return values
  }
}

@Suite struct MLPTests {
  @Test(
    "the slopes are those of a plain network, by finite differences",
    arguments: [
      (NetworkShape.Activation.relu, [5, 9, 1], NetworkLoss.logLoss),
      (.tanh, [3, 4, 11, 1], .focal),
      (.logistic, [4, 8, 8, 3], .logLoss), (.relu, [6, 17, 10, 4], .logLoss),
      (.tanh, [4, 12, 1], .auc),
    ])
  func gradient(
    activation: NetworkShape.Activation, widths: [Int], loss: NetworkLoss
  ) throws {
    let shape = NetworkShape(widths, activation: activation)
    var random = FastRandom(Seed(root: 8))
    let numbers = shape.drawn(&random)
    let count = 23
    let outputs = try #require(widths.last)
    let rows = (0..<count).map { _ in (0..<widths[0]).map { _ in Float(random.normal()) } }
    let codes = (0..<count).map { UInt8($0 % max(2, outputs)) }
    let weights = (0..<count).map { 0.5 + Double($0 % 3) }
    func value(_ numbers: [Double]) -> Double {
      let network = Reference(shape: shape, numbers: numbers)
      let said = rows.flatMap { network.outputs($0.map(Double.init)) }
      return loss.slopes(said, width: outputs, codes: codes, weights: weights).loss
    }
    let padded = (widths[0] + 7) / 8 * 8
    var pass = NetworkPass(shape, capacity: count)
    for (place, row) in rows.enumerated() {
      let filled = row + [Float](repeating: 0, count: padded - row.count)
      filled.withUnsafeBufferPointer { if let base = $0.baseAddress { pass.setInput(place, base) } }
    }
    pass.forward(numbers, rows: count, random: &random)
    let said = (0..<count).flatMap { row in (0..<outputs).map { Double(pass.output(row, $0)) } }
    let plain = rows.flatMap {
      Reference(shape: shape, numbers: numbers.map(Double.init)).outputs($0.map(Double.init))
    }
    for (a, b) in zip(said, plain) { #expect(abs(a - b) < 1e-5) }
    let slopes = loss.slopes(said, width: outputs, codes: codes, weights: weights).slopes
    for row in 0..<count {
      for place in 0..<outputs { pass.setSlope(row, place, Float(slopes[row * outputs + place])) }
    }
    var gradient = [Float](repeating: .nan, count: shape.count)
    pass.backward(numbers, rows: count, into: &gradient)
    let base = numbers.map(Double.init)
    var largest = 0.0
    for layer in shape.layers {
      for output in 0..<layer.outputs {
        for place in (0..<layer.inputs).map({ layer.place($0, output) }) + [
          layer.place(bias: output)
        ] {
          var (up, down) = (base, base)
          up[place] += 1e-6
          down[place] -= 1e-6
          let wanted = (value(up) - value(down)) / 2e-6
          largest = max(largest, abs(wanted))
          #expect(abs(Double(gradient[place]) - wanted) < 2e-5, "\(place)")
        }
      }
    }
    #expect(largest > 0.01)
    // What fills up vectors never learns.
    #expect(gradient.allSatisfy { $0.isFinite })
  }

  @Test("Adam's steps are those of the paper")
  func adam() {
    var adam = Adam(rate: 0.1, count: 3)
    var numbers: [Float] = [1, -2, 0.5]
    var (plain, means, squares) = ([1.0, -2, 0.5], [0.0, 0, 0], [0.0, 0, 0])
    for step in 1...40 {
      let gradient = (0..<3).map { sin(Double(step * ($0 + 1))) + 0.3 }
      adam.step(&numbers, gradient.map(Float.init))
      for place in 0..<3 {
        means[place] = 0.9 * means[place] + 0.1 * gradient[place]
        squares[place] = 0.999 * squares[place] + 0.001 * gradient[place] * gradient[place]
        let mean = means[place] / (1 - pow(0.9, Double(step)))
        let square = squares[place] / (1 - pow(0.999, Double(step)))
        plain[place] -= 0.1 * mean / (square.squareRoot() + 1e-8)
        #expect(abs(Double(numbers[place]) - plain[place]) < 1e-4)
      }
    }
  }

  private func split(_ sizes: [Int]) -> Split {
    let (columns, codes) = Made.blobs(sizes)
    return Made.split(
      columns, codes, classes: sizes.indices.map(String.init), training: codes.count / 2)
  }

  private func model(
    _ options: [String: ParameterValue], _ split: Split
  ) throws -> FittedModel {
    try Recipe(classifier: try MLP.with(options), seed: Seed(root: 3))
      .fit(split.training, threads: 1)
  }

  @Test("dropout changes what is learnt and not what is said twice")
  func dropout() throws {
    let split = split([300, 100])
    let options: [String: ParameterValue] = ["max_iter": .integer(30)]
    let plain = try model(options, split).predictions(on: split.test, threads: 1)
    let dropped = try model(
      options.merging(["dropout": .number(0.5)]) { a, _ in a }, split)
    let said = dropped.predictions(on: split.test, threads: 1)
    #expect(said.probabilities != plain.probabilities)
    #expect(
      said.probabilities == dropped.predictions(on: split.test, threads: 1).probabilities)
  }

  @Test("early stopping keeps rows back and ends sooner")
  func earlyStopping() throws {
    let split = split([400, 200, 100])
    func rounds(_ options: [String: ParameterValue]) throws -> Double {
      let fit = try model(
        options.merging(["max_iter": .integer(400)]) { a, _ in a }, split
      ).fit
      return fit.counts.first { $0.name == "iterations" }?.value ?? 0
    }
    let early = try rounds([
      "early_stopping": .boolean(true), "learning_rate_init": .number(0.01),
    ])
    #expect(early < 200)
    #expect(
      try rounds(["learning_rate_init": .number(0.01), "n_iter_no_change": .integer(50)]) > early)
  }

  @Test(
    "losses for rare classes rank rows, and say that they give no probabilities",
    arguments: ["focal", "auc"])
  func losses(name: String) throws {
    let split = split([900, 60])
    let model = try model(["loss": .text(name), "max_iter": .integer(60)], split)
    #expect(model.fit.notes.contains { $0.contains("calibrate") })
    let said = model.predictions(on: split.test, threads: 1)
    let high = said.labels.codes.indices.filter { said.labels.codes[$0] == 1 }
    let low = said.labels.codes.indices.filter { said.labels.codes[$0] == 0 }
    var wins = 0
    for a in high { wins += low.count { said.probabilities[1][$0] < said.probabilities[1][a] } }
    #expect(Double(wins) / Double(high.count * low.count) > 0.85)
    let error = #expect(throws: ModellingError.self) {
      try self.model(["loss": .text(name)], self.split([40, 40, 40]))
    }
    #expect(error?.code == "too-many-classes")
  }

  @Test("layers may be given as a number, a list, or none at all")
  func layers() throws {
    let split = split([200, 100])
    for sizes in [.integer(8), .list([.integer(12), .integer(5)]), .list([])] as [ParameterValue] {
      let said = try model(
        ["hidden_layer_sizes": sizes, "max_iter": .integer(100)], split
      ).predictions(on: split.test, threads: 1)
      #expect(said.areProbabilities)
    }
    #expect(throws: ParameterError.self) {
      try MLP.with(["hidden_layer_sizes": .list([.integer(0)])])
    }
  }

  @Test("steps that are far too long are an error, not a number that is none")
  func diverges() throws {
    let error = #expect(throws: ModellingError.self) {
      try self.model(
        [
          "learning_rate_init": .number(1_000), "max_iter": .integer(50),
          "hidden_layer_sizes": .list([ParameterValue](repeating: .integer(8), count: 18)),
        ], self.split([80, 40]))
    }
    #expect(error?.code == "diverged")
  }
}
