/// How data are looked at.
public struct QualityOptions: Sendable {
  /// The names of the checks, in `QualityChecks.all`; `nil` for all of them.
  public let checks: [String]?
  /// How the models are made whose out-of-fold probabilities label errors are judged by; `nil`
  /// leaves label errors out.
  public let recipe: Recipe?
  /// The most rows that checks of quadratic cost look at; the others are sampled.
  public let maxRows: Int
  /// Where the sampling starts.
  public let seed: Seed
  /// How many threads may be used; the findings do not depend on it.
  public let threads: Int

  /// The rows looked at unless the author says otherwise.
  public static let defaultMaxRows = 10_000

  /// Says how data are looked at.
  public init(
    checks: [String]? = nil, recipe: Recipe? = nil, maxRows: Int = QualityOptions.defaultMaxRows,
    seed: Seed, threads: Int
  ) {
    self.checks = checks
    self.recipe = recipe
    self.maxRows = maxRows
    self.seed = seed
    self.threads = threads
  }

  /// Whether a check is asked for.
  func includes(_ name: String) -> Bool { checks?.contains(name) ?? true }
}
