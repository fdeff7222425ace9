internal import Synchronization

/// How a cross-validation is made.
public struct CrossValidationOptions: Sendable {
  /// How many folds.
  public var folds: Int
  /// How often the rows are dealt anew.
  public var repeats: Int
  /// Groups that stay together, if any.
  public var groups: FoldGroups?
  /// Metrics wanted beside those that are always there, such as `f_beta(0.5)`.
  public var metrics: [String]
  /// What each outcome costs; without it there is no `cost`.
  public var cost: CostMatrix?
  /// The confidence of the intervals, within 0 and 1.
  public var confidence: Double
  /// How many times each model is fitted in each fold, its seeds drawn anew.
  public var seeds: Int
  /// Whether the rows learnt from are scored too, for the gap between training and test.
  public var trainScores: Bool
  /// Decides the folds.
  public var seed: Seed
  /// How many threads may be used; the result does not depend on it.
  public var threads: Int

  /// Describes a cross-validation.
  public init(
    folds: Int = 5, repeats: Int = 1, groups: FoldGroups? = nil, metrics: [String] = [],
    cost: CostMatrix? = nil, confidence: Double = 0.95, seeds: Int = 1, trainScores: Bool = true,
    seed: Seed, threads: Int = 1
  ) {
    self.folds = folds
    self.repeats = repeats
    self.groups = groups
    self.metrics = metrics
    self.cost = cost
    self.confidence = confidence
    self.seeds = seeds
    self.trainScores = trainScores
    self.seed = seed
    self.threads = threads
  }
}

/// Told how many fits are done; never part of the result.
public struct CrossValidationProgress: Sendable {
  /// Fits finished, fits in all. Called from several threads.
  public var report: @Sendable (_ finished: Int, _ total: Int) -> Void
  /// Asked before each fit, from several threads; `true` calls the rest off with `cancelled`.
  public var isCancelled: @Sendable () -> Bool = { false }
  /// Makes a listener.
  public init(_ report: @escaping @Sendable (Int, Int) -> Void) { self.report = report }
  /// Tells nobody.
  public static let silent = CrossValidationProgress { _, _ in }
}

/// Counts what several threads have done.
final class Finished: Sendable {
  private let count = Atomic<Int>(0)
  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}
