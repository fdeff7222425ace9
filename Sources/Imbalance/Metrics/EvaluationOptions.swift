/// What each outcome costs; a negative cost is a gain.
public struct CostMatrix: Sendable, Hashable, Codable {
  /// The cost of a positive row called negative.
  public let falseNegative: Double
  /// The cost of a negative row called positive.
  public let falsePositive: Double
  /// The cost of a positive row called positive.
  public let truePositive: Double
  /// The cost of a negative row called negative.
  public let trueNegative: Double

  /// Names the costs, in any one unit.
  public init(
    falseNegative: Double, falsePositive: Double, truePositive: Double = 0, trueNegative: Double = 0
  ) {
    self.falseNegative = falseNegative
    self.falsePositive = falsePositive
    self.truePositive = truePositive
    self.trueNegative = trueNegative
  }

  /// The total cost of the outcomes.
  public func total(_ counts: BinaryCounts) -> Double {
    Double(counts.fn) * falseNegative + Double(counts.fp) * falsePositive
      + Double(counts.tp) * truePositive + Double(counts.tn) * trueNegative
  }
}

/// How an evaluation is made.
public struct EvaluationOptions: Sendable, Codable {
  /// The confidence of the intervals, within 0 and 1.
  public var confidence: Double
  /// How many bootstrap replicates are drawn.
  public var replicates: Int
  /// What each outcome costs; without it there is no `cost`.
  public var cost: CostMatrix?
  /// Where the bootstrap's random stream starts.
  public var seed: Seed
  /// How many threads may be used; the result does not depend on it.
  public var threads: Int

  /// Describes an evaluation.
  public init(
    confidence: Double = 0.95, replicates: Int = 1000, cost: CostMatrix? = nil, seed: Seed,
    threads: Int = 1
  ) {
    self.confidence = confidence
    self.replicates = replicates
    self.cost = cost
    self.seed = seed
    self.threads = threads
  }
}
