/// What a network makes small.
package enum NetworkLoss: String, Sendable {
  /// Cross-entropy.
  case logLoss = "log_loss"
  /// Cross-entropy in which rows that are already right count less; two classes.
  case focal
  /// The squared hinge of pairs of a positive and a negative row; two classes.
  case auc

  /// The mean loss of a batch and its slopes by what came out of the network.
  ///
  /// - Parameters:
  ///   - outputs: One for two classes, else one for each class; row by row.
  ///   - codes: For each row its class; the second of two is positive.
  ///   - weights: For each row its weight.
  /// - Returns: The weighted mean over the rows, or over pairs.
  package func slopes(
    _ outputs: [Double], width: Int, codes: [UInt8], weights: [Double]
  ) -> (loss: Double, slopes: [Double]) {
    let total = weights.reduce(0, +)
    var slopes = [Double](repeating: 0, count: outputs.count)
    guard total > 0 else { return (0, slopes) }
    var loss = 0.0
    switch self {
    case .auc:
      loss = outputs.withUnsafeBufferPointer { scores in
        slopes.withUnsafeMutableBufferPointer { slopes in
          PairwiseLoss.gradient(
            .squaredHinge, scores: scores, isPositive: codes.map { $0 == 1 }, weights: weights,
            into: slopes)
        }
      }
    case .logLoss where width > 1:
      for row in codes.indices {
        let own = outputs[row * width..<(row + 1) * width]
        let top = own.max() ?? 0
        var norm = 0.0
        for code in 0..<width {
          let power = Exponential.exp(outputs[row * width + code] - top)
          slopes[row * width + code] = power
          norm += power
        }
        let share = weights[row] / total
        for code in 0..<width {
          slopes[row * width + code] *= share / norm
          if code == Int(codes[row]) { slopes[row * width + code] -= share }
        }
        loss += share * (NaturalLogarithm.log(norm) + top - outputs[row * width + Int(codes[row])])
      }
    case .logLoss, .focal:
      let pointwise = self == .focal ? PointwiseLoss.defaultFocal : .logLoss
      for row in codes.indices {
        let isPositive = codes[row] == 1
        let share = weights[row] / total
        loss += share * pointwise.value(margin: outputs[row], isPositive: isPositive)
        slopes[row] = share * pointwise.gradient(margin: outputs[row], isPositive: isPositive)
      }
    }
    return (loss, slopes)
  }
}
