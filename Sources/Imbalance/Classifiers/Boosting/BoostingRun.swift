/// Boosting from the first tree to the last.
struct BoostingRun {
  /// The trees of each round, one for each output.
  private(set) var rounds: [[BoostedTree]] = []
  /// After each round the mean loss on the rows kept aside.
  private(set) var validationLosses: [Double] = []
  /// How many rounds were grown before it stopped early; `nil` when it did not.
  private(set) var stoppedAfter: Int?
  let baseline: [Double]

  /// The rows kept aside, as trees see them.
  struct Validation {
    let matrix: BinMatrix
    let codes: [UInt8]
    let weights: [Double]
  }

  init(
    _ matrix: BinMatrix, gradients: BoostingGradients, validation: Validation?,
    options: BoostingOptions, seed: Seed, threads: Int
  ) {
    baseline = gradients.baseline
    var grower = BoostingGrower(
      matrix, options: options, random: FastRandom(seed.child("columns")), threads: threads)
    var held = validation.map {
      HeldScores($0, baseline: gradients.baseline, classes: gradients.classes, loss: options.loss)
    }
    let first = held?.loss()
    for _ in 0..<options.maxIterations {
      gradients.beginRound()
      var trees: [BoostedTree] = []
      for output in 0..<gradients.outputs {
        trees.append(
          grower.grow(gradients.ground(for: output), addingTo: gradients.scores(of: output)))
      }
      rounds.append(trees)
      // Where nothing can be split any more nothing changes but the shared level.
      if trees.allSatisfy({ $0.leaves == 1 && abs($0.nodes[0].value) < 1e-12 }) { break }
      guard held != nil else { continue }
      held?.add(trees)
      let loss = held?.loss() ?? 0
      validationLosses.append(loss)
      if Self.isFlat([first ?? loss] + validationLosses, options) {
        stoppedAfter = rounds.count
        break
      }
    }
    // The rounds after the best one made the loss larger or left it where it was.
    if let best = validationLosses.min(), let place = validationLosses.firstIndex(of: best) {
      rounds.removeLast(rounds.count - place - 1)
    }
  }

  /// Whether none of the last losses is smaller than the one before them, by the tolerance.
  private static func isFlat(_ losses: [Double], _ options: BoostingOptions) -> Bool {
    guard losses.count > options.patience else { return false }
    let reference = losses[losses.count - options.patience - 1] - options.tolerance
    return losses.suffix(options.patience).allSatisfy { $0 >= reference }
  }
}

/// The scores of the rows kept aside.
private struct HeldScores {
  let rows: BoostingRun.Validation
  let classes: Int
  let pointwise: PointwiseLoss
  private var scores: [[Double]]

  init(
    _ rows: BoostingRun.Validation, baseline: [Double], classes: Int, loss: PointwiseLoss
  ) {
    self.rows = rows
    self.classes = classes
    pointwise = loss
    scores = baseline.map { [Double](repeating: $0, count: rows.codes.count) }
  }

  mutating func add(_ trees: [BoostedTree]) {
    for (output, tree) in trees.enumerated() {
      scores[output].withUnsafeMutableBufferPointer { scores in
        guard let base = scores.baseAddress else { return }
        tree.addValues(
          UnsafePointer(rows.matrix.bytes.base), stride: rows.matrix.stride,
          rows: rows.codes.count, to: base)
      }
    }
  }

  /// The weighted mean loss.
  func loss() -> Double {
    var sum = 0.0
    var total = 0.0
    for (row, code) in rows.codes.enumerated() {
      let own: Double
      if classes == 2 {
        own = pointwise.value(margin: scores[0][row], isPositive: code == 1)
      } else {
        let peak = scores.reduce(-Double.infinity) { max($0, $1[row]) }
        let mass = scores.reduce(0) { $0 + Exponential.exp($1[row] - peak) }
        own = NaturalLogarithm.log(mass) - (scores[Int(code)][row] - peak)
      }
      sum += rows.weights[row] * own
      total += rows.weights[row]
    }
    return sum / total
  }
}
