/// One resampling step of a recipe: a sampler, how its distances are prepared, and its seed.
///
/// The step is fitted on the rows it is given, so it can be replayed inside every fold.
public struct Resampling: Sendable {
  /// The sampler.
  public let sampler: any Sampler
  /// How the columns are prepared for it.
  public let preparation: PreparationOptions
  /// Where its random stream starts.
  public let seed: Seed

  /// Describes a step.
  public init(sampler: any Sampler, preparation: PreparationOptions, seed: Seed) {
    self.sampler = sampler
    self.preparation = preparation
    self.seed = seed
  }
}
