/// A loss that looks at one row at a time: what a model of the log-odds is fitted by.
///
/// The margin z is the log-odds of the positive class. With u = z for positives and -z for
/// negatives, p = 1 / (1 + exp(-u)) is the chance given to the row's own class.
public enum PointwiseLoss: Sendable, Hashable, Codable {
  /// Cross-entropy: -log p. Its minimum gives probabilities.
  case logLoss
  /// alpha_t (1 - p)^gamma times the cross-entropy (Lin et al., 2017): rows that are already
  /// right count less.
  ///
  /// As in that paper `alpha` belongs to positives and 1 - alpha to negatives (LibAUC has it the
  /// other way round). With gamma 0 and alpha 0.5 it is half the cross-entropy. Its minimum gives
  /// no probabilities.
  case focal(gamma: Double, alpha: Double)

  /// The paper's choice: gamma 2, alpha 0.25.
  public static let defaultFocal = PointwiseLoss.focal(gamma: 2, alpha: 0.25)

  /// Whether 1 / (1 + exp(-margin)) is a probability at the loss's minimum.
  public var givesProbabilities: Bool { self == .logLoss }

  /// The loss of one row, at least 0.
  public func value(margin: Double, isPositive: Bool) -> Double {
    let row = Row(margin, isPositive, self)
    return row.factor * row.entropy
  }

  /// The derivative of the loss by the margin.
  public func gradient(margin: Double, isPositive: Bool) -> Double {
    let row = Row(margin, isPositive, self)
    let slope = -row.factor * (row.gamma * row.right * row.entropy + row.wrong)
    return isPositive ? slope : -slope
  }

  /// The second derivative of the loss by the margin; the focal loss bends down in places.
  public func hessian(margin: Double, isPositive: Bool) -> Double {
    let row = Row(margin, isPositive, self)
    return row.bend - row.factor * row.right * row.gamma * row.wrong * row.entropy
  }

  /// An upper bound of the second derivative, above 0, for Newton steps.
  ///
  /// It leaves out the only part that is negative, so a step is never longer than Newton's and
  /// always leads downhill. For the log-loss it is the second derivative itself.
  public func boundedHessian(margin: Double, isPositive: Bool) -> Double {
    max(Row(margin, isPositive, self).bend, 1e-16)
  }

  /// The parts that value, gradient and Hessian share.
  private struct Row {
    /// p, the chance of the row's own class, and 1 - p.
    let right: Double
    let wrong: Double
    /// -log p.
    let entropy: Double
    /// alpha_t (1 - p)^gamma.
    let factor: Double
    let gamma: Double

    @inline(__always)
    init(_ margin: Double, _ isPositive: Bool, _ loss: PointwiseLoss) {
      let own = isPositive ? margin : -margin
      // Below exp(-700) the rest is as good as nothing; 1 - p is taken without cancellation.
      let small = Exponential.exp(-abs(own))
      let (large, little) = (1 / (1 + small), small / (1 + small))
      right = own >= 0 ? large : little
      wrong = own >= 0 ? little : large
      let rest = NaturalLogarithm.log1p(small)
      entropy = max(-own, 0) + rest
      switch loss {
      case .logLoss:
        gamma = 0
        factor = 1
      case .focal(let gamma, let alpha):
        self.gamma = gamma
        let share = isPositive ? alpha : 1 - alpha
        factor =
          gamma == 2
          ? share * (wrong * wrong) : share * Exponential.exp(-gamma * (max(own, 0) + rest))
      }
    }

    /// The parts of the second derivative that are never negative.
    var bend: Double {
      factor * right * (gamma * gamma * right * entropy + (2 * gamma + 1) * wrong)
    }
  }
}
