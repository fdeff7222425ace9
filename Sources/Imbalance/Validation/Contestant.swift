/// A strategy that takes part in a cross-validation, under its name.
public struct Contestant: Sendable {
  /// The name that results are listed under.
  public let name: String
  /// What makes the model, its calibration and its threshold.
  public let strategy: Strategy
  /// The resampling of the training set that the strategy was written for; done first in each fold.
  public let lineage: Lineage?

  /// Names a strategy.
  public init(name: String, strategy: Strategy, lineage: Lineage? = nil) {
    self.name = name
    self.strategy = strategy
    self.lineage = lineage
  }

  /// All resampling in order: that of the training set, then the recipe's own.
  var resampling: [Resampling] { (lineage?.steps ?? []) + strategy.recipe.resampling }

  /// The same with every random stream started elsewhere; draw 0 is the strategy itself.
  func redrawn(_ draw: Int) -> Contestant {
    guard draw > 0 else { return self }
    func child(_ seed: Seed) -> Seed { seed.child("seed-spread", index: draw) }
    let recipe = strategy.recipe
    let steps = resampling.map {
      Resampling(sampler: $0.sampler, preparation: $0.preparation, seed: child($0.seed))
    }
    return Contestant(
      name: name,
      strategy: Strategy(
        recipe: Recipe(
          classifier: recipe.classifier, preparation: recipe.preparation,
          classWeight: recipe.classWeight,
          resampling: Array(steps.dropFirst(lineage?.steps.count ?? 0)), seed: child(recipe.seed)),
        calibrator: strategy.calibrator, calibrationFolds: strategy.calibrationFolds,
        tuning: strategy.tuning),
      lineage: lineage.map { Lineage(base: $0.base, steps: Array(steps.prefix($0.steps.count))) })
  }
}
