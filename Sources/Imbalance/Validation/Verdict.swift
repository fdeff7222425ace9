/// What a verdict must know of a model.
public struct StrategyTraits: Sendable, Hashable {
  /// The classifier with its options, as a key: equal for models that differ in nothing else than
  /// what is done against imbalance.
  public let base: String
  /// Whether rows were resampled or classes weighted.
  public let isModified: Bool
  /// Whether its threshold was tuned.
  public let isTuned: Bool
  /// The calibrator's name, where there is one.
  public let calibrator: String?

  /// The rule that chose the threshold, as an author writes it; `nil` without one or where unknown.
  public let rule: String?

  /// Describes a model.
  public init(
    base: String, isModified: Bool, isTuned: Bool, calibrator: String? = nil, rule: String? = nil
  ) {
    self.base = base
    self.isModified = isModified
    self.isTuned = isTuned
    self.calibrator = calibrator
    self.rule = rule
  }

  /// Whether the threshold was tuned for what models are compared by: a threshold that is best for F1
  /// may be far from the cheapest.
  public func isTuned(for metric: ResolvedMetric) -> Bool {
    guard isTuned, let rule else { return isTuned }
    let equals: [String: Set<String>] = [
      "youden_j": ["youden", "balanced_accuracy"],
      "balanced_accuracy": ["youden", "balanced_accuracy"],
      "balanced_accuracy_adjusted": ["youden", "balanced_accuracy"],
      "cost": ["cost", "bayes"], "expected_cost": ["cost", "bayes"],
    ]
    return rule == metric.name || equals[metric.name]?.contains(rule) == true
  }
}

/// Whether changing the class distribution helped, beside the same model left as it is.
///
/// A threshold can move the calls as far as resampling does without bending the probabilities, so
/// the counterpart is the unmodified model with a tuned threshold wherever there is one.
public struct Verdict: Sendable, Codable {
  /// What the interval of the difference says.
  public enum Outcome: String, Sendable, Codable {
    /// Better: the whole interval lies on the better side.
    case better
    /// Not told apart.
    case inconclusive
    /// Worse: the whole interval lies on the worse side.
    case worse
    /// There is no interval.
    case undefined
  }

  /// The place of the resampled or weighted model.
  public let model: Int
  /// The place of its counterpart.
  public let counterpart: Int
  /// Whether the counterpart's threshold was tuned.
  public let isTuned: Bool
  /// The rule that chose it where that was not for the metric compared by; else `nil`.
  public let otherRule: String?
  /// The model's value less its counterpart's.
  public let difference: Estimate
  /// What follows.
  public let outcome: Outcome

  /// One verdict for each modified model that has a counterpart, in the order given.
  public static func all(
    _ traits: [StrategyTraits], metric: ResolvedMetric, pair: (Int, Int) -> PairedOutcome
  ) -> [Verdict] {
    traits.indices.filter { traits[$0].isModified }.compactMap { place in
      let own = traits[place]
      let others = traits.indices.filter {
        !traits[$0].isModified && traits[$0].base == own.base
      }
      // Tuned for this metric, tuned for another, untuned; then the same calibration, then the order given.
      let counterpart = others.min {
        func order(_ other: Int) -> (Int, Int, Int) {
          (
            traits[other].isTuned(for: metric) ? 0 : traits[other].isTuned ? 1 : 2,
            traits[other].calibrator == own.calibrator ? 0 : 1,
            other
          )
        }
        return order($0) < order($1)
      }
      guard let counterpart else { return nil }
      let difference = pair(place, counterpart).difference
      return Verdict(
        model: place, counterpart: counterpart, isTuned: traits[counterpart].isTuned,
        otherRule: traits[counterpart].isTuned(for: metric) ? nil : traits[counterpart].rule,
        difference: difference, outcome: judged(difference, metric.direction))
    }
  }

  static func judged(_ difference: Estimate, _ direction: MetricDirection) -> Outcome {
    guard let gap = difference.value.number else { return .undefined }
    guard let low = difference.low, let high = difference.high else {
      return gap == 0 ? .inconclusive : .undefined
    }
    if low > 0 { return direction == .lowerIsBetter ? .worse : .better }
    if high < 0 { return direction == .lowerIsBetter ? .better : .worse }
    return .inconclusive
  }
}
